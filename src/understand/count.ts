import type { Mark } from "./mark.ts";
import { unitWord } from "./read-number.ts";
import { type AmountMark, isKind, lowAt, type Scope, wordAt } from "./scope.ts";
import { words } from "./words.ts";

/* How many: "half a dozen", "numbers 4, 6 and 8". */

export interface Count {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/** "half a dozen keys at 4" */
export function dozens(scope: Scope, at: number): Count {
  const many = unitWord(wordAt(scope, at - 1)) ?? Number(lowAt(scope, at - 1));
  const half = lowAt(scope, at - 2) === "half";
  const value = 12 * (half ? 0.5 : many > 0 ? many : 1);
  return { value, start: half ? at - 2 : at - 1, end: at + 1 };
}

/** "2pm at 20 an hour": when, and not how many. */
export function isClock(scope: Scope, mark: Mark): boolean {
  if (hoursAndMinutes(scope, mark) !== null) return false;
  return scope.tokens
    .slice(countAt(scope, mark), mark.end + 1)
    .some(({ low }) => ["am", "pm", "oclock", ":"].includes(low));
}

/** "4:30 hours", "4h30": how long. */
function hoursAndMinutes(scope: Scope, { start, end }: Mark): number | null {
  const [hours, sign, minutes] = scope.tokens.slice(start, start + 3);
  if (hours?.kind !== "number" || minutes?.kind !== "number" || sign?.gap !== false || minutes.gap)
    return null;
  const long = sign.low === "h" || (sign.low === ":" && ["hours", "hrs", "hr"].includes(lowAt(scope, end)));
  return long && Number(minutes.text) < 60 ? Number(hours.text) + Number(minutes.text) / 60 : null;
}

const hourWords = words("hrs hours hr h hour");

/** "3 hrs 30": hours, and minutes behind them. */
export function hoursAnd(scope: Scope, { start }: Mark): number | null {
  const [many, minutes] = [Number(lowAt(scope, start - 2)), Number(lowAt(scope, start))];
  if (!hourWords.has(wordAt(scope, start - 1)) || !(many > 0)) return null;
  return minutes >= 5 && minutes < 60 ? many + minutes / 60 : null;
}

/** "3 x 1.5 hrs": so many hours in all. */
export function hoursOf(scope: Scope, mark: Mark): number | null {
  if (!isKind(mark, "amount") || mark.is.quantity === 1 || mark.is.minor === null) return null;
  return hourWords.has(wordAt(scope, mark.end - 1)) ? (mark.is.quantity * mark.is.minor) / 100 : null;
}

/** "3 x 45 min at £24": how many of them; how long one lasts is no count. */
export function crossedBefore(
  scope: Scope,
  at: number,
  before: readonly Mark[],
): { value: number; start: number } | null {
  const many = before.find(
    (mark) => isKind(mark, "amount") && mark.end === at - 1 && lowAt(scope, at - 1) === "x",
  );
  const value = many === undefined ? null : countOf(scope, many);
  return many === undefined || value === null ? null : { value, start: many.start };
}

/** "45 at 12.30": when, and not at what price. */
export function clockTime(scope: Scope, unit: AmountMark, count: number): boolean {
  const typed = scope.tokens[unit.start]?.text ?? "";
  return count > 12 && lowAt(scope, unit.start - 1) === "at" && /^(?:[01]?\d|2[0-3])\.[0-5][05]$/.test(typed);
}

/** "205/55 R16", "5w30": which, and not how many. */
export function isModel(scope: Scope, { start, end, is }: Mark): boolean {
  return is.kind === "other" && end > start + 2 && ["/", "w"].includes(lowAt(scope, start + 1));
}

/** "numbers 4, 6 and 8 at a tenner each" are three. */
export function listed(scope: Scope, mark: Mark): number | null {
  const [first, ...rest] = scope.tokens.slice(mark.start, mark.end);
  const figures = rest.filter((token) => token.kind === "number").map(({ text }) => Number(text));
  // "flats 1 to 4 at 490 each" are four.
  const [from = 0, to = 0] = figures;
  const range = figures.length === 2 && rest.some(({ low }) => low === "to" || low === "-");
  const count = range ? to - from + 1 : figures.length;
  return first?.kind === "word" && first.low.endsWith("s") && count > 1 ? count : null;
}

const sizeUnits = words("mm cm inch amp amps watt watts volt volts kw");

export function countOf(scope: Scope, mark: Mark): number | null {
  if (isKind(mark, "amount"))
    return mark.is.strength === "bare" && mark.is.minor !== null ? mark.is.minor / 100 : null;
  const long = hoursAndMinutes(scope, mark);
  if (long !== null || isModel(scope, mark)) return long;
  const first = scope.tokens[countAt(scope, mark)];
  // "2 x 15mm clips": how thick they are.
  if (mark.end === mark.start + 2 && sizeUnits.has(wordAt(scope, mark.start + 1))) return null;
  if (first?.kind === "number" && /^\d+(?:\.\d+)?$/.test(first.text) && lowAt(scope, mark.start + 1) !== "%")
    return Number(first.text);
  const words: Readonly<Record<string, number>> = {
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    twelve: 12,
  };
  return words[first?.low ?? ""] ?? null;
}

/** "for 2 days", "qty: 3" counts from the figure. */
function countAt(scope: Scope, { start, end }: Mark): number {
  let at = start;
  while (at < end - 1 && before.has(wordAt(scope, at))) at += 1;
  return at;
}

const before = words("for qty quantity :");
