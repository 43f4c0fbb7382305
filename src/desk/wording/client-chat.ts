import { unreachable } from "../../assert.ts";
import type { ClientAnswer, SortedWord } from "../../domain/client-word.ts";
import { formatDay } from "../../domain/day.ts";
import type { ClientChatNews } from "../client-chat-news.ts";
import type { Offer, Say } from "../outcome.ts";
import { say } from "./say.ts";
import { lines } from "./text.ts";

/** What the trader is told of a client who writes on WhatsApp. */
export function wordClientChat(news: ClientChatNews): Say {
  switch (news.what) {
    case "wrote":
      return say(
        lines(
          `${news.client.name} wrote on WhatsApp:`,
          `“${news.text.trim()}”`,
          "I hold their reminders until you tell me what it means.",
        ),
        ...offers(news.sorted, news.eventId),
      );
    case "goes-on":
      return say(`All right: ${news.client.name}'s reminders go on as planned.`);
    case "unreached":
      return say(
        `WhatsApp could not deliver my message to ${news.client.name}. ${news.by === "mail" ? `It goes to ${news.client.email} instead, and so does what follows` : "I give it to you to send yourself, and what follows too"}, until they write there again.`,
      );
    case "opted":
      return say(opted(news.client.name, news.to));
    default:
      return unreachable(news);
  }
}

/** What it most likely means comes first. */
function offers({ word, on }: SortedWord, eventId: string): readonly Offer[] {
  const promised = on === null ? "Promised" : `Promised ${formatDay(on).replace(/ \d{4}$/, "")}`;
  const all: readonly (readonly [ClientAnswer, string])[] = [
    ["says-paid", "Says paid"],
    ["promise", promised],
    ["dispute", "Disputes"],
    ["ignore", "Ignore"],
  ];
  const likely = all.filter(([answer]) => answer === word);
  const others = all.filter(([answer]) => answer !== word);
  return [...likely, ...others].map(([answer, label]) => {
    return { label, action: { act: "answer-client", eventId, answer } };
  });
}

function opted(name: string, to: "in" | "out"): string {
  return to === "in"
    ? `${name} would like reminders on WhatsApp, so those may go there from now on.`
    : `${name} asked for no more WhatsApp messages. I will not send them any there again.`;
}
