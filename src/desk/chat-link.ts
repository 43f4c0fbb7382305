import { chatLinkLifeMs } from "../limits.ts";
import { addChatLink, type ChatLinkRow } from "../store/chat-links.ts";
import { hashCode } from "./invite-code.ts";
import type { Turn } from "./turn.ts";

/** Makes a link to a page for whoever has this chat in hand: good once and for ten minutes. Answers its token. */
export async function makeChatLink(
  turn: Turn,
  purpose: ChatLinkRow["purpose"],
  about: string | null = null,
): Promise<string> {
  const token = turn.random.token();
  await addChatLink(turn.tx, {
    tokenHash: hashCode(token),
    purpose,
    traderId: turn.trader.id,
    conversationId: turn.conversation.id,
    about,
    createdAt: turn.now,
    expiresAt: new Date(turn.now.getTime() + chatLinkLifeMs),
    usedAt: null,
  });
  return token;
}
