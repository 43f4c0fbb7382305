import { type Day, dayFrom, daysBetween, partsOf, weekdayOf } from "../domain/day.ts";
import { months, readCount, readOrdinal, readYearWords, weekdays } from "./calendar-words.ts";
import { readClock } from "./day-clock.ts";
import { afterWeekday, checkWeekday, onDate } from "./day-figures.ts";
import {
  type DayContext,
  type DayForm,
  exactly,
  low,
  monthFrom,
  type ReadForm,
  skip,
  unclear,
} from "./day-form.ts";
import { type Token, wordIn } from "./tokens.ts";
import { workWords } from "./vocabulary.ts";
import { words } from "./words.ts";

const fillers = words("the , of");

/** "5 May", "the 27th of december 2026", "tue 19th jan", "twentieth of march". */
export const readDayMonth: ReadForm = (tokens, at, context) => {
  const from = skip(tokens, afterWeekday(tokens, at), fillers);
  const date = readOrdinal(tokens, from) ?? plainDate(tokens, from);
  if (date === null) return null;
  const month = monthAfter(tokens, date.end);
  if (month === null) return null;
  const tail = yearAfter(tokens, month.end, context.today);
  return checkWeekday(tokens, at, onDate(context.today, tail.year, month.value, date.value, tail.end));
};

interface Found {
  readonly value: number;
  readonly end: number;
}

/** "of May", "day of May", "-may", "/may", ". May": the month behind a date. */
function monthAfter(tokens: readonly Token[], at: number): Found | null {
  let here = low(tokens, at) === "day" ? at + 1 : at;
  if (low(tokens, here) === "of") here += 1;
  if (["-", ".", "/"].includes(low(tokens, here)) && !tokens[here]?.gap) here += 1;
  const value = months.get(wordIn(tokens, here));
  return value === undefined ? null : { value, end: here + 1 };
}

/** "2026 December 4", "2026-dec-4". */
export const readYearFirst: ReadForm = (tokens, at) => {
  const year = tokens[at];
  if (year?.kind !== "number" || !/^20\d\d$/.test(year.text)) return null;
  const monthAt = ["-", "/"].includes(low(tokens, at + 1)) ? at + 2 : at + 1;
  const month = months.get(wordIn(tokens, monthAt));
  const dateAt = ["-", "/"].includes(low(tokens, monthAt + 1)) ? monthAt + 2 : monthAt + 1;
  const date = readOrdinal(tokens, dateAt) ?? plainDate(tokens, dateAt);
  if (month === undefined || date === null) return null;
  return exactly(dayFrom(Number(year.text), month, date.value), date.end);
};

const through = words("- to till until through");

/** "16-20 Nov", "Nov 16 to 20", "10 Nov - 2 Dec": the days of a job; which of them is meant cannot be told. */
export const readDateRange: ReadForm = (tokens, at, context) => {
  const first = readMonthDay(tokens, at, context);
  const second = first !== null && through.has(wordIn(tokens, first.end)) ? first.end + 1 : null;
  const last = second === null ? null : (readOrdinal(tokens, second) ?? plainDate(tokens, second));
  if (last !== null && last.value <= 31 && (tokens[second ?? 0]?.gap === false || closes(tokens, last.end)))
    return unclear(yearAfter(tokens, last.end, context.today).end, { length: true });
  const start = first ?? readDayMonth(tokens, at, context);
  if (start !== null && ["-", "through"].includes(low(tokens, start.end))) {
    const end = readMonthDay(tokens, start.end + 1, context) ?? readDayMonth(tokens, start.end + 1, context);
    if (end !== null) return unclear(end.end, { length: true });
  }
  return readDatesOf(tokens, at);
};

