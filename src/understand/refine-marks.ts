import type { VatSaid } from "../domain/intent.ts";
import { bareAmount, type Mark } from "./mark.ts";
import { joinQuantities } from "./quantities.ts";
import { isKind, lowAt, type Scope, withMarks } from "./scope.ts";
import { countedThings, fillers, workWords } from "./vocabulary.ts";

type Kind = Mark["is"]["kind"];

/** Each refiner, and the kinds of marks without which it has nothing to do. */
const refiners: readonly (readonly [readonly Kind[], (scope: Scope) => Mark[] | null])[] = [
  [["amount", "cue"], scratched],
  [["day", "client", "cue"], promoteNouns],
  [["amount", "day"], repeats],
  [["bill", "client"], namedBills],
  [["amount"], joinQuantities],
  [["amount"], dropCounts],
  [["amount"], fewThings],
  [["amount", "vat"], taxAmounts],
  [["amount"], inBrackets],
  [["amount"], partAmounts],
  [["amount"], modelNumbers],
  [["fix"], takeLastCorrection],
  [[], dropDenied],
];

/** Settles what single readers cannot see: quantities, counted things, slips of the tongue. */
export function refineMarks(scope: Scope): Scope {
  let refined = scope;
  let kinds = kindsOf(scope);
  for (const [needs, refine] of refiners) {
    if (!needs.every((kind) => kinds.has(kind))) continue;
    const marks = refine(refined);
    if (marks === null) continue;
    refined = withMarks(refined, marks);
    kinds = kindsOf(refined);
  }
  return refined;
}

function kindsOf({ marks }: Scope): Set<Kind> {
  const kinds = new Set<Kind>();
  for (const mark of marks) kinds.add(mark.is.kind);
  return kinds;
}

const things = new Set(
  "the a an that this my his her their our 's last latest old new no any some each every".split(" "),
);

/** "bill Acme 200, scratch that, 220": with another amount right behind, a slip and no cancelling. */
function scratched(scope: Scope): Mark[] | null {
  let changed = false;
  const marks = scope.marks.map((mark): Mark => {
    if (!isKind(mark, "cue") || mark.is.cue.effect !== "cancel-bill" || mark.start === 0) return mark;
    const next = scope.owner[mark.end] ?? scope.owner[mark.end + 1];
    const earlier = scope.marks.some((other) => isKind(other, "amount") && other.end <= mark.start);
    if (!isKind(next, "amount") || !earlier) return mark;
    changed = true;
    return { start: mark.start, end: mark.end, is: { kind: "fix" } };
  });
  return changed ? marks : null;
}

