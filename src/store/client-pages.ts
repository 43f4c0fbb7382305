import type { BillState } from "../domain/bill.ts";
import type { Day } from "../domain/day.ts";
import type { Currency } from "../domain/money.ts";
import type { PaidBill } from "../domain/pay-habit.ts";
import type { PaymentState } from "../domain/payment.ts";
import { owed } from "./schema/books.ts";
import type { Tables } from "./schema.ts";
import { and, desc, eq, inArray, sql } from "./sql.ts";
import { type Builder, is, mine, statement, type Tx } from "./store.ts";

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

/** Paid bills and the day the last of their money came; null where none of it counts any more. */
type PaidRow = Omit<PaidBillOf, "paidOn"> & { readonly paidOn: Day | null };
type Asked = { traderId: string; state: BillState; arrived: PaymentState; limit: number };

/** The latest of those that fit, and of each when it was paid. */
function latestPaid(builder: Builder, tables: Tables, ofOne: boolean) {
  const { bills, allocations, payments } = tables;
  const latest = builder
    .select({
      id: bills.id,
      clientId: bills.clientId,
      number: bills.number,
      issuedOn: bills.issuedOn,
      dueOn: bills.dueOn,
      traderId: bills.traderId,
    })
    .from(bills)
    .where(and(mine(bills), is(bills.state, "state"), ofOne ? is(bills.clientId, "clientId") : undefined))
    // One client's few are sorted: by the index of numbers, every bill would be walked past to find them.
    .orderBy(desc(ofOne ? sql`+${bills.number}` : bills.number))
    .limit(sql.placeholder("limit"))
    .as("latest");
  // Asked for bill by bill: joined, SQLite goes through every payment there is. Days are written so that the largest
  // text is the latest day.
  const lastCame = builder
    .select({ on: sql`max(${payments.paidOn})` })
    .from(allocations)
    .innerJoin(
      payments,
      and(eq(payments.traderId, allocations.traderId), eq(payments.id, allocations.paymentId)),
    )
    .where(
      and(
        eq(allocations.traderId, latest.traderId),
        eq(allocations.billId, latest.id),
        is(payments.state, "arrived"),
      ),
    );
  return builder
    .select({
      clientId: latest.clientId,
      issuedOn: latest.issuedOn,
      dueOn: latest.dueOn,
      paidOn: sql<Day | null>`(${lastCame})`,
    })
    .from(latest)
    .orderBy(desc(latest.number));
}

const ofAll = statement<Asked, PaidRow[]>((builder, tables) => latestPaid(builder, tables, false));
const ofOne = statement<Asked & { clientId: string }, PaidRow[]>((builder, tables) =>
  latestPaid(builder, tables, true),
);

/** The latest bills that were paid in full. */
export async function listPaidBills(
  tx: Tx,
  traderId: string,
  { clientId, limit }: PaidBillsAsked,
): Promise<readonly PaidBillOf[]> {
  const asked: Asked = { traderId, state: "paid", arrived: "arrived", limit };
  const rows = clientId === null ? await ofAll(tx, asked) : await ofOne(tx, { ...asked, clientId });
  return rows.flatMap((row) => (row.paidOn === null ? [] : [{ ...row, paidOn: row.paidOn }]));
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
