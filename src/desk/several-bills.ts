import { isOwed } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import type { Intent } from "../domain/intent.ts";
import { findBill, listOwed } from "../store/bills.ts";
import { findSaidClient } from "./find-bill.ts";
import { findClient } from "./find-client.ts";
import type { BillView, Outcome } from "./outcome.ts";
import { openQuestion } from "./propose.ts";
import { type Turn, viewOf } from "./turn.ts";

export type Several =
  | { readonly kind: "owed"; readonly client: Client; readonly bills: readonly BillView[] }
  | { readonly kind: "not"; readonly outcome: Outcome };

/** The bills that one payment is said to be for, the oldest first; they share a client and a currency. */
export async function findSeveralBills(
  turn: Turn,
  intent: Intent,
  bills: NonNullable<Intent["bills"]>,
): Promise<Several> {
  const views = typeof bills === "string" ? await allOwed(turn, intent) : await numbered(turn, intent, bills);
  if ("kind" in views) return { kind: "not", outcome: views };
  const [first] = views;
  if (first === undefined) return { kind: "not", outcome: { kind: "plain", what: "not-understood" } };
  const { client } = first;
  const mixed = views.some(
    (view) => view.client.id !== client.id || view.bill.currency !== first.bill.currency,
  );
  const unclear = bills === "both" && views.length > 2;
  if (mixed || unclear) {
    const asked = { ...intent };
    delete asked.bills;
    const question = { about: ["bill" as const], text: "Which bill?" };
    const proposalId = await openQuestion(turn, { text: "", intents: [asked], question });
    return {
      kind: "not",
      outcome: { kind: "which-bill", client, bills: views, proposalId, together: false },
    };
  }
  return { kind: "owed", client, bills: views };
}

async function allOwed(turn: Turn, intent: Intent): Promise<readonly BillView[] | Outcome> {
  const client = await findSaidClient(turn, intent);
  if (client === undefined)
    return intent.client
      ? { kind: "no-client", said: intent.client.said }
      : { kind: "plain", what: "not-understood" };
  const owed = (await listOwed(turn.tx, turn.trader.id)).filter((it) => it.client.id === client.id);
  return owed.length === 0 ? { kind: "nothing-owed", client } : owed;
}

async function numbered(
  turn: Turn,
  intent: Intent,
  numbers: readonly number[],
): Promise<readonly BillView[] | Outcome> {
  const payer = intent.client ? await findClient(turn, intent.client) : null;
  const views: BillView[] = [];
  for (const number of [...new Set(numbers)]) {
    const bill = await findBill(turn.tx, turn.trader.id, number);
    if (bill === undefined) return { kind: "no-bill", number };
    const view = await viewOf(turn, bill);
    if (payer != null && payer.id !== bill.clientId) return { kind: "other-client", bill: view, said: payer };
    if (!isOwed(bill)) return { kind: "not-owed", bill: view };
    views.push(view);
  }
  return views.sort((one, other) => (one.bill.dueOn < other.bill.dueOn ? -1 : 1));
}

/**
 * "bills 1 and 2 are paid": read as an order for each, it is one payment where they are one client's. So is one sum for
 * several bills, whosever they are: none of it is recorded unless all of it can be.
 */
export async function joinPayments(turn: Turn, intents: readonly Intent[]): Promise<readonly Intent[]> {
  const [first] = intents;
  if (first === undefined || first.apiece === true || intents.length < 2) return intents;
  const key = ({ intent, amountMinor, paidOn, method }: Intent) =>
    JSON.stringify([intent, amountMinor, paidOn, method]);
  const clients = new Set<string>();
  const numbers: number[] = [];
  for (const intent of intents) {
    if (intent.intent !== "record-payment" || typeof intent.bill !== "number" || key(intent) !== key(first))
      return intents;
    const bill = await findBill(turn.tx, turn.trader.id, intent.bill);
    if (bill === undefined) return intents;
    clients.add(bill.clientId);
    numbers.push(intent.bill);
  }
  return clients.size === 1 || first.amountMinor != null
    ? [{ ...first, bill: null, bills: numbers }]
    : intents;
}
