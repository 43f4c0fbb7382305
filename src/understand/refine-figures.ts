import type { Mark } from "./mark.ts";
import { isPlural } from "./plural.ts";
import { isKind, lowAt, type Scope } from "./scope.ts";
import { countedThings, fillers, workWords } from "./vocabulary.ts";

/*
 * Figures that stand beside a price and are none of their own: counted things, models, parts of it, its tax.
 */

const measures = new Set(
  "m mm cm ft feet foot sqm kg day hour hr mile metre meter litre tonne ton people men".split(" "),
);

/** What a car has done, and no price: "mileage 84000". */
const clocks = new Set("mileage miles odometer clock milage reading".split(" "));

/** "3 radiators", "2 dogs": counted, not paid, where another number is the money. */
export function dropCounts(scope: Scope): Mark[] | null {
  const amounts = scope.marks.filter((mark) => isKind(mark, "amount"));
  const money = amounts.some((mark) => mark.is.strength === "sure");
  let changed = false;
  const marks = scope.marks.map((mark): Mark => {
    if (!isKind(mark, "amount") || mark.is.strength === "sure" || mark.is.quantity !== 1) return mark;
    const after = lowAt(scope, mark.end);
    const reading = clocks.has(lowAt(scope, mark.start - 1)) && (mark.is.minor ?? 0) >= 100_000;
    const one = mark.is.minor === 100;
    // "85.50 tiles" has its pence; "2.25 hours" are measured.
    const pence = /\.\d\d$/.test(lowAt(scope, mark.start)) && !measures.has(after.replace(/s$/, ""));
    const many = one || after.endsWith("s") || measures.has(after);
    // "340 units 3 to 6" is a price, and then where.
    // "10 lesson block 350", "6 panel door 140"
    const adjective =
      amounts.length > 1 &&
      countedThings.has(after) &&
      !after.endsWith("s") &&
      (mark.is.minor ?? 0) <= 2400 &&
      scope.owner[mark.end] === undefined &&
      scope.tokens[mark.end + 1]?.kind === "word" &&
      scope.owner[mark.end + 1] === undefined &&
      !small.has(lowAt(scope, mark.end + 1));
    const noted =
      amounts.length > 1 && ["no", "nr", "nos"].includes(after) && lowAt(scope, mark.end + 1) === ".";
    const named = ["day", "other"].includes(scope.owner[mark.end]?.is.kind ?? "");
    // "Morwenna 18 windows, Steve 25 conservatory": more than a dozen right behind a name, and no other figure of theirs.
    const theirs =
      (mark.is.minor ?? 0) > 1200 && isKind(scope.owner[mark.start - 1], "client") && pricesOnly(scope, mark);
    const counts =
      adjective ||
      noted ||
      (many && !pence && !theirs && countedThings.has(after) && !named) ||
      (amounts.length === 1 && fewOf(scope, mark));
    const inside =
      money && mark.is.minor !== null && mark.is.minor <= 2000 && lowAt(scope, mark.start - 1) === "for";
    const spelt =
      scope.tokens[mark.start]?.kind === "word" &&
      !after.startsWith("pound") &&
      money &&
      mark.is.minor !== null &&
      mark.is.minor <= 1200;
    const year = amounts.length > 1 && isYear(scope, mark);
    // "2 x 15mm clips 6.50": so many of a size, each at that price or all of them?
    const sized = after === "x" && scope.owner[mark.end + 1]?.is.kind === "other";
    // "60 for the 5.30 callout"
    const clock = amounts.length > 1 && theClock(scope, mark);
    const maybeYear = amounts.length > 1 && !year && isModel(scope, mark);
    const ofSize = amounts.length > 1 && isSize(scope, mark.end);
    if (!counts && !inside && !spelt && !reading && !year && !sized && !maybeYear && !ofSize && !clock)
      return mark;
    changed = true;
    if (sized || maybeYear || clock || (ofSize && mark === amounts[0]))
      return { ...mark, is: { kind: "draft" } };
    return { ...mark, is: { kind: "other" } };
  });
  return changed ? marks : null;
}

