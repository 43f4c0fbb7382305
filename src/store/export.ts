import type { Bill, BillLine } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import type { JournalAction } from "../domain/journal.ts";
import type { Allocation, Payment } from "../domain/payment.ts";
import { billFields, unpackLines } from "./bill-row.ts";
import { asc, eq } from "./sql.ts";
import type { Tx } from "./store.ts";

/** Everything in a trader's books, to be taken along. */
export interface Books {
  readonly clients: readonly Client[];
  readonly bills: readonly (Bill & { readonly lines: readonly BillLine[] })[];
  readonly payments: readonly Payment[];
  readonly allocations: readonly Allocation[];
  /** What the trader did, in order. */
  readonly actions: readonly JournalAction[];
}

export async function readBooks(tx: Tx, traderId: string): Promise<Books> {
  const { clients, bills: row, payments, allocations, actions } = tx.tables;
  const from = tx.builder;
  const bills = await from
    .select({ ...billFields(row), lines: row.lines })
    .from(row)
    .where(eq(row.traderId, traderId))
    .orderBy(asc(row.number));
  return {
    clients: await from.select().from(clients).where(eq(clients.traderId, traderId)).orderBy(asc(clients.id)),
    bills: bills.map((bill) => ({ ...bill, lines: unpackLines(bill.lines) })),
    payments: await from
      .select()
      .from(payments)
      .where(eq(payments.traderId, traderId))
      .orderBy(asc(payments.id)),
    allocations: await from
      .select()
      .from(allocations)
      .where(eq(allocations.traderId, traderId))
      .orderBy(asc(allocations.paymentId), asc(allocations.billId)),
    actions: await from.select().from(actions).where(eq(actions.traderId, traderId)).orderBy(asc(actions.id)),
  };
}
