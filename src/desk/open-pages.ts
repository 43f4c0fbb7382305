import { makeLink } from "./make-link.ts";
import type { Outcome } from "./outcome.ts";
import type { Turn } from "./turn.ts";

/** "open my bills": a link into the trader's pages, for whoever has this chat in hand. */
export async function openPages(turn: Turn): Promise<Outcome> {
  return { kind: "pages-link", url: await pageLink(turn, "/bills") };
}

/** A link that opens one of the trader's pages, once. */
export async function pageLink(turn: Turn, path: `/${string}`): Promise<string> {
  return `${turn.publicUrl}/open/${await makeLink(turn, "pages", path)}`;
}
