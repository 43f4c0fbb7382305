import { formatDay } from "../../domain/day.ts";
import type { SyncProblem, XeroConnection } from "../../domain/mirror.ts";
import type { BillView, Offer, Say } from "../outcome.ts";
import type { XeroNews } from "../xero-news.ts";
import { short } from "./bills.ts";
import { problemSentence } from "./problem-sentence.ts";
import { count, lines } from "./text.ts";

export function failed(news: Extract<XeroNews, { what: "failed" }>): Say {
  const { bill, problem } = news;
  const words = problem.words === "" ? null : `Xero says: “${problem.words}”`;
  return {
    text: lines(
      `${capital(short(bill))} is not in Xero as it should be: ${problemSentence(problem)}.`,
      words,
      advice(news),
    ),
    choices: fixes(news),
    cardOf: null,
  };
}

/** Many bills for one reason are one message. */
export function failedMany(bills: readonly BillView[], problem: SyncProblem): Say {
  const billIds = bills.map(({ bill }) => bill.id);
  const words = problem.words === "" ? null : `Xero says: “${problem.words}”`;
  return {
    text: lines(
      `${count(bills.length, "bill")} could not be put into Xero: ${problemSentence(problem)}.`,
      words,
      'Say "is xero working" to see them.',
    ),
    choices: [{ label: "Retry all", action: { act: "xero", tap: { tap: "retry", billIds } } }],
    cardOf: null,
  };
}

function advice(news: Extract<XeroNews, { what: "failed" }>): string | null {
  switch (news.problem.kind) {
    case "has-payments":
      return "Remove the payment in Xero first, or leave the invoice as it is.";
    case "closed-there":
      return "What Xero has stands there; the bill here is as you said.";
    case "contact-unclear":
      return news.candidates.length === 0 ? null : "Which one is it?";
    case "permission":
      return 'Ask for a role that may make invoices, or have somebody with one say "connect xero" here.';
    case "locked":
      return news.lockedUntil === null
        ? null
        : `Nothing may be dated on or before ${formatDay(news.lockedUntil)}.`;
    default:
      return null;
  }
}

/** The fix that is one tap away; else another try. */
function fixes(news: Extract<XeroNews, { what: "failed" }>): readonly Offer[] {
  const billId = news.bill.bill.id;
  const choose = (label: string, choices: object): Offer => {
    return { label, action: { act: "xero", tap: { tap: "choose", billId, choices } } };
  };
  const retry: Offer = { label: "Retry", action: { act: "xero", tap: { tap: "retry", billIds: [billId] } } };
  const leave: Offer = {
    label: "Leave it out of Xero",
    action: { act: "xero", tap: { tap: "leave-out", billId } },
  };
  const own: Offer = {
    label: "Send my own page",
    action: { act: "xero", tap: { tap: "own-page", billIds: [billId] } },
  };
  switch (news.problem.kind) {
    case "tax-type":
      return [choose("Use No VAT for this one", { taxType: "NONE" }), retry];
    case "account":
      return [...accountChoices(news.connection, choose), retry];
    case "contact-archived":
    case "contact-name":
    case "contact-unclear":
      return [...contactChoices(news), retry];
    case "locked":
      return [choose("Date it today", { dateToday: true }), retry];
    case "plan-cap":
      return [choose("Put it there as a draft", { asDraft: true }), own, retry];
    case "has-payments":
    case "closed-there":
      return [leave, retry];
    case "total-differs":
      return [retry, leave];
    default:
      return [retry, own];
  }
}

function accountChoices(
  { facts, settings }: XeroConnection,
  choose: (label: string, choices: object) => Offer,
): readonly Offer[] {
  return facts.salesAccounts
    .filter((it) => it.code !== settings?.account)
    .slice(0, 4)
    .map((it) => choose(`Use ${it.code} ${it.name}`, { account: it.code }));
}

function contactChoices({ bill, candidates }: Extract<XeroNews, { what: "failed" }>): readonly Offer[] {
  const billId = bill.bill.id;
  const pick = (label: string, contactId: string | null): Offer => {
    return { label, action: { act: "xero", tap: { tap: "contact", billId, contactId } } };
  };
  const known = candidates
    .slice(0, 4)
    .map((it) => pick(it.email === null ? it.name : `${it.name} (${it.email})`, it.id));
  return [...known, pick("Make a new contact", null)];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
