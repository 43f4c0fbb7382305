import { months } from "./calendar-words.ts";
import { cue } from "./cue.ts";
import { bareAmount, bitsFor, type Mark, several, takenFor } from "./mark.ts";
import { joinQuantities } from "./quantities.ts";
import { dropCounts, fewThings, modelNumbers, someOfMany } from "./refine-counts.ts";
import { formerPrices, inBrackets, leftOver, partAmounts, partPaid } from "./refine-figures.ts";
import { nounsOfWork } from "./refine-nouns.ts";
import { eachPlace } from "./refine-places.ts";
import { dropDenied, otherNumber, scratched, takeLastCorrection } from "./refine-slips.ts";
import { taxAmounts, taxRates, taxWorkedOut } from "./refine-tax.ts";
import { isKind, lowAt, ownerAt, rewritten, type Scope, withMarks, wordAt } from "./scope.ts";
import { tokenAt } from "./tokens.ts";
import { begins, learnWords, words } from "./words.ts";

interface Refiner {
  readonly refine: (scope: Scope) => Mark[] | null;
  /** Marks of all these kinds, and any of these words, must be there for it to have anything to do. */
  readonly kinds: number;
  readonly words?: number;
}

const amount = bitsFor("amount");

const refiners: readonly Refiner[] = [
  { refine: scratched, kinds: bitsFor("amount", "cue") },
  { refine: promoteNouns, kinds: bitsFor("client", "cue"), words: begins.day },
  { refine: forUs, kinds: bitsFor("client", "cue") },
  { refine: nounsOfWork, kinds: several.cues },
  { refine: repeats, kinds: bitsFor("amount", "day") },
  { refine: namedBills, kinds: bitsFor("bill") },
  { refine: someOfMany, kinds: several.amounts },
  { refine: joinQuantities, kinds: amount, words: begins.counted },
  { refine: eachPlace, kinds: bitsFor("amount", "other"), words: begins.counted },
  { refine: dropCounts, kinds: amount },
  { refine: fewThings, kinds: several.amounts },
  { refine: taxWorkedOut, kinds: several.amounts | bitsFor("vat") },
  { refine: taxAmounts, kinds: bitsFor("amount", "vat") },
  { refine: taxRates, kinds: bitsFor("vat", "other") },
  { refine: inBrackets, kinds: amount, words: begins.bracket },
  { refine: formerPrices, kinds: several.amounts, words: begins.former },
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

const things = words("the a an that this my his her their our 's last latest old new no any some each every");

/** "due 5 December bill Acme £230": before a client it is an order after all. */
function promoteNouns(scope: Scope): Mark[] | null {
  return rewritten(scope, (mark): Mark => {
    if (!isKind(mark, "cue") || mark.is.cue.weight !== 1 || mark.is.cue.noun !== true) return mark;
    const before = ownerAt(scope, mark.start - 1);
    if (!isKind(scope.owner[mark.end], "client") || things.has(wordAt(scope, mark.start - 1))) return mark;
    // "november invoice for Poppy: 120"
    const month = mark.start <= 2 && months.has(wordAt(scope, mark.start - 1));
    if (before?.kind !== "day" && !month) return mark;
    return takenFor(mark, { ...mark.is, cue: { ...mark.is.cue, weight: 4, guessed: false } });
  });
}

/** "bill us Mrs Quigley 32", as they say in the north: for us, and not ours. */
function forUs(scope: Scope): Mark[] | null {
  const first = scope.marks[0];
  if (!isKind(first, "cue") || first.is.cue.effect !== "nothing" || first.start > 0 || first.end !== 2)
    return null;
  const orders = ["bill", "invoice", "charge"].includes(lowAt(scope, 0)) && isKind(scope.owner[2], "client");
  if (!orders || !scope.marks.some((mark) => isKind(mark, "amount"))) return null;
  const is = { ...first.is, cue: cue("create-bill", "do", 4) };
  return [takenFor(first, is), ...scope.marks.slice(1)];
}

/** "45 a week": a price that comes back, not a week to pay. */
function repeats(scope: Scope): Mark[] | null {
  return rewritten(scope, (mark): Mark => {
    if (!isKind(mark, "day") || !mark.is.length || mark.end - mark.start !== 2) return mark;
    if (lowAt(scope, mark.start) !== "a" || !isKind(ownerAt(scope, mark.start - 1), "amount")) return mark;
    return takenFor(mark, {
      kind: "gap",
      gap: { about: "action", text: "I can't repeat a bill by itself yet." },
    });
  });
}

/** "red lion bill 60" is sixty pounds; "the bill 60" or "chase bill 60" names one. */
function namedBills(scope: Scope): Mark[] | null {
  return rewritten(scope, (mark): Mark => {
    const whose = lowAt(scope, mark.start - 2) === "'s" && isKind(ownerAt(scope, mark.start - 3), "client");
    const named =
      ["make", "put", "set"].includes(lowAt(scope, 0)) &&
      (whose ||
        (lowAt(scope, mark.start - 3) === "the" &&
          tokenAt(scope.tokens, mark.start - 2)?.kind === "word" &&
          !plainBills.has(wordAt(scope, mark.start - 2))));
    if (!isKind(mark, "bill") || mark.is.sure || !(named || ownsFigure(ownerAt(scope, mark.start - 2))))
      return mark;
    // "Acme bill 12 is overdue"
    if (["is", "isnt", "was", "has", "needs", "wants"].includes(lowAt(scope, mark.end))) return mark;
    return takenFor(mark, bareAmount(mark.is.number * 100));
  });
}

const plainBills = words("last latest other new old first second same whole one next previous");

/** "Redwood 07700 900111 bill 300" too. */
function ownsFigure(mark: Mark | undefined): boolean {
  return isKind(mark, "client") || isKind(mark, "phone") || isKind(mark, "email");
}
