import type { Bill } from "../domain/bill.ts";
import { waiting } from "./schema/books.ts";
import { and, asc, eq, gt, lte, sql } from "./sql.ts";
import { is, mine, oneRow, slot, statement, type Tx, write } from "./store.ts";

/*
 * When the next step of a bill is due, and its plan, are columns of the bill: it is written with them. As a row of their
 * own they said the trader's and the bill's ids again, and were a page more to be written with every bill.
 */

/** A bill's place in the queue of what is due. */
interface Chase {
  readonly traderId: string;
  readonly billId: string;
  /** Null where nothing waits for a time. */
  readonly nextAt: Date | null;
}

interface PlacedChase extends Chase {
  /** What was due before this is left out of its plan. */
  readonly fromAt: Date;
}

/** The same with its plan, as `packed-steps.ts` writes it. */
export interface PlannedChase extends PlacedChase {
  readonly plan: string;
}

/** What of a bill its plan does not repeat. */
export type PlanOf = Pick<Bill, "clientId" | "createdAt">;

/** A plan as its bill's row has it: without the instant from which it is, where that is when the bill was made. */
export interface PlanColumns {
  readonly nextAt: Date | null;
  readonly fromAt: Date | null;
  readonly plan: string | null;
}

/** Of a bill that was never planned. */
export const noPlan: PlanColumns = { nextAt: null, fromAt: null, plan: null };

type Placed = Pick<PlannedChase, "nextAt" | "fromAt" | "plan">;

export function planColumns({ nextAt, fromAt, plan }: Placed, { createdAt }: PlanOf): PlanColumns {
  return { nextAt, fromAt: fromAt.getTime() === createdAt.getTime() ? null : fromAt, plan };
}

/** Null where the bill was never planned. */
export function placedIn({ nextAt, fromAt, plan, createdAt }: PlanColumns & PlanOf): Placed | null {
  return plan === null ? null : { nextAt, fromAt: fromAt ?? createdAt, plan };
}

/** Bills that a transaction added and did not plan yet: there is nothing to look for. */
const unplanned = new WeakMap<Tx, Map<string, PlanOf>>();

/** From here to the commit it is known that a bill, which this transaction added, has no plan until it is given one. */
export function noteUnplanned(tx: Tx, bill: Pick<Bill, "id"> & PlanOf): void {
  const bills = unplanned.get(tx) ?? new Map();
  unplanned.set(tx, bills.set(bill.id, bill));
}

/** The bill, where this transaction added it and did not plan it. */
export function findUnplanned(tx: Tx, billId: string): PlanOf | undefined {
  return unplanned.get(tx)?.get(billId);
}

const byBill = oneRow<{ traderId: string; billId: string }, PlanColumns & PlanOf>((builder, { bills: row }) =>
  builder
    .select({
      clientId: row.clientId,
      createdAt: row.createdAt,
      nextAt: row.nextAt,
      fromAt: row.fromAt,
      plan: row.plan,
    })
    .from(row)
    .where(and(mine(row), is(row.id, "billId"))),
);

/** A bill's plan, with what of the bill it does not repeat. */
export function findPlan(
  tx: Tx,
  traderId: string,
  billId: string,
): Promise<(PlanColumns & PlanOf) | undefined> {
  return byBill(tx, { traderId, billId });
}

const queue = write<PlacedChase>((builder, { bills: row }) =>
  builder
    .update(row)
    .set({ nextAt: slot(row.nextAt, "nextAt"), fromAt: slot(row.fromAt, "fromAt") })
    .where(and(mine(row), is(row.id, "billId"))),
);

/** Puts a bill that was planned elsewhere into the queue. */
export function queueChase(tx: Tx, chase: PlacedChase): Promise<void> {
  return queue(tx, chase);
}

const plan = write<Pick<Chase, "traderId" | "billId"> & PlanColumns>((builder, { bills: row }) =>
  builder
    .update(row)
    .set({
      nextAt: slot(row.nextAt, "nextAt"),
      fromAt: slot(row.fromAt, "fromAt"),
      plan: slot(row.plan, "plan"),
    })
    .where(and(mine(row), is(row.id, "billId"))),
);

/** Gives a bill its plan. Only in its trader's turn: nobody else changes one. */
export function setChase(tx: Tx, chase: PlannedChase, of: PlanOf): Promise<void> {
  const { traderId, billId } = chase;
  unplanned.get(tx)?.delete(billId);
  return plan(tx, { traderId, billId, ...planColumns(chase, of) });
}

const due = statement<{ now: Date; limit: number }, Chase[]>((builder, { bills: row }) =>
  builder
    .select({ traderId: row.traderId, billId: row.id, nextAt: row.nextAt })
    .from(row)
    .where(and(waiting, lte(row.nextAt, slot(row.nextAt, "now"))))
    .orderBy(asc(row.nextAt), asc(row.traderId))
    .limit(sql.placeholder("limit")),
);

/** Bills of any trader with something due, longest due first. */
export async function listDueChases(tx: Tx, now: Date, limit: number): Promise<readonly Chase[]> {
  return await due(tx, { now, limit });
}

type TheirsDue = { traderId: string; now: Date };

/** By the trader's bills, of which there may be thousands. */
const dueAmongTheirs = statement<TheirsDue, Chase[]>((builder, { bills: row }) =>
  builder
    .select({ traderId: row.traderId, billId: row.id, nextAt: row.nextAt })
    .from(row)
    .where(and(mine(row), waiting, lte(row.nextAt, slot(row.nextAt, "now"))))
    .orderBy(asc(row.nextAt), asc(row.id)),
);

/** By what is due of anybody's. SQLite would go by the trader's bills all the same, but for the plus. */
const dueAmongAll = statement<TheirsDue, Chase[]>((builder, { bills: row }, dialect) =>
  builder
    .select({ traderId: row.traderId, billId: row.id, nextAt: row.nextAt })
    .from(row)
    .where(
      and(
        dialect === "sqlite" ? sql`+${row.traderId} = ${slot(row.traderId, "traderId")}` : mine(row),
        waiting,
        lte(row.nextAt, slot(row.nextAt, "now")),
      ),
    )
    .orderBy(asc(row.nextAt), asc(row.id)),
);

/** One trader's bills with something due, where `crowd` says whether very much is due, as after an outage. */
export async function listDueChasesOf(
  tx: Tx,
  traderId: string,
  now: Date,
  crowd: boolean,
): Promise<readonly Chase[]> {
  return await (crowd ? dueAmongTheirs : dueAmongAll)(tx, { traderId, now });
}

/** Puts off what is due of a trader's. */
export async function postpone(tx: Tx, traderId: string, now: Date, until: Date): Promise<void> {
  const { bills: row } = tx.tables;
  await tx.builder
    .update(row)
    .set({ nextAt: until })
    .where(and(eq(row.traderId, traderId), waiting, lte(row.nextAt, now)));
}

const next = oneRow<{ after: Date }, { nextAt: Date | null }>((builder, { bills: row }) =>
  builder
    .select({ nextAt: row.nextAt })
    .from(row)
    .where(and(waiting, gt(row.nextAt, slot(row.nextAt, "after"))))
    .orderBy(asc(row.nextAt))
    .limit(1),
);

/** When, after this instant, the next step of any bill is due. */
export async function nextChaseAt(tx: Tx, after: Date): Promise<Date | null> {
  return (await next(tx, { after }))?.nextAt ?? null;
}
