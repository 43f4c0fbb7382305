import { cue, type Effect } from "./cue.ts";
import { type AmountReading, bareAmount, bitsFor, type Mark, several } from "./mark.ts";
import { joinQuantities } from "./quantities.ts";
import {
  dropCounts,
  fewThings,
  inBrackets,
  leftOver,
  modelNumbers,
  partAmounts,
  partPaid,
  taxAmounts,
  taxRates,
} from "./refine-figures.ts";
import { nounsOfWork } from "./refine-nouns.ts";
import { isKind, lowAt, type MarkOf, type Scope, withMarks } from "./scope.ts";
import { fillers } from "./vocabulary.ts";
import { begins, learnWords } from "./words.ts";

interface Refiner {
  readonly refine: (scope: Scope) => Mark[] | null;
  /** Marks of all these kinds, and any of these words, must be there for it to have anything to do. */
  readonly kinds: number;
  readonly words?: number;
}

const amount = bitsFor("amount");

const refiners: readonly Refiner[] = [
  { refine: scratched, kinds: bitsFor("amount", "cue") },
  { refine: promoteNouns, kinds: bitsFor("day", "client", "cue") },
  { refine: forUs, kinds: bitsFor("client", "cue") },
  { refine: nounsOfWork, kinds: several.cues },
  { refine: repeats, kinds: bitsFor("amount", "day") },
  { refine: namedBills, kinds: bitsFor("bill") },
  { refine: joinQuantities, kinds: amount, words: begins.counted },
  { refine: dropCounts, kinds: amount },
  { refine: fewThings, kinds: several.amounts },
  { refine: taxAmounts, kinds: bitsFor("amount", "vat") },
  { refine: taxRates, kinds: bitsFor("vat", "other") },
  { refine: inBrackets, kinds: amount, words: begins.bracket },
  { refine: partAmounts, kinds: several.amounts, words: begins.within },
  { refine: partPaid, kinds: several.amounts | bitsFor("cue") },
  { refine: leftOver, kinds: several.amounts | bitsFor("cue"), words: begins.left },
  { refine: modelNumbers, kinds: several.amounts },
  { refine: otherNumber, kinds: bitsFor("fix", "bill", "amount") },
  { refine: takeLastCorrection, kinds: bitsFor("fix") },
  { refine: dropDenied, kinds: 0, words: begins.denied },
];

/** Settles what single readers cannot see: quantities, counted things, slips of the tongue. */
export function refineMarks(scope: Scope): Scope {
  let refined = scope;
  for (const { refine, kinds, words } of refiners) {
    if ((refined.kinds & kinds) !== kinds || (words !== undefined && (scope.opens & words) === 0)) continue;
    const marks = refine(refined);
    if (marks !== null) refined = withMarks(refined, marks);
  }
  return refined;
}

learnWords("rather instead not from was isnt wasnt is should".split(" "), begins.denied);
learnWords("including includes incl inc excluding which that whom".split(" "), begins.within);
learnWords("owes owe owing leaving leaves left outstanding remaining to".split(" "), begins.left);
learnWords(["("], begins.bracket);

const things = new Set(
  "the a an that this my his her their our 's last latest old new no any some each every".split(" "),
);

const takesBack: ReadonlySet<Effect> = new Set(["cancel-bill", "write-off"]);

/** "bill Acme 200, scratch that, 220": with another amount right behind, a slip and no cancelling. */
function scratched(scope: Scope): Mark[] | null {
  let changed = false;
  const marks = scope.marks.map((mark): Mark => {
    if (isKind(mark, "cue") && setsRight(scope, mark)) {
      changed = true;
      const slip = ["no", "sorry", "actually", "wait", "oops"].includes(lowAt(scope, mark.start - 1));
      return { start: slip ? mark.start - 1 : mark.start, end: mark.is.gapStart + 1, is: { kind: "fix" } };
    }
    if (isKind(mark, "cue") && takesOff(scope, mark)) {
      changed = true;
      return { ...mark, is: { ...mark.is, cue: { ...mark.is.cue, effect: "edit-bill" } } };
    }
    if (!isKind(mark, "cue") || !takesBack.has(mark.is.cue.effect) || mark.start === 0) return mark;
    const next = scope.owner[mark.end] ?? scope.owner[mark.end + 1];
    const earlier = scope.marks.some((other) => isKind(other, "amount") && other.end <= mark.start);
    if (!isKind(next, "amount") || !earlier) return mark;
    changed = true;
    return { start: mark.start, end: mark.end, is: { kind: "fix" } };
  });
  return changed ? marks : null;
}

