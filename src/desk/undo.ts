import { assert, unreachable } from "../assert.ts";
import { mentionOf } from "../domain/client.ts";
import { dayOf } from "../domain/day.ts";
import type { Intent } from "../domain/intent.ts";
import type { JournalAction, JournalEntry } from "../domain/journal.ts";
import type { Payment } from "../domain/payment.ts";
import { amountsOf } from "../domain/vat.ts";
import { undoAsksAfterMs } from "../limits.ts";
import { findAction, findLatestAction, markActionUndone } from "../store/actions.ts";
import { countBillsOf, findBill, getBill } from "../store/bills.ts";
import { getClient, removeClient } from "../store/clients.ts";
import { cancelEffect } from "../store/effects.ts";
import { getPayment, listAllocations, listPaymentsOn } from "../store/payments.ts";
import { contentOf, withoutEdit, writeContent } from "./bill-content.ts";
import { restoreSetting } from "./change-setting.ts";
import { unchase } from "./chase-now.ts";
import { unrefundCredit, unuseCredit } from "./credit.ts";
import { restoreClient, takeBackAlias } from "./edit-client.ts";
import { giveAliasBack } from "./forget-alias.ts";
import { unhold } from "./hold-chasing.ts";
import { movePaymentBack, paymentMeant } from "./move-payment.ts";
import type { Outcome } from "./outcome.ts";
import type { Undone } from "./outcome-changes.ts";
import { propose } from "./propose.ts";
import { giveAgain, takeBack } from "./take-back.ts";
import { clientOf, journal, move, type Turn, viewOf } from "./turn.ts";

/**
 * "undo": takes back the latest thing done that has not been taken back. What was done days ago is asked about first:
 * by then "undo" may be meant for something that was never done.
 */
export async function undoLatest(turn: Turn, intent: Intent): Promise<Outcome> {
  if (intent.undoes !== undefined) return await undoAction(turn, intent.undoes.actionId);
  for (;;) {
    const action = await findLatestAction(turn.tx, turn.trader.id);
    if (action === undefined) return { kind: "not-undone", why: "nothing" };
    if (turn.now.getTime() - action.at.getTime() > undoAsksAfterMs) return await askFirst(turn, action);
    const outcome = await undo(turn, action);
    if (outcome.kind !== "not-undone" || outcome.why !== "already") return outcome;
    // It was taken back in other words ("the cheque bounced"): the one before it is meant.
    await markActionUndone(turn.tx, turn.trader.id, action.id, turn.now);
  }
}

async function askFirst(turn: Turn, { id: actionId, entry, at }: JournalAction): Promise<Outcome> {
  const bill = "billId" in entry ? await getBill(turn.tx, turn.trader.id, entry.billId) : null;
  const client = bill === null ? null : mentionOf(await clientOf(turn, bill.clientId));
  const undoes = { actionId, done: entry.kind };
  const intent: Intent = {
    intent: "undo",
    certainty: "guessed",
    bill: bill?.number ?? null,
    client,
    on: dayOf(at),
    undoes,
  };
  return await propose(turn, { text: "", intents: [intent], question: null });
}

/** The Undo button of one thing done, whatever came after it. */
export async function undoAction(turn: Turn, actionId: string): Promise<Outcome> {
  const action = await findAction(turn.tx, turn.trader.id, actionId);
  return action === undefined ? { kind: "not-undone", why: "nothing" } : await undo(turn, action);
}

/**
 * "Bob's cheque bounced", "mark bill 3 as unpaid": the newest payment by word of his, or on it, counts for nothing, and
 * is owed again.
 */
export async function takeBackPayment(turn: Turn, intent: Intent): Promise<Outcome> {
  const payment =
    typeof intent.bill === "number" ? await paymentOn(turn, intent.bill) : await paymentMeant(turn, intent);
  if (payment === null) return { kind: "no-payment" };
  const result = await unrecordPayment(turn, payment.id);
  if (typeof result === "string") return { kind: "not-undone", why: result };
  const actionId = await journal(turn, { kind: "take-back-payment", paymentId: payment.id });
  return { kind: "undone", undone: result, actionId };
}

async function paymentOn(turn: Turn, number: number): Promise<Payment | null> {
  const { tx, trader } = turn;
  const bill = await findBill(tx, trader.id, number);
  const payments = bill === undefined ? [] : await listPaymentsOn(tx, trader.id, bill.id);
  const told = payments.map(({ payment }) => payment);
  return told.findLast(({ source, state }) => source === "said" && state === "arrived") ?? null;
}

async function undo(turn: Turn, action: JournalAction): Promise<Outcome> {
  if (action.undoneAt !== null) return { kind: "not-undone", why: "already" };
  const result = await inverse(turn, action.entry);
  if (typeof result === "string") return { kind: "not-undone", why: result };
  const marked = await markActionUndone(turn.tx, turn.trader.id, action.id, turn.now);
  assert(marked, "nobody undoes during the trader's turn.");
  await journal(turn, { kind: "undo", actionId: action.id });
  return { kind: "undone", undone: result };
}

type Why = Extract<Outcome, { kind: "not-undone" }>["why"];

