import { unreachable } from "../../assert.ts";
import { formatMoney } from "../../domain/money.ts";
import type { MoneyNews } from "../outcome.ts";
import { paid, partPaid } from "./changes.ts";

/** What is told of money that a system found. */

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
    default:
      return unreachable(news);
  }
}

function over({ client, bill, restMinor, currency }: Extract<MoneyNews, { what: "over" }>): string {
  const rest = formatMoney(restMinor, currency);
  const kept = `I keep it as ${client.name}'s credit. Say "use ${client.name}'s credit on bill 3" or "refunded ${client.name} ${rest}".`;
  if (bill === null) return `${client.name} paid ${rest} that belongs to no bill. ${kept}`;
  if (bill.state === "cancelled")
    return `${client.name} paid ${rest} for bill ${bill.number}, which is cancelled. ${kept}`;
  return `${client.name} paid ${rest} more than is owed on bill ${bill.number}. ${kept}`;
}
