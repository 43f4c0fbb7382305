import { amountDueMinor, type Bill } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import type { Intent } from "../domain/intent.ts";
import { findBill, listOwed } from "../store/bills.ts";
import { findClient } from "./find-client.ts";
import type { Outcome } from "./outcome.ts";
import { openQuestion } from "./propose.ts";
import { noSuchBill, thatBill } from "./that-bill.ts";
import { type Turn, viewOf } from "./turn.ts";

export type Found =
  | { readonly kind: "found"; readonly bill: Bill }
  | { readonly kind: "not"; readonly outcome: Outcome };

/**
 * The bill that was said by its number, by a reply to its card, by its client (the only unpaid one; of several the
 * trader is asked), or as "that": the one last talked of in this chat.
 */
export async function findSaidBill(turn: Turn, intent: Intent): Promise<Found> {
  const client = intent.client ? await findClient(turn, intent.client) : null;
  if (typeof intent.bill === "number") {
    const bill = await findBill(turn.tx, turn.trader.id, intent.bill);
    if (bill === undefined) return not({ kind: "no-bill", number: intent.bill });
    if (client == null || client.id === bill.clientId) return found(bill);
    return not({ kind: "other-client", bill: await viewOf(turn, bill), said: client });
  }
  // A reply means its card's bill, unless it names somebody else.
  const { repliedTo } = turn;
  if (repliedTo !== null && (client === null || client?.id === repliedTo.clientId)) return found(repliedTo);
  if (intent.client) {
    return client
      ? await findOwedBill(turn, intent, client)
      : not({ kind: "no-client", said: intent.client.said });
  }
  const bill = await thatBill(turn);
  return bill === undefined ? not(await noSuchBill(turn)) : found(bill);
}

/** The client that was named, or whose bill is talked of. */
export async function findSaidClient(turn: Turn, intent: Intent): Promise<Client | undefined> {
  if (intent.client) return await findClient(turn, intent.client);
  const bill = await thatBill(turn);
  return bill === undefined ? undefined : (await viewOf(turn, bill)).client;
}

async function findOwedBill(turn: Turn, intent: Intent, client: Client): Promise<Found> {
  const owed = (await listOwed(turn.tx, turn.trader.id)).filter((it) => it.client.id === client.id);
  // An amount that is exactly what one of them needs says which.
  const exact = owed.filter((it) => amountDueMinor(it.bill) === intent.amountMinor);
  const [first, second] = exact.length === 1 ? exact : owed;
  if (first === undefined) return not({ kind: "nothing-owed", client });
  if (second === undefined) return found(first.bill);
  const question = { about: ["bill" as const], text: "Which bill?" };
  const proposalId = await openQuestion(turn, { text: "", intents: [intent], question });
  const one = new Set(owed.map(({ bill }) => bill.currency)).size === 1;
  const together = one && intent.intent === "record-payment";
  return not({ kind: "which-bill", client, bills: owed, proposalId, together });
}

function found(bill: Bill): Found {
  return { kind: "found", bill };
}

function not(outcome: Outcome): Found {
  return { kind: "not", outcome };
}
