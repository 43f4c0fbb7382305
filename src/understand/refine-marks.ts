import type { AmountReading, Mark } from "./mark.ts";
import { type AmountMark, isKind, lowAt, type Scope, typed, withMarks } from "./scope.ts";
import { countedThings, fillers } from "./vocabulary.ts";

/** Settles what single readers cannot see: quantities, counted things, slips of the tongue. */
export function refineMarks(scope: Scope): Scope {
  let refined = scope;
  for (const refine of [
    repeats,
    namedBills,
    joinQuantities,
    dropCounts,
    takeLastCorrection,
    negatedAmounts,
  ]) {
    const marks = refine(refined);
    if (marks !== null) refined = withMarks(refined, marks);
  }
  return refined;
}

/** "45 a week": a price that comes back, not a week to pay. */
function repeats(scope: Scope): Mark[] | null {
  let changed = false;
  const marks = scope.marks.map((mark): Mark => {
    if (!isKind(mark, "day") || !mark.is.length || mark.end - mark.start !== 2) return mark;
    if (lowAt(scope, mark.start) !== "a" || !isKind(scope.owner[mark.start - 1], "amount")) return mark;
    changed = true;
    return {
      ...mark,
      is: { kind: "gap", gap: { about: "action", text: "I can't repeat a bill by itself yet." } },
    };
  });
  return changed ? marks : null;
}

/** "red lion bill 60" is sixty pounds; "the bill 60" or "chase bill 60" names one. */
function namedBills(scope: Scope): Mark[] | null {
  let changed = false;
  const marks = scope.marks.map((mark): Mark => {
    if (!isKind(mark, "bill") || mark.is.sure || !isKind(scope.owner[mark.start - 2], "client")) return mark;
    changed = true;
    return { ...mark, is: bareAmount(mark.is.number * 100) };
  });
  return changed ? marks : null;
}

function bareAmount(minor: number): AmountReading {
  return {
    kind: "amount",
    minor,
    currency: "GBP",
    strength: "bare",
    slang: false,
    quantity: 1,
    rate: false,
    loosePrice: null,
    counted: null,
  };
}

