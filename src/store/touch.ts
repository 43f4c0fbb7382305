import { createRequire } from "node:module";
import type { Tables } from "./schema.ts";

const { getTableConfig }: typeof import("drizzle-orm/pg-core") = createRequire(import.meta.url)(
  "drizzle-orm/pg-core",
);

/** What a statement touches, by the names of tables. */
export interface Touch {
  /** The table whose rows it adds, changes or removes. */
  readonly writes: string | undefined;
  /** Every table that it looks at, its own among them, and perhaps one that only shares its name with a column. */
  readonly names: ReadonlySet<string>;
  /** Tables whose rows must be written first: those it refers to, and where it removes rows, those that refer to it. */
  readonly needs: ReadonlySet<string>;
  readonly inserts: boolean;
  /** It inserts and looks at nothing. */
  readonly adds: boolean;
}

/** Reads from a statement's text what it touches. */
export function touchReader(tables: Tables): (text: string) => Touch {
  const configs = Object.values(tables).map((table) => {
    const { name, foreignKeys } = getTableConfig(table);
    return { name, parents: foreignKeys.map((it) => getTableConfig(it.reference().foreignTable).name) };
  });
  return (text) => {
    const [, verb, writes] = /^(insert into|update|delete from) "(\w+)"/.exec(text) ?? [];
    const looks = writes === undefined || /\b(?:select|from|join|using)\b/i.test(text);
    const words = new Set(looks ? text.match(/\w+/g) : [writes]);
    const names = new Set(configs.map((it) => it.name).filter((it) => words.has(it)));
    const needs =
      verb === "delete from"
        ? configs.filter((it) => it.parents.includes(writes ?? "")).map((it) => it.name)
        : (configs.find((it) => it.name === writes)?.parents ?? []);
    const inserts = verb === "insert into";
    const adds = inserts && !looks && !/\bconflict\b/i.test(text);
    return { writes, names, needs: new Set(needs), inserts, adds };
  };
}

/**
 * Whether two writes may be parts of one statement. Its parts all see the rows as they were before it and run in no
 * order; what refers to what is looked at when it ends. So neither may name the table that the other writes, but that
 * both may add to the same one; and what refers to nothing yet is refused, as it is when sent alone.
 */
export function mayJoin(earlier: Touch, later: Touch): boolean {
  if (earlier.writes === undefined || later.writes === undefined) return false;
  if (earlier.writes === later.writes) return earlier.adds && later.adds;
  return !earlier.names.has(later.writes) && !later.names.has(earlier.writes) && !mends(later, earlier);
}

/** Whether a write that has not been sent yet must be, before this statement is. */
export function mustFollow(statement: Touch, write: Touch): boolean {
  const { writes = "" } = write;
  if (statement.names.has(writes) || statement.needs.has(writes) || mends(statement, write)) return true;
  return statement.writes !== undefined && write.names.has(statement.writes);
}

/** Whether it adds what the write before it needed. */
function mends(statement: Touch, write: Touch): boolean {
  return statement.inserts && write.needs.has(statement.writes ?? "");
}