/** "remove £14 from Fiona's bill": less on it, and no bill is cancelled. */
function takesOff(scope: Scope, { end, is }: MarkOf<"cue">): boolean {
  const sum = is.cue.effect === "cancel-bill" ? scope.owner[end] : undefined;
  return isKind(sum, "amount") && ["from", "off"].includes(lowAt(scope, sum.end));
}

/** "bill Acme 200, no make that 220 for the lot": a slip, and no bill from before that is changed. */
function setsRight(scope: Scope, { start, is }: MarkOf<"cue">): boolean {
  if (is.cue.effect !== "edit-bill" || is.gapStart !== start + 1 || lowAt(scope, start) !== "make")
    return false;
  if (!["that", "it", "this"].includes(lowAt(scope, start + 1))) return false;
  const before = (kind: "amount" | "cue") =>
    scope.marks.some(
      (mark) =>
        mark.end <= start &&
        isKind(mark, kind) &&
        (!isKind(mark, "cue") || mark.is.cue.effect === "create-bill"),
    );
  return isKind(scope.owner[start + 2], "amount") && before("amount") && before("cue");
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

/** "bill us Mrs Quigley 32", as they say in the north: for us, and not ours. */
function forUs(scope: Scope): Mark[] | null {
  const first = scope.marks[0];
  if (!isKind(first, "cue") || first.is.cue.effect !== "nothing" || first.start > 0 || first.end !== 2)
    return null;
  const orders = ["bill", "invoice", "charge"].includes(lowAt(scope, 0)) && isKind(scope.owner[2], "client");
  if (!orders || !scope.marks.some((mark) => isKind(mark, "amount"))) return null;
  const is = { ...first.is, cue: cue("create-bill", "do", 4) };
  return [{ ...first, is }, ...scope.marks.slice(1)];
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
    const whose = lowAt(scope, mark.start - 2) === "'s" && isKind(scope.owner[mark.start - 3], "client");
    const named =
      ["make", "put", "set"].includes(lowAt(scope, 0)) &&
      (whose ||
        (lowAt(scope, mark.start - 3) === "the" &&
          scope.tokens[mark.start - 2]?.kind === "word" &&
          !plainBills.has(lowAt(scope, mark.start - 2))));
    if (!isKind(mark, "bill") || mark.is.sure || !(named || ownsFigure(scope.owner[mark.start - 2])))
      return mark;
    // "Acme bill 12 is overdue"
    if (["is", "isnt", "was", "has", "needs", "wants"].includes(lowAt(scope, mark.end))) return mark;
    changed = true;
    return { ...mark, is: bareAmount(mark.is.number * 100) };
  });
  return changed ? marks : null;
}

const plainBills = new Set("last latest other new old first second same whole one next previous".split(" "));

/** "Redwood 07700 900111 bill 300" too. */
function ownsFigure(mark: Mark | undefined): boolean {
  return isKind(mark, "client") || isKind(mark, "phone") || isKind(mark, "email");
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
    if (said === undefined) continue;
    const ordered = marks.some((one) => isKind(one, "cue") && one.is.cue.effect === "create-bill");
    if (!ordered && sentenceEnds(scope, said.end, next.start) && !isKind(next, "client")) {
      // "make bill 12 90. No, 95": put right where it was said, as a sentence that only corrects orders nothing.
      marks[prior] = { ...said, is: next.is };
      marks[marks.indexOf(next)] = { ...next, is: { kind: "fix" } };
      continue;
    }
    marks[prior] = { ...said, is: { kind: "fix" } };
    replaceBeside(marks, prior, marks.indexOf(next));
    const loose = isKind(said, "amount") && isKind(next, "amount") ? likeBefore(said.is, next.is) : null;
    if (loose !== null) marks[marks.indexOf(next)] = { ...next, is: loose };
  }
  return marks;
}