/** "16-20 Nov", "16 and 17 Nov". */
function readDatesOf(tokens: readonly Token[], at: number): DayForm | null {
  const from = readOrdinal(tokens, at) ?? plainDate(tokens, at);
  // "move bill 5 to 10 December"
  if (["bill", "invoice", "number", "no", "#"].includes(low(tokens, at - 1))) return null;
  if (from === null || !["-", "to", "till", "until", "and", "&"].includes(low(tokens, from.end))) return null;
  const the = low(tokens, from.end + 1) === "the" ? 2 : 1;
  const to = readOrdinal(tokens, from.end + the) ?? plainDate(tokens, from.end + the);
  if (to === null || to.value <= from.value || to.value > 31) return null;
  const month = monthAfter(tokens, to.end);
  return month === null ? null : unclear(month.end, { length: true });
}

/** "december 27", "Dec. 21", "may the 5th", "December 27, 2026". */
export const readMonthDay: ReadForm = (tokens, at, context) => {
  const from = skip(tokens, afterWeekday(tokens, at), fillers);
  const month = months.get(wordIn(tokens, from));
  if (month === undefined) return null;
  let dateAt = [".", "-", ",", "/"].includes(low(tokens, from + 1)) ? from + 2 : from + 1;
  if (low(tokens, dateAt) === "the") dateAt += 1;
  const plain = readOrdinal(tokens, dateAt) ?? plainDate(tokens, dateAt);
  const date = plain ?? dateInWords(tokens, dateAt);
  if (date === null || date.value > 31) return null;
  const tail = yearAfter(tokens, date.end, context.today);
  const form = checkWeekday(tokens, at, onDate(context.today, tail.year, month, date.value, tail.end));
  return plain === null && tail.year === null && roundWords(date.value)
    ? { ...form, needsMarker: true }
    : form;
};

const moneyWords = words("hundred thousand grand quid pound pounds p pence each k");

/** "may twenty one", "june five 2026". */
function dateInWords(tokens: readonly Token[], at: number): Found | null {
  const count = tokens[at]?.kind === "word" && low(tokens, at) !== "a" ? readCount(tokens, at) : null;
  return count === null || count.value > 31 || moneyWords.has(wordIn(tokens, count.end)) ? null : count;
}

/** "may twenty" may be a client and twenty pounds: a date only where one is expected. */
const roundWords = (value: number) => value <= 20 || value === 30;

function plainDate(tokens: readonly Token[], at: number): { value: number; end: number } | null {
  const token = tokens[at];
  if (token?.kind !== "number" || !/^\d{1,2}$/.test(token.text) || token.text === "0") return null;
  const unit = tokens[at + 1];
  if (unit !== undefined && !unit.gap && unit.kind === "word" && !months.has(unit.word)) return null;
  if (["£", "$", "€"].includes(low(tokens, at - 1)) && !token.gap) return null;
  return { value: Number(token.text), end: at + 1 };
}

function yearAfter(tokens: readonly Token[], at: number, today: Day): { year: number | null; end: number } {
  const sign = low(tokens, at);
  let here = [",", ".", "-", "/", "in", "of"].includes(sign) ? at + 1 : at;
  if (low(tokens, here + 1) === "year" && ["this", "next"].includes(low(tokens, here)))
    return { year: partsOf(today).year + (low(tokens, here) === "next" ? 1 : 0), end: here + 2 };
  const joined = (sign === "-" || sign === "/") && tokens[here]?.gap === false;
  const words = readYearWords(tokens, here);
  if (words !== null) return { year: words.value, end: words.end };
  const quote = ["'", "’"].includes(low(tokens, here));
  if (quote) here += 1;
  const token = tokens[here];
  if (token?.kind !== "number") return { year: null, end: at };
  const full = /^(?:19|20)\d\d$/.test(token.text);
  const short =
    /^[2-4]\d$/.test(token.text) && (quote || joined || here === at) && currencyAfter(tokens, here + 1);
  if (full && low(tokens, here - 1) !== "£") return { year: Number(token.text), end: here + 1 };
  if (quote && short) return { year: 2000 + Number(token.text), end: here + 1 };
  // "4 Dec 26" is this year or the next; "4 Dec 40" is forty pounds.
  const near = here === at && [0, 1].includes(2000 + Number(token.text) - partsOf(today).year) && short;
  const tight = joined && short;
  return tight || near ? { year: 2000 + Number(token.text), end: here + 1 } : { year: null, end: at };
}

