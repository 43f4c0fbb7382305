import { type Day, dayFrom, partsOf, weekdayOf } from "../domain/day.ts";
import { months, readOrdinal, weekdays } from "./calendar-words.ts";
import {
  type DayContext,
  type DayForm,
  dateAhead,
  dateBehind,
  exactly,
  low,
  monthFrom,
  type ReadForm,
  skip,
  unclear,
} from "./day-form.ts";
import type { Token } from "./tokens.ts";

const dateSigns = new Set(["/", "-", "."]);

/** `24/12`, `24/12/26`, `24.12.2026`, `2026-12-24`. The day comes first, as it does here. */
export const readFigures: ReadForm = (tokens, at, context) => {
  const first = tokens[at];
  if (first?.kind !== "number" || tokens[at - 1]?.low === "£") return null;
  let end = at + 1;
  let typed = first.text;
  while (end < at + 5) {
    const sign = tokens[end];
    const next = tokens[end + 1];
    if (sign === undefined || sign.gap || !dateSigns.has(sign.low) || next?.kind !== "number" || next.gap)
      break;
    typed += sign.low + next.text;
    end += 2;
  }
  const glued = tokens[end];
  if (glued !== undefined && !glued.gap && (glued.kind === "word" || glued.low === "/")) return null;
  return readIso(typed, end) ?? readDayFirst(typed, end, context);
};

function readIso(typed: string, end: number): DayForm | null {
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(typed);
  if (match === null) return null;
  return exactly(dayFrom(Number(match[1]), Number(match[2]), Number(match[3])), end);
}

function readDayFirst(typed: string, end: number, context: DayContext): DayForm | null {
  const match = /^(\d{1,2})([-/.])(\d{1,2})(?:[-/.](\d{4}|\d{2}))?$/.exec(typed);
  if (match === null) return null;
  const date = Number(match[1]);
  const month = Number(match[3]);
  const year = match[4] === undefined ? null : fullYear(match[4]);
  const needsMarker = year === null && match[2] !== "/";
  if (needsMarker && (month < 1 || month > 12)) return null;
  if (month > 12 && date <= 12 && date > 0) {
    // Only the American order makes sense: read it, but have it confirmed.
    const swapped = onDate(context.today, year, date, month, end);
    return { ...swapped, guessed: true, needsMarker };
  }
  if (year === null && (month === 0 || date === 0 || date > 31 || month > 12)) return null;
  return { ...onDate(context.today, year, month, date, end), needsMarker };
}

