import { isOwed } from "../domain/bill.ts";
import { daysBetween } from "../domain/day.ts";
import type { Intent } from "../domain/intent.ts";
import { listAliases } from "../store/aliases.ts";
import { listBillsOf } from "../store/bills.ts";
import { findConsent } from "../store/client-chat.ts";
import { creditMinorOf } from "./credit.ts";
import { findSaidClient } from "./find-bill.ts";
import type { Outcome } from "./outcome.ts";
import { refusesMail } from "./refused-mail.ts";
import type { Turn } from "./turn.ts";
import { nobodyMeant } from "./which-client.ts";

/** "show Acme": what is known of a client, what they owe and what else they were billed. */
export async function showClient(turn: Turn, intent: Intent): Promise<Outcome> {
  const client = await findSaidClient(turn, intent);
  if (client === undefined) return nobodyMeant(intent);
  const bills = (await listBillsOf(turn.tx, turn.trader.id, client.id)).map((bill) => ({ bill, client }));
  const aliases = (await listAliases(turn.tx, turn.trader.id))
    .filter((alias) => alias.clientId === client.id)
    .map((alias) => alias.name);
  const owed = bills
    .filter(({ bill }) => isOwed(bill))
    .toReversed()
    .sort((one, other) => daysBetween(other.bill.dueOn, one.bill.dueOn));
  const { currency } = turn.trader;
  const creditMinor = await creditMinorOf(turn, client.id, currency);
  return {
    kind: "client-shown",
    client,
    // Asked for their terms: those that they have, too, where they have none of their own.
    termsDays: client.termsDays ?? (intent.description == null ? null : turn.trader.termsDays),
    aliases,
    creditMinor,
    currency,
    consent: (await findConsent(turn.tx, turn.trader.id, client.id)) ?? null,
    refusesMail: await refusesMail(turn.tx, client),
    owed,
    closed: bills.filter(({ bill }) => !isOwed(bill)),
  };
}
