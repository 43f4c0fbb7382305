import type { Intent } from "../domain/intent.ts";
import { endCardAccount, findCardAccount } from "../store/card-accounts.ts";
import { makeLink } from "./make-link.ts";
import type { Outcome } from "./outcome.ts";
import { openQuestion } from "./propose.ts";
import type { Turn } from "./turn.ts";

/** "take cards": a link to the page on which the trader gives us a key to their Stripe account. */
export async function connectStripe(turn: Turn): Promise<Outcome> {
  const account = await findCardAccount(turn.tx, turn.trader.id);
  if (account !== undefined) return { kind: "cards", cards: { what: "already", name: account.name } };
  const token = await makeLink(turn, "connect-stripe");
  return { kind: "cards", cards: { what: "link", url: `${turn.publicUrl}/connect/stripe/${token}` } };
}

/** "stop taking cards". Only the button that says so does it, and all of the trader's chats hear of it. */
export async function disconnectStripe(turn: Turn, intent: Intent, sure: boolean): Promise<Outcome> {
  const account = await findCardAccount(turn.tx, turn.trader.id);
  if (account === undefined) return { kind: "cards", cards: { what: "none" } };
  if (!sure) {
    const proposalId = await openQuestion(turn, { text: "", intents: [intent], question: null });
    return { kind: "cards", cards: { what: "sure", name: account.name, proposalId } };
  }
  await endCardAccount(turn.tx, turn.trader.id, account.id, turn.now);
  const off = { kind: "cards", cards: { what: "off", why: "asked" } } as const;
  turn.elsewhere.push(off);
  return off;
}
