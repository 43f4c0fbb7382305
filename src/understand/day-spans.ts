import { addDays, addMonths, type Day, type DayShift, dayOf, daysBetween } from "../domain/day.ts";
import { addWorkingDays } from "../domain/holidays.ts";
import { readCount } from "./calendar-words.ts";
import { type DayContext, type DayForm, exactly, low, type ReadForm, unclear } from "./day-form.ts";
import { type Token, wordIn } from "./tokens.ts";
import { WordMap, words } from "./words.ts";

type Unit = "second" | "minute" | "hour" | "day" | "working" | "week" | "fortnight" | "month" | "year";

const units = new WordMap<Unit>([
  ...each("second", "second seconds sec secs"), ...each("minute", "minute minutes min mins"), ...each("hour", "hour hours hr hrs"),
  ...each("day", "day days dys diwrnod"), ...each("week", "week weeks wk wks wiks wythnos"),
  ...each("fortnight", "fortnight fortnights fornight"), ...each("month", "month months mth mths mis"),
  ...each("year", "year years yr yrs"),
]); // biome-ignore format: a table of units reads best as one

/** "1.5 days" is no first of May. */
export function isSpanWord(word: number): boolean {
  return units.has(word);
}

function each(unit: Unit, words: string): [string, Unit][] {
  return words.split(" ").map((word) => [word, unit]);
}

interface Span {
  readonly count: number;
  readonly unit: Unit;
  readonly end: number;
  /** "1 month and 21 days": what is added to it. */
  readonly more?: Span;
}

function readSpan(tokens: readonly Token[], at: number): Span | null {
  const bare = units.get(wordIn(tokens, at));
  if (bare === "fortnight") return { count: 1, unit: bare, end: at + 1 };
  const count = readCount(tokens, at);
  if (count === null) return glued(tokens, at);
  let here = low(tokens, count.end) === "-" ? count.end + 1 : count.end;
  if (
    ["full", "more", "extra", "additional", "further", "coming", "upcoming", "calendar"].includes(
      low(tokens, here),
    )
  )
    here += 1;
  const working = ["working", "business", "work", "clear", "banking"].includes(low(tokens, here));
  if (working) here += 1;
  const unit = units.get(wordIn(tokens, here)) ?? glued(tokens, at)?.unit;
  if (unit === undefined) return null;
  return { count: count.value, unit: working && unit === "day" ? "working" : unit, end: here + 1 };
}

/** "14d", "2w", "30days". */
function glued(tokens: readonly Token[], at: number): Span | null {
  const token = tokens[at];
  const tail = tokens[at + 1];
  if (token?.kind !== "number" || tail === undefined || tail.gap) return null;
  const unit = tail.low === "d" ? "day" : tail.low === "w" ? "week" : tail.low === "mo" ? "month" : undefined;
  return unit === undefined ? null : { count: Number(token.text), unit, end: at + 2 };
}

/** How far "a week", "10 working days" or "two months" is; null for anything else, and for hours. */
export function shiftOf(tokens: readonly Token[]): DayShift | null {
  const span = readSpan(tokens, 0);
  if (span === null || span.end !== tokens.length || span.count < 1) return null;
  const { count, unit } = span;
  const days = inDays.get(unit);
  if (days !== undefined) return { count: count * days, unit: "day" };
  if (unit === "working") return { count, unit: "working-day" };
  const months = unit === "month" ? 1 : unit === "year" ? 12 : null;
  return months === null ? null : { count: count * months, unit: "month" };
}

const inDays: ReadonlyMap<Unit, number> = new Map([
  ["day", 1],
  ["week", 7],
  ["fortnight", 14],
]);

function addSpan(from: Day, span: Span, sign: 1 | -1, context: DayContext): Day {
  const first = addOne(from, span, sign, context);
  return span.more === undefined ? first : addSpan(first, span.more, sign, context);
}

/** "2 weeks 3 days", "1 month, 21 days": spans in a row are one. */
function readSpans(tokens: readonly Token[], at: number): Span | null {
  const span = readSpan(tokens, at);
  if (span === null) return null;
  const from = ["and", ","].includes(low(tokens, span.end)) ? span.end + 1 : span.end;
  const next = tokens[from]?.kind === "number" || from === span.end + 1 ? readSpan(tokens, from) : null;
  if (next === null || (next.count === span.count && next.unit === span.unit)) return span;
  const more = readSpans(tokens, from);
  return more === null ? span : { ...span, more, end: more.end };
}