/** Whether no other figure comes before the next name. */
function pricesOnly(scope: Scope, { end }: Mark): boolean {
  const next = scope.marks.find(
    (mark) => mark.start >= end && (isKind(mark, "amount") || isKind(mark, "client")),
  );
  return !isKind(next, "amount");
}

/** "3 15mm valves": so many of a size, behind their price or before it. */
function isSize(scope: Scope, at: number): boolean {
  const size = scope.owner[at];
  return size?.is.kind === "other" && size.end === at + 2 && measures.has(lowAt(scope, at + 1));
}

/** "for the 2019 transit": of which year, beside a price. */
function isYear(scope: Scope, { start, end }: Mark): boolean {
  const told = ["the", "a", "his", "her", "their", "my", "for"].includes(lowAt(scope, start - 1));
  return told && scope.tokens[end]?.kind === "word" && /^(?:19[5-9]|20[0-4])\d$/.test(lowAt(scope, start));
}

function theClock(scope: Scope, { start }: Mark): boolean {
  return lowAt(scope, start - 1) === "the" && /^(?:[01]?\d|2[0-3])\.[0-5][05]$/.test(lowAt(scope, start));
}

/** "2009 corsa 85", "85 corsa 1.2": which car; have it confirmed. */
function isModel(scope: Scope, { start, end }: Mark): boolean {
  const thing = (at: number) =>
    scope.tokens[at]?.kind === "word" &&
    scope.owner[at] === undefined &&
    !workWords.has(lowAt(scope, at)) &&
    !fillers.has(lowAt(scope, at)) &&
    !small.has(lowAt(scope, at));
  if (/^(?:199|20[0-3])\d$/.test(lowAt(scope, start))) return thing(end);
  return /^[0-6]\.\d$/.test(lowAt(scope, start)) && thing(start - 1) && scope.tokens[end]?.kind !== "word";
}

/** "bill Kwik Haul for 3 tyres", and no price anywhere: up to a dozen of something are counted. */
function fewOf(scope: Scope, { start, end, is }: Mark): boolean {
  if (is.kind !== "amount" || (is.minor ?? 0) > 1200 || !/^\d+$/.test(lowAt(scope, start))) return false;
  const [next, second] = [scope.tokens[end], scope.tokens[end + 1]];
  if (next?.kind !== "word" || !next.gap || scope.owner[end] !== undefined) return false;
  const before = scope.tokens[start - 1];
  const labelled = before?.kind === "word" && workWords.has(before.low);
  return !labelled && (isPlural(next.low) || (workWords.has(next.low) && isPlural(second?.low ?? "")));
}

/** "45 for the bmw 320": behind what was done, and no price of it; have it confirmed. */
export function modelNumbers(scope: Scope): Mark[] | null {
  let changed = false;
  const marks = scope.marks.map((mark): Mark => {
    if (!isKind(mark, "amount") || mark.is.strength === "sure" || mark.is.quantity !== 1) return mark;
    const before = scope.tokens[mark.start - 1];
    if (before?.kind !== "word" || scope.owner[mark.start - 1] !== undefined) return mark;
    // "for windows 11 install"; but "for labour 85 for parts" has two prices.
    const behind = lowAt(scope, mark.end);
    const inside =
      workWords.has(behind) &&
      !isPlural(behind) &&
      mark.is.minor !== 100 &&
      scope.owner[mark.end] === undefined;
    if (workWords.has(before.low) && (!inside || costWords.has(before.low))) return mark;
    const price = scope.marks.findLast((other) => isKind(other, "amount") && other.end < mark.start);
    if (price === undefined || lowAt(scope, price.end) !== "for" || mark.start - price.end > 5) return mark;
    if (fillers.has(before.low) || small.has(before.low)) return mark;
    changed = true;
    // "for recovering 8 bar stools"
    const counted = [mark.end, mark.end + 1].some((at) => isPlural(lowAt(scope, at)));
    if (counted && (mark.is.minor ?? 0) <= 2400) return { ...mark, is: { kind: "other" } };
    return { ...mark, is: { kind: "draft" } };
  });
  return changed ? marks : null;
}

