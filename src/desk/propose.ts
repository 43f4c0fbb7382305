import { unusualTotalMinor } from "../domain/bill.ts";
import { type Intent, showVerbs, type Understanding } from "../domain/intent.ts";
import { proposalLifeMs } from "../limits.ts";
import { findNewestAction } from "../store/actions.ts";
import { closeProposal, findLiveProposal, openProposal, type Proposal } from "../store/proposals.ts";
import type { Outcome } from "./outcome.ts";
import { pinned } from "./that-bill.ts";
import type { Turn } from "./turn.ts";

/** Whether a person must say yes first: anything guessed that does more than show, "write it off", and any sum far beyond a sole trader's usual. */
export function needsYes(intents: readonly Intent[]): boolean {
  const doubtful = intents.some(
    ({ intent, certainty, last }) =>
      (certainty === "guessed" && !showVerbs.has(intent)) || (intent === "write-off" && last === true),
  );
  return doubtful || isUnusual(intents);
}

/** Puts what was understood on a card that waits for yes. */
export async function propose(turn: Turn, understanding: Understanding): Promise<Outcome> {
  const intents: Intent[] = [];
  for (const intent of understanding.intents) {
    // "bill Acme 500, he paid 100 of it already": of the bill that is yet to be made.
    const ofNew = intents.some(({ intent: before }) => before === "create-bill");
    intents.push(ofNew ? intent : await pinned(turn, intent));
  }
  const proposalId = await openQuestion(turn, { ...understanding, intents, question: null });
  return {
    kind: "proposed",
    intents,
    currency: turn.trader.currency,
    prices: { vatRegistered: turn.trader.vatRegistered, plusVat: turn.trader.plusVat },
    unusual: isUnusual(intents),
    proposalId,
  };
}

/** Asks for what is missing; the next message may answer. */
export async function ask(turn: Turn, understanding: Understanding): Promise<Outcome> {
  await openQuestion(turn, understanding);
  return { kind: "asked", text: understanding.question?.text ?? "" };
}

/**
 * What waits in this chat for an answer in words. Once the trader has had something else done, "60" or "yes" is not
 * about it any more; its buttons stay.
 */
export async function findWaiting({ tx, trader, conversation, now }: Turn): Promise<Proposal | undefined> {
  const live = await findLiveProposal(tx, conversation.id, now);
  const done = live === undefined ? undefined : await findNewestAction(tx, trader.id);
  if (live === undefined || done === undefined || done.id < live.id) return live;
  // "Acme paid 40 and Harris 20": what is asked about one of them waits, though the other was done after.
  const atOnce = live.messageId !== null && done.messageId === live.messageId;
  return atOnce ? live : undefined;
}

/** Takes the answer to what waits, which is the doing of the message that asked for it. */
export async function takeProposal(turn: Turn, proposalId: string): Promise<Proposal | undefined> {
  const proposal = await closeProposal(turn.tx, turn.conversation.id, proposalId, turn.now);
  if (proposal !== undefined) turn.messageId = proposal.messageId;
  return proposal;
}

export async function openQuestion(turn: Turn, understanding: Understanding): Promise<string> {
  const id = turn.random.id();
  await openProposal(turn.tx, {
    id,
    conversationId: turn.conversation.id,
    understanding,
    messageId: turn.messageId,
    createdAt: turn.now,
    expiresAt: new Date(turn.now.getTime() + proposalLifeMs),
    closedAt: null,
  });
  return id;
}

function isUnusual(intents: readonly Intent[]): boolean {
  return intents.some((intent) => (intent.totalMinor ?? intent.amountMinor ?? 0) > unusualTotalMinor);
}
