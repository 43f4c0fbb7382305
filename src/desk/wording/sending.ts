import type { Client } from "../../domain/client.ts";
import { dayOf, formatDay, timeOf } from "../../domain/day.ts";
import type { BillView } from "../outcome.ts";
import type { Going, Sending } from "../outcome-bills.ts";
import { short } from "./bills.ts";
import { count, lines, sentence } from "./text.ts";

/** What is said of a bill's way to its client. */

const minuteMs = 60_000;

/** The line under a new bill: when it goes, or what is missing before it can. */
export function sendingLine(sending: Sending | undefined): string | null {
  switch (sending?.kind) {
    case "goes":
      return lines(`${sentence(going(sending, "It"))}.`, ...missing(sending));
    case "no-address":
      return `What's ${sending.client.name}'s email? Then I send it and chase for you.`;
    case "nameless":
      return `It waits: I do not know your name. ${askName}`;
    default:
      return null;
  }
}

export const askName = "What name should your clients see? Say it like: my business is Joe's Plumbing";
const askReplies = "Where should their answers go? Say it like: my email is joe@example.com";

export function released(view: BillView, sending: Going): string {
  return lines(`${going(sending, sentence(short(view)))}.`, ...missing(sending));
}

function missing({ nameless, replyless }: Going): readonly string[] {
  return [...(nameless ? [askName] : []), ...(replyless ? [askReplies] : [])];
}

/** When and how a bill goes, or that it is the trader's to send. */
export function going(
  { at, now, client, by }: Pick<Going, "at" | "now" | "client" | "by">,
  what: string,
): string {
  switch (by) {
    case "mail":
      return `${what} goes to ${client.email} ${when(at, now)}`;
    case "whatsapp":
      return `${what} goes to ${client.name} on WhatsApp ${when(at, now)}`;
    case "thumb":
      return `${noMail(client, "this client")}, so ${when(at, now)} I will give you the text of it to send yourself`;
  }
}

/** Why a message is the trader's to send. */
export function noMail({ email }: Pick<Client, "email">, whom: string): string {
  return email === null ? `I have no email for ${whom}` : `I cannot send mail to ${email}`;
}

/** `in 2 minutes`, `at 08:00`, `on Mon 23 Nov 2026 at 08:00`. */
export function when(at: Date, now: Date): string {
  const minutes = Math.round((at.getTime() - now.getTime()) / minuteMs);
  if (minutes < 1) return "now";
  if (minutes < 60) return `in ${count(minutes, "minute")}`;
  return dayOf(at) === dayOf(now) ? `today at ${timeOf(at)}` : `on ${formatDay(dayOf(at))} at ${timeOf(at)}`;
}
