import type Database from "better-sqlite3";
import type { Happened } from "../record.ts";
import type { Run } from "../simulate.ts";

/** A promise that holds whatever fails. The numbers are those by which the project's plan names them. */
export interface Invariant {
  readonly number: number;
  readonly promise: string;
  /** `safety`: never broken on the way. `liveness`: so once all has been well for a while. */
  readonly kind: "safety" | "liveness";
  /** What breaks it in this run, a line each. */
  readonly broken: (run: Run, books: Database.Database) => readonly string[];
}

export type Row = Readonly<Record<string, string | number | null>>;

export const all = (books: Database.Database, sql: string): readonly Row[] =>
  books.prepare<[], Row>(sql).all();

/** A query that should find nothing: each row it finds is a breach. */
export const none = (sql: string) => (_run: Run, books: Database.Database) =>
  all(books, sql).map((row) => JSON.stringify(row));

export function happened(books: Database.Database, what: Happened["what"]): readonly Happened[] {
  return books.prepare<[string], Happened>("SELECT * FROM happened WHERE what = ? ORDER BY seq").all(what);
}

/** What a trigger wrote down of a step that moved. */
export interface StepNote {
  readonly kind: string;
  readonly why: string | null;
  readonly billId: string;
  readonly bill: string;
  readonly number: number;
  readonly dueMinor: number;
  readonly held: number;
  readonly left: number;
}

export function steps(books: Database.Database) {
  return happened(books, "step").map((it) => ({ ...it, note: JSON.parse(it.more ?? "{}") as StepNote }));
}

/** Which chat a trader talks in. */
export function chats(books: Database.Database): ReadonlyMap<string, string> {
  const rows = all(books, "SELECT trader_id AS id, chat FROM conversations WHERE trader_id IS NOT NULL");
  return new Map(rows.map((row) => [String(row["id"]), String(row["chat"])]));
}

export function doubles(items: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return items.filter((it) => seen.has(it) || !seen.add(it));
}
