import { type Day, daysBetween, weekdayOf } from "./day.ts";

/** A bill that was paid in full: when it was due, and the day the last of the money came. */
export interface PaidBill {
  readonly dueOn: Day;
  readonly paidOn: Day;
}

/** How a client usually pays. */
export interface PayHabit {
  /** The median of days after the due day; negative is early. */
  readonly daysLate: number;
  /** The day of the week on which most of the money comes, 0 for Sunday; null where there is no such day. */
  readonly weekday: number | null;
}

/** Fewer than this is chance, not habit. */
export const habitMinBills = 3;

/** Learns from the bills a client has paid; null where there are too few to say anything. */
export function payHabit(paid: readonly PaidBill[]): PayHabit | null {
  if (paid.length < habitMinBills) return null;
  const late = paid.map(({ dueOn, paidOn }) => daysBetween(dueOn, paidOn)).sort((a, b) => a - b);
  return { daysLate: median(late), weekday: usualWeekday(paid.map(({ paidOn }) => weekdayOf(paidOn))) };
}

/** Of two middles the later: who expects money should rather be early than wrong. */
function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** More than half of the payments, and at least as many as make a habit. */
function usualWeekday(days: readonly number[]): number | null {
  for (let weekday = 0; weekday < 7; weekday += 1) {
    const count = days.filter((day) => day === weekday).length;
    if (count >= habitMinBills && count * 2 > days.length) return weekday;
  }
  return null;
}

const weekdayNames = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

/** `usually 9 days late, on a Friday`. */
export function habitText({ daysLate, weekday }: PayHabit): string {
  const days = Math.abs(daysLate);
  const count = days === 1 ? "1 day" : `${days} days`;
  const when = daysLate === 0 ? "on the due day" : `${count} ${daysLate > 0 ? "late" : "early"}`;
  return weekday === null ? `usually ${when}` : `usually ${when}, on a ${weekdayNames[weekday]}`;
}
