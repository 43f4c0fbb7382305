import type { Credit } from "../domain/payment.ts";
import { and, asc, getTableColumns, gt } from "./sql.ts";
import { is, mine, only, slot, slots, statement, type Tx } from "./store.ts";

const upsert = statement<Credit, unknown>((builder, { credits: row }) =>
  builder
    .insert(row)
    .values(slots(getTableColumns(row)))
    .onConflictDoUpdate({
      target: [row.traderId, row.paymentId],
      set: {
        leftMinor: slot(row.leftMinor, "leftMinor"),
        refundedMinor: slot(row.refundedMinor, "refundedMinor"),
      },
    }),
);

/** Writes down what is left of a payment and what was given back of it. Only during its trader's turn. */
export async function setCredit(tx: Tx, credit: Credit): Promise<void> {
  await upsert(tx, credit);
}

const byPayment = statement<{ traderId: string; paymentId: string }, Credit[]>((builder, { credits: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), is(row.paymentId, "paymentId"))),
);

export async function findCredit(tx: Tx, traderId: string, paymentId: string): Promise<Credit | undefined> {
  return only(await byPayment(tx, { traderId, paymentId }));
}

const ofClient = statement<{ traderId: string; clientId: string; nothing: number }, Credit[]>(
  (builder, { credits: row }) =>
    builder
      .select()
      .from(row)
      .where(and(mine(row), is(row.clientId, "clientId"), gt(row.leftMinor, slot(row.leftMinor, "nothing"))))
      .orderBy(asc(row.paymentId)),
);

/** What of a client's payments is still over, the oldest first. */
export async function listCredits(tx: Tx, traderId: string, clientId: string): Promise<readonly Credit[]> {
  return await ofClient(tx, { traderId, clientId, nothing: 0 });
}
