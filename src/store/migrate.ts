import { readdirSync, readFileSync } from "node:fs";
import Database from "better-sqlite3";
import type pg from "pg";
import { assert } from "../assert.ts";
import type { Dialect } from "./store.ts";

/** Numbered files, applied once and in order, never edited afterwards: `0001_first.sql`. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

export function listMigrations(dialect: Dialect): readonly Migration[] {
  const folder = new URL(`./migrations/${dialect}/`, import.meta.url);
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort();
  return files.map((file, index) => {
    const number = Number(file.slice(0, 4));
    assert(number === index + 1, `migrations are numbered without gaps, but ${dialect} has ${file}.`);
    return { number, name: file.slice(5, -4), sql: readFileSync(new URL(file, folder), "utf8") };
  });
}

const ledger = `CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL)`;

/** Brings a file up to date, all or nothing. A file that is damaged, or newer than this program, is refused. */
export function migrateSqlite(db: Database.Database, path: string): void {
  assertSound(path);
  db.exec(ledger);
  const migrations = listMigrations("sqlite");
  db.transaction(() => {
    const done = db.prepare<[], { n: number | null }>("SELECT max(number) AS n FROM schema_migrations").get();
    for (const migration of pending(migrations, done?.n ?? 0)) {
      db.exec(migration.sql);
      db.prepare("INSERT INTO schema_migrations VALUES (?, ?)").run(migration.number, migration.name);
    }
  }).immediate();
}

/** The same for Postgres. The advisory lock makes processes that start together wait for one another. */
export async function migratePostgres(client: pg.PoolClient): Promise<void> {
  const migrations = listMigrations("postgres");
  await client.query("BEGIN");
  try {
    await client.query("SELECT pg_advisory_xact_lock(5720931)");
    await client.query(ledger);
    const { rows } = await client.query<{ n: number | null }>(
      "SELECT max(number) AS n FROM schema_migrations",
    );
    for (const migration of pending(migrations, rows[0]?.n ?? 0)) {
      await client.query(migration.sql);
      await client.query("INSERT INTO schema_migrations VALUES ($1, $2)", [migration.number, migration.name]);
    }
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

/**
 * Throws with what to do when a SQLite file has been damaged. Looks by a connection of its own: one that has read the
 * whole file keeps it in memory, and has so little room left for small things that a short statement takes a tenth
 * more.
 */
export function assertSound(path: string): void {
  const { check, orphans } = look(path);
  if (check === "ok" && orphans === 0) return;
  const what = check === "ok" ? `${orphans} rows refer to nothing` : check;
  throw new Error(
    `${path} is damaged (${what}). Restore the latest backup: npm run restore -- <backup file>`,
  );
}

function look(path: string): { readonly check: string; readonly orphans: number } {
  const db = new Database(path);
  // Each page is looked at once, and what a process has once taken of memory it keeps.
  db.pragma("cache_size = -2000");
  try {
    const check = String(db.pragma("quick_check(1)", { simple: true }));
    return { check, orphans: (db.pragma("foreign_key_check") as unknown[]).length };
  } finally {
    db.close();
  }
}

function pending(migrations: readonly Migration[], done: number): readonly Migration[] {
  if (done > migrations.length) {
    throw new Error(
      `The store is at migration ${done}, this program knows ${migrations.length}. Run the newer program.`,
    );
  }
  return migrations.slice(done);
}
