import { assert } from "../assert.ts";
import { amountDueMinor, amountRefusal, isOwed } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import type { Intent } from "../domain/intent.ts";
import { findSaidBill, findSaidClient } from "./find-bill.ts";
import type { BillView, Outcome } from "./outcome.ts";
import { openQuestion } from "./propose.ts";
import { settle } from "./settle-bill.ts";
import { findSeveralBills } from "./several-bills.ts";
import { journal, type Turn, viewOf } from "./turn.ts";

/** "Acme paid", "got 100 off Dave", "Acme paid 500 for both": money by the trader's word. */
export async function recordPayment(turn: Turn, intent: Intent): Promise<Outcome> {
  const found = await findOwed(turn, intent);
  if (found.kind === "not") return found.outcome;
  const { client, bills } = found;
  const dueMinor = bills.reduce((sum, { bill }) => sum + amountDueMinor(bill), 0);
  const amountMinor = intent.amountMinor ?? dueMinor + (intent.overMinor ?? 0);
  const why = amountRefusal(amountMinor);
  if (why !== null) return { kind: "refused-amount", why };
  const asked = async (kind: "overpaid" | "short", answer: Partial<Intent>) => {
    const meant = { ...intent, amountMinor, ...pinnedTo(bills), ...answer };
    const proposalId = await openQuestion(turn, { text: "", intents: [meant], question: null });
    return { kind, client, bills, saidMinor: amountMinor, dueMinor, proposalId } as const;
  };
  // What was owed may have changed since the card with its sums was put.
  if (amountMinor > dueMinor && intent.creditMinor !== amountMinor - dueMinor)
    return await asked("overpaid", { creditMinor: amountMinor - dueMinor });
  if (amountMinor < dueMinor && bills.length > 1 && !intent.oldestFirst)
    return await asked("short", { oldestFirst: true });
  return await record(turn, intent, client, bills, amountMinor);
}

/** The bills of a card by their numbers, so that its yes means the same ones later. */
function pinnedTo(bills: readonly BillView[]): Partial<Intent> {
  const numbers = bills.map(({ bill }) => bill.number);
  return numbers.length === 1 ? { bill: numbers[0] ?? null } : { bill: null, bills: numbers };
}

type Owed =
  | { readonly kind: "owed"; readonly client: Client; readonly bills: readonly BillView[] }
  | { readonly kind: "not"; readonly outcome: Outcome };

/** The bills a payment is for: all of one client, all owed, the oldest first. None where only credit can come of it. */
async function findOwed(turn: Turn, intent: Intent): Promise<Owed> {
  if (intent.bills !== undefined && intent.bills.length > 0)
    return await findSeveralBills(turn, intent, intent.bills);
  const found = await findSaidBill(turn, intent);
  if (found.kind === "not") {
    // More than nothing came from somebody who owes nothing: the whole of it is over.
    const over = found.outcome.kind === "nothing-owed" && (intent.amountMinor ?? intent.overMinor ?? 0) > 0;
    const client = over ? await findSaidClient(turn, intent) : undefined;
    return client === undefined ? found : { kind: "owed", client, bills: [] };
  }
  const view = await viewOf(turn, found.bill);
  if (!isOwed(view.bill)) return { kind: "not", outcome: { kind: "not-owed", bill: view } };
  return { kind: "owed", client: view.client, bills: [view] };
}

/** Sets the money against the bills in their order, until it is used up; what is left is the client's credit. */
async function record(
  turn: Turn,
  intent: Intent,
  client: Client,
  bills: readonly BillView[],
  amountMinor: number,
): Promise<Outcome> {
  const currency = bills[0]?.bill.currency ?? turn.trader.currency;
  const settled = await settle(turn, {
    clientId: client.id,
    source: "said",
    externalId: null,
    method: intent.method ?? null,
    amountMinor,
    currency,
    paidOn: intent.paidOn ?? turn.today,
    state: "arrived",
    toward: bills.map(({ bill }) => ({ billId: bill.id, amountMinor: null })),
  });
  assert(settled.kind === "arrived", "what a trader says has come is new.");
  const actionId = await journal(turn, { kind: "record-payment", paymentId: settled.payment.id });
  const parts = settled.parts.filter((part) => part.amountMinor > 0);
  const [only] = parts;
  if (only !== undefined && parts.length === 1 && settled.restMinor === 0) {
    const bill = { bill: only.bill, client };
    return only.bill.state === "paid"
      ? { kind: "paid", bill, cancelled: only.cancelled, actionId }
      : { kind: "part-paid", bill, paidMinor: amountMinor, actionId };
  }
  return {
    kind: "paid-several",
    client,
    parts: parts.map((part) => ({ bill: part.bill, client, amountMinor: part.amountMinor })),
    amountMinor,
    creditMinor: settled.restMinor,
    currency,
    cancelled: parts.reduce((sum, { cancelled }) => sum + cancelled, 0),
    actionId,
  };
}
