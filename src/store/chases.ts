import { waiting } from "./schema/chase.ts";
import { and, asc, eq, getTableColumns, gt, lte, sql } from "./sql.ts";
import { is, mine, oneRow, slot, slots, statement, type Tx, write } from "./store.ts";

/** A bill's place in the queue of what is due. */
interface Chase {
  readonly traderId: string;
  readonly billId: string;
  /** Null where nothing waits for a time. */
  readonly nextAt: Date | null;
  readonly fromAt: Date;
}

/** The same with its plan, as `packed-steps.ts` writes it. */
export interface PlannedChase extends Chase {
  readonly plan: string;
}

/** Bills that a transaction added and did not plan yet: there is nothing to look for. */
const unplanned = new WeakMap<Tx, Set<string>>();

/** From here to the commit it is known that a bill, which this transaction added, has no plan until it is given one. */
export function noteUnplanned(tx: Tx, billId: string): void {
  const bills = unplanned.get(tx) ?? new Set();
  unplanned.set(tx, bills.add(billId));
}

/** Whether this transaction added the bill and did not plan it. */
export function isUnplanned(tx: Tx, billId: string): boolean {
  return unplanned.get(tx)?.has(billId) === true;
}

const byBill = oneRow<{ traderId: string; billId: string }, PlannedChase>((builder, { chases: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), is(row.billId, "billId"))),
);

export function findChase(tx: Tx, traderId: string, billId: string): Promise<PlannedChase | undefined> {
  return byBill(tx, { traderId, billId });
}

const queue = write<Chase>((builder, { chases: row }) =>
  builder
    .update(row)
    .set({ nextAt: slot(row.nextAt, "nextAt"), fromAt: slot(row.fromAt, "fromAt") })
    .where(and(mine(row), is(row.billId, "billId"))),
);

/** Puts a bill that was planned elsewhere into the queue. */
export function queueChase(tx: Tx, chase: Chase): Promise<void> {
  return queue(tx, chase);
}

const upsert = write<PlannedChase>((builder, { chases: row }) =>
  builder
    .insert(row)
    .values(slots(getTableColumns(row)))
    .onConflictDoUpdate({
      target: [row.traderId, row.billId],
      set: {
        nextAt: slot(row.nextAt, "nextAt"),
        fromAt: slot(row.fromAt, "fromAt"),
        plan: slot(row.plan, "plan"),
      },
    }),
);

export function setChase(tx: Tx, chase: PlannedChase): Promise<void> {
  unplanned.get(tx)?.delete(chase.billId);
  return upsert(tx, chase);
}

const due = statement<{ now: Date; limit: number }, Chase[]>((builder, { chases: row }) =>
  builder
    .select()
    .from(row)
    .where(and(waiting, lte(row.nextAt, slot(row.nextAt, "now"))))
    .orderBy(asc(row.nextAt), asc(row.traderId), asc(row.billId))
    .limit(sql.placeholder("limit")),
);

/** Bills of any trader with something due, longest due first. */
export async function listDueChases(tx: Tx, now: Date, limit: number): Promise<readonly Chase[]> {
  return await due(tx, { now, limit });
}

const dueOf = statement<{ traderId: string; now: Date }, Chase[]>((builder, { chases: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), waiting, lte(row.nextAt, slot(row.nextAt, "now"))))
    .orderBy(asc(row.nextAt), asc(row.billId)),
);

/** One trader's bills with something due. */
export async function listDueChasesOf(tx: Tx, traderId: string, now: Date): Promise<readonly Chase[]> {
  return await dueOf(tx, { traderId, now });
}

/** Puts off what is due of a trader's. */
export async function postpone(tx: Tx, traderId: string, now: Date, until: Date): Promise<void> {
  const { chases: row } = tx.tables;
  await tx.builder
    .update(row)
    .set({ nextAt: until })
    .where(and(eq(row.traderId, traderId), waiting, lte(row.nextAt, now)));
}

const next = oneRow<{ after: Date }, { nextAt: Date | null }>((builder, { chases: row }) =>
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
