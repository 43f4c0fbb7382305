import { assert } from "../assert.ts";
import { amountDueMinor, amountRefusal, type Bill, isOwed } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import type { Intent } from "../domain/intent.ts";
import type { JournalEntry, Taken } from "../domain/journal.ts";
import type { Currency } from "../domain/money.ts";
import { getBill } from "../store/bills.ts";
import { getClient } from "../store/clients.ts";
import { type Credit, changePayment, getPayment, listAllocations, listCredits } from "../store/payments.ts";
import { cancelSteps } from "../store/steps.ts";
import { findSaidBill, findSaidClient } from "./find-bill.ts";
import type { Outcome } from "./outcome.ts";
import type { Undone } from "./outcome-changes.ts";
import { reallocate } from "./reallocate.ts";
import { journal, type Turn, viewOf } from "./turn.ts";

/** What a client has paid too much of a currency, and was not given back. */
export async function creditMinorOf(turn: Turn, clientId: string, currency: Currency): Promise<number> {
  return sum(await creditsOf(turn, clientId, currency));
}

/** "use Acme's credit on bill 3". */
export async function useCredit(turn: Turn, intent: Intent): Promise<Outcome> {
  const found = await findSaidBill(turn, intent);
  return found.kind === "not" ? found.outcome : await putCredit(turn, found.bill);
}

/** The "Use £20 credit" button of a bill. */
export async function useCreditOn(turn: Turn, billId: string): Promise<Outcome> {
  return await putCredit(turn, await getBill(turn.tx, turn.trader.id, billId));
}

async function putCredit(turn: Turn, bill: Bill): Promise<Outcome> {
  const view = await viewOf(turn, bill);
  if (!isOwed(bill)) return { kind: "not-owed", bill: view };
  const credits = await creditsOf(turn, bill.clientId, bill.currency);
  if (credits.length === 0) return { kind: "no-credit", client: view.client };
  const taken = take(credits, amountDueMinor(bill));
  let now = bill;
  for (const { paymentId, amountMinor } of taken) now = await addPart(turn, paymentId, now, amountMinor);
  const actionId = await journal(turn, { kind: "use-credit", billId: bill.id, taken });
  const leftMinor = await creditMinorOf(turn, bill.clientId, bill.currency);
  return {
    kind: "credit-used",
    bill: { ...view, bill: now },
    usedMinor: total(taken),
    leftMinor,
    cancelled: now.state === "paid" ? await cancelSteps(turn.tx, turn.trader.id, bill.id, "paid") : 0,
    actionId,
  };
}

/** Sets more (or, below nothing, less) of a payment against a bill. */
async function addPart(turn: Turn, paymentId: string, bill: Bill, amountMinor: number): Promise<Bill> {
  const bills = await reallocate(turn, paymentId, await withMore(turn, paymentId, bill.id, amountMinor));
  const moved = bills?.find((it) => it.id === bill.id);
  assert(moved !== undefined, "credit fits a bill that has room for it.");
  return moved;
}

async function withMore(turn: Turn, paymentId: string, billId: string, amountMinor: number) {
  const parts = await listAllocations(turn.tx, turn.trader.id, paymentId);
  const there = parts.find((part) => part.billId === billId)?.amountMinor ?? 0;
  const others = parts.filter((part) => part.billId !== billId);
  return [...others, { billId, amountMinor: there + amountMinor }].filter((part) => part.amountMinor > 0);
}

