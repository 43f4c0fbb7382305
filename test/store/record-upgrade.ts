/**
 * `npm run record:upgrade`: stores what a database held at each migration that has no record yet: rows as a trader's
 * use leaves them, in the columns that there were. A record is never written again: it is what somebody may have.
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { listMigrations } from "../../src/store/migrate.ts";
import { tempFolder } from "../helpers/product.ts";
import { openWorld } from "../helpers/world.ts";
import { atMigration } from "./at-migration.ts";

type Row = Readonly<Record<string, string | number | null>>;
const folder = join(import.meta.dirname, "upgrades");

/** A store in which something of everything has happened. */
async function live(path: string): Promise<void> {
  const world = await openWorld({ url: `file:${path}` });
  await world.say("anna", "add client Acme accounts@acme.example");
  await world.say("anna", "bill Acme £230 for the boiler");
  await world.say("anna", "bill Harris £85");
  await world.say("anna", "bill 2 paid £40");
  await world.say("anna", "hold bill 2 for 2 weeks");
  await world.say("ben", "bill Dave £1,200");
  await world.close();
}

function quoted(value: string | number | null): string {
  if (value === null) return "NULL";
  return typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;
}

/** The rows of now, as far as a table of then can hold them. */
function rowsFor(then: Database.Database, now: Database.Database): readonly string[] {
  const tables = then
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
    )
    .all();
  return tables.flatMap(({ name }) => {
    if (name === "schema_migrations") return [];
    const columns = then.pragma(`table_info(${name})`) as {
      name: string;
      notnull: number;
      dflt_value: unknown;
      type: string;
    }[];
    const known = new Set((now.pragma(`table_info(${name})`) as { name: string }[]).map((it) => it.name));
    if (known.size === 0) return [];
    return now
      .prepare<[], Row>(`SELECT * FROM ${name}`)
      .all()
      .map((row) => {
        const kept = columns.filter(
          (it) => known.has(it.name) || (it.notnull === 1 && it.dflt_value === null),
        );
        const values = kept.map(
          (it) => row[it.name] ?? (it.notnull === 1 ? (it.type === "TEXT" ? "" : 0) : null),
        );
        return `INSERT INTO ${name} (${kept.map((it) => `"${it.name}"`).join(", ")}) VALUES (${values.map(quoted).join(", ")});`;
      });
  });
}

const temp = tempFolder();
const path = join(temp.path, "now.db");
await live(path);
const now = new Database(path, { readonly: true });
mkdirSync(folder, { recursive: true });
for (const { number, name } of listMigrations("sqlite")) {
  const file = join(folder, `${String(number).padStart(4, "0")}_${name}.sql`);
  if (existsSync(file)) continue;
  const then = new Database(":memory:");
  atMigration(then, number);
  writeFileSync(file, `${rowsFor(then, now).join("\n")}\n`);
  then.close();
}
now.close();
temp.remove();
