import { unreachable } from "../../assert.ts";
import { amountDueMinor } from "../../domain/bill.ts";
import { formatDay } from "../../domain/day.ts";
import { formatMoney } from "../../domain/money.ts";
import type { MoneyAnswer, MoneyNews } from "../money-news.ts";
import type { MoneyOutcome } from "../outcome-money.ts";
import { wordCards } from "./cards.ts";
import { paid, partPaid, paymentWords } from "./payments.ts";
import type { Words } from "./say.ts";
import { count, lines, money, words } from "./text.ts";

/** What is told of money, by the trader or by a system that found it. */

export const moneyWords: Words<MoneyOutcome["kind"]> = {
  ...paymentWords,
  cards: ({ cards }) => wordCards(cards),
  "money-news": ({ news }) => moneyNews(news),
  "money-answer": ({ answer }) => moneyAnswer(answer),
};

export function moneyNews(news: readonly MoneyNews[]): string {
  return news.map(line).join("\n");
}

function line(news: MoneyNews): string {
  switch (news.what) {
    case "paid":
      return paid(news.bill, news.cancelled);
    case "part-paid":
      return partPaid(news.bill, news.amountMinor);
    case "over":
      return over(news);
    case "returned":
      return returned(news);
    case "rest-refunded":
      return `${news.client.name} has ${formatMoney(news.amountMinor, news.currency)} back that no bill needed.`;
    case "refund-failed":
      return `${news.client.name}'s bank would not take your refund: the ${formatMoney(news.amountMinor, news.currency)} is back with you, and counts as paid again.`;
    case "dispute-won":
      return `You won the card dispute: ${news.client.name}'s ${formatMoney(news.amountMinor, news.currency)} counts as paid again.`;
    default:
      return unreachable(news);
  }
}

/** What happened, what is owed now, and that nobody is chased for it before the trader says so. */
function returned({ why, bill: view, amountMinor }: Extract<MoneyNews, { what: "returned" }>): string {
  const { bill, client } = view;
  const what = happened[why](client.name, money(amountMinor, bill), `bill ${bill.number}`);
  if (amountDueMinor(bill) === 0) return what;
  const owed = `${money(amountDueMinor(bill), bill)} is owed on it, due ${formatDay(bill.dueOn)}`;
  if (why === "failed") return `${what} ${owed}, and the reminders go on.`;
  return `${what} ${owed}. I do not chase it unless you say "resume chasing bill ${bill.number}"; or say "write off bill ${bill.number}".`;
}

type Happened = (client: string, amount: string, bill: string) => string;
const happened: Readonly<Record<Extract<MoneyNews, { what: "returned" }>["why"], Happened>> = {
  failed: (client, amount, bill) => `${client}'s bank refused the ${amount} for ${bill}.`,
  refunded: (client, amount, bill) => `You gave ${client} ${amount} of ${bill} back.`,
  disputed: (client, amount, bill) =>
    `${client}'s card company took the ${amount} for ${bill} back: the payment is disputed. Answer it in Stripe, there is a deadline.`,
  "dispute-lost": (client, amount, bill) =>
    `The dispute is lost: the ${amount} for ${bill} stays with ${client}.`,
  removed: (client, amount, bill) => `${client}'s payment of ${amount} for ${bill} was taken out in Xero.`,
  "credit-removed": (client, amount, bill) =>
    `The ${amount} credited on ${client}'s ${bill} was taken off again in Xero.`,
};

function over({ client, bill, restMinor, currency }: Extract<MoneyNews, { what: "over" }>): string {
  const rest = formatMoney(restMinor, currency);
  const kept = `I keep it as ${client.name}'s credit. Say "use ${client.name}'s credit on bill 3" or "refunded ${client.name} ${rest}".`;
  if (bill === null) return `${client.name} paid ${rest} that belongs to no bill. ${kept}`;
  if (bill.state === "cancelled")
    return `${client.name} paid ${rest} for bill ${bill.number}, which is cancelled. ${kept}`;
  return `${client.name} paid ${rest} more than is owed on bill ${bill.number}. ${kept}`;
}

/** `Nothing new from Acme.` and what is still to come. */
export function moneyAnswer({ client, amountMinor, currency, bills, silent }: MoneyAnswer): string {
  const from = client === null ? "" : ` from ${client.name}`;
  const news =
    amountMinor === null
      ? `Nothing new${from}.`
      : `I have not seen ${formatMoney(amountMinor, currency)}${from} come in.`;
  const who = silent.length > 1 ? "Stripe and Xero do" : `${silent[0]} does`;
  const where = silent.length === 0 ? null : `${who} not answer just now; I go on looking.`;
  const due = bills.slice(0, 5).map(({ bill, client: of }) => {
    const minor = money(amountDueMinor(bill), bill);
    return `• ${of.name} ${minor} — bill ${bill.number}, due ${formatDay(bill.dueOn)}`;
  });
  const rest = bills.length > due.length ? `• and ${count(bills.length - due.length, "more bill")}` : null;
  const none = bills.length === 0 ? "Nothing of that is owed just now." : "Still to come:";
  return lines(words(news, where, none), ...due, rest);
}
