import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import Database from "better-sqlite3";
import { assert } from "../assert.ts";
import { sqliteColumns } from "./columns.ts";
import { migrateSqlite } from "./migrate.ts";
import { defineTables } from "./schema.ts";
import { type Builder, type Store, type Tx, Unwritable } from "./store.ts";

const { drizzle }: typeof import("drizzle-orm/better-sqlite3") = createRequire(import.meta.url)(
  "drizzle-orm/better-sqlite3",
);

/** Long enough for a process that is being replaced to finish. */
const lockWaitMs = 10_000;

/**
 * Opens a file as the store of this one process: one writer whose transactions go one at a time, and one
 * reader that never sees an open transaction. Refuses a file that is damaged.
 */
export function openSqlite(path: string): Store {
  return open(path, holdFile(path));
}

/**
 * Opens a file for a short errand, also while another process serves from it: SQLite itself puts the writes of both
 * in order. Whoever serves has brought the file up to date.
 */
export function openSqliteBeside(path: string): Store {
  let letGo: (() => void) | null;
  try {
    letGo = holdFile(path, 0);
  } catch {
    letGo = null;
  }
  return open(path, letGo);
}

function open(path: string, letGo: (() => void) | null): Store {
  const writer = connect(path);
  if (letGo !== null) migrateSqlite(writer, path);
  assertDurable(writer);
  const reader = new Database(path, { readonly: true });
  reader.pragma("busy_timeout = 5000");
  const reads = connection(reader);
  const takeTurn = inTurn();
  let giveUp: (error: Unwritable) => void = () => undefined;
  const unwritable = new Promise<Unwritable>((resolve) => {
    giveUp = resolve;
  });
  return {
    dialect: "sqlite",
    read: (work) => work(reads),
    transaction: transactions(writer, takeTurn, (error) => giveUp(error)),
    unwritable,
    close: async () => {
      await takeTurn(async () => undefined);
      reader.close();
      writer.close();
      letGo?.();
    },
  };
}

/**
 * Makes this process the only one with the file, by a lock that the operating system drops when the process ends,
 * however it ends. One process writes a SQLite file; several need Postgres. Answers how to let go.
 */
export function holdFile(path: string, waitMs = lockWaitMs): () => void {
  const guard = new Database(`${path}-lock`, { timeout: waitMs });
  try {
    guard.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    guard.close();
    throw new Error(`${path} is in use by another process. Stop that one first.`, { cause: error });
  }
  return () => guard.close();
}

/** Opens a writer's connection with every setting that safety rests on. */
export function connect(path: string): Database.Database {
  const db = new Database(path);
  db.pragma("journal_mode = WAL");
  // This build of SQLite lowers a WAL database to NORMAL at its first statement unless told otherwise:
  // the last commits would then be lost with the power.
  db.pragma("synchronous = FULL");
  db.pragma("foreign_keys = ON");
  db.pragma("busy_timeout = 5000");
  db.pragma("trusted_schema = OFF");
  db.pragma("cell_size_check = ON");
  return db;
}

/** Asserts the settings after a statement has run: before it, `synchronous` may claim more than it keeps. */
export function assertDurable(db: Database.Database): void {
  db.prepare("SELECT count(*) FROM sqlite_schema").get();
  const wanted = { journal_mode: "wal", synchronous: 2, foreign_keys: 1 };
  for (const [name, value] of Object.entries(wanted)) {
    const is = db.pragma(name, { simple: true });
    assert(is === value, `SQLite keeps ${name} = ${value}, but it is ${is}.`);
  }
}

function connection(db: Database.Database): Tx {
  const builder = drizzle(db) as unknown as Builder;
  return {
    builder,
    tables: defineTables(sqliteColumns),
    dialect: "sqlite",
    prepared: new Map(),
    afterCommit: (run) => run(),
  };
}

type TakeTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** Runs one thing after the other; a failure is its caller's alone. */
function inTurn(): TakeTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

/** What SQLite answers where the disk, and not the statement, is at fault. */
const diskFault = /^SQLITE_(?:FULL|IOERR|CORRUPT|NOTADB|READONLY)/;

function isDiskFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && diskFault.test(String(error.code))) || isDiskFault(error.cause);
}

function transactions(
  writer: Database.Database,
  takeTurn: TakeTurn,
  giveUp: (error: Unwritable) => void,
): Store["transaction"] {
  const begin = writer.prepare("BEGIN IMMEDIATE");
  const commit = writer.prepare("COMMIT");
  const rollback = writer.prepare("ROLLBACK");
  const inside = new AsyncLocalStorage<true>();
  const base = connection(writer);
  let gaveUp: Unwritable | undefined;
  return async (work) => {
    assert(inside.getStore() === undefined, "transactions do not nest.");
    const committed: (() => void)[] = [];
    const result = await takeTurn(async () => {
      if (gaveUp !== undefined) throw gaveUp;
      try {
        begin.run();
        const tx: Tx = { ...base, afterCommit: (run) => committed.push(run) };
        const value = await inside.run(true, () => work(tx));
        commit.run();
        return value;
      } catch (error) {
        if (isDiskFault(error)) {
          gaveUp = new Unwritable("the disk takes no more", { cause: error });
          giveUp(gaveUp);
        }
        if (writer.inTransaction) rollback.run();
        throw gaveUp ?? error;
      }
    });
    for (const run of committed) run();
    return result;
  };
}
