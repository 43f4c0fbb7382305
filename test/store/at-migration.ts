import type Database from "better-sqlite3";
import { listMigrations } from "../../src/store/migrate.ts";

/** Makes an empty database what it was at a migration. */
export function atMigration(db: Database.Database, number: number): void {
  db.exec("CREATE TABLE schema_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL)");
  for (const migration of listMigrations("sqlite").slice(0, number)) {
    db.exec(migration.sql);
    db.prepare("INSERT INTO schema_migrations VALUES (?, ?)").run(migration.number, migration.name);
  }
}
