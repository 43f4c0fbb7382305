import { dayOf } from "../domain/day.ts";
import { settingsAtFirst } from "../domain/setting.ts";
import type { Inbound } from "../ports.ts";
import { hashSecret } from "../secret.ts";
import { listClients } from "../store/clients.ts";
import { joinConversation, markBlocked } from "../store/conversations.ts";
import { findInvite, useInvite } from "../store/invites.ts";
import { addTrader, takeTraderTurn } from "../store/traders.ts";
import { audit } from "./audit.ts";
import { codeIn } from "./invite-code.ts";
import type { PlainAnswer } from "./plain-answer.ts";
import { type Here, type Mouth, sayElsewhere, sayIn } from "./say.ts";
import { word } from "./wording.ts";

/** Whether somebody we do not know becomes a trader by writing to us. */
export type Access = "open" | "invite";

export interface Door extends Mouth {
  readonly access: Access;
}

/** A message that a known trader may have meant for us. */
export type Order = Extract<Inbound, { kind: "text" | "choice" | "start" | "unsupported" }>;

export type Admitted =
  | { readonly kind: "in"; readonly traderId: string; readonly order: Order }
  | { readonly kind: "answered" };
const answered: Admitted = { kind: "answered" };

/**
 * Who may talk. Codes are taken here, and a stranger is told once a day, not once a message, that this is
 * private: nothing they send is read further, and the bot cannot be made to fill a chat.
 */
export async function admit(door: Door, here: Here, inbound: Inbound): Promise<Admitted> {
  const { conversation, now } = here;
  const once = async (what: PlainAnswer, until: string) => {
    await sayIn(door, here, word({ kind: "plain", what }, dayOf(now)), `${what}:${until}`);
    return answered;
  };
  if (inbound.kind === "group") return await once("group", dayOf(now));
  if (inbound.kind === "presence") {
    await markBlocked(here.tx, conversation.id, inbound.reachable ? null : now);
    return answered;
  }
  // Who writes takes our answers, whatever we thought.
  if (conversation.blockedAt !== null) await markBlocked(here.tx, conversation.id, null);
  const code = codeIn(inbound);
  if (code !== null && (await redeem(door, here, code))) return answered;
  if (conversation.traderId !== null) return { kind: "in", traderId: conversation.traderId, order: inbound };
  // A code that is none, or is no longer good, deserves its own answer; an hour apart, whoever is guessing.
  if (code !== null && inbound.kind === "start")
    return await once("bad-code", now.toISOString().slice(0, 13));
  if (door.access === "open") return { kind: "in", traderId: await welcome(door, here), order: inbound };
  if (code !== null) return await once("bad-code", now.toISOString().slice(0, 13));
  return await once("stranger", dayOf(now));
}

/** True where the code was good, and has been answered. */
async function redeem(door: Door, here: Here, code: string): Promise<boolean> {
  const { tx, conversation, now } = here;
  const codeHash = hashSecret(code);
  const invite = await findInvite(tx, codeHash, now);
  if (invite === undefined) return false;
  const say = (what: PlainAnswer) => sayIn(door, here, word({ kind: "plain", what }, dayOf(now)));
  if (conversation.traderId !== null) {
    // The code is left as it is: it was meant for another chat, or for this one once it is free.
    if (invite.traderId === conversation.traderId) return await done(say("already-linked"));
    if (await hasBooks(here, conversation.traderId)) return await done(say("other-trader"));
  }
  if (!(await useInvite(tx, codeHash, conversation.id, now))) return false;
  if (invite.traderId === null) {
    if (conversation.traderId === null) await welcome(door, here);
    return await done(say("joined"));
  }
  await takeTraderTurn(tx, invite.traderId);
  await joinConversation(tx, conversation.id, invite.traderId);
  await audit({ ...here, random: door.random }, invite.traderId, "chat-linked");
  await say("linked-here");
  const news = word({ kind: "plain", what: "linked-elsewhere" }, dayOf(now));
  return await done(sayElsewhere(door, here, invite.traderId, news));
}

async function done(saying: Promise<void>): Promise<true> {
  await saying;
  return true;
}

/** Somebody who wrote before bringing the code has become a trader of their own; with nothing in the books they may move. */
async function hasBooks({ tx }: Here, traderId: string): Promise<boolean> {
  const trader = await takeTraderTurn(tx, traderId);
  return trader.nextBillNumber > 1 || (await listClients(tx, traderId)).length > 0;
}

/** Makes the person who speaks in this chat a trader. */
async function welcome(door: Door, { tx, conversation, now }: Here): Promise<string> {
  const id = door.random.id();
  await addTrader(tx, {
    id,
    currency: "GBP",
    ...settingsAtFirst,
    nextBillNumber: 1,
    turns: 0,
    summaryAt: null,
    createdAt: now,
    deleteAt: null,
  });
  await joinConversation(tx, conversation.id, id);
  await audit({ tx, conversation, now, random: door.random }, id, "joined");
  return id;
}
