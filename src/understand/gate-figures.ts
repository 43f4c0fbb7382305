import type { Clause } from "./clause.ts";
import type { Draft } from "./draft.ts";
import { isPlural } from "./plural.ts";
import { type AmountMark, isKind, lowAt, marksOf, ownerAt, type Scope, wordAt } from "./scope.ts";
import { moneyIn } from "./slots.ts";
import { type Token, tokenAt } from "./tokens.ts";
import { countedThings, fillers, numberNouns, workWords } from "./vocabulary.ts";
import { begins, learnWords, words } from "./words.ts";

/*
 * What the gate asks about figures: whether any of a clause is left that no line and no field has taken.
 */

/** "invoice 0012 dave 45": figures that no reader could place. */
export function strayNumber(scope: Scope, { start, end }: Clause, drafts: readonly Draft[]): boolean {
  for (let at = start; at < end; at += 1) {
    const loose = scope.tokens[at]?.kind === "number" && scope.owner[at] === undefined;
    const coded = tokenAt(scope.tokens, at - 1)?.kind === "word" && scope.tokens[at]?.gap === false;
    if (loose && !coded && !inName(scope, drafts, at)) return true;
  }
  return false;
}

/** "30 3 hour jobs": two figures side by side that no sign joins. */
export function sideBySide(scope: Scope, { start, end }: Clause): boolean {
  const figures = marksOf(scope, "amount", start, end);
  return figures.some((mark) => {
    const next = scope.tokens[mark.end];
    if (mark.is.strength !== "bare") return false;
    const two = next?.kind === "number" && isKind(scope.owner[mark.end], "other");
    return two || (figures.length > 1 && placed(scope, mark));
  });
}

/** "room 101 paint 220": which room; few prices are so odd. */
function placed(scope: Scope, { start, end, is }: AmountMark): boolean {
  const odd = end === start + 1 && (is.minor ?? 0) % 500 !== 0 && (is.minor ?? 0) % 100 === 0;
  return odd && numberNouns.has(wordAt(scope, start - 1)) && ownerAt(scope, start - 1) === undefined;
}

const costs = words("parts materials mats expenses travel mileage fuel parking extras costs sundries labour");

learnWords(["plus", "+"], begins.plus);

/** "30 plus parts": more, of which nobody said how much. */
export function openSum(scope: Scope, { start, end }: Clause): boolean {
  for (let at = start; at + 1 < end; at += 1)
    if (
      ["plus", "+"].includes(lowAt(scope, at)) &&
      costs.has(wordAt(scope, at + 1)) &&
      marksOf(scope, "amount", at, end).length === 0
    )
      return true;
  return marksOf(scope, "amount", start, end).some((mark) => {
    const plus = ["plus", "+"].includes(lowAt(scope, mark.end)) && scope.owner[mark.end] === undefined;
    return plus && mark.end + 1 < end && marksOf(scope, "amount", mark.end, end).length === 0;
  });
}

/** "add 20% to bill 3": the VAT, or a fifth more? "100 -10%": a share of it that no field has. */
export function strayShare(scope: Scope, { start, end }: Clause): boolean {
  const shares = marksOf(scope, "vat", start, end).some(
    (mark) =>
      ["%", "percent"].includes(lowAt(scope, mark.end - 1)) &&
      lowAt(scope, mark.start) === "add" &&
      !scope.tokens.slice(mark.start, mark.end).some(({ low }) => low.startsWith("v") || low === "rate"),
  );
  return (
    shares ||
    marksOf(scope, "other", start, end).some(
      (mark) =>
        ["%", "percent", "cent"].includes(lowAt(scope, mark.end - 1)) &&
        lowAt(scope, mark.start) !== "100" &&
        !isKind(ownerAt(scope, mark.start - 1) ?? ownerAt(scope, mark.start - 2), "vat"),
    )
  );
}

const priced = words("£ p pence quid pound pounds each a an per apiece ea");

/** "45 at 12.30": so many of nothing in particular may be a price and a time. */
export function bigCount(scope: Scope, { start, end }: Clause): boolean {
  return marksOf(scope, "amount", start, end).some(({ start: from, end: to, is }) => {
    const only = marksOf(scope, "amount", start, end).length === 1;
    if (only && is.quantity === 1 && is.strength === "bare" && eachOrAll(scope, from, is.minor ?? 0))
      return true;
    // "2019 tyres at 45": from that year?
    if (is.quantity >= 1980 && is.quantity <= 2040) return true;
    const loose = is.quantity > 12 && is.counted === null;
    return loose && !scope.tokens.slice(from, to).some(({ word }) => priced.has(word));
  });
}

/** "15 windows 8 conservatory": fifteen windows at 8, or their price, and 8 for the other? */
export function labelled(scope: Scope, { start, end }: Clause): boolean {
  return marksOf(scope, "other", start, end).some((mark) => {
    const money = scope.owner[mark.end + 1];
    const figure = mark.end === mark.start + 1 && scope.tokens[mark.start]?.kind === "number";
    if (!figure || !isKind(money, "amount") || !moneyIn(scope, { start, end }).includes(money)) return false;
    const label = scope.tokens[money.end];
    return (
      money.end < end && label?.kind === "word" && scope.owner[money.end] === undefined && isThing(label)
    );
  });
}

function isThing({ word, low }: Token): boolean {
  return workWords.has(word) || isPlural(low);
}

const hours = words("hours hour hrs hr h");

