import type { Day } from "../domain/day.ts";
import type { PaidBill } from "../domain/pay-habit.ts";
import { and, desc, eq, sql } from "./sql.ts";
import type { Tx } from "./store.ts";

/** A bill that was paid in full, and whose it was. */
export interface PaidBillOf extends PaidBill {
  readonly clientId: string;
  readonly issuedOn: Day;
}

/** The latest bills that were paid in full, of one client or of all. */
export async function listPaidBills(
  tx: Tx,
  traderId: string,
  { clientId, limit }: { readonly clientId: string | null; readonly limit: number },
): Promise<readonly PaidBillOf[]> {
  const { bills, allocations, payments } = tx.tables;
  return await tx.builder
    .select({
      clientId: bills.clientId,
      issuedOn: bills.issuedOn,
      dueOn: bills.dueOn,
      // Days are written so that the largest text is the latest day.
      paidOn: sql<Day>`max(${payments.paidOn})`,
    })
    .from(bills)
    .innerJoin(allocations, and(eq(allocations.traderId, bills.traderId), eq(allocations.billId, bills.id)))
    .innerJoin(
      payments,
      and(eq(payments.traderId, allocations.traderId), eq(payments.id, allocations.paymentId)),
    )
    .where(
      and(
        eq(bills.traderId, traderId),
        eq(bills.state, "paid"),
        eq(payments.state, "arrived"),
        clientId === null ? undefined : eq(bills.clientId, clientId),
      ),
    )
    .groupBy(bills.clientId, bills.issuedOn, bills.dueOn, bills.number)
    .orderBy(desc(bills.number))
    .limit(limit);
}
