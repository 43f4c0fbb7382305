import { claim, type Mark, takenFor } from "./mark.ts";
import { isPlural } from "./plural.ts";
import { bySize, inPack, isRun, ofMake } from "./refine-sizes.ts";
import { type AmountMark, isKind, lowAt, marksOf, ownerAt, rewritten, type Scope, wordAt } from "./scope.ts";
import { tokenAt } from "./tokens.ts";
import { countedThings, fillers, workWords } from "./vocabulary.ts";
import { words } from "./words.ts";

/*
 * Figures that stand beside a price and are none: counted things, sizes, models, years.
 */

const measures = words(
  "m mm cm ft feet foot sqm kg day hour hr mile metre meter litre tonne ton people men minute min",
);

/** What a car has done, and no price: "mileage 84000". */
const clocks = words("mileage miles odometer clock milage reading");

/** "3 radiators", "2 dogs": counted, not paid, where another number is the money. */
export function dropCounts(scope: Scope): Mark[] | null {
  const amounts = scope.marks.filter((mark) => isKind(mark, "amount"));
  return rewritten(scope, (mark): Mark => {
    if (!isKind(mark, "amount") || mark.is.strength === "sure" || mark.is.quantity !== 1) return mark;
    const may = amounts.length > 1 && mayBeNone(scope, mark, mark === amounts[0]);
    if (!may && !isNone(scope, mark, amounts)) return mark;
    return takenFor(mark, { kind: may ? "draft" : "other" });
  });
}

/** Counts, mileages, years: no price, and nobody need confirm that. */
function isNone(scope: Scope, mark: AmountMark, amounts: readonly AmountMark[]): boolean {
  const money = amounts.some(({ is }) => is.strength === "sure");
  const minor = mark.is.minor ?? Number.POSITIVE_INFINITY;
  const reading = clocks.has(wordAt(scope, mark.start - 1)) && (mark.is.minor ?? 0) >= 100_000;
  const inside = money && minor <= 2000 && lowAt(scope, mark.start - 1) === "for";
  const spelt =
    money &&
    minor <= 1200 &&
    scope.tokens[mark.start]?.kind === "word" &&
    !lowAt(scope, mark.end).startsWith("pound");
  const only = amounts.length === 1;
  return (
    reading ||
    inside ||
    spelt ||
    isCount(scope, mark, !only) ||
    (only ? fewOf(scope, mark) : isYear(scope, mark)) ||
    isSize(scope, mark.end, !only)
  );
}

/** "3 radiators", "10 lesson block 350", "6 panel door 140", "2 no. lights", "180 for 12 slates" */
function isCount(scope: Scope, mark: AmountMark, beside: boolean): boolean {
  const after = lowAt(scope, mark.end);
  const thing = wordAt(scope, mark.end);
  const adjective =
    beside &&
    countedThings.has(thing) &&
    !after.endsWith("s") &&
    ((mark.is.minor ?? 0) <= 2400 || measures.hasLow(after)) &&
    scope.owner[mark.end] === undefined &&
    scope.tokens[mark.end + 1]?.kind === "word" &&
    scope.owner[mark.end + 1] === undefined &&
    !small.has(wordAt(scope, mark.end + 1));
  const noted = beside && ["no", "nr", "nos"].includes(after) && lowAt(scope, mark.end + 1) === ".";
  // "85.50 tiles" has its pence; "2.25 hours" are measured.
  const pence = /\.\d\d$/.test(lowAt(scope, mark.start)) && !measures.hasLow(after.replace(/s$/, ""));
  const many = mark.is.minor === 100 || after.endsWith("s") || measures.has(thing);
  // "340 units 3 to 6" is a price, and then where.
  const named = ["day", "other"].includes(scope.owner[mark.end]?.kind ?? "");
  // "Morwenna 18 windows, Steve 25 conservatory": more than a dozen right behind a name, and no other figure of theirs.
  const theirs =
    (mark.is.minor ?? 0) > 1200 &&
    isKind(ownerAt(scope, mark.start - 1), "client") &&
    pricesOnly(scope, mark);
  const forSome =
    beside &&
    lowAt(scope, mark.start - 1) === "for" &&
    isKind(ownerAt(scope, mark.start - 2), "amount") &&
    isPlural(after);
  return (
    adjective ||
    noted ||
    forSome ||
    (many && !pence && !theirs && !isLine(scope, mark) && countedThings.has(thing) && !named)
  );
}

/** "1150 labour and 620 slabs": too many to count, beside a price that has its own thing. */
function isLine(scope: Scope, mark: AmountMark): boolean {
  const prior = scope.marks.findLast((one) => isKind(one, "amount") && one.end < mark.start);
  const listed = ["and", ",", "&", "+"].includes(lowAt(scope, mark.start - 1));
  const thing =
    prior !== undefined && scope.owner[prior.end] === undefined && !small.has(wordAt(scope, prior.end));
  return listed && thing && (mark.is.minor ?? 0) > 10_000;
}

