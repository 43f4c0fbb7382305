import { countOf, isClock, rateAfter, times, timeUnits, timeWords } from "./counts.ts";
import type { Mark } from "./mark.ts";
import { isPlural } from "./plural.ts";
import { type AmountMark, isKind, lowAt, type Scope, typed } from "./scope.ts";

/* Quantities with a name between what is counted and its price. */

/** "3 hrs at Kelly's @ £25/hr": between them stands only at whose it was; the hours stay where they are, counted. */
export function hoursApart(scope: Scope, unit: AmountMark, before: Mark[]): Mark | null {
  const rate = rateAfter(scope, unit.end);
  const per = lowAt(scope, (rate ?? 0) - 1).replace(/^p(?=[hd]$)/, "");
  const at = before.findLastIndex((kept) => !isKind(kept, "client") && kept.is.kind !== "cue");
  const count = before[at];
  if (rate === null || count === undefined || isClock(scope, count)) return null;
  const same = (word: string) =>
    [per, `${per}s`].includes(word) || (timeUnits.has(word) && word[0] === per[0]);
  const unitAt = [count.end - 1, count.end].find((end) => same(lowAt(scope, end)));
  const value = countOf(scope, count);
  if (unitAt === undefined || value === null || value <= 0 || unit.is.minor === null) return null;
  const client = before[at + 1];
  if (client === undefined || before.length > at + 2 || unit.start - count.start > 10) return null;
  before[at] = { start: count.start, end: unitAt + 1, is: { kind: "other" } };
  return { start: unit.start, end: rate, is: { ...unit.is, quantity: value, strength: "sure" } };
}

/** "two bags of compost for Mrs Lee at 9 each": what is counted, then whose it is, then the price of one. */
export function thingsApart(scope: Scope, unit: AmountMark, before: Mark[]): Mark | null {
  const rate = ["each", "apiece", "ea"].includes(lowAt(scope, unit.end)) ? unit.end + 1 : null;
  const linked = times.has(lowAt(scope, unit.start - 1));
  const client = before.at(-1);
  const count = before.at(-2);
  if ((rate === null && !linked) || count === undefined || !isKind(client, "client")) return null;
  const [from, to] = [count.is.kind === "other" ? count.start + 1 : count.end, client.start - 1];
  const value = isClock(scope, count) ? null : countOf(scope, count);
  const close = unit.start - client.end <= (linked ? 1 : 0) && ["for", "to"].includes(lowAt(scope, to));
  if (value === null || value < 2 || value > 100 || !close || to <= from || to - from > 4) return null;
  const things = scope.tokens.slice(from, to);
  if (!things.every(({ kind }) => kind === "word") || !things.some(({ low }) => isPlural(low))) return null;
  if (unit.is.minor === null) return null;
  before[before.length - 2] = { start: count.start, end: to, is: { kind: "other" } };
  const counted = typed(scope, from, to).replace(timeWords, "").trim() || null;
  return {
    start: unit.start,
    end: rate ?? unit.end,
    is: { ...unit.is, quantity: value, counted, strength: "sure" },
  };
}