/** "refunded Acme £20": the trader gave back what was over. */
export async function refundCredit(turn: Turn, intent: Intent): Promise<Outcome> {
  const client = await findSaidClient(turn, intent);
  if (client === undefined) return { kind: "no-client", said: intent.client?.said ?? "" };
  const { currency } = turn.trader;
  const credits = await creditsOf(turn, client.id, currency);
  const haveMinor = sum(credits);
  if (haveMinor === 0) return { kind: "no-credit", client };
  const amountMinor = intent.amountMinor ?? haveMinor;
  const why = amountRefusal(amountMinor);
  if (why !== null) return { kind: "refused-amount", why };
  if (amountMinor > haveMinor)
    return { kind: "credit-less", client, currency, haveMinor, saidMinor: amountMinor };
  const taken = take(credits, amountMinor);
  for (const part of taken) await giveBack(turn, part.paymentId, part.amountMinor);
  const actionId = await journal(turn, { kind: "refund-credit", clientId: client.id, taken });
  const leftMinor = haveMinor - amountMinor;
  return { kind: "credit-refunded", client, currency, amountMinor, leftMinor, actionId };
}

/** So much more (or, below nothing, less) of a payment has been given back. */
async function giveBack(turn: Turn, paymentId: string, amountMinor: number): Promise<void> {
  const payment = await getPayment(turn.tx, turn.trader.id, paymentId);
  const refundedMinor = payment.refundedMinor + amountMinor;
  const gone = refundedMinor === payment.amountMinor;
  const state = gone ? "refunded" : "arrived";
  const removedAt = gone ? turn.now : null;
  const changed = await changePayment(turn.tx, payment, { refundedMinor, state, removedAt });
  assert(changed !== undefined, "nobody changes a payment during its trader's turn.");
}

export async function unuseCredit(
  turn: Turn,
  entry: Extract<JournalEntry, { kind: "use-credit" }>,
): Promise<Undone | "changed-since"> {
  const { tx, trader } = turn;
  for (const { paymentId, amountMinor } of entry.taken) {
    const parts = await listAllocations(tx, trader.id, paymentId);
    const there = parts.find((part) => part.billId === entry.billId)?.amountMinor ?? 0;
    // The payment was taken back or moved meanwhile.
    if (there < amountMinor) return "changed-since";
  }
  let bill = await getBill(tx, trader.id, entry.billId);
  for (const { paymentId, amountMinor } of entry.taken)
    bill = await addPart(turn, paymentId, bill, -amountMinor);
  return { kind: "credit-off", bill: await viewOf(turn, bill), amountMinor: total(entry.taken) };
}

export async function unrefundCredit(
  turn: Turn,
  entry: Extract<JournalEntry, { kind: "refund-credit" }>,
): Promise<Undone> {
  for (const { paymentId, amountMinor } of entry.taken) await giveBack(turn, paymentId, -amountMinor);
  const client = await getClient(turn.tx, turn.trader.id, entry.clientId);
  const { currency } = turn.trader;
  return { kind: "refund-removed", client, currency, amountMinor: total(entry.taken) };
}

/** "Acme paid into the wrong account": the money is not here, so nothing is marked as paid. */
export async function paymentAstray(turn: Turn, intent: Intent): Promise<Outcome> {
  const client: Client | undefined = await findSaidClient(turn, intent);
  return client === undefined
    ? { kind: "no-client", said: intent.client?.said ?? "" }
    : { kind: "payment-astray", client, bank: turn.trader.accountNumber !== null };
}

async function creditsOf(turn: Turn, clientId: string, currency: Currency): Promise<readonly Credit[]> {
  const credits = await listCredits(turn.tx, turn.trader.id, clientId);
  return credits.filter((credit) => credit.currency === currency);
}

function take(credits: readonly Credit[], amountMinor: number): readonly Taken[] {
  let leftMinor = amountMinor;
  return credits.flatMap((credit) => {
    const partMinor = Math.min(leftMinor, credit.leftMinor);
    leftMinor -= partMinor;
    return partMinor > 0 ? [{ paymentId: credit.paymentId, amountMinor: partMinor }] : [];
  });
}

function sum(credits: readonly Credit[]): number {
  return credits.reduce((minor, { leftMinor }) => minor + leftMinor, 0);
}

function total(taken: readonly Taken[]): number {
  return taken.reduce((minor, { amountMinor }) => minor + amountMinor, 0);
}
