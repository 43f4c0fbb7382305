import { type Day, formatDay } from "../../domain/day.ts";
import { formatMoney } from "../../domain/money.ts";
import type { BillView, Outcome } from "../outcome.ts";
import { owedRow, sumByCurrency } from "./bills.ts";
import { count, lines } from "./text.ts";

/** Of each list so many bills are named; the rest are counted. */
const namedMax = 5;

/** How a trader stands at the beginning of a week. */
export function summaryText(summary: Extract<Outcome, { kind: "summary" }>, today: Day): string {
  const { owed, overdue, dueSoon, came, unasked } = summary;
  const money = came.map(([currency, minor]) => formatMoney(minor, currency)).join(" and ");
  return lines(
    `Your week, ${formatDay(today)}`,
    money === "" ? "Nothing came in last week." : `Came in last week: ${money}`,
    owed.length === 0
      ? "Nobody owes you anything."
      : `Owed to you: ${totalOf(owed)} on ${count(owed.length, "bill")}`,
    ...part("Overdue", overdue, today),
    ...part("Due this week", dueSoon, today),
    unasked ? 'If you would rather not have this, say "no summary on mondays".' : null,
  );
}

function part(heading: string, bills: readonly BillView[], today: Day): readonly string[] {
  if (bills.length === 0) return [];
  const more = bills.length - namedMax;
  return [
    `${heading}: ${totalOf(bills)}`,
    ...bills.slice(0, namedMax).map((view) => `• ${owedRow(view, today)}`),
    ...(more > 0 ? [`• and ${more} more. Say "who owes me" to see all.`] : []),
  ];
}

function totalOf(bills: readonly BillView[]): string {
  return sumByCurrency(bills)
    .map(([currency, minor]) => formatMoney(minor, currency))
    .join(" and ");
}
