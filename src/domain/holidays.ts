import { bankHolidays } from "./bank-holidays.ts";
import { addDays, addMonths, type Day, type DayShift, weekdayOf } from "./day.ts";

/** The three calendars of bank holidays. */
export type Nation = "england-and-wales" | "scotland" | "northern-ireland";

const days: Readonly<Record<Nation, ReadonlySet<Day>>> = {
  "england-and-wales": daysOf(bankHolidays["england-and-wales"]),
  scotland: daysOf(bankHolidays.scotland),
  "northern-ireland": daysOf(bankHolidays["northern-ireland"]),
};

/** Lines of a year and its days, each a month and a day of it: `2026 0101 0403`. */
function daysOf(lines: string): ReadonlySet<Day> {
  const all = lines.split("\n").flatMap((line) => {
    const [year = "", ...inYear] = line.trim().split(" ");
    return inYear.map((it): Day => `${year}-${it.slice(0, 2)}-${it.slice(2)}` as Day);
  });
  return new Set(all);
}

export function isBankHoliday(day: Day, nation: Nation): boolean {
  return days[nation].has(day);
}

/**
 * Bank holidays are certain up to here: the government publishes them two years or so ahead, and may add one or
 * move one after that. Raised when a newer list was compared (`test/domain/holidays.test.ts`).
 */
export const holidaysKnownUntil: Day = "2028-12-31";

export function isWorkingDay(day: Day, nation: Nation): boolean {
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6 && !isBankHoliday(day, nation);
}

/** The day itself if it is a working day, else the next one: rolls forward, never back. */
export function rollForward(day: Day, nation: Nation): Day {
  let at = day;
  for (let step = 0; step < 30 && !isWorkingDay(at, nation); step += 1) at = addDays(at, 1);
  return at;
}

/** So many working days after `day`. */
export function addWorkingDays(day: Day, count: number, nation: Nation): Day {
  let at = day;
  for (let left = count; left > 0; left -= 1) at = rollForward(addDays(at, 1), nation);
  return at;
}

/** Null for working days before a day, which nobody counts. */
export function shiftDay(day: Day, { count, unit }: DayShift, nation: Nation): Day | null {
  if (unit === "month") return addMonths(day, count);
  if (unit === "day") return addDays(day, count);
  return count < 0 ? null : addWorkingDays(day, count, nation);
}

/** The first bank holiday from `day` on, or null when none is known within a year. */
export function nextBankHoliday(day: Day, nation: Nation): Day | null {
  for (let step = 0, at = day; step < 370; step += 1, at = addDays(at, 1)) {
    if (isBankHoliday(at, nation)) return at;
  }
  return null;
}

/** The day itself or the next working day; null where that lies beyond the bank holidays known, and is not guessed. */
export function workingDayFrom(day: Day, nation: Nation): Day | null {
  if (day > holidaysKnownUntil) return null;
  const found = rollForward(day, nation);
  return found > holidaysKnownUntil ? null : found;
}
