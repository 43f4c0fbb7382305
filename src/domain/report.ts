import { addMonths, type Day, daysBetween } from "./day.ts";
import type { Currency } from "./money.ts";
import type { MonthFigures } from "./picture.ts";

/** A bill that was paid in full: the day it was made, and the day the last of the money came. */
export interface Settled {
  readonly issuedOn: Day;
  readonly paidOn: Day;
}

/** How a trader's business goes, in the trader's own currency. */
export interface Report {
  readonly currency: Currency;
  /** The oldest first; the last is the current one, so far. */
  readonly months: readonly MonthFigures[];
  readonly owedMinor: number;
  readonly overdueMinor: number;
  /** Over all of these months; null where no bill was paid in them. */
  readonly daysToPay: number | null;
}

/** How many months a report goes over, the current one among them. */
export const reportMonths = 6;

/** The first day of the first month of a report. */
export function reportStart(today: Day): Day {
  return addMonths(`${monthOf(today)}-01` as Day, 1 - reportMonths);
}

export function monthOf(day: Day): string {
  return day.slice(0, 7);
}

/** The figures of each month of a report, months without any among them, the oldest first. */
export function monthlyFigures(
  today: Day,
  billed: ReadonlyMap<string, number>,
  paid: ReadonlyMap<string, number>,
  settled: readonly Settled[],
): readonly MonthFigures[] {
  const start = reportStart(today);
  return Array.from({ length: reportMonths }, (_, index) => {
    const month = monthOf(addMonths(start, index));
    const theirs = settled.filter(({ paidOn }) => monthOf(paidOn) === month);
    return {
      month,
      billedMinor: billed.get(month) ?? 0,
      paidMinor: paid.get(month) ?? 0,
      daysToPay: daysToPay(theirs),
    };
  });
}

/** The middle of how long bills took, from the day they were made; null where none was paid. */
export function daysToPay(settled: readonly Settled[]): number | null {
  const days = settled.map(({ issuedOn, paidOn }) => daysBetween(issuedOn, paidOn)).sort((a, b) => a - b);
  return days[Math.floor(days.length / 2)] ?? null;
}
