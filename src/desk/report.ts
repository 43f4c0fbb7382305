import { amountDueMinor, daysOverdue } from "../domain/bill.ts";
import { daysToPay, monthlyFigures, reportStart } from "../domain/report.ts";
import { pages as limits } from "../limits.ts";
import { listOwed } from "../store/bills.ts";
import { listPaidBills } from "../store/client-pages.ts";
import { type MonthSum, sumBilled, sumPaid } from "../store/report.ts";
import type { Outcome } from "./outcome.ts";
import type { Turn } from "./turn.ts";

/** "how am I doing": what was billed and paid of late, what is owed, and how long clients take. */
export async function report(turn: Turn): Promise<Outcome> {
  const { tx, trader, today } = turn;
  const { currency } = trader;
  const since = reportStart(today);
  const billed = byMonth(await sumBilled(tx, trader.id, currency, since));
  const paid = byMonth(await sumPaid(tx, trader.id, currency, since));
  const limit = limits.habitBills;
  const settled = (await listPaidBills(tx, trader.id, { clientId: null, limit })).filter(
    ({ paidOn }) => paidOn >= since,
  );
  const owed = (await listOwed(tx, trader.id))
    .map(({ bill }) => bill)
    .filter((bill) => bill.currency === currency);
  const sum = (bills: typeof owed) => bills.reduce((total, bill) => total + amountDueMinor(bill), 0);
  return {
    kind: "report",
    currency,
    months: monthlyFigures(today, billed, paid, settled),
    owedMinor: sum(owed),
    overdueMinor: sum(owed.filter((bill) => daysOverdue(bill, today) > 0)),
    daysToPay: daysToPay(settled),
  };
}

function byMonth(sums: readonly MonthSum[]): ReadonlyMap<string, number> {
  return new Map(sums.map(({ month, minor }) => [month, minor]));
}
