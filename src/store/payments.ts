import type { Allocation, Payment } from "../domain/payment.ts";
import { and, getTableColumns, isNull } from "./sql.ts";
import { is, mine, only, slot, slots, statement, type Tx } from "./store.ts";

const insertPayment = statement<Payment, { id: string }[]>((builder, { payments }) =>
  builder
    .insert(payments)
    .values(slots(getTableColumns(payments)))
    .onConflictDoNothing()
    .returning({ id: payments.id }),
);
const insertAllocation = statement<Allocation & { traderId: string }, unknown>((builder, { allocations }) =>
  builder.insert(allocations).values(slots(getTableColumns(allocations))),
);

/** False, and nothing written, where the source's payment is known already. */
export async function addPayment(
  tx: Tx,
  payment: Payment,
  allocations: readonly Allocation[],
): Promise<boolean> {
  if ((await insertPayment(tx, payment)).length === 0) return false;
  for (const allocation of allocations) {
    await insertAllocation(tx, { ...allocation, traderId: payment.traderId });
  }
  return true;
}

const remove = statement<{ traderId: string; id: string; at: Date }, Payment[]>(
  (builder, { payments: row }) =>
    builder
      .update(row)
      .set({ removedAt: slot(row.removedAt, "at") })
      .where(and(mine(row), is(row.id, "id"), isNull(row.removedAt)))
      .returning(),
);

const allocationsOf = statement<{ traderId: string; paymentId: string }, Allocation[]>(
  (builder, { allocations: row }) =>
    builder
      .select({ paymentId: row.paymentId, billId: row.billId, amountMinor: row.amountMinor })
      .from(row)
      .where(and(mine(row), is(row.paymentId, "paymentId"))),
);

/** Takes a payment back, keeping its row. Answers what it was set against; undefined where it was taken back before. */
export async function removePayment(
  tx: Tx,
  traderId: string,
  id: string,
  at: Date,
): Promise<readonly Allocation[] | undefined> {
  if (only(await remove(tx, { traderId, id, at })) === undefined) return undefined;
  return await allocationsOf(tx, { traderId, paymentId: id });
}
