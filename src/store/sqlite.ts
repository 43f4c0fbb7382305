import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import { createRequire } from "node:module";
import Database from "better-sqlite3";
import { assert } from "../assert.ts";
import { sqliteColumns } from "./columns.ts";
import { migrateSqlite } from "./migrate.ts";
import { runOnSqlite } from "./run-statement.ts";
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
  let giveUp: (error: Unwritable) => void = () => undefined;
  const unwritable = new Promise<Unwritable>((resolve) => {
    giveUp = resolve;
  });
  const { transaction, settle } = oneByOne(
    writer,
    watchDisk((error) => giveUp(error)),
  );
  return {
    dialect: "sqlite",
    read: (work) => work(reads),
    transaction,
    unwritable,
    close: async () => {
      await settle();
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
  // What was written moves from the log into the file at the cost of some 6 ms, which one message waits for. At SQLite's
  // usual thousand pages that was every twentieth; the log is 25 MB at most instead of 4.
  db.pragma("wal_autocheckpoint = 6000");
  // What a turn that shares its commit would be undone with is kept in memory. SQLite would write it into a file of its own
  // from the sixteenth page on: as many writes as the log takes.
  db.pragma("temp_store = MEMORY");
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
    prepared: [],
    prepare: (statement) => runOnSqlite(db, statement),
    afterCommit: (run) => run(),
  };
}

/** What SQLite answers where the disk, and not the statement, is at fault. */
const diskFault = /^SQLITE_(?:FULL|IOERR|CORRUPT|NOTADB|READONLY)/;

function isDiskFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && diskFault.test(String(error.code))) || isDiskFault(error.cause);
}

interface Disk {
  /** Set once it refused a write. */
  refusal: Unwritable | undefined;
  /** The error that the caller is told of one that happened. */
  judge(error: unknown): unknown;
}

function watchDisk(giveUp: (error: Unwritable) => void): Disk {
  return {
    refusal: undefined,
    judge(error) {
      if (!isDiskFault(error)) return error;
      this.refusal = new Unwritable("the disk takes no more", { cause: error });
      giveUp(this.refusal);
      return this.refusal;
    },
  };
}

/** So many transactions at most share a commit: the first of them waits for the last. */
const groupMax = 16;

interface Waiting {
  readonly work: (tx: Tx) => Promise<unknown>;
  readonly resolve: (done: Done) => void;
  readonly reject: (error: unknown) => void;
}
interface Done {
  readonly value: unknown;
  /** What there is to do once it is committed. */
  readonly committed: readonly (() => void)[];
}

/**
 * Runs transactions one after the other. Those that came while one was at work are committed together with it: the
 * disk is waited for once for all of them. One that fails is undone alone; nobody is answered before the commit.
 * Once the disk refused one, all that come after it fail.
 */
function oneByOne(writer: Database.Database, disk: Disk) {
  const prepared = (sql: string) => writer.prepare(sql);
  const [begin, commit, rollback] = [prepared("BEGIN IMMEDIATE"), prepared("COMMIT"), prepared("ROLLBACK")];
  const [save, keep, undo] = [
    prepared("SAVEPOINT one"),
    prepared("RELEASE one"),
    prepared("ROLLBACK TO one"),
  ];
  const inside = new AsyncLocalStorage<true>();
  const base = connection(writer);
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  async function runOne({ work }: Waiting): Promise<Done> {
    const committed: (() => void)[] = [];
    const tx: Tx = { ...base, afterCommit: (run) => committed.push(run) };
    return { value: await work(tx), committed };
  }

  /** As part of a transaction that others have a part in. */
  async function runBeside(one: Waiting): Promise<Done | null> {
    save.run();
    try {
      const done = await runOne(one);
      keep.run();
      return done;
    } catch (error) {
      const told = disk.judge(error);
      one.reject(told);
      // Some failures, of the disk for one, undo all there is.
      if (disk.refusal !== undefined || !writer.inTransaction) throw told;
      undo.run();
      keep.run();
      return null;
    }
  }

  async function runGroup(first: Waiting): Promise<void> {
    if (disk.refusal !== undefined) return first.reject(disk.refusal);
    const group = [first];
    const done: (() => void)[] = [];
    try {
      begin.run();
      const result = await runOne(first);
      done.push(() => first.resolve(result));
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const one = next;
        group.push(one);
        const also = await runBeside(one);
        if (also !== null) done.push(() => one.resolve(also));
        if (group.length === groupMax) break;
      }
      commit.run();
    } catch (error) {
      const told = disk.judge(error);
      if (writer.inTransaction) rollback.run();
      for (const { reject } of group) reject(told);
      return;
    }
    for (const resolve of done) resolve();
  }

  async function runAll(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await runGroup(next);
    running = undefined;
  }

  const transaction: Store["transaction"] = async (work) => {
    assert(inside.getStore() === undefined, "transactions do not nest.");
    // Whoever commits for all runs it, but it is part of what its caller is doing.
    const caller = new AsyncResource("transaction");
    const own = (tx: Tx) => caller.runInAsyncScope(() => inside.run(true, () => work(tx)));
    const { value, committed } = await new Promise<Done>((resolve, reject) => {
      waiting.push({ work: own, resolve, reject });
      running ??= runAll();
    });
    for (const run of committed) run();
    return value as Awaited<ReturnType<typeof work>>;
  };
  return { transaction, settle: async () => await running };
}
