import { amountDueMinor, type Bill } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import type { Intent } from "../domain/intent.ts";
import { findBill, findLatestBill, listOwed } from "../store/bills.ts";
import { findClient } from "./find-client.ts";
import type { Outcome } from "./outcome.ts";
import { openQuestion } from "./propose.ts";
import type { Turn } from "./turn.ts";

export type Found =
  | { readonly kind: "found"; readonly bill: Bill }
  | { readonly kind: "not"; readonly outcome: Outcome };

/** The bill that was said by number, by a reply to its card, as "that", or as a client's only unpaid one. Several: the trader is asked. */
export async function findSaidBill(turn: Turn, intent: Intent): Promise<Found> {
  if (typeof intent.bill === "number") {
    const bill = await findBill(turn.tx, turn.trader.id, intent.bill);
    return bill === undefined ? not({ kind: "no-bill", number: intent.bill }) : { kind: "found", bill };
  }
  if (turn.repliedTo !== null) return { kind: "found", bill: turn.repliedTo };
  if (intent.client) {
    const client = await findClient(turn, intent.client);
    if (client === undefined) return not({ kind: "no-client", said: intent.client.said });
    return await findOwedBill(turn, intent, client);
  }
  const latest = await findLatestBill(turn.tx, turn.trader.id);
  return latest === undefined ? not({ kind: "no-bill", number: null }) : { kind: "found", bill: latest };
}

async function findOwedBill(turn: Turn, intent: Intent, client: Client): Promise<Found> {
  const owed = (await listOwed(turn.tx, turn.trader.id)).filter((it) => it.client.id === client.id);
  // An amount that is exactly what one of them needs says which.
  const exact = owed.filter((it) => amountDueMinor(it.bill) === intent.amountMinor);
  const [first, second] = exact.length === 1 ? exact : owed;
  if (first === undefined) return not({ kind: "nothing-owed", client });
  if (second === undefined) return { kind: "found", bill: first.bill };
  const question = { about: ["bill" as const], text: "Which bill?" };
  const proposalId = await openQuestion(turn, { text: "", intents: [intent], question });
  return not({ kind: "which-bill", client, bills: owed, proposalId });
}

function not(outcome: Outcome): Found {
  return { kind: "not", outcome };
}