const times = new Set(["at", "@", "x", "*", "times"]);
const perUnit = new Set(
  "hour hr h day d each week wk metre meter m mile head session visit lesson item unit room window door person night foot sqm month ph pd".split(
    " ",
  ),
);
const timeWords = /^(?:hours?|hrs?|h|days?|weeks?|wks?|mins|minutes)\b\s*(?:of|')?\s*/i;
const timeUnits = new Set("hours hour hrs hr h days day d weeks week wk wks mins minutes".split(" "));

/** "6 at 12.99", "3 hours at 40", "£45 an hour for 3 hours", "2 x 50", "3 doors £200 each". */
function joinQuantities(scope: Scope): Mark[] | null {
  const out: Mark[] = [];
  let changed = false;
  for (const mark of scope.marks) {
    if (!isKind(mark, "amount")) {
      if (out.length === 0 || mark.start >= (out.at(-1)?.end ?? 0) || mark.is.kind === "cue") out.push(mark);
      continue;
    }
    if (out.some((kept) => kept.is.kind !== "cue" && kept.end > mark.start)) continue;
    const joined = countBefore(scope, mark, out) ?? countAfter(scope, mark);
    changed ||= joined !== null;
    if (joined !== null) {
      while (out.length > 0 && (out.at(-1)?.start ?? -1) >= joined.start) out.pop();
    }
    out.push(joined ?? rateOnly(scope, mark));
  }
  return changed || out.some((mark) => isKind(mark, "amount") && mark.is.rate) ? out : null;
}

interface Count {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

function countBefore(scope: Scope, unit: AmountMark, before: readonly Mark[]): Mark | null {
  const link = unit.start - 1;
  const linked = times.has(lowAt(scope, link));
  const rate = rateAfter(scope, unit.end);
  if (!linked && rate === null) return null;
  const from = linked ? link : unit.start;
  const count = lastCount(scope, from, before, linked);
  if (count === null) return null;
  const price = unit.is.minor ?? unit.is.loosePrice;
  if (price === null) return null;
  const words = typed(scope, count.end, from)
    .replace(/^(?:x|no\.?|of|lots of)\s+/i, "")
    .trim();
  const counted = words.replace(timeWords, "").trim() || null;
  const is: AmountReading = { ...unit.is, minor: price, quantity: count.value, counted };
  return { start: count.start, end: rate ?? unit.end, is };
}

/** The count that stands up to four words before a price. */
function lastCount(scope: Scope, from: number, before: readonly Mark[], linked: boolean): Count | null {
  const mark = before.findLast(
    (kept) =>
      kept.end <= from &&
      (isKind(kept, "amount") || kept.is.kind === "other" || (isKind(kept, "day") && kept.is.length)),
  );
  if (mark === undefined || from - mark.end > 4) return null;
  for (let at = mark.end; at < from; at += 1) {
    const low = lowAt(scope, at);
    if (scope.tokens[at]?.kind !== "word" && low !== "-" && low !== "." && low !== "'s") return null;
    if (["for", "and", "to", "plus", "due", "on"].includes(low)) return null;
    if (scope.owner[at] !== undefined && scope.owner[at] !== mark) return null;
  }
  // Without "at" only things counted by a known word make a quantity: "3 hours 40 an hour".
  if (!linked && mark.end === from && mark.is.kind === "amount") return null;
  const value = countOf(scope, mark);
  if (value === null || value <= 0 || value > 1000) return null;
  return { value, start: mark.start, end: mark.is.kind === "amount" ? mark.end : mark.start + 1 };
}

function countOf(scope: Scope, mark: Mark): number | null {
  if (isKind(mark, "amount"))
    return mark.is.strength === "bare" && mark.is.minor !== null ? mark.is.minor / 100 : null;
  const first = scope.tokens[mark.start];
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

/** Where "an hour", "per day", "/hr", "each" ends. */
function rateAfter(scope: Scope, at: number): number | null {
  if (scope.owner[at]?.is.kind === "day") return null;
  const low = lowAt(scope, at);
  if (["each", "apiece", "ea", "ph", "pd"].includes(low)) return at + 1;
  if (["an", "a", "per", "/", "p"].includes(low) && perUnit.has(lowAt(scope, at + 1))) return at + 2;
  return null;
}

function countAfter(scope: Scope, unit: AmountMark): Mark | null {
  const rate = rateAfter(scope, unit.end);
  const at = rate ?? unit.end;
  const link = lowAt(scope, at);
  const linked =
    link === "x" || link === "*" || link === "times" || (rate !== null && (link === "for" || link === ","));
  if (!linked) return null;
  const count = scope.marks.find(
    (mark) => mark.start === at + 1 || (mark.start === at && mark.is.kind === "day" && link === "for"),
  );
  if (count === undefined) return null;
  const countMark = count.start === at ? { ...count, start: at + 1 } : count;
  const value = countOf(scope, countMark);
  if (value === null || unit.is.minor === null || value <= 0 || value > 1000) return null;
  let end = count.end;
  if (timeUnits.has(lowAt(scope, end)) || countedThings.has(lowAt(scope, end))) end += 1;
  // "2 x 50": the smaller bare number is how many.
  const swap =
    rate === null && unit.is.strength === "bare" && isKind(count, "amount") && count.is.strength === "sure";
  const minor = swap && isKind(count, "amount") ? count.is.minor : unit.is.minor;
  const quantity = swap ? unit.is.minor / 100 : value;
  return { start: unit.start, end, is: { ...unit.is, minor, quantity } };
}

/** "£45 an hour" alone does not say how much in all. */
function rateOnly(scope: Scope, mark: AmountMark): Mark {
  const end = rateAfter(scope, mark.end);
  const low = lowAt(scope, mark.end);
  if (end === null || ["each", "apiece", "ea"].includes(low)) return mark;
  return { ...mark, end, is: { ...mark.is, rate: true } };
}

/** "3 radiators", "2 dogs": counted, not paid, where another number is the money. */
function dropCounts(scope: Scope): Mark[] | null {
  const amounts = scope.marks.filter((mark) => isKind(mark, "amount"));
  const money = amounts.some((mark) => mark.is.strength === "sure");
  let changed = false;
  const marks = scope.marks.map((mark): Mark => {
    if (!isKind(mark, "amount") || mark.is.strength === "sure" || mark.is.quantity !== 1) return mark;
    const after = lowAt(scope, mark.end);
    const counts = countedThings.has(after) && scope.owner[mark.end]?.is.kind !== "day";
    const inside =
      money && mark.is.minor !== null && mark.is.minor <= 2000 && lowAt(scope, mark.start - 1) === "for";
    const one =
      scope.tokens[mark.start]?.kind === "word" &&
      !after.startsWith("pound") &&
      money &&
      mark.is.minor !== null &&
      mark.is.minor <= 1200;
    if (!counts && !inside && !one) return mark;
    changed = true;
    return { ...mark, is: { kind: "other" } };
  });
  return changed ? marks : null;
}

/** "eighty five, no sorry, ninety five": what follows a slip replaces the last of its kind before it. */
function takeLastCorrection(scope: Scope): Mark[] | null {
  if (!scope.marks.some((mark) => mark.is.kind === "fix")) return null;
  const marks = [...scope.marks];
  for (let index = 0; index < marks.length; index += 1) {
    const mark = marks[index];
    if (mark === undefined || mark.is.kind !== "fix" || index === 0) continue;
    const next = marks
      .slice(index + 1)
      .find((later) => ["amount", "day", "client", "vat", "bill"].includes(later.is.kind));
    if (next === undefined || !follows(scope, mark.end, next.start)) continue;
    const prior = marks.slice(0, index).findLastIndex((earlier) => earlier.is.kind === next.is.kind);
    if (prior < 0) continue;
    const said = marks[prior];
    if (said !== undefined) marks[prior] = { ...said, is: { kind: "fix" } };
  }
  return marks;
}

const linkWords = new Set(
  "its 's it is that be to for the on by make should meant mean i due , - . bill say".split(" "),
);

/** Only a few words without weight stand between the slip and its correction. */
function follows(scope: Scope, from: number, to: number): boolean {
  if (to - from > 5) return false;
  for (let at = from; at < to; at += 1) {
    const low = lowAt(scope, at);
    if (
      !linkWords.has(low) &&
      !fillers.has(low) &&
      scope.owner[at]?.is.kind !== "fix" &&
      scope.owner[at]?.is.kind !== "cue"
    )
      return false;
  }
  return true;
}

/** "200 not 250", "not 250 but 200": the denied amount is no amount. */
function negatedAmounts(scope: Scope): Mark[] | null {
  let changed = false;
  const amounts = scope.marks.filter((mark) => isKind(mark, "amount")).length;
  const marks = scope.marks.map((mark): Mark => {
    if (mark.is.kind !== "amount" || lowAt(scope, mark.start - 1) !== "not" || amounts < 2) return mark;
    changed = true;
    return { start: mark.start - 1, end: mark.end, is: { kind: "fix" } };
  });
  return changed ? marks : null;
}
