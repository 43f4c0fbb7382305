import { linkLifeMs } from "../limits.ts";
import { hashSecret } from "../secret.ts";
import { addLink, type Link } from "../store/links.ts";
import type { Turn } from "./turn.ts";

/** Makes a link to a page for whoever has this chat in hand: good once and for ten minutes. Answers its token. */
export async function makeLink(
  turn: Turn,
  purpose: Link["purpose"],
  path: `/${string}` | null = null,
): Promise<string> {
  const token = turn.random.token();
  await addLink(turn.tx, {
    tokenHash: hashSecret(token),
    purpose,
    traderId: turn.trader.id,
    conversationId: turn.conversation.id,
    path,
    createdAt: turn.now,
    expiresAt: new Date(turn.now.getTime() + linkLifeMs),
  });
  return token;
}
