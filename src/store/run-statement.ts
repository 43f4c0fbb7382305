import type Database from "better-sqlite3";
import type { ClientBase } from "pg";
import { assert } from "../assert.ts";
import type { Outbox } from "./outbox.ts";
import type { Coded, Run } from "./row-code.ts";
import type { Touch } from "./touch.ts";

/**
 * The same query, run on SQLite without drizzle's interpreter. Each parameter gets a plus, which changes nothing but
 * that SQLite does not compile `column = ? … ORDER BY` and `LIMIT ?` anew whenever the parameter is given, to see
 * whether its value makes another plan the better one. Measured: the one took half of a short statement's time, the
 * other nine tenths.
 */
export function runOnSqlite<R>(db: Database.Database, { sql, encode, read, single }: Coded): Run<R> {
  const statement = db.prepare<unknown[], readonly unknown[]>(sql.replaceAll("?", "+?"));
  if (read === undefined) return async (params) => void statement.run(...encode(params)) as R;
  const rows = statement.raw();
  if (!single) return async (params) => rows.all(...encode(params)).map((row) => read(row)) as R;
  return async (params) => {
    const row = rows.get(...encode(params));
    return (row && read(row)) as R;
  };
}

/**
 * The same query, run on Postgres without drizzle's interpreter. What answers no rows is left to the outbox, and not
 * waited for.
 */
export function runOnPostgres<R>(
  client: Pick<ClientBase, "query">,
  { encode, read, single, queryConfig }: Coded,
  outbox: Outbox,
  touch: Touch,
): Run<R> {
  assert(queryConfig?.name !== undefined, "drizzle says what Postgres is asked with, and by what name.");
  const { name, text } = queryConfig;
  if (read === undefined)
    return async (params) => outbox.add({ touch, query: { name, text, values: encode(params) } }) as R;
  return async (params) => {
    outbox.sendBefore(touch);
    const { rows } = await client.query<unknown[]>({ ...queryConfig, values: encode(params) });
    assert(!single || rows.length <= 1, `one row was expected, ${rows.length} came.`);
    return (single ? rows[0] && read(rows[0]) : rows.map((row) => read(row))) as R;
  };
}
