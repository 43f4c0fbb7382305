import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import Database from "better-sqlite3";
import type { AnyColumn } from "drizzle-orm";
import pg from "pg";
import { postgresColumns, sqliteColumns } from "./columns.ts";
import { defineTables } from "./schema.ts";

const require = createRequire(import.meta.url);
const { getTableColumns }: typeof import("drizzle-orm") = require("drizzle-orm");
const postgresCore: typeof import("drizzle-orm/pg-core") = require("drizzle-orm/pg-core");
const sqliteCore: typeof import("drizzle-orm/sqlite-core") = require("drizzle-orm/sqlite-core");

/** Postgres takes 65,535 parameters a statement. */
const parametersMax = 60_000;

interface Column {
  readonly name: string;
  /** The driver's value of SQLite as Postgres's driver takes it. */
  readonly carry: (value: unknown) => unknown;
  /** The driver's value of SQLite as it is compared. */
  readonly said: (value: unknown) => string;
}
interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly key: readonly string[];
}
type Row = Readonly<Record<string, unknown>>;

export interface Moved {
  readonly table: string;
  readonly rows: number;
}

/**
 * Copies every table of a SQLite file, which is up to date and in nobody else's use, into a Postgres database of the
 * same migrations; then reads both back and compares them row by row. What was copied before an interruption is not
 * copied again. Refuses a database that holds anything else.
 */
export async function moveToPostgres(
  path: string,
  url: string,
  options: { readonly batchRows?: number; readonly onBatch?: (table: string, rows: number) => void } = {},
): Promise<readonly Moved[]> {
  const source = new Database(path, { readonly: true });
  const target = new pg.Client({ connectionString: url });
  await target.connect();
  try {
    const tables = tablesInOrder();
    await prepare(source, target, tables);
    const moved: Moved[] = [];
    for (const table of tables) await copy(source, target, table, options);
    for (const table of tables) moved.push(await compare(source, target, table, options.batchRows));
    await target.query("UPDATE moved_from SET finished_at = now()");
    return moved;
  } finally {
    source.close();
    await target.end();
  }
}

/** All tables, each after those that its rows refer to. */
function tablesInOrder(): readonly Table[] {
  const postgres = defineTables(postgresColumns);
  const sqlite = defineTables(sqliteColumns);
  const ordered = new Map<string, Table>();
  const visit = (property: keyof typeof sqlite) => {
    const lite = sqlite[property] as never;
    const config = sqliteCore.getTableConfig(lite);
    if (ordered.has(config.name)) return;
    for (const { reference } of config.foreignKeys) {
      const { name } = sqliteCore.getTableConfig(reference().foreignTable);
      const other = Object.entries(sqlite).find(
        ([, it]) => sqliteCore.getTableConfig(it as never).name === name,
      )?.[0];
      if (other !== undefined && other !== property) visit(other as keyof typeof sqlite);
    }
    const to = getTableColumns(postgres[property]) as Record<string, AnyColumn>;
    const columns = Object.entries(getTableColumns(sqlite[property]) as Record<string, AnyColumn>);
    const ownKey = columns.filter(([, it]) => it.primary).map(([, it]) => it.name);
    const key = config.primaryKeys[0]?.columns.map((it) => it.name) ?? ownKey;
    ordered.set(config.name, {
      name: postgresCore.getTableConfig(postgres[property]).name,
      columns: columns.map(([name, from]) => columnOf(from, to[name] as AnyColumn)),
      key,
    });
  };
  for (const property of Object.keys(sqlite)) visit(property as keyof typeof sqlite);
  return [...ordered.values()];
}

function columnOf(from: AnyColumn, to: AnyColumn): Column {
  const decode = (value: unknown) => (value === null ? null : from.mapFromDriverValue(value));
  return {
    name: from.name,
    carry: (value) => (value === null ? null : to.mapToDriverValue(decode(value))),
    said: (value) => said(decode(value)),
  };
}

/** A value in words that are the same for both databases. */
function said(value: unknown): string {
  if (value instanceof Date) return `${value.getTime()}`;
  return typeof value === "object" && value !== null ? JSON.stringify(sorted(value)) : String(value);
}