/** What a price is given for by itself. */
const costWords = new Set(
  "labour labor materials material mats parts callout call-out visit travel mileage fuel parking delivery extras expenses fee fees hire deposit".split(
    " ",
  ),
);

const small = new Set("and for at to plus the a is of was @ x from by on".split(" "));

/** "300 of which 120 materials", "300 including 40 delivery": within the price that was named. */
export function partAmounts(scope: Scope): Mark[] | null {
  let changed = false;
  const marks = scope.marks.map((mark): Mark => {
    if (!isKind(mark, "amount")) return mark;
    const the = ["the", "a"].includes(lowAt(scope, mark.start - 1)) ? 1 : 0;
    const [one, two] = [lowAt(scope, mark.start - 1 - the), lowAt(scope, mark.start - 2 - the)];
    const within =
      ["including", "includes", "incl", "inc", "excluding"].includes(one) ||
      (["which", "that", "whom"].includes(one) && two === "of");
    const price = scope.marks.some((other) => isKind(other, "amount") && other.end < mark.start);
    if (!within || !price) return mark;
    changed = true;
    return { ...mark, is: { kind: "draft" } };
  });
  return changed ? marks : null;
}

/** "paid 100 of the 140": what it is part of, and no second payment. */
export function partPaid(scope: Scope): Mark[] | null {
  const paid = scope.marks.find((mark) => isKind(mark, "cue") && mark.is.cue.effect === "record-payment");
  if (paid === undefined) return null;
  let changed = false;
  const marks = scope.marks.map((mark): Mark => {
    if (!isKind(mark, "amount")) return mark;
    const of = belongings.has(lowAt(scope, mark.start - 1)) ? mark.start - 2 : mark.start - 1;
    const start = lowAt(scope, of - 1) === "out" ? of - 1 : of;
    const part = scope.owner[start - 1];
    if (!["of", "off"].includes(lowAt(scope, of)) || !isKind(part, "amount") || part.end !== start)
      return mark;
    if ((part.is.minor ?? 0) <= 0 || (mark.is.minor ?? 0) <= (part.is.minor ?? 0)) return mark;
    changed = true;
    return { start, end: mark.end, is: { kind: "other" } };
  });
  return changed ? marks : null;
}

const belongings = new Set("the his her their my that a".split(" "));

/** "paid 90 so still owes 10", "leaving 10", "10 to go": what is left, and no payment; have it confirmed. */
export function leftOver(scope: Scope): Mark[] | null {
  const paid = scope.marks.find((mark) => isKind(mark, "cue") && mark.is.cue.effect === "record-payment");
  if (paid === undefined) return null;
  let first = true;
  let changed = false;
  const marks = scope.marks.map((mark): Mark => {
    if (!isKind(mark, "amount")) return mark;
    const [before, after] = [lowAt(scope, mark.start - 1), lowAt(scope, mark.end)];
    const left =
      ["owes", "owe", "owing", "leaving", "leaves"].includes(before) ||
      ["left", "outstanding", "owing", "remaining"].includes(after) ||
      (after === "to" && lowAt(scope, mark.end + 1) === "go");
    const later = !first;
    first = false;
    if (!left || !later) return mark;
    changed = true;
    return { ...mark, is: { kind: "draft" } };
  });
  return changed ? marks : null;
}

