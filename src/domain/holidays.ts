import { createRequire } from "node:module";
import { addDays, type Day, weekdayOf } from "./day.ts";

/** The three calendars of bank holidays. */
export type Nation = "england-and-wales" | "scotland" | "northern-ireland";

interface Calendar {
  isHoliday(day: string): false | readonly { readonly type: string }[];
}

const regions: Readonly<Record<Nation, string>> = {
  "england-and-wales": "ENG",
  scotland: "SCT",
  "northern-ireland": "NIR",
};

const calendars = new Map<Nation, Calendar>();
const known = new Map<string, boolean>();

/** The package is large, so it is loaded when a bank holiday first matters. */
function calendarOf(nation: Nation): Calendar {
  const made = calendars.get(nation);
  if (made !== undefined) return made;
  const Holidays = createRequire(import.meta.url)("date-holidays") as new (
    country: string,
    region: string,
    options: { types: string[]; timezone: string },
  ) => Calendar;
  const calendar = new Holidays("GB", regions[nation], {
    types: ["public", "bank"],
    timezone: "Europe/London",
  });
  calendars.set(nation, calendar);
  return calendar;
}

export function isBankHoliday(day: Day, nation: Nation): boolean {
  const key = `${nation} ${day}`;
  const answer = known.get(key);
  if (answer !== undefined) return answer;
  // Noon keeps the day the same however the package reads the zone.
  const found = calendarOf(nation).isHoliday(`${day} 12:00:00`);
  const holiday = found !== false && found.length > 0;
  if (known.size > 20_000) known.clear();
  known.set(key, holiday);
  return holiday;
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
