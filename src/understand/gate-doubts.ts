import type { Clause } from "./clause.ts";
import type { Draft } from "./draft.ts";
import { hedged } from "./hedges.ts";
import { compile, longest } from "./phrases.ts";
import { isKind, lowAt, marksOf, ownerAt, type Scope, wordAt } from "./scope.ts";
import { tokenAt } from "./tokens.ts";
import { workWords } from "./vocabulary.ts";
import { begins, unknownWord, words } from "./words.ts";

/*
 * What the gate asks about an order that reads well: whether it is worked out, put off or taken back by the way.
 */

/** Whether something in a clause leaves open how much of an order is meant, which bill, or whether it is. */
export function unsettled(scope: Scope, clause: Clause, drafts: readonly Draft[]): boolean {
  const bills = drafts[0]?.intent.intent === "create-bill";
  if (
    idleSlip(scope, clause) ||
    againstAtEnd(scope, clause) ||
    hedged(scope, clause) ||
    starred(scope, clause)
  )
    return true;
  return bills
    ? misheard(scope, clause) ||
        eachOfOne(scope, clause, drafts) ||
        forWeeks(scope, clause) ||
        forGuests(scope, clause) ||
        measured(scope, clause) ||
        marksOf(scope, "bill", clause.start, clause.end).length > 0
    : changesThing(scope, clause) ||
        workedOut(scope, clause, drafts) ||
        pasted(scope, clause) ||
        putOff(scope, clause, drafts);
}

/** "bill Acme no 40", "bill Acme 60, wait": a slip that puts nothing right may take it all back. */
function idleSlip(scope: Scope, { sentence, start, end }: Clause): boolean {
  const slips = marksOf(scope, "fix", start, end);
  return slips.some((mark) => {
    const corrects = marksOf(scope, "fix", sentence, mark.start).length > 0;
    // "no 12 Mill Street", "2 no. lights"
    const next = scope.owner[mark.end];
    const figure = scope.tokens[mark.end]?.kind === "number" && !isKind(next, "amount");
    const counts =
      lowAt(scope, mark.start) === "no" && (figure || ["pence", "."].includes(lowAt(scope, mark.end)));
    const idle = mark.end >= end || (!corrects && !counts);
    return waits.has(wordAt(scope, mark.start)) && mark.start > start && idle;
  });
}

const waits = words("wait hang hold oops whoops scratch strike delete no nope nah");

/** "bill Acme 90 not" */
function againstAtEnd(scope: Scope, { start, end: last }: Clause): boolean {
  const end = lowAt(scope, last - 1) === ")" ? last - 1 : last;
  return end - start > 1 && breaksOff.has(wordAt(scope, end - 1)) && scope.owner[end - 1]?.kind !== "client";
}

/** Against what was said, or with something still to come: "a hundred and", "60 plus". */
const breaksOff = words("not no never nah nope dont and & plus + or minus less times but");

/** "40 *45": put right, or times? */
function starred(scope: Scope, { start, end }: Clause): boolean {
  return marksOf(scope, "fix", start, end).some((mark) => lowAt(scope, mark.start) === "*");
}

/** "bill Acme 90 each": of how many? */
function eachOfOne(scope: Scope, { start, end }: Clause, drafts: readonly Draft[]): boolean {
  if (drafts.length !== 1) return false;
  const figures = marksOf(scope, "amount", start, end);
  if (figures.some((mark) => mark.is.quantity !== 1)) return false;
  // "60 a pop"
  if (marksOf(scope, "each", start, end).some((mark) => lowAt(scope, mark.start) === "a")) return true;
  return scope.tokens.slice(start, end).some(({ low }) => ["each", "apiece", "ea"].includes(low));
}

/** "bill Acme 60 for 3 weeks": for each of them, or for them all? */
function forWeeks(scope: Scope, { start, end }: Clause): boolean {
  return marksOf(scope, "day", start, end).some(
    (mark) =>
      lowAt(scope, mark.start) === "for" &&
      ["weeks", "months"].includes(lowAt(scope, mark.end - 1)) &&
      isKind(ownerAt(scope, mark.start - 1), "amount") &&
      !workWords.has(wordAt(scope, mark.end)),
  );
}

const tags = compile<true>([
  [`(is|was) (that|this|it) (ok|okay|right|alright|fine|good|correct|fair|enough|too much); (does|do) (that|it) (sound|
    look|seem) (ok|right|good|fair); (sound|sounds|that) (ok|right|good|fair|alright); what do you (think|reckon);
    what (dyou|d you) think; am i right; or not; or no; yeah or no; yes or no`, true],
], begins.tag); // biome-ignore format: one row a meaning

