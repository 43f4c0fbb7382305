import { nameKey } from "../domain/client.ts";
import { dayOf } from "../domain/day.ts";
import type { Intent } from "../domain/intent.ts";
import { deletionDelayMs } from "../limits.ts";
import { forgetActionsOf } from "../store/actions.ts";
import { removeAliasesOf } from "../store/aliases.ts";
import { endCardAccount, findCardAccount, listClosingAccounts } from "../store/card-accounts.ts";
import { changeClient, findClientByKey } from "../store/clients.ts";
import { forgetDecisionDetails } from "../store/decisions.ts";
import { listUnfinishedOf } from "../store/effects.ts";
import { forgetMailedLetters } from "../store/mailed-letters.ts";
import { planDeletion } from "../store/traders.ts";
import { changeXeroConnection, findXeroConnection } from "../store/xero-connections.ts";
import { audit } from "./audit.ts";
import { endThere } from "./connect-xero.ts";
import { hasOpenBills } from "./edit-client.ts";
import { findClient } from "./find-client.ts";
import type { Outcome } from "./outcome.ts";
import { openQuestion } from "./propose.ts";
import { noteRefusal } from "./refused-mail.ts";
import type { Turn } from "./turn.ts";

/** "delete my account": all that is the trader's goes in thirty days, unless they think better of it. */
export async function deleteAccount(turn: Turn, intent: Intent, sure: boolean): Promise<Outcome> {
  const { trader } = turn;
  if (trader.deleteAt !== null) return leaving({ what: "going", on: dayOf(trader.deleteAt) });
  const deleteAt = new Date(turn.now.getTime() + deletionDelayMs);
  if (!sure) return leaving({ what: "sure", on: dayOf(deleteAt), proposalId: await hold(turn, intent) });
  turn.trader = await planDeletion(turn.tx, trader.id, deleteAt);
  await audit(turn, trader.id, "deletion-asked");
  const going = leaving({ what: "going", on: dayOf(deleteAt) });
  turn.elsewhere.push(going);
  return going;
}

/** "keep my account": takes that back, from any of the trader's chats. */
export async function keepAccount(turn: Turn): Promise<Outcome> {
  if (turn.trader.deleteAt === null) return leaving({ what: "not-going" });
  turn.trader = await planDeletion(turn.tx, turn.trader.id, null);
  await audit(turn, turn.trader.id, "deletion-withdrawn");
  turn.elsewhere.push(leaving({ what: "kept" }));
  return leaving({ what: "kept" });
}

/**
 * Before a trader's rows go, what they let us into elsewhere is ended there: Xero's connection, our links, pushes and key
 * at Stripe. Answers whether nothing of it is left to be done.
 */
export async function withdraw(turn: Turn): Promise<boolean> {
  const { tx, trader, now } = turn;
  const connection = await findXeroConnection(tx, trader.id);
  const account = await findCardAccount(tx, trader.id);
  if (connection !== undefined && connection.state !== "off") {
    await changeXeroConnection(tx, connection, { state: "off", importPage: null });
    endThere(turn, connection);
    return false;
  }
  if (account !== undefined) {
    await endCardAccount(tx, trader.id, account.id, now);
    return false;
  }
  const closing = (await listClosingAccounts(tx)).some(({ traderId }) => traderId === trader.id);
  const ending = (await listUnfinishedOf(tx, trader.id)).some(({ work }) => work.kind === "disconnect-xero");
  return !closing && !ending;
}

/** "erase Mrs Patel": who she is goes; what she was billed and paid stays, under a name that says nothing. */
export async function eraseClient(turn: Turn, intent: Intent, sure: boolean): Promise<Outcome> {
  const said = intent.client ?? { said: "", match: null };
  const client = await findClient(turn, said);
  if (client === undefined) return { kind: "no-client", said: said.said };
  if (await hasOpenBills(turn, client)) return leaving({ what: "client-owes", client });
  if (!sure) return leaving({ what: "client-sure", client, proposalId: await hold(turn, intent) });
  const { tx, trader } = turn;
  turn.clients.set(client.id, await changeClient(tx, client, await nobody(turn)));
  await removeAliasesOf(tx, trader.id, client.id);
  await forgetActionsOf(tx, trader.id, client.id);
  await forgetMailedLetters(tx, trader.id, client.id);
  await forgetDecisionDetails(tx, trader.id, client.id);
  await noteRefusal(turn, client.id, null);
  await audit(turn, trader.id, "client-erased");
  return leaving({ what: "client-gone" });
}

/** A client of whom nothing is left but the bills. */
async function nobody({ tx, trader }: Turn) {
  const label = "Erased client";
  let name = label;
  for (let n = 2; (await findClientByKey(tx, trader.id, nameKey(name))) !== undefined; n += 1)
    name = `${label} ${n}`;
  return {
    name,
    nameKey: nameKey(name),
    email: null,
    phone: null,
    address: null,
    company: null,
    payBy: null,
    chasePlan: null,
    chaseTone: null,
    termsDays: null,
  };
}

function leaving(news: Extract<Outcome, { kind: "leaving" }>["leaving"]): Outcome {
  return { kind: "leaving", leaving: news };
}

function hold(turn: Turn, intent: Intent): Promise<string> {
  return openQuestion(turn, { text: "", intents: [intent], question: null });
}
