import type { MoneyNews } from "../desk/money-news.ts";
import type { Turn } from "../desk/turn.ts";
import { amountDueMinor, type Bill, formatBillNumber } from "../domain/bill.ts";
import { stripe as limits } from "../limits.ts";
import type { CardIntent } from "../ports.ts";
import { listOwed } from "../store/bills.ts";
import type { Tx } from "../store/store.ts";
import { addXeroHint } from "../store/xero-hints.ts";
import { isInXero } from "../store/xero-mirrors.ts";

/**
 * A payment on the account that is not by a link of ours may be for a bill that is in Xero, on Xero's own page. It is
 * a hint, no proof: the bills it may be for are not chased from here on, and their invoices read until one shows it.
 */
export async function takeElsewhere(turn: Turn, intent: CardIntent): Promise<readonly MoneyNews[]> {
  if (intent.state !== "paid") return [];
  const meant = await mayBeFor(turn, intent);
  if (meant.length === 0) return [];
  const until = new Date(turn.now.getTime() + limits.hintMs);
  const { intentId: intentRef } = intent;
  const billIds = meant.map(({ id }) => id);
  for (const billId of billIds)
    await addXeroHint(turn.tx, { traderId: turn.trader.id, billId, intentRef, until });
  turn.orders.push({
    lane: `xero:hint:${intentRef}`,
    dedupeKey: `xero-hint:${intentRef}`,
    work: { kind: "read-invoices", billIds, intentRef },
  });
  return [];
}

/** Whether anybody owes the trader a bill that is in Xero: only such may be paid elsewhere. */
export async function owesInXero(tx: Tx, traderId: string): Promise<boolean> {
  return (await listOwed(tx, traderId)).some(({ bill }) => isInXero(bill));
}

/** The bill whose number is written on it; else all of which just so much is due, or a little less: a surcharge. */
async function mayBeFor(turn: Turn, { amountMinor, currency, words }: CardIntent): Promise<readonly Bill[]> {
  const owed = await listOwed(turn.tx, turn.trader.id);
  const there = owed.map(({ bill }) => bill).filter((bill) => bill.currency === currency && isInXero(bill));
  const text = words.join(" ");
  const named = there.filter(({ number }) => new RegExp(`\\b${formatBillNumber(number)}\\b`, "i").test(text));
  if (named.length > 0) return named;
  return there.filter((bill) => {
    const dueMinor = amountDueMinor(bill);
    return amountMinor >= dueMinor && amountMinor <= dueMinor * (1 + limits.surchargeMax);
  });
}
