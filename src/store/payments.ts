import type { Allocation, Payment } from "../domain/payment.ts";
import { and, desc, eq, getTableColumns, isNull } from "./sql.ts";
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

const byId = statement<{ traderId: string; id: string }, Payment[]>((builder, { payments: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), is(row.id, "id"))),
);

export async function getPayment(tx: Tx, traderId: string, id: string): Promise<Payment> {
  const payment = only(await byId(tx, { traderId, id }));
  if (payment === undefined) throw new Error(`Broken assumption: the trader has a payment ${id}.`);
  return payment;
}

/** The newest payment by the trader's word that stands, of that client where one is given. */
export async function findLatestSaidPayment(
  tx: Tx,
  traderId: string,
  clientId: string | null,
): Promise<Payment | undefined> {
  const { payments: row, allocations, bills } = tx.tables;
  const rows = await tx.builder
    .select(getTableColumns(row))
    .from(row)
    .innerJoin(allocations, and(eq(allocations.traderId, row.traderId), eq(allocations.paymentId, row.id)))
    .innerJoin(bills, and(eq(bills.traderId, row.traderId), eq(bills.id, allocations.billId)))
    .where(
      and(
        eq(row.traderId, traderId),
        eq(row.source, "said"),
        isNull(row.removedAt),
        ...(clientId === null ? [] : [eq(bills.clientId, clientId)]),
      ),
    )
    .orderBy(desc(row.id))
    .limit(1);
  return rows[0];
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

/** What a payment is set against. */
export async function listAllocations(
  tx: Tx,
  traderId: string,
  paymentId: string,
): Promise<readonly Allocation[]> {
  return await allocationsOf(tx, { traderId, paymentId });
}

/** Sets a payment against these bills instead of those before. Only during its trader's turn. */
export async function replaceAllocations(
  tx: Tx,
  traderId: string,
  paymentId: string,
  now: readonly Omit<Allocation, "paymentId">[],
): Promise<void> {
  const { allocations: row } = tx.tables;
  await tx.builder.delete(row).where(and(eq(row.traderId, traderId), eq(row.paymentId, paymentId)));
  for (const { billId, amountMinor } of now)
    await insertAllocation(tx, { traderId, paymentId, billId, amountMinor });
}

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
