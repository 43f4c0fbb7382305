import { unreachable } from "../../assert.ts";
import type { ClientAnswer, SortedWord } from "../../domain/client-word.ts";
import { formatDay } from "../../domain/day.ts";
import type { ClientChatNews } from "../client-chat-news.ts";
import type { Offer, Say } from "../outcome.ts";
import { lines } from "./text.ts";

/** What the trader is told of a client who writes on WhatsApp. */
export function wordClientChat(news: ClientChatNews): Say {
  switch (news.what) {
    case "wrote":
      return {
        text: lines(
          `${news.client.name} wrote on WhatsApp:`,
          `“${news.text.trim()}”`,
          "I hold their reminders until you tell me what it means.",
        ),
        choices: offers(news.sorted, news.eventId),
        cardOf: null,
      };
    case "answered":
      return { text: answered(news), choices: [], cardOf: null };
    case "opted":
      return { text: opted(news.client.name, news.to), choices: [], cardOf: null };
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

function answered({ client, answer, until }: Extract<ClientChatNews, { what: "answered" }>): string {
  const { name } = client;
  const day = until === null ? "" : formatDay(until);
  switch (answer) {
    case "says-paid":
      return `All right: ${name} says it is paid. I hold their reminders until ${day}. Tell me when the money is there.`;
    case "promise":
      return `All right: I hold ${name}'s reminders until ${day}.`;
    case "dispute":
      return `All right: ${name} disputes it. I send no reminders until you tell me to. It still counts as owed.`;
    case "ignore":
      return `All right: ${name}'s reminders go on as planned.`;
    default:
      return unreachable(answer);
  }
}

function opted(name: string, to: "in" | "out"): string {
  return to === "in"
    ? `${name} would like reminders on WhatsApp, so those may go there from now on.`
    : `${name} asked for no more WhatsApp messages. I will not send them any there again.`;
}
