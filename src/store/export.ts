import type { Bill, BillLine } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import type { JournalAction } from "../domain/journal.ts";
import type { Allocation, Payment } from "../domain/payment.ts";
import { asc, eq } from "./sql.ts";
import type { Tx } from "./store.ts";

/** Everything in a trader's books, to be taken along. */
export interface Books {
  readonly clients: readonly Client[];
  readonly bills: readonly Bill[];
  readonly lines: readonly (BillLine & { readonly billId: string })[];
  readonly payments: readonly Payment[];
  readonly allocations: readonly Allocation[];
  /** What the trader did, in order. */
  readonly actions: readonly JournalAction[];
}

export async function readBooks(tx: Tx, traderId: string): Promise<Books> {
  const { clients, bills, billLines, payments, allocations, actions } = tx.tables;
  const from = tx.builder;
  return {
    clients: await from.select().from(clients).where(eq(clients.traderId, traderId)).orderBy(asc(clients.id)),
    bills: await from.select().from(bills).where(eq(bills.traderId, traderId)).orderBy(asc(bills.number)),
    lines: await from
      .select()
      .from(billLines)
      .where(eq(billLines.traderId, traderId))
      .orderBy(asc(billLines.billId), asc(billLines.position)),
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
