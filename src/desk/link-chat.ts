import { expireChoices } from "../store/choices.ts";
import { joinConversation, listConversations } from "../store/conversations.ts";
import { closeProposals } from "../store/proposals.ts";
import { endSessionsOf } from "../store/sessions.ts";
import { audit } from "./audit.ts";
import { makeInvite } from "./invite-code.ts";
import type { Outcome } from "./outcome.ts";
import type { Turn } from "./turn.ts";

/** Gives a code that makes another chat speak for the same trader. */
export async function linkChat(turn: Turn): Promise<Outcome> {
  const code = await makeInvite(turn.tx, turn.random, turn.trader.id, turn.now);
  const chats = await listConversations(turn.tx, turn.trader.id);
  return { kind: "link-code", code, chats: chats.length };
}

/** From now on this chat speaks for nobody. The last one stays: without it nobody could reach the books. */
export async function unlinkChat(turn: Turn): Promise<Outcome> {
  const { tx, conversation, now } = turn;
  const chats = await listConversations(tx, turn.trader.id);
  if (chats.length < 2) return { kind: "plain", what: "only-chat" };
  // Whoever the chat speaks for next must find nothing of this trader's that still works.
  await closeProposals(tx, conversation.id, now);
  await expireChoices(tx, conversation.id, now);
  await endSessionsOf(tx, conversation.id, now);
  await joinConversation(tx, conversation.id, null);
  await audit(turn, turn.trader.id, "chat-unlinked");
  turn.elsewhere.push({ kind: "plain", what: "unlinked-elsewhere" });
  return { kind: "plain", what: "unlinked-here" };
}
