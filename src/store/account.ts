import type { Currency } from "../domain/money.ts";
import type { Account } from "../domain/statement.ts";
import { billFields } from "./bill-row.ts";
import { listCredits } from "./payments.ts";
import { and, asc, eq } from "./sql.ts";
import type { Tx } from "./store.ts";

/** Every bill and payment of a client, in one currency. */
export async function readAccount(
  tx: Tx,
  traderId: string,
  clientId: string,
  currency: Currency,
): Promise<Account> {
  const { bills, payments } = tx.tables;
  const credits = await listCredits(tx, traderId, clientId);
  return {
    bills: await tx.builder
      .select(billFields(bills))
      .from(bills)
      .where(and(eq(bills.traderId, traderId), eq(bills.clientId, clientId), eq(bills.currency, currency)))
      .orderBy(asc(bills.number)),
    payments: await tx.builder
      .select()
      .from(payments)
      .where(
        and(
          eq(payments.traderId, traderId),
          eq(payments.clientId, clientId),
          eq(payments.currency, currency),
        ),
      )
      .orderBy(asc(payments.id)),
    creditMinor: credits
      .filter((credit) => credit.currency === currency)
      .reduce((sum, { leftMinor }) => sum + leftMinor, 0),
  };
}
