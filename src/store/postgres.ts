import { createRequire } from "node:module";
import pg from "pg";
import { assert } from "../assert.ts";
import { postgresColumns } from "./columns.ts";
import { migratePostgres } from "./migrate.ts";
import { defineTables } from "./schema.ts";
import type { Builder, Store, Tx } from "./store.ts";

const { drizzle }: typeof import("drizzle-orm/node-postgres") = createRequire(import.meta.url)(
  "drizzle-orm/node-postgres",
);

/** Deadlock and serialisation failure: Postgres undid the work and asks for it again. */
const againCodes = new Set(["40001", "40P01"]);
const tries = 5;

/** Opens a Postgres database as the store; any number of processes may share it. */
export async function openPostgres(url: string): Promise<Store> {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000 });
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on("error", () => undefined);
  const connections = new WeakMap<pg.PoolClient, Tx>();
  await withClient(pool, async (client) => {
    await migratePostgres(client);
    await assertDurable(client);
  });

  function connection(client: pg.PoolClient): Tx {
    const known = connections.get(client);
    if (known !== undefined) return known;
    const made: Tx = {
      builder: drizzle(client) as unknown as Builder,
      tables: defineTables(postgresColumns),
      dialect: "postgres",
      prepared: new Map(),
      prepare: (statement) => statement,
      foreign: (text, values) => client.query(text, values),
      afterCommit: (run) => run(),
    };
    connections.set(client, made);
    return made;
  }

  return {
    dialect: "postgres",
    read: (work) => withClient(pool, (client) => work(connection(client))),
    transaction: async (work) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await withClient(pool, (client) => transact(client, connection(client), work));
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

async function transact<T>(client: pg.PoolClient, base: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  const committed: (() => void)[] = [];
  await client.query("BEGIN");
  let value: T;
  try {
    value = await work({ ...base, afterCommit: (run) => committed.push(run) });
    await client.query("COMMIT");
  } catch (error) {
    // Where the connection itself is gone, Postgres has rolled back already.
    await client.query("ROLLBACK").catch(() => undefined);
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
