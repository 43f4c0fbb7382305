import { createRequire } from "node:module";

/*
 * The kinds of column we use, once for each dialect. drizzle is loaded by `require`, because its ES modules
 * take 0.4 s and 180 MB more to load (Node reads the package's 179 kB manifest again for each of them).
 */
const require = createRequire(import.meta.url);
const pg: typeof import("drizzle-orm/pg-core") = require("drizzle-orm/pg-core");
const lite: typeof import("drizzle-orm/sqlite-core") = require("drizzle-orm/sqlite-core");
const { sql }: typeof import("drizzle-orm") = require("drizzle-orm");

export const postgresColumns = {
  table: pg.pgTable,
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
  foreignKey: pg.foreignKey,
  check: pg.check,
  alias: pg.alias,
  text: <T extends string = string>(name: string) => pg.text(name).$type<T>(),
  minor: (name: string) => pg.bigint(name, { mode: "number" }),
  count: (name: string) => pg.integer(name),
  /** A quantity such as 1.5 hours: not money, so a float will do. */
  quantity: (name: string) => pg.doublePrecision(name),
  flag: (name: string) => pg.boolean(name),
  instant: (name: string) => pg.timestamp(name, { mode: "date", withTimezone: true, precision: 3 }),
  json: <T>(name: string) => pg.jsonb(name).$type<T>(),
  /** Integer pence in a range. SQLite would take 230.5 or "230" into an integer column; its `typeof` says no. */
  isMinor: (column: string, min: number, max: number) => sql.raw(`"${column}" BETWEEN ${min} AND ${max}`),
};

export type Columns = typeof postgresColumns;

/** The same vocabulary over SQLite, told to be the Postgres one: the one lie, told once. */
export const sqliteColumns = {
  table: lite.sqliteTable,
  index: lite.index,
  uniqueIndex: lite.uniqueIndex,
  primaryKey: lite.primaryKey,
  foreignKey: lite.foreignKey,
  check: lite.check,
  alias: lite.alias,
  text: <T extends string = string>(name: string) => lite.text(name).$type<T>(),
  minor: (name: string) => lite.integer(name),
  count: (name: string) => lite.integer(name),
  quantity: (name: string) => lite.real(name),
  flag: (name: string) => lite.integer(name, { mode: "boolean" }),
  instant: (name: string) => lite.integer(name, { mode: "timestamp_ms" }),
  json: <T>(name: string) => lite.text(name, { mode: "json" }).$type<T>(),
  isMinor: (column: string, min: number, max: number) =>
    sql.raw(`typeof("${column}") = 'integer' AND "${column}" BETWEEN ${min} AND ${max}`),
} satisfies { [K in keyof Columns]: unknown } as unknown as Columns;

/** SQL that is the same in both dialects and holds nothing from outside. */
export function literal(text: string) {
  return sql.raw(text);
}

/** For a CHECK: the column holds one of these words. */
export function oneOf(column: string, values: readonly string[]) {
  return literal(`"${column}" IN (${values.map((value) => `'${value}'`).join(", ")})`);
}