function addOne(from: Day, span: Span, sign: 1 | -1, context: DayContext): Day {
  const count = span.count * sign;
  switch (span.unit) {
    case "second":
      return later(from, count * 1000, context);
    case "minute":
      return later(from, count * 60_000, context);
    case "hour":
      return later(from, count * 3_600_000, context);
    case "day":
      return addDays(from, count);
    case "working":
      return sign === 1 ? addWorkingDays(from, span.count, context.nation) : addDays(from, count);
    case "week":
      return addDays(from, count * 7);
    case "fortnight":
      return addDays(from, count * 14);
    case "month":
      return addMonths(from, count);
    case "year":
      return addMonths(from, count * 12);
  }
}

/** So many days on as the time of day makes of it. */
function later(from: Day, ms: number, { now }: DayContext): Day {
  return addDays(from, daysBetween(dayOf(now), dayOf(new Date(now.getTime() + ms))));
}

const openers = words("in within net nett inside another");

/** "30 days", "in two weeks", "net 30", "a fortnight hence", "2 weeks from tomorrow", "10 days ago". */
export const readDuration: ReadForm = (tokens, at, context) => {
  const opened = openers.has(wordIn(tokens, at));
  let from = opened ? at + 1 : at;
  const sign = ["+", "-"].includes(low(tokens, at)) && tokens[at + 1]?.gap === false;
  if (sign) from = at + 1;
  while (from < at + 3 && ["about", "the", "next", "only", "just"].includes(low(tokens, from))) from += 1;
  const beside = dayBeside(tokens, at);
  if (beside !== null) {
    const form = fromDay(tokens, beside.end, beside, context, true);
    return form.end > beside.end + 1 ? form : null;
  }
  const part = readPart(tokens, from);
  if (part !== null) return partly(tokens, at, part, context);
  const another =
    low(tokens, at) === "another" && units.has(wordIn(tokens, from))
      ? units.get(wordIn(tokens, from))
      : undefined;
  const span =
    another !== undefined
      ? { count: 1, unit: another, end: from + 1 }
      : (readSpans(tokens, from) ?? (opened ? netDays(tokens, at, from) : null));
  if (span === null || span.count > 1000) return null;
  if (!opened && short.has(span.unit) && !counts(tokens, span.end)) return null;
  return durationTail(tokens, at, span, opened, context);
};

/** "the day after Boxing Day", "day before Easter". */
function dayBeside(tokens: readonly Token[], at: number): Span | null {
  const day = low(tokens, at) === "the" ? at + 1 : at;
  const beside =
    low(tokens, day) === "day" && ["after", "before", "following"].includes(low(tokens, day + 1));
  return beside ? { count: 1, unit: "day", end: day + 1 } : null;
}

/** Hours and less: how long a job took, unless something says from when they count. */
const short: ReadonlySet<Unit> = new Set(["second", "minute", "hour"]);

function counts(tokens: readonly Token[], at: number): boolean {
  const from = low(tokens, at) === "from" && ["now", "today"].includes(low(tokens, at + 1));
  return from || ["ago", "hence", "later", "earlier"].includes(low(tokens, at));
}

const quarters = new WordMap<number>(Object.entries<number>({ quarter: 0.25, quarters: 0.25, half: 0.5 }));

/** "half an hour", "three quarters of an hour", "an hour and a half", "two and a half hours", "1.5 months", "1½ weeks". */
function readPart(tokens: readonly Token[], at: number): Span | null {
  const figure = tokens[at];
  if (figure?.kind === "number" && /^\d{1,3}\.\d$/.test(figure.text))
    return partOf(tokens, Number(figure.text), at + 1);
  const count = readCount(tokens, at);
  if (count !== null && low(tokens, count.end) === "½")
    return partOf(tokens, count.value + 0.5, count.end + 1);
  if (low(tokens, at) === "½") return partOf(tokens, 0.5, at + 1);
  const from = low(tokens, count?.end ?? at) === "-" ? (count?.end ?? at) + 1 : (count?.end ?? at);
  const share = quarters.get(wordIn(tokens, from));
  if (share !== undefined) return partOf(tokens, share * (count?.value ?? 1), from + 1);
  return count === null ? null : andHalf(tokens, count);
}

/** "an hour and a half", "two and a half hours". */
function andHalf(
  tokens: readonly Token[],
  count: { readonly value: number; readonly end: number },
): Span | null {
  const unit = units.get(wordIn(tokens, count.end));
  const and = unit === undefined ? count.end : count.end + 1;
  const half = ["a", "an"].includes(low(tokens, and + 1)) && low(tokens, and + 2) === "half";
  if (low(tokens, and) !== "and" || !half) return null;
  const value = count.value + 0.5;
  return unit === undefined ? partOf(tokens, value, and + 3) : { count: value, unit, end: and + 3 };
}