/** "due 5 December bill Acme £230": before a client it is an order after all. */
function promoteNouns(scope: Scope): Mark[] | null {
  let changed = false;
  const marks = scope.marks.map((mark): Mark => {
    if (!isKind(mark, "cue") || mark.is.cue.weight !== 1 || mark.is.cue.noun !== true) return mark;
    const before = scope.owner[mark.start - 1];
    if (!isKind(scope.owner[mark.end], "client") || things.has(lowAt(scope, mark.start - 1))) return mark;
    if (before?.is.kind !== "day") return mark;
    changed = true;
    return { ...mark, is: { ...mark.is, cue: { ...mark.is.cue, weight: 4, guessed: false } } };
  });
  return changed ? marks : null;
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

const measures = new Set(
  "m mm cm ft feet foot sqm kg day hour hr mile metre meter litre tonne ton people men".split(" "),
);

/** "3 radiators", "2 dogs": counted, not paid, where another number is the money. */
function dropCounts(scope: Scope): Mark[] | null {
  const amounts = scope.marks.filter((mark) => isKind(mark, "amount"));
  const money = amounts.some((mark) => mark.is.strength === "sure");
  let changed = false;
  const marks = scope.marks.map((mark): Mark => {
    if (!isKind(mark, "amount") || mark.is.strength === "sure" || mark.is.quantity !== 1) return mark;
    const after = lowAt(scope, mark.end);
    const one = mark.is.minor === 100;
    const many = one || after.endsWith("s") || measures.has(after);
    const counts = many && countedThings.has(after) && scope.owner[mark.end]?.is.kind !== "day";
    const inside =
      money && mark.is.minor !== null && mark.is.minor <= 2000 && lowAt(scope, mark.start - 1) === "for";
    const spelt =
      scope.tokens[mark.start]?.kind === "word" &&
      !after.startsWith("pound") &&
      money &&
      mark.is.minor !== null &&
      mark.is.minor <= 1200;
    if (!counts && !inside && !spelt) return mark;
    changed = true;
    return { ...mark, is: { kind: "other" } };
  });
  return changed ? marks : null;
}

/** "£400 plus £80 VAT", "£480 including £80 VAT": the tax is no line, and how it counts was said. */
function taxAmounts(scope: Scope): Mark[] | null {
  let vat: VatSaid | null = null;
  const marks = scope.marks.map((mark): Mark => {
    const next = scope.owner[mark.end];
    if (vat !== null && isKind(mark, "vat")) return { ...mark, is: { kind: "vat", vat } };
    if (!isKind(mark, "amount") || !isKind(next, "vat") || next.is.vat !== null) return mark;
    const how = lowAt(scope, mark.start - 1);
    const said = ["plus", "+", "add"].includes(how)
      ? "plus"
      : /^inc/.test(how) || how === "with"
        ? "included"
        : null;
    const price = scope.marks.some((other) => isKind(other, "amount") && other.end < mark.start);
    if (said === null || !price) return mark;
    vat = said;
    return { ...mark, is: { kind: "draft" } };
  });
  return vat === null ? null : marks;
}

/** "45 for the bmw 320": behind what was done, and no price of it; have it confirmed. */
function modelNumbers(scope: Scope): Mark[] | null {
  let changed = false;
  const marks = scope.marks.map((mark): Mark => {
    if (!isKind(mark, "amount") || mark.is.strength === "sure" || mark.is.quantity !== 1) return mark;
    const before = scope.tokens[mark.start - 1];
    if (before?.kind !== "word" || scope.owner[mark.start - 1] !== undefined || workWords.has(before.low))
      return mark;
    const price = scope.marks.findLast((other) => isKind(other, "amount") && other.end < mark.start);
    if (price === undefined || lowAt(scope, price.end) !== "for" || mark.start - price.end > 5) return mark;
    if (fillers.has(before.low) || small.has(before.low)) return mark;
    changed = true;
    return { ...mark, is: { kind: "draft" } };
  });
  return changed ? marks : null;
}

const small = new Set("and for at to plus the a is of was @ x from by on".split(" "));

/** "300 of which 120 materials", "300 including 40 delivery": within the price that was named. */
function partAmounts(scope: Scope): Mark[] | null {
  let changed = false;
  const marks = scope.marks.map((mark): Mark => {
    if (!isKind(mark, "amount")) return mark;
    const [one, two] = [lowAt(scope, mark.start - 1), lowAt(scope, mark.start - 2)];
    const within =
      ["including", "includes", "incl"].includes(one) ||
      (["which", "that", "whom"].includes(one) && two === "of");
    const price = scope.marks.some((other) => isKind(other, "amount") && other.end < mark.start);
    if (!within || !price) return mark;
    changed = true;
    return { ...mark, is: { kind: "draft" } };
  });
  return changed ? marks : null;
}

/** "£350 (boiler swap, Vaillant 835)": in brackets stands what was done, beside a price outside. */
function inBrackets(scope: Scope): Mark[] | null {
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
function fewThings(scope: Scope): Mark[] | null {
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

/** "200 not 250", "200 rather than 250": the denied amount is no amount; denied alone it leaves the question how much. */
function dropDenied(scope: Scope): Mark[] | null {
  let changed = false;
  const marks = scope.marks.map((mark): Mark => {
    const kind = mark.is.kind;
    const days = kind === "day" && scope.marks.some((other) => other !== mark && other.is.kind === "day");
    const from = kind === "amount" || days ? deniedFrom(scope, mark.start) : mark.start;
    if (from === mark.start) return mark;
    changed = true;
    return { start: from, end: mark.end, is: { kind: "fix" } };
  });
  return changed ? marks : null;
}

function deniedFrom(scope: Scope, at: number): number {
  const [one, two] = [lowAt(scope, at - 1), lowAt(scope, at - 2)];
  if ((one === "than" && two === "rather") || (one === "of" && two === "instead")) return at - 2;
  if (one === "the" && two === "not") return at - 2;
  // "change it from 80 to 60"
  const later = scope.marks.some(
    (mark) => isKind(mark, "amount") && mark.start > at && lowAt(scope, mark.start - 1) === "to",
  );
  if (one === "from" && later) return at - 1;
  if (one === "not" && (two === "is" || two === "was")) return at - 2;
  if (one === "isnt" || one === "wasnt") return at - 1;
  return one === "not" ? at - 1 : at;
}
