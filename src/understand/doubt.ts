import type { Gap } from "./draft.ts";
import { compile, longest } from "./phrases.ts";
import { unitWord } from "./read-number.ts";
import { type AmountMark, isKind, lowAt, marksOf, ownerAt, type Scope, wordAt } from "./scope.ts";
import type { Ranged } from "./slots.ts";
import { tokenAt } from "./tokens.ts";
import { workWords } from "./vocabulary.ts";
import { begins, words } from "./words.ts";

/** Over this a sole trader's bill is more likely a slip: confirmed first. */
const largeMinor = 25_000_000;
const absurdMinor = 100_000_000;

export function large(money: readonly AmountMark[]): boolean {
  return money.some(({ is }) => (is.minor ?? 0) * Math.max(1, is.quantity) >= largeMinor);
}

export function keepsFigures(money: readonly AmountMark[], gaps: readonly Gap[]): boolean {
  return gaps.length > 0 && money.length > 0 && money.every((mark) => (mark.is.minor ?? 0) >= absurdMinor);
}

/** Why the figures of a bill cannot be taken as they stand: the first reason is enough to ask. */
export function gapsOfMoney(scope: Scope, range: Ranged, money: readonly AmountMark[]): Gap[] {
  for (const [index, mark] of money.entries()) {
    const text =
      doubtOf(scope, mark, index === 0 ? undefined : money[index - 1]) ??
      countOrPrice(scope, range, mark) ??
      strayBeside(scope, range, mark, money);
    if (text !== null) return [{ about: "amount", text }];
  }
  return [];
}

function doubtOf(scope: Scope, mark: AmountMark, prior: AmountMark | undefined): string | null {
  const { is } = mark;
  if (prior !== undefined && isChoice(scope, prior.start, prior.end, mark.start))
    return "Which amount is it?";
  // "between 1.1 and 1.3 pounds"
  if (lowAt(scope, mark.start - 1) === "and" && lowAt(scope, mark.start - 3) === "between")
    return "Which amount is it?";
  const other = tokenAt(scope.tokens, mark.start - 2);
  const choice =
    lowAt(scope, mark.start - 1) === "or" &&
    (other?.kind === "number" || unitWord(wordAt(scope, mark.start - 2)) !== undefined);
  if (choice) return "Which amount is it?";
  // "from £40 to £50": told as a change, which a new bill cannot be.
  const former = ownerAt(scope, mark.start - 2);
  if (isKind(former, "fix") && lowAt(scope, former.start) === "from" && lowAt(scope, mark.start - 1) === "to")
    return "Which amount is it?";
  const changed = changes(scope, mark);
  if (changed !== null) return changed;
  if (isNegative(scope, mark)) return "A bill needs an amount above £0. How much is it?";
  if (is.minor === null) return "How much is that, in pounds and pence?";
  if (is.minor <= 0 || is.quantity <= 0) return "A bill needs an amount above £0. How much is it?";
  if (is.minor >= absurdMinor) return "That is a very large amount. How much is it?";
  return is.rate ? "How many is that, or how much in all?" : null;
}

/** "200 or 250", "200-250", "200 to 250": which? */
function isChoice(scope: Scope, first: number, from: number, to: number): boolean {
  if (lowAt(scope, first - 1) === "between") return true;
  const words = scope.tokens.slice(from, to).map((token) => token.low);
  return words.includes("or") || (words.length === 1 && ["-", "to", "/", "till"].includes(words[0] ?? ""));
}

/** "acme -50"; a dash between words stands free, "acme - 50", or close to both. */
function isNegative({ tokens }: Scope, { start }: AmountMark): boolean {
  const sign = tokenAt(tokens, start - 1);
  return sign?.low === "-" && sign.gap && tokens[start]?.gap === false && start > 1;
}

const howMuchOfIt = "How much is that, in pounds and pence?";

/** Words around a figure that make it another one. */
const before = compile<string>([
  ["(about|around|roughly|approx|approximately|circa|nearly|almost|maybe|say|ish|some)", "What is the exact amount?"],
  [`(up to|at least|at most|no more than|no less than|more than|less than|over|under|below|above|max|
    maximum|minimum|min|not over|a bit over|just over|just under)`, "What is the exact amount?"],
  ["(minus|less|negative|take off|knock off)", "How much is it in all?"],
  [`(half of|half|a third of|a quarter of|two thirds of|double|twice|triple|% of|percent of|the rest of|part
    of|most of|some of)`, howMuchOfIt],
  ["(another|an extra|extra|further) ", "How much is it in all?"],
], begins.vague); // biome-ignore format: one row a reason
const after = compile<string>([
  [`(odd|ish|or so|or more|or less|or thereabouts|max|maximum|tops|minimum|give or take|- ish|- odd|- something|something)`, "What is the exact amount?"],
  [`(off|less|more|extra|discount|back|short|twice|times|plus change|on top of (that|it|the|what))`, "How much is it in all?"],
], begins.vague); // biome-ignore format: one row a reason

