import { daysOverdue } from "../domain/bill.ts";
import { addDays } from "../domain/day.ts";
import { mondayOf } from "../domain/week.ts";
import { listOwed } from "../store/bills.ts";
import { listArrived } from "../store/payments.ts";
import type { Outcome } from "./outcome.ts";
import type { Turn } from "./turn.ts";

type Summary = Extract<Outcome, { kind: "summary" }>;

/** "my summary": the week as it stands now, whatever there is to say. */
export async function weeklySummary(turn: Turn): Promise<Outcome> {
  return await summarise(turn, false);
}

/** What a Monday begins with; nothing where there is nothing to say, or the trader does not want it. */
export async function mondaySummary(turn: Turn): Promise<readonly Outcome[]> {
  if (!turn.trader.mondaySummary) return [];
  const summary = await summarise(turn, true);
  return summary.owed.length === 0 && summary.came.length === 0 ? [] : [summary];
}

async function summarise(turn: Turn, unasked: boolean): Promise<Summary> {
  const { tx, trader, today } = turn;
  const monday = mondayOf(today);
  const sunday = addDays(monday, 6);
  const owed = await listOwed(tx, trader.id);
  const came = new Map<string, number>();
  for (const { currency, amountMinor, refundedMinor } of await listArrived(tx, trader.id, {
    from: addDays(monday, -7),
    to: addDays(monday, -1),
  }))
    came.set(currency, (came.get(currency) ?? 0) + amountMinor - refundedMinor);
  return {
    kind: "summary",
    owed,
    overdue: owed.filter(({ bill }) => daysOverdue(bill, today) > 0),
    dueSoon: owed.filter(({ bill }) => bill.dueOn >= today && bill.dueOn <= sunday),
    came: [...came],
    unasked,
  };
}
