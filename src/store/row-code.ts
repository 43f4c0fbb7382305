import { createRequire } from "node:module";
import type { AnyColumn } from "drizzle-orm";
import type { QueryArrayConfig } from "pg";

// By `require`, for the reason given in `columns.ts`.
const { Column, Param, Placeholder, SQL, getTableName, is, noopEncoder }: typeof import("drizzle-orm") =
  createRequire(import.meta.url)("drizzle-orm");

/** A prepared query of drizzle's, of which it is asked only what its driver is given and how its rows are read. */
export interface Prepared<R> {
  execute(params: Record<string, unknown>): Promise<R>;
}

/** By name. */
export type Params = Readonly<Record<string, unknown>>;

/** Runs a statement readied on a connection. */
export type Run<R> = (params: Params) => Promise<R>;

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
  readonly encode: (params: Params) => unknown[];
  /** Undefined for a statement that answers no rows. */
  readonly read: ((row: readonly unknown[]) => unknown) | undefined;
  /** At most one row is there to be answered: it is the answer, or undefined. */
  readonly single: boolean;
  readonly queryConfig: QueryArrayConfig | undefined;
}

/** Keeps nothing of the connection on which drizzle prepared it. */
export function codedOf(prepared: Prepared<unknown>, single: boolean): Coded {
  const { query, fields, joinsNotNullableMap, queryConfig } = prepared as unknown as Interpreted;
  return {
    sql: query.sql,
    encode: writeEncoder(query.params),
    read: fields && writeReader(fields, joinsNotNullableMap ?? {}),
    single,
    queryConfig,
  };
}

/** A part of a function's text, and what it knows by the name `given` and its place. */
interface Part {
  readonly text: string;
  readonly given?: unknown;
}

/**
 * The function `(name) => (text)`. Coding is written out as a function for each statement: `{ id: row[0], … }` makes
 * an object of twenty columns in a twentieth of the time that it takes to store them one by one under names looked up.
 * Nothing from outside is in the text: only places, and our own names, quoted.
 */
function compile<F>(name: string, text: string, parts: readonly Part[]): F {
  const given = [...parts.entries()].filter(([, it]) => "given" in it);
  const write = new Function(...given.map(([at]) => `given${at}`), `return (${name}) => (${text});`);
  return write(...given.map(([, it]) => it.given));
}

/** `(params) => [params["traderId"], given1.mapToDriverValue(params["at"])]`, but that null stays null. */
function writeEncoder(params: readonly unknown[]): Coded["encode"] {
  const parts = params.map((param, at): Part => {
    if (is(param, Placeholder)) return { text: paramNamed(param) };
    if (!is(param, Param) || !is(param.value, Placeholder)) return { text: `given${at}`, given: param };
    const { encoder } = param;
    const value = paramNamed(param.value);
    const same = [noopEncoder.mapToDriverValue, Column.prototype.mapToDriverValue];
    if (same.includes(encoder.mapToDriverValue)) return { text: value };
    return { text: `${value} === null ? null : given${at}.mapToDriverValue(${value})`, given: encoder };
  });
  return compile("params", `[${parts.map((it) => it.text).join(", ")}]`, parts);
}

function paramNamed({ name }: { readonly name: string }): string {
  return `params[${JSON.stringify(name)}]`;
}

/**
 * `(row) => ({ "id": row[0], "client": row[1] === null ? null : { "id": row[1], … } })`
 *
 * `joined` says of each table of a join whether its part of a row is always there. What an outer join may leave out
 * is told by the first of its columns.
 */
function writeReader(
  fields: readonly Field[],
  joined: Readonly<Record<string, boolean>>,
): NonNullable<Coded["read"]> {
  const parts = fields.map(({ field }, at): Part => {
    const decoder = is(field, Column) ? field : decoderWithin(field);
    if (decoder.mapFromDriverValue === Column.prototype.mapFromDriverValue) return { text: `row[${at}]` };
    return { text: `row[${at}] === null ? null : given${at}.mapFromDriverValue(row[${at}])`, given: decoder };
  });
  const places = [...fields.keys()];
  const properties = Map.groupBy(places, (at) => fields[at]?.path[0] ?? "");
  const written = [...properties].map(([name, within]) => {
    const [first = 0] = within;
    if (fields[first]?.path[1] === undefined) return property(name, parts[first]?.text);
    const inner = within.map((at) => property(fields[at]?.path[1], parts[at]?.text));
    const part = `{ ${inner.join(", ")} }`;
    return property(
      name,
      isOptional(fields[first].field, joined) ? `row[${first}] === null ? null : ${part}` : part,
    );
  });
  return compile("row", `{ ${written.join(", ")} }`, parts);
}

function property(name = "", value = ""): string {
  return `${JSON.stringify(name)}: ${value}`;
}

function isOptional(field: unknown, joined: Readonly<Record<string, boolean>>): boolean {
  return is(field, Column) && joined[getTableName(field.table)] === false;
}

/** Of an expression, perhaps under a name. drizzle keeps it to itself. */
function decoderWithin(field: unknown): Pick<AnyColumn, "mapFromDriverValue"> {
  const { decoder } = (is(field, SQL) ? field : (field as { sql: unknown }).sql) as never;
  return decoder;
}
