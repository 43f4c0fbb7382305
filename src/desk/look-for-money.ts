import { amountDueMinor } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import type { Intent } from "../domain/intent.ts";
import { listOwed, type OwedBill } from "../store/bills.ts";
import { findCardAccount } from "../store/card-accounts.ts";
import { getClient } from "../store/clients.ts";
import { findClient } from "./find-client.ts";
import type { MoneyAnswer } from "./money-news.ts";
import type { Outcome } from "./outcome.ts";
import type { Turn } from "./turn.ts";

/**
 * "has owt come in from Acme?": where clients can pay by card Stripe is asked first, and the answer follows; else what
 * the books hold is all there is.
 */
export async function lookForMoney(turn: Turn, intent: Intent): Promise<Outcome> {
  const client = intent.client ? await findClient(turn, intent.client) : null;
  if (client === undefined) return { kind: "no-client", said: intent.client?.said ?? "" };
  const account = await findCardAccount(turn.tx, turn.trader.id);
  const amountMinor = intent.amountMinor ?? null;
  if (account === undefined)
    return { kind: "money-answer", answer: await answerOf(turn, client, amountMinor, "books") };
  const id = turn.random.id();
  turn.orders.push({
    lane: `look-for-money:${account.id}`,
    dedupeKey: `look-for-money:${id}`,
    work: {
      kind: "look-for-money",
      accountId: account.id,
      conversationId: turn.conversation.id,
      clientId: client?.id ?? null,
      amountMinor,
    },
  });
  return { kind: "plain", what: "looking" };
}

/** The answer where nothing new was found: what is still to come. */
export async function answerOf(
  turn: Turn,
  client: Client | null,
  amountMinor: number | null,
  asked: MoneyAnswer["asked"],
): Promise<MoneyAnswer> {
  const owed = await listOwed(turn.tx, turn.trader.id);
  const bills = owed.filter((it) => isMeant(it, client?.id ?? null, amountMinor));
  return { client, amountMinor, currency: turn.trader.currency, bills, asked };
}

/** Whether a bill is one that was asked about. */
export function isMeant({ bill }: OwedBill, clientId: string | null, amountMinor: number | null): boolean {
  return (
    (clientId === null || bill.clientId === clientId) &&
    (amountMinor === null || amountDueMinor(bill) === amountMinor)
  );
}

export async function clientOrNull(turn: Turn, clientId: string | null): Promise<Client | null> {
  return clientId === null ? null : await getClient(turn.tx, turn.trader.id, clientId);
}