function partOf(tokens: readonly Token[], count: number, at: number): Span | null {
  let end = at;
  while (end < at + 2 && ["of", "a", "an"].includes(low(tokens, end))) end += 1;
  const unit = units.get(wordIn(tokens, end));
  return unit === undefined ? null : { count, unit, end: end + 1 };
}

/** Of an hour, a part can be counted; of a week or a month nobody can tell which day it ends on. */
function partly(tokens: readonly Token[], at: number, part: Span, context: DayContext): DayForm | null {
  const opened = [at - 1, at].some((place) => openers.has(wordIn(tokens, place)));
  if (!opened && !counts(tokens, part.end)) return null;
  return short.has(part.unit) ? durationTail(tokens, at, part, true, context) : unclear(part.end);
}

/** "net 30" needs no "days". */
function netDays(tokens: readonly Token[], at: number, from: number): Span | null {
  if (!["net", "nett"].includes(low(tokens, at))) return null;
  const count = readCount(tokens, from);
  return count === null ? null : { count: count.value, unit: "day", end: count.end };
}

function durationTail(
  tokens: readonly Token[],
  start: number,
  span: Span,
  opened: boolean,
  context: DayContext,
): DayForm | null {
  const { today } = context;
  const net = ["net", "nett"].includes(low(tokens, start));
  let end = span.end;
  if (low(tokens, end) === "'s") end += 1;
  const word = low(tokens, end);
  const ahead = () => addSpan(today, span, 1, context);
  const past =
    ["last", "past", "previous", "-"].includes(low(tokens, start - 1)) || low(tokens, start) === "-";
  if (past && !net) return exactly(addSpan(today, span, -1, context), end);
  if (word === "ago" || word === "back") return exactly(addSpan(today, span, -1, context), end + 1);
  if (word === "earlier") return exactly(addSpan(today, span, -1, context), end + 1);
  if (word === "time" || word === "hence" || word === "later") return exactly(ahead(), end + 1);
  if (word === "net") return exactly(ahead(), end + 1, { due: true });
  if (["terms", "term", "payment", "credit"].includes(word)) {
    return exactly(ahead(), low(tokens, end + 1) === "terms" ? end + 2 : end + 1, { due: true });
  }
  if (["from", "after", "before", "of", "following", "since"].includes(word))
    return fromDay(tokens, end, span, context, opened);
  if (word === "today") return exactly(ahead(), end + 1);
  if (word === "tomorrow") return exactly(addDays(ahead(), 1), end + 1);
  // "30 days EOM": counted before or after the month ends? Traders and accountants differ.
  if (
    word === "eom" ||
    (word === "end" && low(tokens, end + 1) === "of" && low(tokens, end + 2).startsWith("month"))
  ) {
    return unclear(word === "eom" ? end + 1 : end + 3, { due: true });
  }
  if (short.has(span.unit)) return opened ? exactly(ahead(), end) : null;
  if (low(tokens, start) === "a" && span.unit === "day") return null;
  return exactly(ahead(), end, { length: !opened, due: net });
}

const invoiceWords = words("invoice bill receipt issue date sending");

function fromDay(
  tokens: readonly Token[],
  at: number,
  span: Span,
  context: DayContext,
  opened: boolean,
): DayForm {
  let here = at + 1;
  while (here < at + 4 && ["the", "date", "of"].includes(low(tokens, here))) here += 1;
  const word = low(tokens, here);
  const on = (day: Day, end: number) => exactly(addSpan(day, span, 1, context), end);
  if (word === "now") return on(context.today, here + 1);
  if (invoiceWords.hasLow(word)) {
    return on(context.today, low(tokens, here + 1) === "date" ? here + 2 : here + 1);
  }
  const sign = low(tokens, at) === "before" ? -1 : 1;
  const anchor = context.anchor(tokens, at + 1);
  if (anchor !== null && ["from", "after", "following", "before", "of"].includes(low(tokens, at))) {
    const day = anchor.ahead === null ? null : addSpan(anchor.ahead, span, sign, context);
    return { end: anchor.end, ahead: day, behind: null, fixed: true, guessed: anchor.guessed ?? false };
  }
  // "2 weeks from completion": of what, nobody knows here.
  if (["after", "before", "since"].includes(low(tokens, at))) return unclear(span.end + 1, { due: opened });
  return exactly(addSpan(context.today, span, 1, context), span.end, { length: !opened });
}