function sentenceEnds(scope: Scope, from: number, to: number): boolean {
  return scope.tokens
    .slice(from, to)
    .some(({ kind, low }, at) => kind === "break" || (low === "." && scope.owner[from + at] === undefined));
}

/** "cancel bill 30, no, 31": a bare figure behind a slip puts right the last figure said, and that was a bill's. */
function otherNumber(scope: Scope): Mark[] | null {
  let changed = false;
  const marks = scope.marks.map((mark, index): Mark => {
    if (!isKind(mark, "amount") || mark.is.strength === "sure" || !/^\d{1,6}$/.test(lowAt(scope, mark.start)))
      return mark;
    const slip = scope.marks.slice(0, index).findLast((one) => one.is.kind === "fix");
    if (slip === undefined || !follows(scope, slip.end, mark.start)) return mark;
    const said = scope.marks.findLast(
      (one) => one.end <= slip.start && (isKind(one, "bill") || isKind(one, "amount") || isKind(one, "day")),
    );
    if (!isKind(said, "bill")) return mark;
    changed = true;
    return { ...mark, is: { kind: "bill", number: Number(lowAt(scope, mark.start)), sure: said.is.sure } };
  });
  return changed ? marks : null;
}

/** "Tom 200, no sorry, Lily 200": what stood right beside the slip was put right with it. */
function replaceBeside(marks: Mark[], said: number, next: number): void {
  const [old, fresh] = [marks[said + 1], marks[next + 1]];
  if (!isKind(marks[next], "client") || !isKind(old, "amount") || !isKind(fresh, "amount")) return;
  if (old.start - (marks[said]?.end ?? 0) > 1 || fresh.start - (marks[next]?.end ?? 0) > 1) return;
  if (said + 1 < next) marks[said + 1] = { ...old, is: { kind: "fix" } };
}

/** "a hundred and eighty, no, one sixty": a price as large as the one it puts right. */
function likeBefore(said: AmountReading, next: AmountReading): AmountReading | null {
  const hundreds = said.minor !== null && said.minor >= 10_000 && next.minor === null;
  return hundreds && next.loosePrice !== null ? { ...next, minor: next.loosePrice * 100 } : null;
}

const linkWords = new Set(
  "its 's it is that be to for the on by make should meant mean i due , - . bill say was so in all".split(
    " ",
  ),
);

/** Only a few words without weight stand between the slip and its correction. */
function follows(scope: Scope, from: number, to: number): boolean {
  if (to - from > 8) return false;
  for (let at = from; at < to; at += 1) {
    const low = lowAt(scope, at);
    if (
      !linkWords.has(low) &&
      !fillers.has(low) &&
      scope.owner[at]?.is.kind !== "fix" &&
      scope.owner[at]?.is.kind !== "cue" &&
      scope.owner[at]?.is.kind !== "other"
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
    if (from === mark.start && !(kind === "amount" && becomesAnother(scope, mark))) return mark;
    changed = true;
    return { start: from, end: mark.end, is: { kind: "fix" } };
  });
  return changed ? marks : null;
}

/** "Kasia's 80 is now 90": what it was, and what it becomes. */
function becomesAnother(scope: Scope, { end }: Mark): boolean {
  const [is, now] = [lowAt(scope, end), lowAt(scope, end + 1)];
  const turns = is === "is" ? ["now", "really", "actually"].includes(now) : is === "should" && now === "be";
  return turns && isKind(scope.owner[end + 2], "amount");
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
  // "60 (was 70)"
  const before = scope.marks.some((mark) => isKind(mark, "amount") && mark.end <= at && at - mark.end <= 3);
  if (one === "was" && before) return at - 1;
  if (one === "isnt" || one === "wasnt") return at - 1;
  return one === "not" ? at - 1 : at;
}
