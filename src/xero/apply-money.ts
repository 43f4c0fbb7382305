import { told } from "../desk/connect-xero.ts";
import type { MoneyNews } from "../desk/money-news.ts";
import type { Outcome } from "../desk/outcome.ts";
import { settle } from "../desk/settle-bill.ts";
import { takeBack } from "../desk/take-back.ts";
import { settleAll } from "../desk/take-money.ts";
import { newsOfReturn } from "../desk/tell-return.ts";
import { move, type Turn, viewOf } from "../desk/turn.ts";
import type { Bill } from "../domain/bill.ts";
import type { Invoice, InvoiceCredit } from "../domain/ledger.ts";
import type { Money } from "../domain/payment.ts";
import { getBill } from "../store/bills.ts";
import { findPayment, listPaymentsOn } from "../store/payments.ts";

/** Names a payment of ours in Xero, so that it is put there once and known when it comes back. */
export function writtenReference(paymentId: string): string {
  return `JustPayMe ${paymentId}`;
}

/** Money set against an invoice in Xero, or taken off it, is so here too. A credit is not a payment. */
export async function applyMoney(
  turn: Turn,
  bill: Bill,
  invoice: Invoice,
): Promise<{ readonly outcomes: readonly Outcome[]; readonly news: readonly MoneyNews[] }> {
  const outcomes: Outcome[] = [];
  const removed = await takeOffRemoved(turn, bill, invoice);
  const found = invoice.payments
    .filter((it) => !it.reference.startsWith(writtenReference("")))
    .map((it) => moneyOf(bill, it.id, it.amountMinor, it.paidOn));
  const early = invoice.credits
    .filter((it) => it.kind !== "credit-note")
    .map((it) => moneyOf(bill, creditId(it, invoice), it.amountMinor, it.on));
  const news = [...removed, ...(await settleAll(turn, [...found, ...early]))];
  for (const it of invoice.credits) {
    if (it.kind === "credit-note") outcomes.push(...(await applyCredit(turn, bill, invoice, it)));
  }
  return { outcomes, news };
}

function moneyOf(bill: Bill, externalId: string, amountMinor: number, paidOn: Money["paidOn"]): Money {
  return {
    clientId: bill.clientId,
    source: "xero",
    externalId,
    method: null,
    amountMinor,
    currency: bill.currency,
    paidOn,
    state: "arrived",
    toward: [{ billId: bill.id, amountMinor }],
  };
}

/** One note may be set against several invoices. */
function creditId(credit: InvoiceCredit, invoice: Invoice): string {
  return `${credit.kind}:${credit.id}:${invoice.id}`;
}

async function applyCredit(
  turn: Turn,
  bill: Bill,
  invoice: Invoice,
  credit: InvoiceCredit,
): Promise<readonly Outcome[]> {
  const money = moneyOf(bill, creditId(credit, invoice), credit.amountMinor, credit.on);
  const settled = await settle(turn, money);
  if (settled.kind !== "arrived") return [];
  const now = await getBill(turn.tx, turn.trader.id, bill.id);
  // Cleared without a penny of money: nobody has paid it.
  const forgiven = now.state === "paid" && invoice.payments.length === 0;
  const shown = forgiven ? await move(turn, now, { state: "credited", paidMinor: now.paidMinor }) : now;
  return [told({ what: "credited-there", bill: await viewOf(turn, shown), amountMinor: credit.amountMinor })];
}

/** Whoever had paid is not chased again by itself: the bill is held until the trader says. */
async function takeOffRemoved(turn: Turn, bill: Bill, invoice: Invoice): Promise<readonly MoneyNews[]> {
  const there = new Set([
    ...invoice.payments.map((it) => it.id),
    ...invoice.credits.map((it) => creditId(it, invoice)),
  ]);
  const news: MoneyNews[] = [];
  for (const { payment } of await listPaymentsOn(turn.tx, turn.trader.id, bill.id)) {
    if (payment.source !== "xero" || payment.externalId === null || there.has(payment.externalId)) continue;
    const now = await findPayment(turn.tx, turn.trader.id, "xero", payment.externalId);
    const credited = bill.state === "credited";
    if (credited) await move(turn, bill, { state: "open", paidMinor: bill.paidMinor });
    const off = now === undefined ? undefined : await takeBack(turn, now, "removed");
    const why = payment.externalId.startsWith("credit-note:") ? "credit-removed" : "removed";
    news.push(...(await newsOfReturn(turn, why, off)));
  }
  return news;
}
