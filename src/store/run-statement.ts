import { createRequire } from "node:module";
import type Database from "better-sqlite3";
import type { AnyColumn } from "drizzle-orm";
import type { ClientBase, QueryArrayConfig } from "pg";
import { assert } from "../assert.ts";

// By `require`, for the reason given in `columns.ts`.
const { Column, Param, Placeholder, SQL, getTableName, is }: typeof import("drizzle-orm") = createRequire(
  import.meta.url,
)("drizzle-orm");

/** A prepared query of drizzle's, of which it is asked only what its driver is given and how its rows are read. */
export interface Prepared<R> {
  execute(params: Record<string, unknown>): Promise<R>;
}

interface Field {
  readonly path: readonly string[];
  readonly field: unknown;
}
interface Interpreted {
  readonly query: { readonly sql: string; readonly params: readonly unknown[] };
  readonly fields?: readonly Field[];
  readonly joinsNotNullableMap?: Readonly<Record<string, boolean>>;
  /** On Postgres: what its driver is asked with. */
  readonly queryConfig?: QueryArrayConfig;
}

/** A query in a dialect, whatever connection it will run on: how parameters become the driver's values, and its rows ours. */
export interface Coded {
  readonly sql: string;
  readonly encode: (params: Record<string, unknown>) => unknown[];
  /** Undefined for a statement that answers no rows. */
  readonly read: ((row: readonly unknown[]) => unknown) | undefined;
  readonly queryConfig: QueryArrayConfig | undefined;
}

/** Keeps nothing of the connection on which drizzle prepared it. */
export function codedOf(prepared: Prepared<unknown>): Coded {
  const { query, fields, joinsNotNullableMap, queryConfig } = prepared as unknown as Interpreted;
  const encoders = query.params.map(encoderOf);
  return {
    sql: query.sql,
    encode: (params) => encoders.map((it) => it(params)),
    read: fields && rowReader(fields, joinsNotNullableMap ?? {}),
    queryConfig,
  };
}

/**
 * The same query, run on SQLite without drizzle's interpreter: how a parameter is encoded and a column decoded is
 * looked up once, not at each call. And each parameter gets a plus, which changes nothing but that SQLite does not
 * compile `column = ? … ORDER BY` and `LIMIT ?` anew whenever the parameter is given, to see whether its value makes
 * another plan the better one. Measured: the one took half of a short statement's time, the other nine tenths.
 */
export function runOnSqlite<R>(db: Database.Database, { sql, encode, read }: Coded): Prepared<R> {
  const statement = db.prepare<unknown[], readonly unknown[]>(sql.replaceAll("?", "+?"));
  if (read === undefined) return { execute: async (params) => statement.run(...encode(params)) as R };
  const rows = statement.raw();
  return { execute: async (params) => rows.all(...encode(params)).map(read) as R };
}

/**
 * The same query, run on Postgres without drizzle's interpreter. What answers no rows is given to `post`, which sends
 * it and does not wait.
 */
export function runOnPostgres<R>(
  client: Pick<ClientBase, "query">,
  { encode, read, queryConfig }: Coded,
  post: (sent: Promise<unknown>) => void,
): Prepared<R> {
  assert(queryConfig !== undefined, "drizzle says what Postgres is asked with.");
  if (read === undefined) {
    return {
      execute: async (params) => post(client.query({ ...queryConfig, values: encode(params) })) as R,
    };
  }
  return {
    execute: async (params) => {
      const { rows } = await client.query<unknown[]>({ ...queryConfig, values: encode(params) });
      return rows.map(read) as R;
    },
  };
}

function encoderOf(param: unknown): (params: Record<string, unknown>) => unknown {
  if (is(param, Placeholder)) return (params) => params[param.name];
  if (is(param, Param) && is(param.value, Placeholder)) {
    const { encoder, value } = param;
    return (params) => encoder.mapToDriverValue(params[value.name]);
  }
  return () => param;
}

/** `joined` says of each table of a join whether its part of a row is always there. */
function rowReader(
  fields: readonly Field[],
  joined: Readonly<Record<string, boolean>>,
): (row: readonly unknown[]) => unknown {
  const cells = fields.map(({ path: [first = "", second], field }) => {
    return { first, second, decode: decoderOf(field), optional: isOptional(field, joined) };
  });
  // Of a join, the tables' names; and of what an outer join may leave out, where its key stands.
  const parts = new Set(cells.flatMap((it) => (it.second === undefined ? [] : [it.first])));
  const keys = [...parts].map((part) => cells.findIndex((it) => it.first === part));
  const optionalKeys = keys.filter((at) => cells[at]?.optional);
  return (row) => {
    const result: Record<string, unknown> = {};
    for (const part of parts) result[part] = {};
    for (const [at, { first, second, decode }] of cells.entries()) {
      const raw = row[at];
      const value = raw === null || decode === null ? raw : decode(raw);
      if (second === undefined) result[first] = value;
      else (result[first] as Record<string, unknown>)[second] = value;
    }
    for (const at of optionalKeys) if (row[at] === null) result[cells[at]?.first ?? ""] = null;
    return result;
  };
}

function isOptional(field: unknown, joined: Readonly<Record<string, boolean>>): boolean {
  return is(field, Column) && joined[getTableName(field.table)] === false;
}

/** Null where the driver's value is the value. */
function decoderOf(field: unknown): ((value: unknown) => unknown) | null {
  const decoder = is(field, Column) ? field : decoderWithin(field);
  if (decoder.mapFromDriverValue === Column.prototype.mapFromDriverValue) return null;
  return (value) => decoder.mapFromDriverValue(value);
}

/** Of an expression, perhaps under a name. drizzle keeps it to itself. */
function decoderWithin(field: unknown): Pick<AnyColumn, "mapFromDriverValue"> {
  const { decoder } = (is(field, SQL) ? field : (field as { sql: unknown }).sql) as never;
  return decoder;
}