function currencyAfter(tokens: readonly Token[], at: number): boolean {
  return !["quid", "pounds", "pound", "p", "k", "each"].includes(low(tokens, at));
}

/** "the 14th", "tuesday 19th", "the 20th of next month", "1st of the month". */
export const readOrdinalDay: ReadForm = (tokens, at, context) => {
  const weekday = weekdays.get(wordIn(tokens, at));
  const named = weekday === undefined ? at : afterWeekday(tokens, at);
  const from = low(tokens, named) === "the" ? named + 1 : named;
  const date = readOrdinal(tokens, from);
  if (date === null || date.value < 1 || date.value > 31 || low(tokens, date.end) === "thing") return null;
  // "the first" alone is a word; "the 1st", "the twenty first" and "first of next month" are days.
  const inMonth = dateInMonth(tokens, date, context);
  if (inMonth !== null) return inMonth;
  // "the first week of October" is no day.
  if (stretches.has(wordIn(tokens, date.end))) return unclear(date.end + 1);
  const figures = tokens[from]?.kind === "number";
  const word = !figures && weekday === undefined && (from === named || date.value < 4);
  if (word && (from === named || !closes(tokens, date.end))) return null;
  if (weekday !== undefined) return weekdayAndDate(weekday, date.value, date.end, context);
  const loose = figures && from === named;
  if (loose && tokens[date.end]?.kind === "word" && !closes(tokens, date.end)) return null;
  // "1st and 2nd fix", "1st & 3rd floor"
  const next = ["and", "&", "to"].includes(low(tokens, date.end)) ? readOrdinal(tokens, date.end + 1) : null;
  if (loose && next !== null && workWords.has(wordIn(tokens, next.end))) return null;
  return { ...nextDate(date.value, date.end, context), needsMarker: word, loose };
};

const stretches = words("week weekend fortnight half month quarter qtr");

/** "20th of next month", "15th day of the month": a date in a month that is named by its place. */
function dateInMonth(tokens: readonly Token[], date: Found, { today }: DayContext): DayForm | null {
  const month = readMonthName(tokens, low(tokens, date.end) === "day" ? date.end + 1 : date.end, today);
  if (month === null) return null;
  const day = dayFrom(month.year, month.month, date.value);
  if (!month.this || day === null || day >= today) return exactly(day, month.end);
  const later = monthFrom(today, 1);
  return { end: month.end, ahead: dayFrom(later.year, later.month, date.value), behind: day };
}

const closing = words("for please pls ta thanks cheers and then but to");

/** Nothing follows that would make the figures before it a count or a price. */
function closes(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at];
  if (next === undefined || closing.has(next.word)) return true;
  return next.kind !== "word" && !["£", "€", "$", "%", "x", "/", "-", ":"].includes(next.low);
}

/** "due the 27", "monday 21", "20 of next month": figures that only their place makes a date. */
export const readPlainDay: ReadForm = (tokens, at, context) => {
  const weekday = weekdays.get(wordIn(tokens, at));
  const named = weekday === undefined ? at : afterWeekday(tokens, at);
  const the = low(tokens, named) === "the";
  const date = plainDate(tokens, the ? named + 1 : named) ?? (the ? dateWord(tokens, named + 1) : null);
  if (date === null || date.value > 31) return null;
  const inMonth = low(tokens, date.end) === "of" ? dateInMonth(tokens, date, context) : null;
  if (inMonth !== null) return inMonth;
  const timed =
    weekday !== undefined && low(tokens, date.end) === "at" && readClock(tokens, date.end + 1) !== null;
  if (!timed && !closes(tokens, date.end)) return null;
  if (weekday === undefined)
    return the ? { ...nextDate(date.value, date.end, context), needsMarker: true } : null;
  const form = weekdayAndDate(weekday, date.value, date.end, context);
  return form.ahead === null && form.behind === null ? null : form;
};

