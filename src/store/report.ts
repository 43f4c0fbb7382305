import type { Day } from "../domain/day.ts";
import type { Currency } from "../domain/money.ts";
import { and, eq, gte, ne, sql } from "./sql.ts";
import type { Tx } from "./store.ts";

/** A sum for a month: `2026-11`. */
export interface MonthSum {
  readonly month: string;
  readonly minor: number;
}

/** What was billed since a day, month by month; what was cancelled was not. */
export async function sumBilled(
  tx: Tx,
  traderId: string,
  currency: Currency,
  since: Day,
): Promise<readonly MonthSum[]> {
  const { bills: row } = tx.tables;
  const month = sql<string>`substr(${row.issuedOn}, 1, 7)`;
  return await tx.builder
    .select({ month, minor: sql`sum(${row.totalMinor})`.mapWith(Number) })
    .from(row)
    .where(
      and(
        eq(row.traderId, traderId),
        eq(row.currency, currency),
        gte(row.issuedOn, since),
        ne(row.state, "cancelled"),
      ),
    )
    .groupBy(month);
}

/** What came in since a day, month by month, less what was given back. */
export async function sumPaid(
  tx: Tx,
  traderId: string,
  currency: Currency,
  since: Day,
): Promise<readonly MonthSum[]> {
  const { payments: row } = tx.tables;
  const month = sql<string>`substr(${row.paidOn}, 1, 7)`;
  return await tx.builder
    .select({ month, minor: sql`sum(${row.amountMinor} - ${row.refundedMinor})`.mapWith(Number) })
    .from(row)
    .where(
      and(
        eq(row.traderId, traderId),
        eq(row.currency, currency),
        gte(row.paidOn, since),
        eq(row.state, "arrived"),
      ),
    )
    .groupBy(month);
}