function fullYear(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

export function onDate(today: Day, year: number | null, month: number, date: number, end: number): DayForm {
  if (year !== null) return exactly(dayFrom(year, month, date), end);
  return { end, ahead: dateAhead(today, month, date), behind: dateBehind(today, month, date) };
}

const fillers = new Set(["the", ",", "of"]);

/** "5 May", "the 27th of december 2026", "tue 19th jan", "twentieth of march". */
export const readDayMonth: ReadForm = (tokens, at, context) => {
  const from = skip(tokens, afterWeekday(tokens, at), fillers);
  const date = readOrdinal(tokens, from) ?? plainDate(tokens, from);
  if (date === null) return null;
  let monthAt = low(tokens, date.end) === "of" ? date.end + 1 : date.end;
  if (low(tokens, monthAt) === "-" && !tokens[monthAt]?.gap) monthAt += 1;
  const month = months.get(low(tokens, monthAt));
  if (month === undefined) return null;
  const tail = yearAfter(tokens, monthAt + 1);
  return checkWeekday(tokens, at, onDate(context.today, tail.year, month, date.value, tail.end));
};

/** "16-20 Nov": the days of a job; which of them is meant cannot be told. */
export const readDateRange: ReadForm = (tokens, at) => {
  const [from, dash, to] = [plainDate(tokens, at), low(tokens, at + 1), plainDate(tokens, at + 2)];
  if (from === null || to === null || dash !== "-" || to.value <= from.value) return null;
  return months.has(low(tokens, to.end)) ? unclear(to.end + 1) : null;
};

/** "december 27", "Dec. 21", "may the 5th", "December 27, 2026". */
export const readMonthDay: ReadForm = (tokens, at, context) => {
  const from = skip(tokens, afterWeekday(tokens, at), fillers);
  const month = months.get(low(tokens, from));
  if (month === undefined) return null;
  let dateAt = low(tokens, from + 1) === "." || low(tokens, from + 1) === "-" ? from + 2 : from + 1;
  if (low(tokens, dateAt) === "the") dateAt += 1;
  const date = readOrdinal(tokens, dateAt) ?? plainDate(tokens, dateAt);
  if (date === null) return null;
  const tail = yearAfter(tokens, date.end);
  return checkWeekday(tokens, at, onDate(context.today, tail.year, month, date.value, tail.end));
};

function plainDate(tokens: readonly Token[], at: number): { value: number; end: number } | null {
  const token = tokens[at];
  if (token?.kind !== "number" || !/^\d{1,2}$/.test(token.text) || token.text === "0") return null;
  const unit = tokens[at + 1];
  if (unit !== undefined && !unit.gap && unit.kind === "word" && !months.has(unit.low)) return null;
  if (["£", "$", "€"].includes(low(tokens, at - 1)) && !token.gap) return null;
  return { value: Number(token.text), end: at + 1 };
}

function yearAfter(tokens: readonly Token[], at: number): { year: number | null; end: number } {
  let here = low(tokens, at) === "," || low(tokens, at) === "." || low(tokens, at) === "-" ? at + 1 : at;
  const quote = ["'", "’"].includes(low(tokens, here));
  if (quote) here += 1;
  const token = tokens[here];
  if (token?.kind !== "number") return { year: null, end: at };
  const full = /^(?:19|20)\d\d$/.test(token.text);
  const short = /^[2-4]\d$/.test(token.text) && (quote || here === at) && currencyAfter(tokens, here + 1);
  if (full && low(tokens, here - 1) !== "£") return { year: Number(token.text), end: here + 1 };
  if (quote && short) return { year: 2000 + Number(token.text), end: here + 1 };
  const tight = low(tokens, at) === "-" && short;
  return tight ? { year: 2000 + Number(token.text), end: here + 1 } : { year: null, end: at };
}

function currencyAfter(tokens: readonly Token[], at: number): boolean {
  return !["quid", "pounds", "pound", "p", "k", "each"].includes(low(tokens, at));
}

function afterWeekday(tokens: readonly Token[], at: number): number {
  if (!weekdays.has(low(tokens, at))) return at;
  return ["the", ",", "."].includes(low(tokens, at + 1)) ? at + 2 : at + 1;
}

/** "Tuesday 5 May" when the fifth is a Wednesday: one of the two is a slip, so ask. */
function checkWeekday(tokens: readonly Token[], at: number, form: DayForm): DayForm {
  const weekday = weekdays.get(low(tokens, at));
  if (weekday === undefined) return form;
  const ahead = form.ahead !== null && weekdayOf(form.ahead) === weekday ? form.ahead : null;
  const behind = form.behind !== null && weekdayOf(form.behind) === weekday ? form.behind : null;
  return { ...form, ahead, behind };
}

/** "the 14th", "tuesday 19th", "the 20th of next month", "1st of the month". */
export const readOrdinalDay: ReadForm = (tokens, at, context) => {
  const weekday = weekdays.get(low(tokens, at));
  const named = weekday === undefined ? at : afterWeekday(tokens, at);
  const from = low(tokens, named) === "the" ? named + 1 : named;
  const date = readOrdinal(tokens, from);
  if (date === null || date.value < 1 || date.value > 31) return null;
  // "the first" alone is a word; "the 1st", "the twenty first" and "first of next month" are days.
  const inMonth = readMonthName(tokens, date.end, context.today);
  const figures = tokens[from]?.kind === "number";
  if (inMonth === null && !figures && (from === named || date.value < 4) && weekday === undefined)
    return null;
  if (inMonth !== null) {
    const day = dayFrom(inMonth.year, inMonth.month, date.value);
    if (inMonth.this && day !== null && day < context.today) {
      const later = monthFrom(context.today, 1);
      return { end: inMonth.end, ahead: dayFrom(later.year, later.month, date.value), behind: day };
    }
    return exactly(day, inMonth.end);
  }
  if (weekday !== undefined) return weekdayAndDate(weekday, date.value, date.end, context);
  return nextDate(date.value, date.end, context);
};

/** The next such date, skipping months too short for it. */
function nextDate(date: number, end: number, context: DayContext): DayForm {
  const ahead = searchDate(date, context, 1, () => true);
  return { end, ahead, behind: searchDate(date, context, -1, () => true) };
}

/** "tuesday 19th": the next month in which the 19th is a Tuesday; more than a few months on is a slip. */
function weekdayAndDate(weekday: number, date: number, end: number, context: DayContext): DayForm {
  const fits = (day: Day) => weekdayOf(day) === weekday;
  return { end, ahead: searchDate(date, context, 1, fits), behind: searchDate(date, context, -1, fits) };
}

function searchDate(date: number, context: DayContext, by: 1 | -1, fits: (day: Day) => boolean): Day | null {
  for (let step = 0; step < 5; step += 1) {
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
  const the = low(tokens, here) === "the" || low(tokens, here) === "this";
  if (the) here += 1;
  const word = low(tokens, here);
  if (word === "next" || word === "following") {
    if (low(tokens, here + 1) !== "month") return null;
    return { ...monthFrom(today, 1), end: here + 2, this: false };
  }
  if (word === "month" && (the || here > at)) return { ...monthFrom(today, 0), end: here + 1, this: true };
  const month = months.get(word);
  if (month === undefined || the) return null;
  const tail = yearAfter(tokens, here + 1);
  const now = partsOf(today);
  const year = tail.year ?? (month >= now.month ? now.year : now.year + 1);
  return { year, month, end: tail.end, this: false };
}

/** A month without a date is no day to pay by. */
export const readBareMonth: ReadForm = (tokens, at) => {
  const start = ["next", "this"].includes(low(tokens, at)) ? at + 1 : at;
  const word = low(tokens, start);
  if (!months.has(word) || (word.length < 4 && start === at)) return null;
  const next = tokens[start + 1];
  const year = next?.kind === "number" && /^20\d\d$/.test(next.text);
  return unclear(year ? start + 2 : start + 1, { needsMarker: start === at });
};
