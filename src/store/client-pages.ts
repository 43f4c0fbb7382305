import type { Day } from "../domain/day.ts";
import type { Currency } from "../domain/money.ts";
import type { PaidBill } from "../domain/pay-habit.ts";
import { owed } from "./schema/books.ts";
import { and, desc, eq, inArray, sql } from "./sql.ts";
import type { Tx } from "./store.ts";

/** A bill that was paid in full, and whose it was. */
export interface PaidBillOf extends PaidBill {
  readonly clientId: string;
  readonly issuedOn: Day;
}

/** Whose paid bills are asked for, and how many of the latest: of one client, or of all together. */
export interface PaidBillsAsked {
  readonly clientId: string | null;
  readonly limit: number;
}

/** The latest bills that were paid in full. */
export async function listPaidBills(
  tx: Tx,
  traderId: string,
  { clientId, limit }: PaidBillsAsked,
): Promise<readonly PaidBillOf[]> {
  const { bills, allocations, payments } = tx.tables;
  // The bills first: joined at once, every payment there ever was would be looked up.
  const latest = tx.builder
    .select({
      id: bills.id,
      clientId: bills.clientId,
      number: bills.number,
      issuedOn: bills.issuedOn,
      dueOn: bills.dueOn,
    })
    .from(bills)
    .where(
      and(
        eq(bills.traderId, traderId),
        eq(bills.state, "paid"),
        clientId === null ? undefined : eq(bills.clientId, clientId),
      ),
    )
    .orderBy(desc(bills.number))
    .limit(limit)
    .as("latest");
  return await tx.builder
    .select({
      clientId: latest.clientId,
      issuedOn: latest.issuedOn,
      dueOn: latest.dueOn,
      // Days are written so that the largest text is the latest day.
      paidOn: sql<Day>`max(${payments.paidOn})`,
    })
    .from(latest)
    .innerJoin(allocations, and(eq(allocations.traderId, traderId), eq(allocations.billId, latest.id)))
    .innerJoin(payments, and(eq(payments.traderId, traderId), eq(payments.id, allocations.paymentId)))
    .where(eq(payments.state, "arrived"))
    .groupBy(latest.clientId, latest.issuedOn, latest.dueOn, latest.number)
    .orderBy(desc(latest.number));
}

/** What a client owes in one currency, and since when the oldest of it has been due. */
export interface OwedSum {
  readonly clientId: string;
  readonly currency: Currency;
  readonly minor: number;
  readonly dueOn: Day;
}

/** What each of these clients owes; of all of a trader's who owe anything where none are named. */
export async function sumOwed(
  tx: Tx,
  traderId: string,
  clientIds: readonly string[] | null = null,
): Promise<readonly OwedSum[]> {
  const { bills } = tx.tables;
  return await tx.builder
    .select({
      clientId: bills.clientId,
      currency: bills.currency,
      minor: sql`sum(${bills.totalMinor} - ${bills.paidMinor})`.mapWith(Number),
      dueOn: sql<Day>`min(${bills.dueOn})`,
    })
    .from(bills)
    .where(
      and(
        eq(bills.traderId, traderId),
        owed,
        clientIds === null ? undefined : inArray(bills.clientId, [...clientIds]),
      ),
    )
    .groupBy(bills.clientId, bills.currency)
    .orderBy(bills.currency);
}
