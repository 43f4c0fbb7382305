import { addDays, type Day, weekdayOf } from "../domain/day.ts";
import { readCount, readOrdinal, weekdays, welshWeekdays } from "./calendar-words.ts";
import { readMonthName } from "./day-dates.ts";
import {
  type DayForm,
  exactly,
  low,
  mondayOf,
  monthFrom,
  nthWeekday,
  type ReadForm,
  unclear,
  weekdayAhead,
  weekdayBehind,
} from "./day-form.ts";
import { type Token, wordIn } from "./tokens.ts";
import { WordMap, words } from "./words.ts";

const pasts = words("last past previous");

/** Where a week stands from this one; null where no week is named. */
const weeks = new WordMap<number>(
  Object.entries<number>({
    this: 0,
    next: 7,
    nxt: 7,
    following: 7,
    last: -7,
    previous: -7,
  }),
);

/** "next week friday", "this week, on friday". */
function weekFirst(tokens: readonly Token[], at: number, today: Day): DayForm | null {
  const from = low(tokens, at) === "the" ? at + 1 : at;
  const shift = weeks.get(wordIn(tokens, from));
  if (shift === undefined || !["week", "wk"].includes(low(tokens, from + 1))) return null;
  let here = from + 2;
  while (here < from + 4 && ["on", ",", "-", "the"].includes(low(tokens, here))) here += 1;
  const weekday = weekdays.get(wordIn(tokens, here));
  return weekday === undefined ? null : exactly(ofWeek(today, weekday, shift), here + 1);
}

function ofWeek(today: Day, weekday: number, shift: number): Day {
  return addDays(mondayOf(today), shift + ((weekday + 6) % 7));
}

const coming = words("this coming on the nxt next following");

/** "friday", "this friday", "friday week", "friday next week", "next friday", "dydd gwener". */
export const readWeekday: ReadForm = (tokens, at, { today }) => {
  const welsh = ["dydd", "nos", "ddydd"].includes(low(tokens, at));
  if (welsh) {
    const day = welshWeekdays.get(wordIn(tokens, at + 1));
    return day === undefined ? null : around(today, day, at + 2);
  }
  const ofWeek = weekFirst(tokens, at, today);
  if (ofWeek !== null) return ofWeek;
  let dayAt = at;
  let word = "";
  while (dayAt < at + 2 && coming.has(wordIn(tokens, dayAt))) {
    const here = low(tokens, dayAt);
    if (here !== "the" && here !== "on") word = here === "coming" ? "this" : here;
    dayAt += 1;
  }
  const weekday = weekdays.get(wordIn(tokens, dayAt));
  if (weekday === undefined) return pasts.has(wordIn(tokens, at)) ? lastWeekday(tokens, at, today) : null;
  if (!isDayWord(tokens, dayAt)) return null;
  if (word === "next" || word === "nxt" || word === "following")
    return notThis(tokens, today, weekday, dayAt + 1) ?? nextWeekday(today, weekday, dayAt + 1);
  const form = weekdayTail(tokens, dayAt, weekday, today);
  return word === "this" && form.sameDay === true ? { ...form, guessed: true } : form;
};

/** "sat", "sun", "mon", "wed" are words too. "i sat with" is not a day. */
function isDayWord(tokens: readonly Token[], at: number): boolean {
  const before = low(tokens, at - 1);
  const short = low(tokens, at);
  return (
    !(short === "sat" || short === "sun") ||
    !["i", "we", "he", "she", "they", "just", "in", "the"].includes(before)
  );
}

function weekdayTail(tokens: readonly Token[], at: number, weekday: number, today: Day): DayForm {
  const next = low(tokens, at + 1);
  const after = low(tokens, at + 2);
  const first = weekdayAhead(today, weekday);
  if (next === "week") return exactly(addDays(first, 7), at + 2, { fixed: false });
  if (next === "fortnight") return exactly(addDays(first, 14), at + 2, { fixed: false });
  if (next === "next" && after === "week") return exactly(ofNextWeek(today, weekday), at + 3);
  const the = after === "the" ? at + 3 : at + 2;
  const shift = weeks.get(wordIn(tokens, the));
  if (["of", "in", "from", ","].includes(next) && shift !== undefined && low(tokens, the + 1) === "week")
    return exactly(ofWeek(today, weekday, shift), the + 2);
  if (next === "this" && after === "week")
    return exactly(addDays(mondayOf(today), (weekday + 6) % 7), at + 3);
  if (next === "after" && after === "next") return afterNext(today, weekday, at + 3);
  if (next === "next" && after !== "month") return nextWeekday(today, weekday, at + 2);
  if (next === "last" && after === "week") return exactly(addDays(ofNextWeek(today, weekday), -14), at + 3);
  if (next === "gone" || (next === "just" && after === "gone")) {
    return exactly(weekdayBehind(today, weekday), at + (next === "gone" ? 2 : 3));
  }
  return around(today, weekday, next === "coming" ? at + 2 : at + 1);
}

function around(today: Day, weekday: number, end: number): DayForm {
  const days = { end, ahead: weekdayAhead(today, weekday), behind: weekdayBehind(today, weekday) };
  return weekdayOf(today) === weekday ? { ...days, sameDay: true } : days;
}

function ofNextWeek(today: Day, weekday: number): Day {
  return ofWeek(today, weekday, 7);
}

/**
 * On a Wednesday most mean the Friday of next week by "next Friday" and some the day after tomorrow: confirmed, with the
 * day read back. Where both are the same day there is nothing to ask.
 */
function nextWeekday(today: Day, weekday: number, end: number): DayForm {
  const nearest = weekdayAhead(today, weekday);
  const next = ofNextWeek(today, weekday);
  return exactly(next, end, { guessed: nearest !== next });
}

