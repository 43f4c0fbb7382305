import type { Day } from "../domain/day.ts";
import type { Currency } from "../domain/money.ts";
import type { Allocation, Payment, PaymentSource, PaymentState } from "../domain/payment.ts";
import { and, asc, desc, eq, getTableColumns, gte, lte } from "./sql.ts";
import { is, mine, oneRow, only, slot, slots, statement, type Tx, write } from "./store.ts";

const insertPayment = statement<Payment, { id: string }[]>((builder, { payments }) =>
  builder
    .insert(payments)
    .values(slots(getTableColumns(payments)))
    .onConflictDoNothing()
    .returning({ id: payments.id }),
);

/** False, and nothing written, where the source's payment is known already. */
export async function addPayment(tx: Tx, payment: Payment): Promise<boolean> {
  return (await insertPayment(tx, payment)).length === 1;
}

const byExternal = oneRow<{ traderId: string; source: PaymentSource; externalId: string }, Payment>(
  (builder, { payments: row }) =>
    builder
      .select()
      .from(row)
      .where(and(mine(row), is(row.source, "source"), is(row.externalId, "externalId"))),
);

/** A payment by its source's own id. */
export function findPayment(
  tx: Tx,
  traderId: string,
  source: PaymentSource,
  externalId: string,
): Promise<Payment | undefined> {
  return byExternal(tx, { traderId, source, externalId });
}

const byId = oneRow<{ traderId: string; id: string }, Payment>((builder, { payments: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), is(row.id, "id"))),
);

export async function getPayment(tx: Tx, traderId: string, id: string): Promise<Payment> {
  const payment = await byId(tx, { traderId, id });
  if (payment === undefined) throw new Error(`Broken assumption: the trader has a payment ${id}.`);
  return payment;
}

const arrived = statement<{ traderId: string; state: PaymentState; from: Day; to: Day }, Payment[]>(
  (builder, { payments: row }) =>
    builder
      .select()
      .from(row)
      .where(
        and(
          mine(row),
          is(row.state, "state"),
          gte(row.paidOn, slot(row.paidOn, "from")),
          lte(row.paidOn, slot(row.paidOn, "to")),
        ),
      ),
);

/** What came in on these days, both among them. */
export async function listArrived(
  tx: Tx,
  traderId: string,
  { from, to }: { readonly from: Day; readonly to: Day },
): Promise<readonly Payment[]> {
  return await arrived(tx, { traderId, state: "arrived", from, to });
}

type Change = Partial<
  Pick<Payment, "clientId" | "paidOn" | "state" | "amountMinor" | "refundedMinor" | "removedAt">
>;

/** Changes a payment from exactly what it was when it was read; undefined where somebody was first. */
export async function changePayment(tx: Tx, payment: Payment, change: Change): Promise<Payment | undefined> {
  const { payments: row } = tx.tables;
  const { traderId, id, state, amountMinor, refundedMinor } = payment;
  return only(
    await tx.builder
      .update(row)
      .set(change)
      .where(
        and(
          eq(row.traderId, traderId),
          eq(row.id, id),
          eq(row.state, state),
          eq(row.amountMinor, amountMinor),
          eq(row.refundedMinor, refundedMinor),
        ),
      )
      .returning(),
  );
}

const allocationsOf = statement<{ traderId: string; paymentId: string }, Allocation[]>(
  (builder, { allocations: row }) =>
    builder
      .select({ paymentId: row.paymentId, billId: row.billId, amountMinor: row.amountMinor })
      .from(row)
      .where(and(mine(row), is(row.paymentId, "paymentId")))
      .orderBy(asc(row.billId)),
);

/** What a payment is set against, the oldest bill first. */
export async function listAllocations(
  tx: Tx,
  traderId: string,
  paymentId: string,
): Promise<readonly Allocation[]> {
  return await allocationsOf(tx, { traderId, paymentId });
}

type AllocationRow = Allocation & { readonly traderId: string };
const upsertAllocation = write<AllocationRow>((builder, { allocations: row }) =>
  builder
    .insert(row)
    .values(slots(getTableColumns(row)))
    .onConflictDoUpdate({
      target: [row.traderId, row.paymentId, row.billId],
      set: { amountMinor: slot(row.amountMinor, "amountMinor") },
    }),
);
const deleteAllocation = write<AllocationRow>((builder, { allocations: row }) =>
  builder.delete(row).where(and(mine(row), is(row.paymentId, "paymentId"), is(row.billId, "billId"))),
);

/** Sets so much of a payment against a bill; nothing takes it off. */
export async function setAllocation(tx: Tx, traderId: string, allocation: Allocation): Promise<void> {
  const write = allocation.amountMinor === 0 ? deleteAllocation : upsertAllocation;
  await write(tx, { ...allocation, traderId });
}

/** What of a client's payments that arrived is set against no bill and was not given back. */
export interface Credit {
  readonly paymentId: string;
  readonly currency: Currency;
  readonly leftMinor: number;
}

type PaidPart = { readonly payment: Payment; readonly partMinor: number | null };
const partsOfClient = statement<{ traderId: string; clientId: string; state: PaymentState }, PaidPart[]>(
  (builder, { payments: row, allocations }) =>
    builder
      .select({ payment: row, partMinor: allocations.amountMinor })
      .from(row)
      .leftJoin(allocations, and(eq(allocations.traderId, row.traderId), eq(allocations.paymentId, row.id)))
      .where(and(mine(row), is(row.clientId, "clientId"), is(row.state, "state")))
      .orderBy(asc(row.id)),
);

/** What a client has in credit, the oldest payment first. */
export async function listCredits(tx: Tx, traderId: string, clientId: string): Promise<readonly Credit[]> {
  const credits = new Map<string, Credit>();
  for (const { payment, partMinor } of await partsOfClient(tx, { traderId, clientId, state: "arrived" })) {
    const { id: paymentId, currency, amountMinor, refundedMinor } = payment;
    const before = credits.get(paymentId)?.leftMinor ?? amountMinor - refundedMinor;
    credits.set(paymentId, { paymentId, currency, leftMinor: before - (partMinor ?? 0) });
  }
  return [...credits.values()].filter(({ leftMinor }) => leftMinor > 0);
}

const saidBy = statement<
  { traderId: string; clientId: string; source: PaymentSource; state: PaymentState },
  Payment[]
>((builder, { payments: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), is(row.clientId, "clientId"), is(row.source, "source"), is(row.state, "state")))
    .orderBy(desc(row.id)),
);

/** The payments of a client by the trader's word that stand, the newest first. */
export async function listSaidBy(tx: Tx, traderId: string, clientId: string): Promise<readonly Payment[]> {
  return await saidBy(tx, { traderId, clientId, source: "said", state: "arrived" });
}

/** A payment and how much of it is set against the bill that was asked for. */
export interface PaymentOn {
  readonly payment: Payment;
  readonly amountMinor: number;
}

const onBill = statement<{ traderId: string; billId: string }, PaymentOn[]>(
  (builder, { payments, allocations }) =>
    builder
      .select({ payment: payments, amountMinor: allocations.amountMinor })
      .from(allocations)
      .innerJoin(
        payments,
        and(eq(payments.traderId, allocations.traderId), eq(payments.id, allocations.paymentId)),
      )
      .where(and(mine(allocations), is(allocations.billId, "billId")))
      .orderBy(asc(allocations.paymentId)),
);

/** Everything ever set against a bill, whatever became of it, the oldest first. */
export async function listPaymentsOn(
  tx: Tx,
  traderId: string,
  billId: string,
): Promise<readonly PaymentOn[]> {
  return await onBill(tx, { traderId, billId });
}