function changes(scope: Scope, mark: AmountMark): string | null {
  if ((scope.opens & begins.vague) === 0) return null;
  for (let at = mark.start - 4; at < mark.start; at += 1) {
    const found = at < 0 ? null : longest(before, scope.tokens, at);
    const the =
      found !== null && found.end === mark.start - 1 && ["the", "a"].includes(lowAt(scope, mark.start - 1));
    if (found !== null && (found.end === mark.start || the) && scope.owner[at]?.kind !== "client")
      return found.value;
  }
  const next = longest(after, scope.tokens, mark.end);
  return next !== null && scope.owner[mark.end] === undefined ? next.value : null;
}

/** "half of the 240", "double 60" */
export function isShare(scope: Scope, mark: AmountMark): boolean {
  return changes(scope, mark) === howMuchOfIt;
}

const bounds = words("over under below above max maximum minimum min");

/** "paid up to 90", "knock at most 20 off": not the figure that stands there. */
export function isBounded(scope: Scope, { start }: AmountMark): boolean {
  const [two, one] = [lowAt(scope, start - 2), lowAt(scope, start - 1)];
  const least = (one === "to" && two === "up") || (two === "at" && (one === "least" || one === "most"));
  return least || bounds.hasLow(one) || (one === "than" && (two === "more" || two === "less"));
}

/** "callout 60 taps 2 @ 35": sixty taps, or a callout at sixty? */
function countOrPrice(scope: Scope, { start, end }: Ranged, money: AmountMark): string | null {
  for (const mark of marksOf(scope, "other", start, end)) {
    const token = scope.tokens[mark.start];
    const before = tokenAt(scope.tokens, mark.start - 1);
    const counted = token?.kind === "number" && mark.end === mark.start + 1 && Number(token.text) >= 10;
    const work =
      before !== undefined && workWords.has(before.word) && ownerAt(scope, mark.start - 1) === undefined;
    // "flats 1, 2 and 3 £40 each": times three, or one price named?
    const several =
      scope.tokens.slice(mark.start, mark.end).filter(({ kind }) => kind === "number").length > 1;
    if (several && money.is.quantity === 1 && ["each", "apiece", "ea"].includes(lowAt(scope, money.end)))
      return "How much is that, in pounds and pence?";
    if (counted && work && mark.end < money.end) return "How much is that, in pounds and pence?";
    // "3 hours 30 miles at 90p": the miles are priced, and the hours are not.
    if (money.is.quantity !== 1 && mark.end + 1 === money.start && hours.has(wordAt(scope, mark.end)))
      return "How much is it in all?";
  }
  return null;
}

const hours = words("hour hours hr hrs h");
const links = words("- to or / .");

/** `£2 30`, `2-3 hundred`: a figure that was left out stands right beside one that was taken. */
function strayBeside(
  scope: Scope,
  { start, end }: Ranged,
  mark: AmountMark,
  money: readonly AmountMark[],
): string | null {
  for (const other of marksOf(scope, "amount", start, end)) {
    if (money.includes(other)) continue;
    const [first, second] = other.start < mark.start ? [other, mark] : [mark, other];
    const gap = second.start - first.end;
    // "£43.50 - 3 window cleans" counts the cleans.
    const counts = second === other && gap === 1 && scope.tokens[second.end]?.kind === "word";
    const beside = !counts && (gap === 0 || (gap === 1 && links.has(wordAt(scope, first.end))));
    if (beside && !isKind(scope.owner[second.end], "cue")) return "How much is that, in pounds and pence?";
  }
  return null;
}

/** "paid 90%", "paid not 90": some of it, and not how much. */
export function isUntold(scope: Scope, { start, end }: Ranged): boolean {
  if (marksOf(scope, "bill", start, end).length > 0) return false;
  return scope.marks.some(
    (mark) =>
      mark.start >= start &&
      mark.end <= end &&
      ((mark.kind === "other" && ["%", "percent", "cent"].includes(lowAt(scope, mark.end - 1))) ||
        (mark.kind === "fix" &&
          lowAt(scope, mark.start) === "not" &&
          tokenAt(scope.tokens, mark.end - 1)?.kind === "number")),
  );
}
