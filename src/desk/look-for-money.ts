import { amountDueMinor } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import type { Intent } from "../domain/intent.ts";
import { listOwed, type OwedBill } from "../store/bills.ts";
import { findCardAccount } from "../store/card-accounts.ts";
import { getClient } from "../store/clients.ts";
import { findXeroConnection } from "../store/xero-connections.ts";
import { findClient } from "./find-client.ts";
import type { MoneyAnswer } from "./money-news.ts";
import type { Outcome } from "./outcome.ts";
import type { Turn } from "./turn.ts";

/**
 * "has owt come in from Acme?": where there are, Stripe and Xero are asked first, and the answer follows; else what is
 * known here is all there is.
 */
export async function lookForMoney(turn: Turn, intent: Intent): Promise<Outcome> {
  const client = intent.client ? await findClient(turn, intent.client) : null;
  if (client === undefined) return { kind: "no-client", said: intent.client?.said ?? "" };
  const account = await findCardAccount(turn.tx, turn.trader.id);
  const amountMinor = intent.amountMinor ?? null;
  const books = await findXeroConnection(turn.tx, turn.trader.id);
  const asksBooks = turn.xeroOn && books !== undefined && books.state !== "off" && books.state !== "setup";
  if (account === undefined && !asksBooks)
    return { kind: "money-answer", answer: await answerOf(turn, client, amountMinor, []) };
  const id = turn.random.id();
  turn.orders.push({
    lane: `look-for-money:${turn.trader.id}`,
    dedupeKey: `look-for-money:${id}`,
    work: {
      kind: "look-for-money",
      accountId: account?.id ?? null,
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
  silent: MoneyAnswer["silent"],
): Promise<MoneyAnswer> {
  const owed = await listOwed(turn.tx, turn.trader.id);
  const bills = owed.filter((it) => isMeant(it, client?.id ?? null, amountMinor));
  return { client, amountMinor, currency: turn.trader.currency, bills, silent };
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