/** "£350 (boiler swap, Vaillant 835)": in brackets stands what was done, beside a price outside. */
export function inBrackets(scope: Scope): Mark[] | null {
  const open = scope.tokens.findIndex((token) => token.low === "(");
  if (open < 0) return null;
  const close = scope.tokens.findIndex((token, at) => at > open && token.low === ")");
  const end = close < 0 ? scope.tokens.length : close;
  const inside = (mark: Mark) => mark.start > open && mark.end <= end;
  const sure = (mark: Mark) => isKind(mark, "amount") && mark.is.strength === "sure";
  const sum = (within: boolean) =>
    scope.marks.reduce(
      (all, mark) => all + (isKind(mark, "amount") && inside(mark) === within ? (mark.is.minor ?? 0) : 0),
      0,
    );
  if (sum(true) > 0 && sum(true) === sum(false))
    return scope.marks.map(
      (mark): Mark => (isKind(mark, "amount") && inside(mark) ? { ...mark, is: { kind: "other" } } : mark),
    );
  if (!scope.marks.some((mark) => sure(mark) && !inside(mark))) return null;
  return scope.marks.map((mark): Mark => {
    if (!isKind(mark, "amount") || !inside(mark)) return mark;
    return { ...mark, is: { kind: sure(mark) ? "draft" : "other" } };
  });
}

const cheap = new Set("parking mileage fuel delivery postage toll tolls stamps fee tip milk".split(" "));

/** "1 boiler service 95": one to four of something beside a larger figure are counted, but have it confirmed. */
export function fewThings(scope: Scope): Mark[] | null {
  let changed = false;
  // Where money says that it is, other figures are left out anyway.
  if (scope.marks.some((mark) => isKind(mark, "amount") && mark.is.strength === "sure")) return null;
  const most = Math.max(0, ...scope.marks.map((mark) => (isKind(mark, "amount") ? (mark.is.minor ?? 0) : 0)));
  const marks = scope.marks.map((mark): Mark => {
    if (!isKind(mark, "amount") || mark.is.strength === "sure" || mark.is.quantity !== 1) return mark;
    const { minor } = mark.is;
    const next = scope.tokens[mark.end];
    const thing =
      next?.kind === "word" && next.gap && scope.owner[mark.end] === undefined && !cheap.has(next.low);
    if (minor === null || minor > 400 || most < 1000 || !thing || ["for", "and", "to"].includes(next.low))
      return mark;
    changed = true;
    // "for the 4 tyres", "320, 4 window cleans": counted behind their price.
    const plural = [next, scope.tokens[mark.end + 1]].some(
      (word) =>
        word?.low.endsWith("s") === true &&
        (workWords.has(word.low) || countedThings.has(word.low) || word === next),
    );
    const behind = scope.marks.some((other) => isKind(other, "amount") && other.end < mark.start);
    const told = ["for", "the", "of", "on", "all", "his", "her", "their"].includes(
      lowAt(scope, mark.start - 1),
    );
    const counted = plural && (told || (behind && lowAt(scope, mark.start - 1) === ","));
    if (counted) return { ...mark, is: { kind: "other" } };
    return { ...mark, is: { kind: "draft" } };
  });
  return changed ? marks : null;
}

/** "visit 2 of 6, 40", "stage 2 of 3, 400": which of how many, beside a price. */
export function someOfMany(scope: Scope): Mark[] | null {
  const paid = scope.marks.some((mark) => isKind(mark, "cue") && mark.is.cue.effect === "record-payment");
  const all = scope.marks.find((mark) => few(scope, mark) && lowAt(scope, mark.start - 1) === "of");
  if (all === undefined || paid || !/^\d\d?$/.test(lowAt(scope, all.start - 2))) return null;
  if (Number(lowAt(scope, all.start - 2)) > Number(lowAt(scope, all.start))) return null;
  const one = scope.owner[all.start - 2];
  const priced = scope.marks.some((mark) => isKind(mark, "amount") && mark !== all && mark !== one);
  if (!priced || (isKind(one, "amount") && !few(scope, one))) return null;
  return scope.marks.flatMap((mark): Mark[] => {
    if (mark === one && isKind(one, "amount")) return [];
    return [
      mark === all
        ? { start: isKind(one, "amount") ? one.start : all.start - 1, end: all.end, is: { kind: "other" } }
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
