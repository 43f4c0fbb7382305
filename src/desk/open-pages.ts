import { createHash } from "node:crypto";
import { pages } from "../limits.ts";
import { addPageLink } from "../store/sessions.ts";
import type { Outcome } from "./outcome.ts";
import type { Turn } from "./turn.ts";

/** "open my bills": a link into the trader's pages, for whoever has this chat in hand. */
export async function openPages(turn: Turn): Promise<Outcome> {
  return { kind: "pages-link", url: await pageLink(turn, "/bills") };
}

/** A link that opens one of the trader's pages, once. */
export async function pageLink(turn: Turn, path: `/${string}`): Promise<string> {
  const { tx, trader, conversation, random, now, publicUrl } = turn;
  const token = random.token();
  await addPageLink(tx, {
    tokenHash: hashToken(token),
    traderId: trader.id,
    conversationId: conversation.id,
    path,
    createdAt: now,
    expiresAt: new Date(now.getTime() + pages.linkLifeMs),
  });
  return `${publicUrl}/open/${token}`;
}

/** 128 bits cannot be tried one by one, so a plain hash is enough. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
