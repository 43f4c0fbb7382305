import type { Choice, ChoiceAction } from "../domain/channel.ts";
import { findChoice } from "../store/choices.ts";
import type { Conversation } from "../store/conversations.ts";
import { findCardBill, listVersions } from "../store/messages.ts";
import { findProposal } from "../store/proposals.ts";
import type { Tx } from "../store/store.ts";

/** The buttons of a message that still do something, after one of them was pressed. */
export async function buttonsLeft(
  tx: Tx,
  { id, traderId }: Conversation,
  messageId: string,
  now: Date,
): Promise<readonly Choice[]> {
  const [newest] = await listVersions(tx, id, messageId);
  const choices = newest?.choices ?? [];
  const left: Choice[] = [];
  for (const choice of choices)
    if ("url" in choice || (await works(tx, id, choice.token, now))) left.push(choice);
  // A bill that was changed by one of its card's buttons has its card written anew, without any.
  const isCard = traderId !== null && (await findCardBill(tx, traderId, id, messageId)) !== undefined;
  return isCard && left.length < choices.length ? [] : left;
}

async function works(tx: Tx, conversationId: string, token: string, now: Date): Promise<boolean> {
  const choice = await findChoice(tx, conversationId, token);
  if (choice === undefined || choice.usedAt !== null || choice.expiresAt <= now) return false;
  const proposalId = proposalOf(choice.action);
  if (proposalId === null) return true;
  const proposal = await findProposal(tx, conversationId, proposalId);
  return proposal !== undefined && proposal.closedAt === null && proposal.expiresAt > now;
}

function proposalOf(action: ChoiceAction): string | null {
  return "proposalId" in action ? action.proposalId : null;
}