/** "3 hours 45": so long, or at that price? "4 visits 15": each of them, or all? */
function eachOrAll(scope: Scope, at: number, minor: number): boolean {
  if (scope.tokens[at]?.kind !== "number") return false;
  const count = ownerAt(scope, at - 2) ?? ownerAt(scope, at - 1);
  const many = Number(lowAt(scope, at - 2));
  if (
    count?.kind !== "other" ||
    count.start !== at - 2 ||
    !(many >= 1) ||
    tokenAt(scope.tokens, at - 2)?.kind !== "number"
  )
    return false;
  if (hours.has(wordAt(scope, at - 1))) return minor < 6000 && minor % 500 === 0;
  return many > 1 && isPlural(lowAt(scope, at - 1)) && minor < many * 1000;
}

/** "200 widgets for Dave's shed": a price, or how many of something that we do not know? */
export function strayUnit(scope: Scope, { start, end }: Clause): boolean {
  return marksOf(scope, "amount", start, end).some((mark) => {
    const unit = scope.tokens[mark.end];
    if (mark.is.strength === "sure" || unit?.kind !== "word" || scope.owner[mark.end] !== undefined)
      return false;
    // "for 300 leaflets", "40 tyres": so many of them, or that much?
    const things = isPlural(unit.low) || (workWords.has(unit.word) && isPlural(lowAt(scope, mark.end + 1)));
    const many = things && (lowAt(scope, mark.start - 1) === "for" || (mark.is.minor ?? 0) <= 6000);
    const figures = marksOf(scope, "amount", start, end);
    if (many && figures.every((one) => one === mark || isPlural(lowAt(scope, one.end)))) return true;
    if (fillers.has(unit.word) || smallWords.has(unit.word) || workWords.has(unit.word)) return false;
    return lowAt(scope, mark.end + 1) === "for" && mark.end + 1 < end;
  });
}

/** "300 labour and 85 tiles": so many tiles, or their price? */
export function listedCount(scope: Scope, { start, end }: Clause): boolean {
  return scope.marks.some((mark) => {
    const figure = mark.kind === "other" || (isKind(mark, "amount") && mark.is.strength === "bare");
    if (!figure || mark.start < start || mark.end > end || mark.end !== mark.start + 1) return false;
    const many = /^(?:[2-9]\d|\d{3,})$/.test(lowAt(scope, mark.start));
    const listed = ["and", ",", "+", "&", "plus"].includes(lowAt(scope, mark.start - 1));
    const things = mark.kind === "other" ? isPlural(lowAt(scope, mark.end)) : countsThings(scope, mark.end);
    return many && listed && things && marksOf(scope, "amount", start, mark.start).length > 0;
  });
}

function countsThings(scope: Scope, at: number): boolean {
  return countedThings.has(wordAt(scope, at)) && isPlural(lowAt(scope, at));
}

/** A second figure that no line and no field took. */
export function strayFigure(scope: Scope, { start, end }: Clause, drafts: readonly Draft[]): boolean {
  const lines = drafts.reduce((count, { intent }) => count + (intent.lines?.length ?? 0), 0);
  const single = drafts.filter(
    ({ intent }) => intent.amountMinor != null || intent.changeMinor != null,
  ).length;
  const figures = marksOf(scope, "amount", start, end).filter(
    (mark) => !inName(scope, drafts, mark.start) && !counts(scope, mark),
  );
  if (figures.length <= Math.max(lines, single)) return false;
  // "7 x 20 = 150": the sum that was named must be the sum.
  const total = drafts[0]?.intent.totalMinor ?? null;
  return !summed(scope, start, end) || !figures.some((mark) => mark.is.minor === total);
}

/** "3 window cleans", "the 2026 service", "flats 2, 3 and 4": no second price. */
function counts(scope: Scope, mark: AmountMark): boolean {
  if (mark.is.strength !== "bare" || mark.is.minor === null) return false;
  const typed = scope.tokens[mark.start]?.text ?? "";
  if (/^(?:19|20)\d\d$/.test(typed) && ["the", "for", "in"].includes(lowAt(scope, mark.start - 1)))
    return true;
  if (sizes.has(wordAt(scope, mark.end))) return true;
  if (mark.is.minor > 1200) return false;
  const before = ownerAt(scope, mark.start - 2);
  const listed = [",", "and", "&"].includes(lowAt(scope, mark.start - 1)) && before !== undefined;
  if (listed && (before.kind === "other" || (isKind(before, "amount") && counts(scope, before)))) return true;
  const next = [lowAt(scope, mark.end), lowAt(scope, mark.end + 1)];
  return next.some((low) => countedThings.hasLow(low) || workWords.hasLow(low));
}

const sizes = words(
  "inch inches mm cm metre metres meter meters ft foot feet litre litres kg kilo kilos tonne tonnes sqm watt watts amp amps kw volt volts mile miles gallon gallons hour min mins minute minutes degree degrees percent",
);

/** "285 in total" was checked against the lines. */
function summed(scope: Scope, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    if (["total", "totals", "totalling", "altogether", "all", "sum", "="].includes(lowAt(scope, at)))
      return true;
  }
  return false;
}

function inName(scope: Scope, drafts: readonly Draft[], at: number): boolean {
  const token = scope.tokens[at];
  return (
    token !== undefined &&
    drafts.some(({ intent }) => intent.client?.said.split(/\s+/).includes(token.text) === true)
  );
}

/** Words that carry nothing beside a figure or in a tale. */
export const smallWords = words(
  "its thats for to of the a an and on in at with by his her their my our 's as per",
);