/** "next friday, not this one": the one after the coming one. */
function notThis(tokens: readonly Token[], today: Day, weekday: number, at: number): DayForm | null {
  const from = [",", "-", "("].includes(low(tokens, at)) ? at + 1 : at;
  if (low(tokens, from) !== "not" || !["this", "the"].includes(low(tokens, from + 1))) return null;
  const coming = ["coming", "nearest"].includes(low(tokens, from + 2)) ? from + 3 : from + 2;
  const named = low(tokens, coming) === "one" || weekdays.get(wordIn(tokens, coming)) === weekday;
  const end = named ? coming + 1 : coming;
  return end === from + 2 && low(tokens, from + 1) === "the"
    ? null
    : exactly(addDays(weekdayAhead(today, weekday), 7), low(tokens, end) === ")" ? end + 1 : end);
}

function afterNext(today: Day, weekday: number, end: number): DayForm {
  const nearest = weekdayAhead(today, weekday);
  const next = ofNextWeek(today, weekday);
  return exactly(addDays(next, 7), end, { guessed: nearest !== next });
}

function lastWeekday(tokens: readonly Token[], at: number, today: Day): DayForm | null {
  const weekday = weekdays.get(wordIn(tokens, at + 1));
  // "the previous monday" may be of last week or of this one; either way it is past.
  if (weekday === undefined || ["of", "in"].includes(low(tokens, at + 2))) return null;
  return exactly(weekdayBehind(today, weekday), at + 2);
}

/** "three fridays from now", "2 sundays later". */
export const readNthFromNow: ReadForm = (tokens, at, { today }) => {
  const count = readCount(tokens, at);
  if (count === null || count.value < 1 || count.value > 60) return null;
  const word = low(tokens, count.end);
  const weekday = weekdays.get(wordIn(tokens, count.end));
  const later = ["later", "hence"].includes(low(tokens, count.end + 1));
  const fromNow =
    low(tokens, count.end + 1) === "from" && ["now", "today"].includes(low(tokens, count.end + 2));
  if (!later && !fromNow) return null;
  const end = count.end + (later ? 2 : 3);
  if (word === "weekend" || word === "weekends") return unclear(end);
  if (weekday === undefined) return null;
  return exactly(addDays(weekdayAhead(today, weekday), 7 * (count.value - 1)), end, { guessed: true });
};

/** "a week on tuesday", "a week tuesday", "a fortnight on friday", "two weeks on friday", "week on monday". */
export const readWeeksOn: ReadForm = (tokens, at, { today }) => {
  const count = weeksAt(tokens, at);
  if (count === null) return null;
  let here = count.end;
  const link = low(tokens, here);
  if (["on", "from", "after", "come", "past"].includes(link)) here += 1;
  if (low(tokens, here) === "this" || low(tokens, here) === "the") here += 1;
  const word = low(tokens, here);
  if (word === "today" || word === "now") return exactly(addDays(today, count.days), here + 1);
  if (word === "tomorrow" || word === "tmrw") return exactly(addDays(today, count.days + 1), here + 1);
  const weekday = weekdays.get(wordIn(tokens, here));
  if (weekday === undefined) return null;
  return exactly(addDays(weekdayAhead(today, weekday), count.days), here + 1);
};

/** "230 fortnight Friday" is an amount, and one fortnight. */
const fortnightsMax = 6;

function weeksAt(tokens: readonly Token[], at: number): { days: number; end: number } | null {
  const first = low(tokens, at);
  if (first === "week") return { days: 7, end: at + 1 };
  if (first === "fortnight") return { days: 14, end: at + 1 };
  const count = readCount(tokens, at);
  if (count === null) return null;
  const unit = low(tokens, count.end);
  if (unit === "week" || unit === "weeks" || unit === "wk" || unit === "wks") {
    return { days: count.value * 7, end: count.end + 1 };
  }
  return unit === "fortnight" && count.value <= fortnightsMax
    ? { days: count.value * 14, end: count.end + 1 }
    : null;
}

/** "first friday of july", "the last friday in october", "second tuesday next month", "last monday of the month". */
export const readNthWeekday: ReadForm = (tokens, at, { today }) => {
  const from = low(tokens, at) === "the" ? at + 1 : at;
  const last = low(tokens, from) === "last" || low(tokens, from) === "final";
  const nth = last ? { value: -1, end: from + 1 } : readOrdinal(tokens, from);
  if (nth === null || nth.value > 5) return null;
  const weekday = weekdays.get(wordIn(tokens, nth.end));
  if (weekday === undefined) return null;
  const month = readMonthName(tokens, nth.end + 1, today);
  if (month === null) return null;
  const day = nthWeekday(month, weekday, nth.value);
  if (!month.this || day === null || day >= today) return exactly(day, month.end);
  return { end: month.end, ahead: nthWeekday(monthFrom(today, 1), weekday, nth.value), behind: day };
};

/** "the week of 7 December", "w/c 7 Dec": which of its days is meant nobody can tell. */
export const readWeekOf: ReadForm = (tokens, at, context) => {
  const from = low(tokens, at) === "the" ? at + 1 : at;
  const written = low(tokens, from) === "w" && low(tokens, from + 1) === "/" && low(tokens, from + 2) === "c";
  const week = ["week", "wk"].includes(low(tokens, from)) && weekOf.has(wordIn(tokens, from + 1));
  if (!written && !week) return null;
  const named = written ? from + 3 : from + 2;
  const day = context.anchor(tokens, low(tokens, named) === "on" ? named + 1 : named);
  return day === null ? null : unclear(day.end, { length: true });
};

const weekOf = words("of commencing beginning starting");
