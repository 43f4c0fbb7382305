import type { Bill, BillLine } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import { findBankHold } from "./bank-holds.ts";
import { billFields } from "./bill-row.ts";
import { listLines } from "./bills.ts";
import { findCardAccount } from "./card-accounts.ts";
import { listLiveCardLinks } from "./card-links.ts";
import { getClient } from "./clients.ts";
import { listPaymentsOn, type PaymentOn } from "./payments.ts";
import { publicStart } from "./schema/books.ts";
import { and, eq, sql } from "./sql.ts";
import { is, oneRow, slot, type Tx } from "./store.ts";
import { getTrader, type Trader } from "./traders.ts";
import { findInvoiceUrl } from "./xero-mirrors.ts";

/** What a client may see of a bill. */
export interface BillPage {
  readonly bill: Bill;
  readonly lines: readonly BillLine[];
  readonly client: Client;
  readonly trader: Trader;
  /** What has arrived for it, the oldest first. */
  readonly paid: readonly PaymentOn[];
  /** Where it can be paid by bank transfer: for a day after a change still the account that clients knew. */
  readonly bank: { readonly sortCode: string; readonly accountNumber: string } | null;
  /** Where it can be paid by card; null where it cannot. */
  readonly cardUrl: string | null;
  /** Xero's own page of it; null where the bill is not there, or not yet as it is here. */
  readonly xeroUrl: string | null;
}

const byPublicId = oneRow<{ publicId: string }, Bill>((builder, { bills: row }) =>
  builder
    .select(billFields(row))
    .from(row)
    .where(
      and(
        eq(publicStart, sql`substr(${slot(row.publicId, "publicId")}, 1, 8)`),
        is(row.publicId, "publicId"),
      ),
    ),
);

/** A bill by the one thing its client knows: the id in the link, which nobody can guess. */
export async function findBillPage(tx: Tx, publicId: string, now: Date): Promise<BillPage | undefined> {
  const bill = publicId === "" ? undefined : await byPublicId(tx, { publicId });
  if (bill === undefined) return undefined;
  const { traderId, id, clientId } = bill;
  const account = await findCardAccount(tx, traderId);
  const links = account === undefined ? [] : await listLiveCardLinks(tx, traderId, id);
  const trader = await getTrader(tx, traderId);
  return {
    bill,
    lines: await listLines(tx, traderId, id),
    client: await getClient(tx, traderId, clientId),
    trader,
    bank: await bankFor(tx, trader, now),
    paid: (await listPaymentsOn(tx, traderId, id)).filter(({ payment }) => payment.state === "arrived"),
    cardUrl: links.find((link) => link.accountId === account?.id)?.url ?? null,
    xeroUrl: await findInvoiceUrl(tx, bill),
  };
}

/** Which account clients are shown. */
export async function bankFor(tx: Tx, trader: Trader, now: Date): Promise<BillPage["bank"]> {
  const { sortCode, accountNumber } = (await findBankHold(tx, trader.id, now)) ?? trader;
  return sortCode === null || accountNumber === null ? null : { sortCode, accountNumber };
}