/** Whether no other figure comes before the next name, but one with a thing of its own. */
function pricesOnly(scope: Scope, { end }: Mark): boolean {
  const next = scope.marks.find(
    (mark) => mark.start >= end && (isKind(mark, "amount") || isKind(mark, "client")),
  );
  if (!isKind(next, "amount")) return true;
  // "30 windows and 20 signs"
  const listed = ["and", ",", "&", "+"].includes(lowAt(scope, next.start - 1));
  return listed && scope.tokens[next.end]?.kind === "word" && scope.owner[next.end] === undefined;
}

/** Figures beside a price that may count, measure or name something: have it confirmed. */
function mayBeNone(scope: Scope, mark: AmountMark, first: boolean): boolean {
  // "60 for the 5.30 callout"
  const clock =
    (lowAt(scope, mark.start - 1) === "the" || atClock.has(wordAt(scope, mark.end))) &&
    /^(?:[01]?\d|2[0-3])\.[0-5][05]$/.test(lowAt(scope, mark.start));
  return (
    clock ||
    inPack(scope, mark) ||
    bySize(scope, mark) ||
    ofMake(scope, mark) ||
    (isRun(scope, mark) && !isCount(scope, mark, true)) ||
    sized(scope, mark) ||
    isStock(scope, mark) ||
    (isModel(scope, mark) && !isYear(scope, mark)) ||
    (first && isSize(scope, mark.end, true))
  );
}

const atClock = words("callout call-out start slot appointment pickup collection finish kickoff");

/** "2 x 15mm clips 6.50": so many of a size, each at that price or all of them? */
function sized(scope: Scope, { end }: Mark): boolean {
  return lowAt(scope, end) === "x" && scope.owner[end + 1]?.kind === "other";
}

/** "12 books 120": so many of what nobody prices by itself. */
function isStock(scope: Scope, mark: AmountMark): boolean {
  // "8 circuits, 165": a price that has no thing of its own.
  const apart = [",", "-", "."].includes(lowAt(scope, mark.end + 1));
  const later = scope.marks.find((one) => one.start > mark.end && isKind(one, "amount"));
  const alone = apart && later !== undefined && scope.tokens[later.end]?.kind !== "word";
  const price = alone ? later : scope.owner[mark.end + 1];
  const figures = scope.tokens[mark.start]?.kind === "number" && (mark.is.minor ?? 0) <= 2400;
  const priced = isKind(price, "amount") && (price.is.minor ?? 0) >= 1000;
  return figures && priced && isPlural(lowAt(scope, mark.end)) && !isCount(scope, mark, true);
}

/** "3 15mm valves": so many of a size, behind their price or before it. */
function isSize(scope: Scope, at: number, beside: boolean): boolean {
  const size = scope.owner[at];
  return beside && size?.kind === "other" && size.end === at + 2 && measures.has(wordAt(scope, at + 1));
}

/** "for the 2019 transit": of which year, beside a price. */
function isYear(scope: Scope, { start, end }: Mark): boolean {
  const told = ["the", "a", "his", "her", "their", "my", "for"].includes(lowAt(scope, start - 1));
  return told && scope.tokens[end]?.kind === "word" && /^(?:19[5-9]|20[0-4])\d$/.test(lowAt(scope, start));
}

/** "2009 corsa 85", "85 corsa 1.2": which car; have it confirmed. */
function isModel(scope: Scope, { start, end }: Mark): boolean {
  const thing = (at: number) =>
    scope.tokens[at]?.kind === "word" &&
    scope.owner[at] === undefined &&
    !workWords.has(wordAt(scope, at)) &&
    !fillers.has(wordAt(scope, at)) &&
    !small.has(wordAt(scope, at));
  if (/^(?:199|20[0-3])\d$/.test(lowAt(scope, start))) return thing(end);
  return /^[0-6]\.\d$/.test(lowAt(scope, start)) && thing(start - 1) && scope.tokens[end]?.kind !== "word";
}

/** "bill Kwik Haul for 3 tyres", and no price anywhere: up to a dozen of something are counted. */
function fewOf(scope: Scope, { start, end, is }: Mark): boolean {
  if (is.kind !== "amount" || (is.minor ?? 0) > 1200 || !/^\d+$/.test(lowAt(scope, start))) return false;
  const [next, second] = [scope.tokens[end], scope.tokens[end + 1]];
  if (next?.kind !== "word" || !next.gap || scope.owner[end] !== undefined) return false;
  const before = tokenAt(scope.tokens, start - 1);
  const labelled = before?.kind === "word" && workWords.has(before.word);
  return !labelled && (isPlural(next.low) || (workWords.has(next.word) && isPlural(second?.low ?? "")));
}

