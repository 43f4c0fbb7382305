import { unreachable } from "../../assert.ts";
import type { CardNews } from "../money-news.ts";
import type { Say } from "../outcome.ts";
import { say } from "./say.ts";
import { count } from "./text.ts";

/** What is said of card payments. */
export function wordCards(news: CardNews): Say {
  switch (news.what) {
    case "link":
      return say(
        `Connect your Stripe account on this page, within ten minutes: ${news.url} Your clients pay on Stripe's own page, and the money goes straight to you. Never type a key here.`,
        { label: "Connect Stripe", url: news.url },
      );
    case "on":
      return say(`Card payments are on${of(news.name)}. ${each(news.bills)}`);
    case "already":
      return say(
        `Card payments are on already${of(news.name)}. To use another account, first say "stop taking cards".`,
      );
    case "sure":
      return say(
        `Your clients could no longer pay by card${of(news.name)}. Only the button switches it off.`,
        { label: "Stop taking cards", action: { act: "confirm-act", proposalId: news.proposalId } },
        { label: "No", action: { act: "decline", proposalId: news.proposalId } },
      );
    case "off":
      return say(
        news.why === "refused"
          ? 'Stripe no longer takes the key you gave me, so card payments are off. Say "take cards" to connect it again.'
          : 'Card payments are off, and I have forgotten your key. Say "take cards" to switch them on again.',
      );
    case "none":
      return say('Card payments are off already. Say "take cards" to switch them on.');
    default:
      return unreachable(news);
  }
}

function of(name: string | null): string {
  return name === null ? "" : ` (${name})`;
}

function each(bills: number): string {
  if (bills === 0) return "Every bill from now on has a page with a card button.";
  return `Your ${bills === 1 ? "open bill" : count(bills, "open bill")} and every new one get a page with a card button.`;
}