/** Postgres puts the names of a JSON object in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, it]) => [name, sorted(it)]));
}

/** Makes sure that the target is empty, or holds the beginning of this very move. */
async function prepare(
  source: Database.Database,
  target: pg.Client,
  tables: readonly Table[],
): Promise<void> {
  const first = source.prepare("SELECT * FROM traders ORDER BY id LIMIT 1").get() ?? null;
  const mark = createHash("sha256").update(JSON.stringify(first)).digest("hex");
  const { rows: known } = await target.query("SELECT to_regclass('moved_from') IS NOT NULL AS is");
  if (known[0]?.is === true) {
    const { rows } = await target.query("SELECT mark, finished_at FROM moved_from");
    if (rows[0]?.mark !== mark) throw new Error("The database holds another file's move.");
    if (rows[0]?.finished_at !== null) throw new Error("This file was moved into the database already.");
    return;
  }
  for (const { name } of tables) {
    const { rowCount } = await target.query(`SELECT 1 FROM "${name}" LIMIT 1`);
    if (rowCount !== 0) throw new Error(`The database is not empty: ${name} has rows. Name an empty one.`);
  }
  await target.query("BEGIN");
  await target.query("CREATE TABLE moved_from (mark text NOT NULL, finished_at timestamptz)");
  await target.query("CREATE TABLE moved_rows (name text PRIMARY KEY, up_to jsonb NOT NULL)");
  await target.query("INSERT INTO moved_from VALUES ($1, NULL)", [mark]);
  await target.query("COMMIT");
}

/** Goes on after the last row that was committed, a batch a transaction. */
async function copy(
  source: Database.Database,
  target: pg.Client,
  table: Table,
  options: { readonly batchRows?: number; readonly onBatch?: (table: string, rows: number) => void },
): Promise<void> {
  const { name, columns } = table;
  const { rows: done } = await target.query("SELECT up_to FROM moved_rows WHERE name = $1", [name]);
  let after: Key | null = done[0]?.up_to ?? null;
  const size = batchOf(table, options.batchRows);
  const names = columns.map((it) => `"${it.name}"`).join(", ");
  for (;;) {
    const batch = read(source, table, after, size);
    if (batch.length === 0) return;
    const values = batch.flatMap((row) => columns.map((it) => it.carry(row[it.name])));
    const slots = batch.map(
      (_, row) => `(${columns.map((_it, at) => `$${row * columns.length + at + 1}`).join(", ")})`,
    );
    after = keyOf(table, batch.at(-1));
    await target.query("BEGIN");
    await target.query(`INSERT INTO "${name}" (${names}) VALUES ${slots.join(", ")}`, values);
    await target.query(
      "INSERT INTO moved_rows VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET up_to = excluded.up_to",
      [name, JSON.stringify(after)],
    );
    await target.query("COMMIT");
    options.onBatch?.(name, batch.length);
  }
}

/** Every row of the file is in the database with the same content, and the database has no other. */
async function compare(
  source: Database.Database,
  target: pg.Client,
  table: Table,
  batchRows?: number,
): Promise<Moved> {
  const { name, key, columns } = table;
  const size = batchOf(table, batchRows);
  const keys = columns.filter((it) => key.includes(it.name));
  let rows = 0;
  for (let after: Key | null = null; ; ) {
    const batch = read(source, table, after, size);
    if (batch.length === 0) break;
    const slots = batch.map(
      (_, row) => `(${keys.map((_it, at) => `$${row * keys.length + at + 1}`).join(", ")})`,
    );
    const { rows: found } = await target.query<Row>(
      `SELECT * FROM "${name}" WHERE (${keys.map((it) => `"${it.name}"`).join(", ")}) IN (${slots.join(", ")})`,
      batch.flatMap((row) => keys.map((it) => it.carry(row[it.name]))),
    );
    const there = new Set(found.map((row) => hash(columns.map((it) => said(row[it.name])))));
    for (const row of batch) {
      if (there.has(hash(columns.map((it) => it.said(row[it.name]))))) continue;
      const which = keys.map((it) => it.said(row[it.name])).join(", ");
      throw new Error(
        `The row ${which} of ${name} is missing or different. Empty the database and move again.`,
      );
    }
    rows += batch.length;
    after = keyOf(table, batch.at(-1));
  }
  const { rows: counted } = await target.query<{ n: string }>(`SELECT count(*) AS n FROM "${name}"`);
  if (Number(counted[0]?.n) !== rows)
    throw new Error(`${name} has ${rows} rows in the file and ${counted[0]?.n} in the database.`);
  return { table: name, rows };
}

/** What a row is found by, as SQLite's driver has it. */
type Key = readonly unknown[];

function keyOf({ key }: Table, row: Row | undefined): Key {
  return key.map((name) => row?.[name]);
}

/** Rows in the order of their key. */
function read(
  source: Database.Database,
  { name, key }: Table,
  after: Key | null,
  size: number,
): readonly Row[] {
  const by = key.map((it) => `"${it}"`).join(", ");
  const further = after === null ? "" : `WHERE (${by}) > (${key.map(() => "?").join(", ")})`;
  return source
    .prepare<unknown[], Row>(`SELECT * FROM "${name}" ${further} ORDER BY ${by} LIMIT ?`)
    .all(...(after ?? []), size);
}

function batchOf({ columns }: Table, rows = 1_000): number {
  return Math.min(rows, Math.floor(parametersMax / columns.length));
}

function hash(values: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(values)).digest("base64");
}