/** "…£35, is that ok": asked, and not ordered. */
export function asksBack(scope: Scope, { cue, start, end }: Clause): boolean {
  for (let at = (cue?.end ?? start) + 1; at < end; at += 1)
    if (scope.owner[at] === undefined && longest(tags, scope.tokens, at) !== null) return true;
  return false;
}

const meals = words(
  "tea lunch lunches dinner dinners buffet catering breakfast breakfasts food meal meals party canapes cake cakes drinks bbq",
);

/** "for tea for 48": so many people, or that much? */
function forGuests(scope: Scope, { start, end }: Clause): boolean {
  return marksOf(scope, "amount", start, end).some(
    (mark) =>
      mark.is.strength === "bare" &&
      lowAt(scope, mark.start - 1) === "for" &&
      meals.has(wordAt(scope, mark.start - 2)),
  );
}

const measures = words("sqm m2 m metre metres meters ft feet kg kilos tonne tonnes litre litres miles");

/** Figures, as they sound. */
const alike = words("tree free ate won fore nein tin sicks heaven leaven to too");

/** "tree fifty": a tree at fifty, or three fifty? */
function misheard(scope: Scope, { start, end }: Clause): boolean {
  return marksOf(scope, "amount", start, end).some((mark) => {
    if (scope.tokens[mark.start]?.kind !== "word" || ownerAt(scope, mark.start - 1) !== undefined)
      return false;
    // "for four": so much, or so many?
    const few = mark.is.strength === "bare" && mark.end >= end && (mark.is.minor ?? 0) <= 1200;
    return alike.has(wordAt(scope, mark.start - 1)) || (few && lowAt(scope, mark.start - 1) === "for");
  });
}

/** "40 sqm 12.50": for each of them, or for them all? */
function measured(scope: Scope, { start, end }: Clause): boolean {
  return marksOf(scope, "other", start, end).some((mark) => {
    const after = measures.has(wordAt(scope, mark.end)) ? mark.end + 1 : mark.end;
    return measures.has(wordAt(scope, after - 1)) && isKind(scope.owner[after], "amount");
  });
}

const changers = words("change fix set make update correct alter adjust put move");

/** "change the bulb at Studio 9 12": a job, and no bill that is changed? */
function changesThing(scope: Scope, { cue }: Clause): boolean {
  if (cue === null || cue.is.gapStart >= 0 || !changers.has(wordAt(scope, cue.start))) return false;
  const at = ["the", "a", "his", "her", "their"].includes(lowAt(scope, cue.end)) ? cue.end + 1 : cue.end;
  return scope.owner[at] === undefined && workWords.has(wordAt(scope, at));
}

const operators = words("x * / + ÷ times");

/** "paid 90 x2", "write off bill 3 x2", "paid bill 3 2025": a sum, or something else than a sum. */
function workedOut(scope: Scope, { start, end }: Clause, drafts: readonly Draft[]): boolean {
  const changes = drafts[0]?.intent.intent === "edit-bill";
  return marksOf(scope, "amount", start, end).some((mark) => {
    const sign = tokenAt(scope.tokens, mark.start - 1);
    const below = sign?.low === "-" && sign.gap && scope.tokens[mark.start]?.gap === false;
    const year =
      isKind(ownerAt(scope, mark.start - 1), "bill") && /^(?:19|20)\d\d$/.test(lowAt(scope, mark.start));
    // "add 2 x 40 to it" says how many of a line.
    const times = mark.is.quantity !== 1 && !changes;
    // "paid 4 out of 5": so many weeks, or pounds?
    const few = lowAt(scope, mark.end) === "out" && (mark.is.minor ?? 0) <= 1200;
    return times || few || operators.has(sign?.word ?? unknownWord) || below || year;
  });
}

/** "Acme: paid 75 just now": their words, or the trader's? */
function pasted(scope: Scope, { start, end, cue }: Clause): boolean {
  if (end <= (cue?.end ?? end)) return false;
  return (
    cue?.is.cue.effect === "record-payment" &&
    marksOf(scope, "client", start, end).some(
      (mark) => lowAt(scope, mark.end) === ":" && mark.end < cue.start,
    )
  );
}

const laterWords = words("soon later next tomorrow shortly");

/** "Acme paid bill 3 soon" */
function putOff(scope: Scope, { start, end }: Clause, drafts: readonly Draft[]): boolean {
  if (drafts[0]?.intent.intent === "edit-bill") return false;
  return scope.tokens.slice(start, end).some(({ word }) => laterWords.has(word));
}
