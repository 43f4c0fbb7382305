/**
 * `npm run migrations -- <name>`: writes the next numbered migration of both dialects from the schema, and the
 * snapshot that the following one is compared with. What the generator cannot say is added by hand afterwards.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { postgresColumns, sqliteColumns } from "./columns.ts";
import { defineTables } from "./schema.ts";
import type { Dialect } from "./store.ts";

const kit: typeof import("drizzle-kit/api") = createRequire(import.meta.url)("drizzle-kit/api");
type Snapshot = Parameters<typeof kit.generateMigration>[0];
type SqliteSnapshot = Parameters<typeof kit.generateSQLiteMigration>[0];

const name = process.argv[2];
if (name === undefined || !/^[a-z][a-z0-9-]*$/.test(name)) {
  process.stderr.write("Name the migration in kebab-case: npm run migrations -- add-promises\n");
  process.exit(2);
}

const postgresNow = kit.generateDrizzleJson({ ...defineTables(postgresColumns) });
const postgresBefore = readSnapshot("postgres", kit.generateDrizzleJson({}));
write("postgres", await kit.generateMigration(postgresBefore, postgresNow), postgresNow);

const sqliteNow = await kit.generateSQLiteDrizzleJson({ ...defineTables(sqliteColumns) });
const sqliteBefore = readSnapshot("sqlite", await kit.generateSQLiteDrizzleJson({}));
write("sqlite", await kit.generateSQLiteMigration(sqliteBefore as SqliteSnapshot, sqliteNow), sqliteNow);

function folderOf(dialect: Dialect): string {
  return fileURLToPath(new URL(`./migrations/${dialect}/`, import.meta.url));
}

function readSnapshot<S>(dialect: Dialect, empty: S): S {
  const path = `${folderOf(dialect)}snapshot.json`;
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as S) : empty;
}

function write(dialect: Dialect, statements: readonly string[], snapshot: Snapshot | SqliteSnapshot): void {
  const folder = folderOf(dialect);
  mkdirSync(folder, { recursive: true });
  if (statements.length === 0) {
    process.stdout.write(`${dialect}: nothing to do\n`);
    return;
  }
  const number = readdirSync(folder).filter((file) => file.endsWith(".sql")).length + 1;
  const file = `${number.toString().padStart(4, "0")}_${name}.sql`;
  writeFileSync(`${folder}${file}`, `${statements.join("\n")}\n`);
  writeFileSync(`${folder}snapshot.json`, `${JSON.stringify(snapshot, null, 1)}\n`);
  process.stdout.write(`${dialect}: ${file}, ${statements.length} statements\n`);
}
