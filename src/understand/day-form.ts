import { addDays, type Day, dayFrom, lastOfMonth, partsOf, weekdayOf } from "../domain/day.ts";
import type { Nation } from "../domain/holidays.ts";
import { type Token, wordIn } from "./tokens.ts";
import type { WordList } from "./words.ts";

/** One way of saying a day, read at a place in the message. */
export interface DayForm {
  readonly end: number;
  /** Reading towards the future; null when it cannot be told which day is meant. */
  readonly ahead: Day | null;
  readonly behind: Day | null;
  readonly guessed?: boolean;
  readonly fixed?: boolean;
  readonly length?: boolean;
  readonly due?: boolean;
  /** Said without anything that makes it a day: "3rd". */
  readonly loose?: boolean;
  /** The weekday that today is: "this Friday" and "Friday evening", said on a Friday, may be today. */
  readonly sameDay?: boolean;
  /** Its first day, where only "until" can tell: "until January". */
  readonly from?: Day | null;
  /** Too weak to stand without "due", "by" or "on" before it: "24-12". */
  readonly needsMarker?: boolean;
}

export interface DayContext {
  readonly today: Day;
  readonly now: Date;
  readonly nation: Nation;
  /** Reads the day from which another is counted: "2 weeks after Easter". */
  readonly anchor: (tokens: readonly Token[], at: number) => DayForm | null;
}

export type ReadForm = (tokens: readonly Token[], at: number, context: DayContext) => DayForm | null;

/** Only this day, whichever way one looks. */
export function exactly(day: Day | null, end: number, more: Partial<DayForm> = {}): DayForm {
  return { end, ahead: day, behind: day, fixed: true, ...more };
}

/** A day was meant, but which cannot be told: asked about, never guessed. */
export function unclear(end: number, more: Partial<DayForm> = {}): DayForm {
  return { end, ahead: null, behind: null, ...more };
}

/** The next such date without a year, from today on. */
export function dateAhead(today: Day, month: number, date: number): Day | null {
  const { year } = partsOf(today);
  const here = dayFrom(year, month, date);
  if (here !== null && here >= today) return here;
  return dayFrom(year + 1, month, date);
}

export function dateBehind(today: Day, month: number, date: number): Day | null {
  const { year } = partsOf(today);
  const here = dayFrom(year, month, date);
  if (here !== null && here <= today) return here;
  return dayFrom(year - 1, month, date);
}

/** The coming such weekday, never today. */
export function weekdayAhead(today: Day, weekday: number): Day {
  return addDays(today, ((weekday - weekdayOf(today) + 6) % 7) + 1);
}

export function weekdayBehind(today: Day, weekday: number): Day {
  return addDays(today, -(((weekdayOf(today) - weekday + 6) % 7) + 1));
}

/** Monday of the week in which a day falls: weeks start on Monday here. */
export function mondayOf(day: Day): Day {
  return addDays(day, -((weekdayOf(day) + 6) % 7));
}

export function endOfMonth(year: number, month: number): Day {
  return lastOfMonth(year, month);
}

/** The so-many-eth such weekday of a month, -1 for the last; null where it has no fifth. */
export function nthWeekday(of: { year: number; month: number }, weekday: number, nth: number): Day | null {
  const last = endOfMonth(of.year, of.month);
  if (nth < 0) return addDays(last, -((weekdayOf(last) - weekday + 7) % 7));
  const first = `${last.slice(0, 8)}01` as Day;
  const day = addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7);
  return day <= last ? day : null;
}

/** The year and month so many months from a day's. */
export function monthFrom(day: Day, count: number): { readonly year: number; readonly month: number } {
  const { year, month } = partsOf(day);
  const index = year * 12 + month - 1 + count;
  return { year: Math.floor(index / 12), month: (index % 12) + 1 };
}

export function low(tokens: readonly Token[], at: number): string {
  return at < 0 ? "" : (tokens[at]?.low ?? "");
}

/** Passes over words that add nothing: "the", "of", a comma. */
export function skip(tokens: readonly Token[], at: number, list: WordList): number {
  let here = at;
  while (here < at + 2 && list.has(wordIn(tokens, here))) here += 1;
  return here;
}