/** "45 for the bmw 320": behind what was done, and no price of it; have it confirmed. */
export function modelNumbers(scope: Scope): Mark[] | null {
  return rewritten(scope, (mark): Mark => {
    if (!isKind(mark, "amount") || mark.is.strength === "sure" || mark.is.quantity !== 1) return mark;
    const before = tokenAt(scope.tokens, mark.start - 1);
    if (before?.kind !== "word" || ownerAt(scope, mark.start - 1) !== undefined) return mark;
    // "for windows 11 install"; but "for labour 85 for parts" has two prices.
    const behind = lowAt(scope, mark.end);
    const inside =
      workWords.has(wordAt(scope, mark.end)) &&
      !isPlural(behind) &&
      mark.is.minor !== 100 &&
      scope.owner[mark.end] === undefined;
    if (workWords.has(before.word) && (!inside || costWords.has(before.word))) return mark;
    const price = scope.marks.findLast((other) => isKind(other, "amount") && other.end < mark.start);
    if (price === undefined || lowAt(scope, price.end) !== "for" || mark.start - price.end > 5) return mark;
    if (fillers.has(before.word) || small.has(before.word)) return mark;
    // "bill Bob 30 for nails, bill Jenny 40"
    if (marksOf(scope, "cue", price.end, mark.start).length > 0) return mark;
    // "for recovering 8 bar stools"
    const counted = [mark.end, mark.end + 1].some((at) => isPlural(lowAt(scope, at)));
    if (counted && (mark.is.minor ?? 0) <= 2400) return takenFor(mark, { kind: "other" });
    return takenFor(mark, { kind: "draft" });
  });
}

/** What a price is given for by itself. */
const costWords = words(
  "labour labor materials material mats parts callout call-out visit travel mileage fuel parking delivery extras expenses fee fees hire deposit",
);

const small = words("not and for at to plus the a is of was @ x from by on");

const cheap = words("parking mileage fuel delivery postage toll tolls stamps fee tip milk");

/** "1 boiler service 95": one to four of something beside a larger figure are counted, but have it confirmed. */
export function fewThings(scope: Scope): Mark[] | null {
  // Where money says that it is, other figures are left out anyway.
  if (scope.marks.some((mark) => isKind(mark, "amount") && mark.is.strength === "sure")) return null;
  const most = Math.max(0, ...scope.marks.map((mark) => (isKind(mark, "amount") ? (mark.is.minor ?? 0) : 0)));
  return rewritten(scope, (mark): Mark => {
    if (!isKind(mark, "amount") || mark.is.strength === "sure" || mark.is.quantity !== 1) return mark;
    const { minor } = mark.is;
    const next = scope.tokens[mark.end];
    const thing =
      next?.kind === "word" && next.gap && scope.owner[mark.end] === undefined && !cheap.has(next.word);
    if (minor === null || minor > 400 || most < 1000 || !thing || ["for", "and", "to"].includes(next.low))
      return mark;
    // "for the 4 tyres", "320, 4 window cleans": counted behind their price.
    const plural = [next, scope.tokens[mark.end + 1]].some(
      (word) =>
        word?.low.endsWith("s") === true &&
        (workWords.has(word.word) || countedThings.has(word.word) || word === next),
    );
    const behind = scope.marks.some((other) => isKind(other, "amount") && other.end < mark.start);
    const told = ["for", "the", "of", "on", "all", "his", "her", "their"].includes(
      lowAt(scope, mark.start - 1),
    );
    // "60 for sharpening 4 chisels"
    const within =
      ownerAt(scope, mark.start - 3)?.kind === "amount" && lowAt(scope, mark.start - 2) === "for";
    const counted = plural && (told || within || (behind && lowAt(scope, mark.start - 1) === ","));
    if (counted) return takenFor(mark, { kind: "other" });
    return takenFor(mark, { kind: "draft" });
  });
}

/** "visit 2 of 6, 40", "stage 2 of 3, 400": which of how many, beside a price. */
export function someOfMany(scope: Scope): Mark[] | null {
  const paid = scope.marks.some((mark) => isKind(mark, "cue") && mark.is.cue.effect === "record-payment");
  const all = scope.marks.find((mark) => few(scope, mark) && lowAt(scope, mark.start - 1) === "of");
  if (all === undefined || paid || !/^\d\d?$/.test(lowAt(scope, all.start - 2))) return null;
  if (Number(lowAt(scope, all.start - 2)) > Number(lowAt(scope, all.start))) return null;
  const one = ownerAt(scope, all.start - 2);
  const priced = scope.marks.some((mark) => isKind(mark, "amount") && mark !== all && mark !== one);
  if (!priced || (isKind(one, "amount") && !few(scope, one))) return null;
  return scope.marks.flatMap((mark): Mark[] => {
    if (mark === one && isKind(one, "amount")) return [];
    return [
      mark === all
        ? claim(isKind(one, "amount") ? one.start : all.start - 1, all.end, { kind: "other" })
        : mark,
    ];
  });
}

function few(scope: Scope, mark: Mark): boolean {
  return (
    isKind(mark, "amount") &&
    mark.is.strength === "bare" &&
    mark.is.quantity === 1 &&
    /^\d\d?$/.test(lowAt(scope, mark.start))
  );
}
