import { live } from "./schema/payments.ts";
import type { Tables } from "./schema.ts";
import { and, asc, getTableColumns } from "./sql.ts";
import { is, mine, oneRow, slot, slots, statement, type Tx, write } from "./store.ts";

/** A page at Stripe on which a bill can be paid. */
export type CardLinkRow = Tables["cardLinks"]["$inferSelect"];

const insert = write<CardLinkRow>((builder, { cardLinks: row }) =>
  builder
    .insert(row)
    .values(slots(getTableColumns(row)))
    .onConflictDoNothing(),
);

export function addCardLink(tx: Tx, link: CardLinkRow): Promise<void> {
  return insert(tx, link);
}

const byRef = oneRow<{ traderId: string; linkRef: string }, CardLinkRow>((builder, { cardLinks: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), is(row.linkRef, "linkRef"))),
);

/** A link by Stripe's id of it, live or not. */
export function findCardLink(tx: Tx, traderId: string, linkRef: string): Promise<CardLinkRow | undefined> {
  return byRef(tx, { traderId, linkRef });
}

const liveOf = statement<{ traderId: string; billId: string }, CardLinkRow[]>((builder, { cardLinks: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), is(row.billId, "billId"), live))
    .orderBy(asc(row.linkRef)),
);

export async function listLiveCardLinks(
  tx: Tx,
  traderId: string,
  billId: string,
): Promise<readonly CardLinkRow[]> {
  return await liveOf(tx, { traderId, billId });
}

const everyLiveOf = statement<{ traderId: string }, CardLinkRow[]>((builder, { cardLinks: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), live)),
);

/** Every live link of a trader. */
export async function listEveryLiveCardLink(tx: Tx, traderId: string): Promise<readonly CardLinkRow[]> {
  return await everyLiveOf(tx, { traderId });
}

const end = write<{ traderId: string; linkRef: string; at: Date }>((builder, { cardLinks: row }) =>
  builder
    .update(row)
    .set({ endedAt: slot(row.endedAt, "at") })
    .where(and(mine(row), is(row.linkRef, "linkRef"), live)),
);

/** From now on nobody is shown it. */
export function endCardLink(tx: Tx, traderId: string, linkRef: string, at: Date): Promise<void> {
  return end(tx, { traderId, linkRef, at });
}
