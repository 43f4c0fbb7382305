import type { SQL } from "drizzle-orm";
import type { Bill } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import { addDays, type Day } from "../domain/day.ts";
import type { Hold } from "../domain/hold.ts";
import type { Currency } from "../domain/money.ts";
import { billFields } from "./bill-row.ts";
import { owed } from "./schema/books.ts";
import { and, asc, desc, eq, inArray, lt, or, sql } from "./sql.ts";
import type { Tx } from "./store.ts";

export const billFilters = [
  "all",
  "open",
  "overdue",
  "held",
  "promised",
  "paid",
  "failed",
  "closed",
] as const;
export type BillFilter = (typeof billFilters)[number];

export const billSorts = ["newest", "due", "most"] as const;
export type BillSort = (typeof billSorts)[number];

/** Which of a trader's bills are asked for. */
export interface BillQuery {
  readonly filter: BillFilter;
  /** Null looks for nothing in particular; else any of these fits. */
  readonly search: BillSearch | null;
  /** What is on hold or promised, where that is asked for. */
  readonly holds: readonly Hold[];
  readonly today: Day;
}

export interface BillSearch {
  readonly clientIds: readonly string[];
  readonly number: number | null;
  readonly totalMinor: number | null;
}

export interface BillRow {
  readonly bill: Bill;
  readonly client: Client;
}

/** One page of a trader's bills, sorted. */
export async function listBillPage(
  tx: Tx,
  traderId: string,
  query: BillQuery,
  page: { readonly sort: BillSort; readonly offset: number; readonly limit: number },
): Promise<readonly BillRow[]> {
  const { bills, clients } = tx.tables;
  const orders = {
    newest: [desc(bills.number)],
    due: [asc(bills.dueOn), asc(bills.number)],
    most: [desc(sql`${bills.totalMinor} - ${bills.paidMinor}`), desc(bills.number)],
  };
  return await tx.builder
    .select({ bill: billFields(bills), client: clients })
    .from(bills)
    .innerJoin(clients, and(eq(clients.traderId, bills.traderId), eq(clients.id, bills.clientId)))
    .where(fits(tx, traderId, query))
    .orderBy(...orders[page.sort])
    .limit(page.limit)
    .offset(page.offset);
}

/** What the bills that fit come to, for each currency. */
export interface BillSum {
  readonly currency: Currency;
  readonly count: number;
  readonly totalMinor: number;
  readonly paidMinor: number;
  /** What is still owed on them by how long, in the order of `ages`. */
  readonly byAge: readonly number[];
}

export async function sumBills(tx: Tx, traderId: string, query: BillQuery): Promise<readonly BillSum[]> {
  const { bills } = tx.tables;
  const dueMinor = sql`${bills.totalMinor} - ${bills.paidMinor}`;
  const due = (from: SQL) =>
    sql`sum(CASE WHEN ${owed} AND ${from} THEN ${dueMinor} ELSE 0 END)`.mapWith(Number);
  // The last day of each age, from what is not yet due to what is oldest.
  const [day0, day30, day60, day90] = [0, 30, 60, 90].map((late) => addDays(query.today, -late));
  const rows = await tx.builder
    .select({
      age0: due(sql`${bills.dueOn} >= ${day0}`),
      age1: due(sql`${bills.dueOn} < ${day0} AND ${bills.dueOn} >= ${day30}`),
      age2: due(sql`${bills.dueOn} < ${day30} AND ${bills.dueOn} >= ${day60}`),
      age3: due(sql`${bills.dueOn} < ${day60} AND ${bills.dueOn} >= ${day90}`),
      age4: due(sql`${bills.dueOn} < ${day90}`),
      currency: bills.currency,
      count: sql`count(*)`.mapWith(Number),
      totalMinor: sql`sum(${bills.totalMinor})`.mapWith(Number),
      paidMinor: sql`sum(${bills.paidMinor})`.mapWith(Number),
    })
    .from(bills)
    .where(fits(tx, traderId, query))
    .groupBy(bills.currency)
    .orderBy(bills.currency);
  return rows.map(({ age0, age1, age2, age3, age4, ...sum }) => ({
    ...sum,
    byAge: [age0, age1, age2, age3, age4],
  }));
}

/** Bills that a hold is about: by their own id, by their client, or all of them. */
function heldBy(tx: Tx, holds: readonly Hold[]): SQL | undefined {
  const { bills } = tx.tables;
  const billIds = holds.flatMap(({ billId }) => (billId === null ? [] : [billId]));
  const clientIds = holds.flatMap(({ billId, clientId }) =>
    billId === null && clientId !== null ? [clientId] : [],
  );
  if (holds.some(({ billId, clientId }) => billId === null && clientId === null)) return owed;
  const ways = [
    billIds.length === 0 ? undefined : inArray(bills.id, billIds),
    clientIds.length === 0 ? undefined : inArray(bills.clientId, clientIds),
  ].filter((way) => way !== undefined);
  return ways.length === 0 ? sql`1 = 0` : and(owed, or(...ways));
}

function fits(tx: Tx, traderId: string, { filter, search, holds, today }: BillQuery): SQL | undefined {
  const { bills } = tx.tables;
  const filters: Readonly<Record<BillFilter, SQL | undefined>> = {
    all: undefined,
    open: owed,
    overdue: and(owed, lt(bills.dueOn, today)),
    held: heldBy(tx, holds),
    promised: heldBy(
      tx,
      holds.filter(({ kind }) => kind === "promise"),
    ),
    paid: eq(bills.state, "paid"),
    failed: eq(bills.sync, "Sync failed"),
    closed: inArray(bills.state, ["cancelled", "credited"]),
  };
  return and(eq(bills.traderId, traderId), filters[filter], search === null ? undefined : found(tx, search));
}

function found(tx: Tx, { clientIds, number, totalMinor }: BillSearch): SQL | undefined {
  const { bills } = tx.tables;
  const ways = [
    clientIds.length === 0 ? undefined : inArray(bills.clientId, [...clientIds]),
    number === null ? undefined : eq(bills.number, number),
    totalMinor === null ? undefined : eq(bills.totalMinor, totalMinor),
  ].filter((way) => way !== undefined);
  // What looks for nothing that there is finds nothing.
  return ways.length === 0 ? sql`1 = 0` : or(...ways);
}
