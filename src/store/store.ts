import type { AnyColumn, SQL } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { type Coded, codedOf, type Params, type Prepared, type Run } from "./row-code.ts";
import type { Tables } from "./schema.ts";
import { eq, sql } from "./sql.ts";

/**
 * The store: SQLite for one process, Postgres for many, one query code for both. Queries are written
 * against drizzle's Postgres types, narrowed to what both dialects answer alike:
 * - changes of state are compare-and-set: `update … where state = … returning`; no row means somebody was first;
 * - a write that answers no rows may fail only at the commit (Postgres), and then the whole transaction has;
 * - a unique violation is never caught: `onConflictDoNothing().returning()` and look at the rows;
 * - no date arithmetic, case folding, `like` or JSON paths in SQL, and no order by text that people read.
 */
export interface Store {
  readonly dialect: Dialect;
  /** Reads what is committed. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * One transaction. `work` awaits the database and nothing else, and may be run again if the database asks
   * for it (Postgres deadlock), so it changes nothing but rows. Transactions do not nest. A patient one may wait a moment
   * for the next, to be committed with it and before it.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>, pace?: "patient"): Promise<T>;
  /**
   * Resolves once the disk would not take a write: full, worn out or refused. That transaction and all after it
   * reject with the same error; whoever serves from this store stops, because it could keep no promise.
   */
  readonly unwritable: Promise<Unwritable>;
  close(): Promise<void>;
}

/** Nothing was saved, and nothing will be. */
export class Unwritable extends Error {}

export type Dialect = "sqlite" | "postgres";

export type Builder = Pick<PgDatabase<PgQueryResultHKT>, "select" | "insert" | "update" | "delete">;

/** A connection inside a transaction (or a read). It remembers the statements prepared on it. */
export interface Tx {
  readonly builder: Builder;
  readonly tables: Tables;
  readonly dialect: Dialect;
  readonly prepared: Run<unknown>[];
  /** Readies a statement for being run often. */
  prepare<R>(statement: Coded): Run<R>;
  /** For a library that brings SQL of its own into this transaction. Only on Postgres. */
  readonly foreign?: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
  /** Runs `run` once the transaction is committed; never where it is rolled back. */
  afterCommit(run: () => void): void;
}

type BuildOf<R> = (
  builder: Builder,
  tables: Tables,
  dialect: Dialect,
) => { prepare(name: string): Prepared<R> };
type Build = BuildOf<unknown>;

/** Every statement there is, so that a test can look at how each finds its rows. */
export const written: Build[] = [];

/**
 * A query written once for each dialect, and prepared once for each connection. `build` writes it with `slot`s for its
 * parameters, which are given by name at each call. Measured: prepared costs a tenth more than raw SQL, unprepared twice
 * as much; and to write it takes many times as long as to prepare it.
 */
export function statement<P extends object, R>(build: BuildOf<R>): (tx: Tx, params: P) => Promise<R> {
  return prepareOnce(build, false);
}

/** The same for a statement that answers nothing. */
export function write<P extends object>(build: Build): (tx: Tx, params: P) => Promise<void> {
  return prepareOnce(build, false);
}

/** The same for a query that can find no more than one row: answers it, or undefined. */
export function oneRow<P extends object, R>(
  build: BuildOf<R[]>,
): (tx: Tx, params: P) => Promise<R | undefined> {
  return prepareOnce(build, true);
}

function prepareOnce<P extends object, R>(build: Build, single: boolean): (tx: Tx, params: P) => Promise<R> {
  const place = written.push(build);
  const coded = new Map<Dialect, Coded>();
  const code = (tx: Tx) => {
    const made = codedOf(build(tx.builder, tx.tables, tx.dialect).prepare(`q${place}`), single);
    coded.set(tx.dialect, made);
    return made;
  };
  return (tx, params) => {
    tx.prepared[place] ??= tx.prepare(coded.get(tx.dialect) ?? code(tx));
    return tx.prepared[place](params as Params) as Promise<R>;
  };
}

/** A parameter of a prepared statement, encoded as its column is; null stays null. */
export function slot(column: AnyColumn, name: string): SQL {
  return sql`${sql.param(sql.placeholder(name), column)}`;
}

/** The column equals the parameter of that name. */
export function is(column: AnyColumn, name: string): SQL {
  return eq(column, slot(column, name));
}

/** The row is the trader's who asks. In every query over a trader's rows. */
export function mine(row: { readonly traderId: AnyColumn }): SQL {
  return is(row.traderId, "traderId");
}

/** The values of an insert: a slot for every column, named as the row's property is. */
export function slots<T extends Record<string, AnyColumn>>(columns: T): { [K in keyof T]: SQL } {
  const entries = Object.entries(columns).map(([property, column]) => [property, slot(column, property)]);
  return Object.fromEntries(entries) as { [K in keyof T]: SQL };
}

/** The only row, or undefined. More than one is a broken assumption about a key. */
export function only<R>(rows: readonly R[]): R | undefined {
  if (rows.length > 1) throw new Error(`Broken assumption: one row was expected, ${rows.length} came.`);
  return rows[0];
}
