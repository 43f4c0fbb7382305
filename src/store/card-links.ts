import { live } from "./schema/payments.ts";
import type { Tables } from "./schema.ts";
import { and, asc, getTableColumns } from "./sql.ts";
import { is, mine, only, slot, slots, statement, type Tx } from "./store.ts";

/** A page at Stripe on which a bill can be paid. */
export type CardLinkRow = Tables["cardLinks"]["$inferSelect"];

const insert = statement<CardLinkRow, unknown>((builder, { cardLinks: row }) =>
  builder
    .insert(row)
    .values(slots(getTableColumns(row)))
    .onConflictDoNothing(),
);

export async function addCardLink(tx: Tx, link: CardLinkRow): Promise<void> {
  await insert(tx, link);
}

const byRef = statement<{ traderId: string; linkRef: string }, CardLinkRow[]>((builder, { cardLinks: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), is(row.linkRef, "linkRef"))),
);

/** A link by Stripe's id of it, live or not. */
export async function findCardLink(
  tx: Tx,
  traderId: string,
  linkRef: string,
): Promise<CardLinkRow | undefined> {
  return only(await byRef(tx, { traderId, linkRef }));
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

const end = statement<{ traderId: string; linkRef: string; at: Date }, unknown>(
  (builder, { cardLinks: row }) =>
    builder
      .update(row)
      .set({ endedAt: slot(row.endedAt, "at") })
      .where(and(mine(row), is(row.linkRef, "linkRef"), live)),
);

/** From now on nobody is shown it. */
export async function endCardLink(tx: Tx, traderId: string, linkRef: string, at: Date): Promise<void> {
  await end(tx, { traderId, linkRef, at });
}
