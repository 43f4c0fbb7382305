import { amountDueMinor, isOwed } from "../domain/bill.ts";
import type { Intent } from "../domain/intent.ts";
import type { Allocated, JournalEntry } from "../domain/journal.ts";
import type { Payment } from "../domain/payment.ts";
import { findLatestAction } from "../store/actions.ts";
import { findBill } from "../store/bills.ts";
import { changePayment, getPayment, listAllocations, listSaidBy } from "../store/payments.ts";
import { type Found, findSaidBill, findSaidClient } from "./find-bill.ts";
import type { Outcome } from "./outcome.ts";
import type { Undone } from "./outcome-changes.ts";
import { reallocate } from "./reallocate.ts";
import { showBill } from "./show-bill.ts";
import { journal, type Turn, viewOf } from "./turn.ts";

/** "that was for bill 5", "it was Jones who paid": the payment told of last is set against another bill than before. */
export async function movePayment(turn: Turn, intent: Intent): Promise<Outcome> {
  const { tx, trader } = turn;
  const payment = await paymentMeant(turn, intent);
  // "that" was no payment.
  if (payment === null) return intent.last ? await showBill(turn, intent) : { kind: "no-payment" };
  const found = await findTarget(turn, intent, payment);
  if (found.kind === "not") return found.outcome;
  const target = found.bill;
  const to = await viewOf(turn, target);
  const was = (await listAllocations(tx, trader.id, payment.id)).map(
    ({ billId, amountMinor }): Allocated => ({ billId, amountMinor }),
  );
  const hasMinor = was.find((part) => part.billId === target.id)?.amountMinor ?? 0;
  if (was.length === 1 && hasMinor > 0) return { kind: "payment-there", bill: to };
  if (!isOwed(target) && hasMinor === 0) return { kind: "not-owed", bill: to };
  if (target.currency !== payment.currency || payment.amountMinor > amountDueMinor(target) + hasMinor)
    return { kind: "payment-too-large", bill: to, amountMinor: payment.amountMinor };
  const now = [{ billId: target.id, amountMinor: payment.amountMinor }];
  const bills = await reallocate(turn, payment.id, now);
  if (bills === undefined) return { kind: "no-payment" };
  await changePayment(tx, payment, { clientId: target.clientId });
  const { id: paymentId, clientId: wasClientId } = payment;
  const actionId = await journal(turn, { kind: "move-payment", paymentId, wasClientId, was, now });
  const from = [];
  for (const bill of bills) if (bill.id !== target.id) from.push(await viewOf(turn, bill));
  const moved = bills.find((bill) => bill.id === target.id) ?? target;
  return {
    kind: "payment-moved",
    bill: await viewOf(turn, moved),
    from,
    amountMinor: payment.amountMinor,
    actionId,
  };
}

async function findTarget(turn: Turn, intent: Intent, { amountMinor }: Payment): Promise<Found> {
  // Whose it is was said: of their bills the one that needs just so much.
  if (intent.repoint) return await findSaidBill({ ...turn, repliedTo: null }, { ...intent, amountMinor });
  const bill = await findBill(turn.tx, turn.trader.id, intent.bill ?? 0);
  return bill === undefined
    ? { kind: "not", outcome: { kind: "no-bill", number: intent.bill ?? null } }
    : { kind: "found", bill };
}

/** The payment that was meant: what "that" is just now, or the newest by word, of the client where one is named. */
export async function paymentMeant(turn: Turn, intent: Intent): Promise<Payment | null> {
  const { tx, trader } = turn;
  const { amountMinor = null, method = null } = intent;
  // A way to pay that is not known may be any.
  const fits = (it: Payment) =>
    (amountMinor === null || it.amountMinor === amountMinor) &&
    (method === null || it.method === null || it.method === method);
  if (intent.last) {
    const entry = (await findLatestAction(tx, trader.id))?.entry;
    const isPayment = entry?.kind === "record-payment" || entry?.kind === "move-payment";
    const payment = isPayment ? await getPayment(tx, trader.id, entry.paymentId) : null;
    return payment !== null && fits(payment) ? payment : null;
  }
  const client = await findSaidClient(turn, intent);
  const said = client === undefined ? [] : await listSaidBy(tx, trader.id, client.id);
  return said.find(fits) ?? null;
}

/** Sets a moved payment back where it was, unless it was moved again or its old bill has no room any more. */
export async function movePaymentBack(
  turn: Turn,
  entry: Extract<JournalEntry, { kind: "move-payment" }>,
): Promise<Undone | "changed-since"> {
  const { tx, trader } = turn;
  const there = await listAllocations(tx, trader.id, entry.paymentId);
  const same = there.length === entry.now.length && entry.now.every((part) => includes(there, part));
  const bills = same ? await reallocate(turn, entry.paymentId, entry.was) : undefined;
  if (bills === undefined) return "changed-since";
  const back = bills.filter((bill) => entry.was.some((part) => part.billId === bill.id));
  const views = [];
  for (const bill of back) views.push(await viewOf(turn, bill));
  const payment = await getPayment(tx, trader.id, entry.paymentId);
  await changePayment(tx, payment, { clientId: entry.wasClientId });
  const { amountMinor, currency } = payment;
  return { kind: "payment-back", bills: views, amountMinor, currency };
}

function includes(parts: readonly Allocated[], part: Allocated): boolean {
  return parts.some((it) => it.billId === part.billId && it.amountMinor === part.amountMinor);
}
