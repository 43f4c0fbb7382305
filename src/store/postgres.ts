import { createRequire } from "node:module";
import pg from "pg";
import { assert } from "../assert.ts";
import { postgresColumns } from "./columns.ts";
import { GatheringSocket } from "./gathering-socket.ts";
import { migratePostgres } from "./migrate.ts";
import { createOutbox, type Joined, type Outbox } from "./outbox.ts";
import { runOnPostgres } from "./run-statement.ts";
import { defineTables } from "./schema.ts";
import type { Builder, Store, Tx } from "./store.ts";
import { touchReader } from "./touch.ts";

const { drizzle }: typeof import("drizzle-orm/node-postgres") = createRequire(import.meta.url)(
  "drizzle-orm/node-postgres",
);

/** Deadlock and serialisation failure: Postgres undid the work and asks for it again. */
const againCodes = new Set(["40001", "40P01"]);
const tries = 5;

/** Opens a Postgres database as the store; any number of processes may share it. */
export async function openPostgres(url: string): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    // Statements are sent as they come, before the ones ahead of them have been answered.
    pipeline: true,
    stream: () => new GatheringSocket(),
  });
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on("error", () => undefined);
  const tables = defineTables(postgresColumns);
  const touchOf = touchReader(tables);
  const joined: Joined = new Map();
  const connections = new WeakMap<pg.PoolClient, Connection>();
  await withClient(pool, async (client) => {
    await migratePostgres(client);
    await assertDurable(client);
  });

  function connection(client: pg.PoolClient): Connection {
    const known = connections.get(client);
    if (known !== undefined) return known;
    const outbox = createOutbox(client, joined);
    const base: Tx = {
      builder: drizzle(afterAll(client, outbox)) as unknown as Builder,
      tables,
      dialect: "postgres",
      prepared: [],
      prepare: (statement) => runOnPostgres(client, statement, outbox, touchOf(statement.sql)),
      foreign: (text, values) => {
        outbox.sendBefore();
        return client.query(text, values);
      },
      afterCommit: (run) => run(),
    };
    const made = { client, base, outbox };
    connections.set(client, made);
    return made;
  }

  return {
    dialect: "postgres",
    read: (work) => withClient(pool, (client) => work(connection(client).base)),
    transaction: async (work) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await withClient(pool, (client) => transact(connection(client), work));
        } catch (error) {
          if (attempt === tries || !againCodes.has(codeOf(error))) throw error;
        }
      }
    },
    // The server looks after its disk, and says no to a write without harm to the next.
    unwritable: new Promise(() => undefined),
    close: () => pool.end(),
  };
}

interface Connection {
  readonly client: pg.PoolClient;
  readonly base: Tx;
  readonly outbox: Outbox;
}

/** The connection as drizzle knows it, which runs what is written ad hoc: after all that was to be sent before. */
function afterAll(client: pg.PoolClient, outbox: Outbox): pg.PoolClient {
  const query = (...args: Parameters<typeof client.query>) => {
    outbox.sendBefore();
    return client.query(...args);
  };
  return Object.create(client, { query: { value: query } }) as pg.PoolClient;
}

/**
 * A write that answers nothing is not waited for until the commit. Postgres takes nothing more in a transaction of
 * which a statement failed, and answers its COMMIT with ROLLBACK: so the first failure, and not what failed after it
 * for its sake, is what became of the transaction.
 */
async function transact<T>({ client, base, outbox }: Connection, work: (tx: Tx) => Promise<T>): Promise<T> {
  const committed: (() => void)[] = [];
  outbox.open(client.query({ name: "begin", text: "BEGIN" }));
  let value: T;
  try {
    value = await work({ ...base, afterCommit: (run) => committed.push(run) });
    outbox.sendBefore();
    const ended = client.query({ name: "commit", text: "COMMIT" });
    outbox.post(ended);
    await outbox.settle();
    assert((await ended).command === "COMMIT", "a transaction without a failure is committed.");
  } catch (error) {
    // Also what was not sent yet: had it been refused, that came first.
    outbox.sendBefore();
    // Where the connection itself is gone, Postgres has rolled back already.
    await client.query("ROLLBACK").catch(() => undefined);
    await outbox.settle();
    throw error;
  }
  for (const run of committed) run();
  return value;
}

async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    // Class 08 and 57P are lost connections: such a client must not go back to the pool.
    if (/^(?:08|57P)|^E[A-Z]+$/.test(codeOf(error))) broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Postgres's SQLSTATE, also where drizzle has wrapped the error. */
function codeOf(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === "string") return code;
  return cause === undefined || cause === null ? "" : codeOf(cause);
}

async function assertDurable(client: pg.PoolClient): Promise<void> {
  for (const name of ["fsync", "synchronous_commit"]) {
    const { rows } = await client.query(`SHOW ${name}`);
    const value: unknown = rows[0]?.[name];
    assert(value !== "off" && value !== undefined, `Postgres keeps ${name} on, but it is ${String(value)}.`);
  }
}
