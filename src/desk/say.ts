import type { Bill } from "../domain/bill.ts";
import type { Choice } from "../domain/channel.ts";
import type { NewEffect } from "../domain/effect.ts";
import type { Queue } from "../effects/queue.ts";
import { choiceLifeMs } from "../limits.ts";
import type { Capabilities, Random } from "../ports.ts";
import { addChoice } from "../store/choices.ts";
import { type Conversation, listConversations } from "../store/conversations.ts";
import { listCards, setCard } from "../store/messages.ts";
import type { Tx } from "../store/store.ts";
import { pausesOf } from "./change-holds.ts";
import { fitToChannel, type Part, withPicture } from "./fit-to-channel.ts";
import { joinSays, type Saying } from "./join-says.ts";
import type { Offer, Say } from "./outcome.ts";
import { type Turn, viewOf } from "./turn.ts";
import { changedElsewhere, card as wordCard } from "./wording/bills.ts";

export interface Mouth {
  readonly queue: Queue;
  readonly random: Random;
  readonly capabilities: (conversation: Conversation) => Capabilities;
  /** Whether pictures can be sent there. */
  readonly sendsFiles: (conversation: Conversation) => boolean;
  /** Whether the chat's channel is switched on. */
  readonly reaches: (conversation: Conversation) => boolean;
}

/** A chat in which something is being said, within the transaction of its cause. */
export interface Here {
  readonly tx: Tx;
  readonly conversation: Conversation;
  readonly now: Date;
}

/**
 * Has something said in a chat: its buttons become rows and its parts effects, all in the turn's transaction.
 * What has the same `once` as something said there before is not said again.
 */
export async function sayIn(mouth: Mouth, here: Here, what: Say, once?: string): Promise<void> {
  for (const saying of joinSays([what], mouth.capabilities(here.conversation)))
    await speak(mouth, here, saying, once);
}

/** Has several things said at once, in as few messages as the chat's channel wants. */
export async function sayAll(mouth: Mouth, here: Here, whats: readonly Say[]): Promise<void> {
  for (const saying of joinSays(whats, mouth.capabilities(here.conversation)))
    await speak(mouth, here, saying);
}

async function speak(
  mouth: Mouth,
  { tx, conversation, now }: Here,
  what: Saying,
  once?: string,
): Promise<void> {
  const choices: Choice[] = [];
  for (const offer of what.choices) choices.push(await storeOffer(mouth, { tx, conversation, now }, offer));
  const steps = fitToChannel(what.text, choices, mouth.capabilities(conversation));
  const pictured = what.attachment !== undefined && mouth.sendsFiles(conversation);
  const parts: readonly Part[] = pictured ? withPicture(steps, what.attachment) : steps;
  const [bill, ...others] = what.cardsOf;
  const card = bill === undefined || others.length > 0 ? {} : { cardOf: bill.id };
  const to = addressOf(conversation);
  const effects = parts.map((step, part): NewEffect => {
    const id = mouth.random.id();
    const ofLast = part === parts.length - 1 ? card : {};
    return {
      ...inLane(conversation, id, now),
      dedupeKey: once === undefined ? null : `say:${conversation.id}:${once}:${part}`,
      work: { kind: "send-message", conversationId: conversation.id, to, ...step, ...ofLast },
    };
  });
  await mouth.queue.enqueue(tx, effects);
  const last = effects.at(-1);
  if (last === undefined) return;
  for (const { traderId, id: billId } of what.cardsOf) {
    await setCard(tx, { traderId, billId, conversationId: conversation.id, effectId: last.id });
  }
}

/** Has something said in all of a trader's chats but this one: what is done in one is known in all. */
export async function sayElsewhere(mouth: Mouth, here: Here, traderId: string, what: Say): Promise<void> {
  for (const conversation of await listConversations(here.tx, traderId)) {
    const hears = conversation.blockedAt === null && mouth.reaches(conversation);
    if (hears && conversation.id !== here.conversation.id)
      await sayIn(mouth, { ...here, conversation }, what);
  }
}

/**
 * Brings the cards of a bill that changed up to date, in all of the trader's chats. Where a card cannot be changed
 * in place, a short line says what the trader changed in another chat; other news is told once, and in one chat.
 */
export async function refreshCards(mouth: Mouth, turn: Turn, bill: Bill): Promise<void> {
  const { tx, trader, now } = turn;
  const cards = await listCards(tx, trader.id, bill.id);
  if (cards.length === 0) return;
  const conversations = new Map((await listConversations(tx, trader.id)).map((it) => [it.id, it]));
  const view = { ...(await viewOf(turn, bill)), pauses: await pausesOf(turn, bill) };
  const text = wordCard(view);
  for (const card of cards) {
    const conversation = conversations.get(card.conversationId);
    if (conversation === undefined || conversation.blockedAt !== null) continue;
    if (!mouth.reaches(conversation) || !mouth.capabilities(conversation).edits) {
      const tell =
        turn.isAnswer && conversation.id !== turn.conversation.id && isOpen(mouth, conversation, now);
      const line = { text: changedElsewhere(view), choices: [], cardOf: null };
      if (tell) await sayIn(mouth, { tx, conversation, now }, line);
      continue;
    }
    const id = mouth.random.id();
    const to = addressOf(conversation);
    const work = {
      kind: "edit-message" as const,
      conversationId: conversation.id,
      to,
      original: card.effectId,
    };
    await mouth.queue.enqueue(tx, [
      { ...inLane(conversation, id, now), dedupeKey: null, work: { ...work, text, choices: [] } },
    ]);
  }
}

async function storeOffer(mouth: Mouth, here: Here, offer: Offer): Promise<Choice> {
  if ("url" in offer) return offer;
  const token = mouth.random.token();
  await addChoice(here.tx, {
    token,
    conversationId: here.conversation.id,
    label: offer.label,
    action: offer.action,
    expiresAt: new Date(here.now.getTime() + choiceLifeMs),
    usedAt: null,
  });
  return { token, label: offer.label };
}

/** Whether the chat's person can be written to now, without waiting for them to write first. */
export function isOpen(mouth: Mouth, conversation: Conversation, now: Date): boolean {
  if (conversation.blockedAt !== null || !mouth.reaches(conversation)) return false;
  const { windowMs } = mouth.capabilities(conversation);
  if (windowMs === null) return true;
  return conversation.heardAt !== null && now.getTime() - conversation.heardAt.getTime() < windowMs;
}

/** What is said in one chat is said in order. */
function inLane(conversation: Conversation, id: string, now: Date) {
  return { id, traderId: conversation.traderId, lane: `chat:${conversation.id}`, dueAt: now };
}

function addressOf({ channel, account, chat }: Conversation) {
  return { channel, account, chat };
}