/** The inverse of each thing that can be done; a reason where it cannot be undone any more, and nothing changed. */
async function inverse(turn: Turn, entry: JournalEntry): Promise<Undone | Why> {
  switch (entry.kind) {
    case "create-bill":
      return await uncreateBill(turn, entry.billId);
    case "cancel-bill":
    case "write-off":
      return await reopenBill(turn, entry);
    case "edit-bill":
      return await uneditBill(turn, entry);
    case "record-payment":
      return await unrecordPayment(turn, entry.paymentId);
    case "take-back-payment":
      return await recordAgain(turn, entry.paymentId);
    case "undo":
      return "already";
    case "move-payment":
      return await movePaymentBack(turn, entry);
    case "use-credit":
      return await unuseCredit(turn, entry);
    case "refund-credit":
      return await unrefundCredit(turn, entry);
    case "hold-chasing":
      await unhold(turn, entry);
      return { kind: "hold-undone" };
    case "chase": {
      const clients = await unchase(turn, entry.stepIds);
      return clients === null ? "gone-since" : { kind: "letter-stopped", clients };
    }
    case "send-letter":
      return (await cancelEffect(turn.tx, turn.trader.id, entry.effectId, turn.now))
        ? { kind: "letter-stopped", clients: [await clientOf(turn, entry.clientId)] }
        : "gone-since";
    case "add-client":
      return await unaddClient(turn, entry.clientId);
    case "edit-client":
      return await restoreClient(turn, entry);
    case "add-alias":
      return await takeBackAlias(turn, entry);
    case "remove-alias":
      return await giveAliasBack(turn, entry);
    case "change-setting":
      return await restoreSetting(turn, entry);
    default:
      return unreachable(entry);
  }
}

async function uncreateBill(turn: Turn, billId: string): Promise<Undone | Why> {
  const bill = await getBill(turn.tx, turn.trader.id, billId);
  if (bill.state === "cancelled") return "already";
  if (bill.state !== "open") return "paid-since";
  const cancelled = await move(turn, bill, { state: "cancelled", paidMinor: 0 });
  return { kind: "bill-cancelled", bill: await viewOf(turn, cancelled) };
}

async function reopenBill(
  turn: Turn,
  entry: Extract<JournalEntry, { kind: "cancel-bill" | "write-off" }>,
): Promise<Undone | Why> {
  const bill = await getBill(turn.tx, turn.trader.id, entry.billId);
  if (bill.state !== (entry.kind === "write-off" ? "credited" : "cancelled")) return "already";
  const reopened = await move(turn, bill, { state: entry.was, paidMinor: bill.paidMinor });
  return { kind: "bill-reopened", bill: await viewOf(turn, reopened) };
}

async function uneditBill(
  turn: Turn,
  entry: Extract<JournalEntry, { kind: "edit-bill" }>,
): Promise<Undone | Why> {
  const bill = await getBill(turn.tx, turn.trader.id, entry.billId);
  if (bill.state !== "open" && bill.state !== "part-paid") return "closed-since";
  const content = withoutEdit(await contentOf(turn, bill), entry.was, entry.now);
  if (content === null) return "changed-since";
  if (amountsOf(content.lines, content).grossMinor < bill.paidMinor) return "paid-since";
  const before = await viewOf(turn, bill);
  const reversed = await viewOf(turn, await writeContent(turn, bill, content));
  return { kind: "edit-reversed", before, bill: { ...reversed, lines: content.lines } };
}

async function unrecordPayment(turn: Turn, paymentId: string): Promise<Undone | Why> {
  const payment = await getPayment(turn.tx, turn.trader.id, paymentId);
  if (payment.state === "confirmed") return "confirmed-since";
  // The client has some of it back: without the payment that would have been given from nothing.
  if (payment.refundedMinor > 0) return "refunded-since";
  const off = await takeBack(turn, payment, "undone");
  if (off === undefined) return "already";
  const bills = [];
  for (const { bill } of off) bills.push(await viewOf(turn, bill));
  const [only] = bills;
  const { amountMinor, currency } = payment;
  return only !== undefined && bills.length === 1 && off[0]?.amountMinor === amountMinor
    ? { kind: "payment-removed", bill: only, amountMinor }
    : { kind: "payments-removed", bills, amountMinor, currency };
}

/** A payment that was taken back counts again, on the bills that it was set against. */
export async function recordAgain(turn: Turn, paymentId: string): Promise<Undone | Why> {
  const { tx, trader } = turn;
  const payment = await getPayment(tx, trader.id, paymentId);
  if (payment.state === "confirmed") return "confirmed-since";
  if (payment.state !== "undone") return "already";
  await giveAgain(turn, payment);
  const bills = [];
  for (const { billId } of await listAllocations(tx, trader.id, paymentId))
    bills.push(await viewOf(turn, await getBill(tx, trader.id, billId)));
  const { amountMinor, currency } = payment;
  return { kind: "payment-again", bills, amountMinor, currency };
}

async function unaddClient(turn: Turn, clientId: string): Promise<Undone | Why> {
  const client = await getClient(turn.tx, turn.trader.id, clientId);
  if ((await countBillsOf(turn.tx, turn.trader.id, clientId)) > 0) return "client-has-bills";
  await removeClient(turn.tx, turn.trader.id, clientId);
  turn.clients.delete(clientId);
  return { kind: "client-removed", client };
}