/** "the thirty" */
function dateWord(tokens: readonly Token[], at: number): Found | null {
  const count = tokens[at]?.kind === "word" ? readCount(tokens, at) : null;
  return count === null || count.value < 4 || moneyWords.has(wordIn(tokens, count.end)) ? null : count;
}

/** The next such date, skipping months too short for it. */
export function nextDate(date: number, end: number, context: DayContext): DayForm {
  const ahead = searchDate(date, context, 1, () => true);
  return { end, ahead, behind: searchDate(date, context, -1, () => true) };
}

/** "tuesday 19th": the next month in which the 19th is a Tuesday; more than a few months on may be a slip. */
function weekdayAndDate(weekday: number, date: number, end: number, context: DayContext): DayForm {
  const fits = (day: Day) => weekdayOf(day) === weekday;
  const ahead = searchDate(date, context, 1, fits, 12);
  const behind = searchDate(date, context, -1, fits);
  const away = ahead === null ? 0 : daysBetween(context.today, ahead);
  // "friday 13th", nine months on: which day was meant cannot be told.
  return { end, ahead: away > 200 ? null : ahead, behind, guessed: away > 62 };
}

function searchDate(
  date: number,
  context: DayContext,
  by: 1 | -1,
  fits: (day: Day) => boolean,
  months = 5,
): Day | null {
  for (let step = 0; step < months; step += 1) {
    const { year, month } = monthFrom(context.today, step * by);
    const day = dayFrom(year, month, date);
    if (day === null || !fits(day)) continue;
    if (by === 1 ? day >= context.today : day <= context.today) return day;
  }
  return null;
}

export interface MonthNamed {
  readonly year: number;
  readonly month: number;
  readonly end: number;
  /** "of the month": this one, or the next if it is past. */
  readonly this: boolean;
}

/** "of next month", "next month", "of the month", "in july", "of december 2026". */
export function readMonthName(tokens: readonly Token[], at: number, today: Day): MonthNamed | null {
  let here = at;
  if (["of", "in", "o"].includes(low(tokens, here))) here += 1;
  const thisOne = low(tokens, here) === "this" || low(tokens, here + 1) === "current";
  const the = low(tokens, here) === "the" || thisOne;
  if (the) here += low(tokens, here + 1) === "current" ? 2 : 1;
  const word = low(tokens, here);
  const last = ["last", "previous"].includes(word);
  if (last && low(tokens, here + 1) === "month")
    return { ...monthFrom(today, -1), end: here + 2, this: false };
  if (word === "next" || word === "following") {
    if (low(tokens, here + 1) !== "month") return null;
    return { ...monthFrom(today, 1), end: here + 2, this: false };
  }
  if (word === "month" && low(tokens, here + 1) === "after" && low(tokens, here + 2) === "next")
    return { ...monthFrom(today, 2), end: here + 3, this: false };
  if (word === "month" && (the || here > at))
    return { ...monthFrom(today, 0), end: here + 1, this: !thisOne };
  const month = months.get(wordIn(tokens, here));
  if (month === undefined || (the && !thisOne)) return null;
  const tail = yearAfter(tokens, here + 1, today);
  const now = partsOf(today);
  const year = tail.year ?? (month >= now.month ? now.year : now.year + 1);
  return { year, month, end: tail.end, this: false };
}

/** A month without a date is no day to pay by. */
export const readBareMonth: ReadForm = (tokens, at, { today }) => {
  const start = ["next", "this"].includes(low(tokens, at)) ? at + 1 : at;
  const word = low(tokens, start);
  if (!months.has(wordIn(tokens, start)) || (word.length < 4 && start === at)) return null;
  const next = tokens[start + 1];
  const year = next?.kind === "number" && /^20\d\d$/.test(next.text);
  const month = start === at ? readMonthName(tokens, at, today) : null;
  const first = month === null ? null : dayFrom(month.year, month.month, 1);
  const from = first !== null && first > today ? first : null;
  return unclear(year ? start + 2 : start + 1, { needsMarker: start === at, from });
};
