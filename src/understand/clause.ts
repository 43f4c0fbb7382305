import type { Cue } from "./cue.ts";
import { type Sentence, sentencesOf } from "./full-stop.ts";
import { bitOf } from "./mark.ts";
import type { Span } from "./name.ts";
import { isKind, lowAt, type MarkOf, marksOf, type Scope, wordAt } from "./scope.ts";
import { separators, subjectStart } from "./subject.ts";
import { fillers, pronouns } from "./vocabulary.ts";
import { words } from "./words.ts";

export type CueMark = MarkOf<"cue">;

/** The words of a verb phrase, without the name in its gap. */
export function cueSpans({ start, end, is: { gapStart, gapEnd } }: CueMark): Span[] {
  return gapStart < 0
    ? [{ start, end }]
    : [
        { start, end: gapStart },
        { start: gapEnd, end },
      ];
}

/** One order, or one statement, of a message. */
export interface Clause {
  readonly start: number;
  readonly end: number;
  readonly cue: CueMark | null;
  /** Ends in a question mark. */
  readonly asked: boolean;
  /** Who was spoken of before, for "him" and "them". */
  readonly carried: Span | null;
  /** Stands behind a condition: "if he says yes, bill…". */
  readonly under: boolean;
  /** Stands in a list under an order that named no price: "bill Acme" and its lines. */
  readonly list: boolean;
  /** Where its sentence starts. */
  readonly sentence: number;
}

/** Sentences first; inside one, each verb phrase leads its own clause. */
export function splitClauses(scope: Scope): Clause[] {
  const clauses: Clause[] = [];
  for (const sentence of sentencesOf(scope)) clauses.push(...splitSentence(scope, sentence));
  return clauses;
}

function splitSentence(scope: Scope, sentence: Sentence): Clause[] {
  const [first, ...others] = billStarts(scope, sentence);
  if (first === undefined) return splitPart(scope, sentence);
  const parts = [sentence.start, first, ...others];
  return parts.flatMap((start, index) => {
    const end = parts[index + 1] ?? sentence.end;
    const part = { ...sentence, start, end, asked: sentence.asked && end === sentence.end };
    return splitPart(scope, part).map((clause) => ({ ...clause, sentence: sentence.start }));
  });
}

/** "bill 40 paid, bill 41 due Friday": where the next bill starts of which something else is told. */
function billStarts(scope: Scope, { start, end }: Sentence): number[] {
  const bills = (scope.kinds & bitOf("bill")) === 0 ? [] : marksOf(scope, "bill", start, end);
  if (bills.length < 2 || bills[0]?.start !== start + 1) return [];
  const told = bills.every((bill, index) => {
    const until = (bills[index + 1]?.start ?? end + 2) - 2;
    const joined = index === 0 || separators.has(wordAt(scope, bill.start - 2));
    const first = scope.owner[bill.end];
    const says = isKind(first, "cue") || isKind(first, "day") || cancelledWords.has(wordAt(scope, bill.end));
    return joined && says && bill.end < until;
  });
  return told ? bills.slice(1).map((bill) => bill.start - 1) : [];
}

/** Of a bill that was, or is to be. */
export const cancelledWords = words("cancelled canceled voided scrapped");

function splitPart(scope: Scope, sentence: Sentence): Clause[] {
  const cues = leading(scope, sentence);
  const [first] = cues;
  if (cues.length <= 1) {
    const told = promisedFor(scope, sentence, first);
    return told ?? [clauseOf(sentence.start, sentence, first ?? weakest(scope, sentence))];
  }
  const clauses: Clause[] = [];
  let start = sentence.start;
  for (let index = 0; index < cues.length; index += 1) {
    const next = cues[index + 1];
    const end = next === undefined ? sentence.end : cutBefore(scope, next, cues[index]?.end ?? start);
    const asked = sentence.asked && next === undefined;
    clauses.push(clauseOf(sentence.start, { start, end, asked }, cues[index] ?? null));
    start = end;
  }
  return clauses;
}

/** With every field, so that all clauses have one shape. */
export function clauseOf(sentence: number, { start, end, asked }: Sentence, cue: CueMark | null): Clause {
  return { start, end, cue, asked, carried: null, under: false, list: false, sentence };
}

/** "did a job for Karen, 90 quid, she'll pay cash": work with its price, and then who pays it. */
function promisedFor(scope: Scope, sentence: Sentence, cue: CueMark | undefined): Clause[] | null {
  if (cue?.is.cue.effect !== "promise" || cue.is.cue.weight === 4) return null;
  const cut = cutBefore(scope, cue, sentence.start);
  const before = (kind: "client" | "amount") =>
    scope.marks.some((mark) => isKind(mark, kind) && mark.start >= sentence.start && mark.end <= cut);
  const who = lowAt(scope, subjectStart(scope, cue.start, sentence.start));
  // "…40 each, said they'd settle up Monday"
  const says = lowAt(scope, cue.start - 1) === "," && sayings.has(wordAt(scope, cue.start));
  const named =
    says || pronouns.hasLow(who) || ["hes", "shes", "theyre", "theyll", "hell", "shell"].includes(who);
  if (!named || !before("amount")) return null;
  const told = { start: sentence.start, end: cut, asked: false };
  return [clauseOf(sentence.start, told, null), clauseOf(sentence.start, { ...sentence, start: cut }, cue)];
}

const sayings = words("said says reckons promised promises");

/** The verb phrases that lead: asides and nouns give way to any other. */
function leading(scope: Scope, { start, end }: Sentence): CueMark[] {
  const cues = scope.marks.filter(
    (mark): mark is CueMark =>
      isKind(mark, "cue") && mark.start >= start && mark.start < end && mark.is.cue.weight > 1,
  );
  const main = cues.filter((mark) => mark.is.cue.aside !== true);
  const kept = main.length > 0 || priced(scope, start, end) ? main : cues.slice(0, 1);
  return kept.filter(
    (mark, index) => !yields(scope, mark, index === 0 ? undefined : kept[index - 1], kept[index + 1]),
  );
}

/** "Mrs Lee 85, her email is …": a price, and besides how she is reached. */
function priced(scope: Scope, start: number, end: number): boolean {
  const has = (kind: "amount" | "email" | "phone") => marksOf(scope, kind, start, end).length > 0;
  return has("amount") && (has("email") || has("phone"));
}

/** Behind the order of a bill: more about that bill, and no order of its own. */
function ofBill(scope: Scope, { start, end, is: { cue } }: CueMark, prior: number): boolean {
  switch (cue.effect) {
    // "bill new customer Tara": whom to bill.
    case "add-client":
      return start - prior <= 1;
    // "bill Acme 200 and email it to…": where to send this bill.
    case "edit-client":
      return true;
    // "…and tell her it's due on the 1st": when to pay this bill.
    case "chase":
      return lowAt(scope, end - 1) === "due";
    // "bill Acme 200 and add parking": more of the same bill; "…210 for the lock change": work.
    case "edit-bill":
      return cue.weight === 4 || (end === start + 1 && !separated(scope, prior, start));
    // "…for a 40 litre bin by accident": a thing, and nothing that is cancelled.
    case "cancel-bill":
      if (scope.owner[end] !== undefined || pronouns.has(wordAt(scope, end))) return false;
      return end <= start + 2 && !pronouns.has(wordAt(scope, end - 1)) && !separated(scope, prior, start);
    // "3 days at 110 and a half day at 55"
    case "create-bill":
      return (
        cue.guessed === true &&
        ["day", "morning"].includes(lowAt(scope, end - 2)) &&
        !isKind(scope.owner[end], "client")
      );
    default:
      return false;
  }
}

/** Inside a longer phrase, or a lesser verb right beside a stronger one. */
function yields(scope: Scope, mark: CueMark, prior: CueMark | undefined, next: CueMark | undefined): boolean {
  const { cue } = mark.is;
  if (prior !== undefined && mark.start < prior.end) return true;
  const priorCue = prior?.is.cue;
  if (priorCue === undefined && next === undefined) return false;
  // "show me what's overdue": the stronger phrase right behind leads.
  // "Acme paid cancel the reminder" tells, and then orders.
  const tells =
    cue.effect === "record-payment" &&
    cue.form === "did" &&
    ["hold-chasing", "cancel-bill", "undo", "chase"].includes(next?.is.cue.effect ?? "");
  if (next !== undefined && next.start === mark.end && next.is.cue.weight > cue.weight && !tells) return true;
  // "nudge everyone who's overdue": the question only says whom.
  if (
    cue.query === true &&
    priorCue !== undefined &&
    priorCue.query !== true &&
    priorCue.needsDay !== true &&
    !separated(scope, prior?.end ?? 0, mark.start)
  )
    return true;
  if (priorCue?.effect === "create-bill" && ofBill(scope, mark, prior?.end ?? 0)) return true;
  if (priorCue !== undefined && serves(scope, cue, priorCue, prior?.end ?? 0, mark.start)) return true;
  // "see all my bills in a spreadsheet": what is to be in it.
  const inIt = cue.effect === "list-owed" || cue.effect === "show-bill" || cue.effect === "open-pages";
  if (inIt && next?.is.cue.effect === "export" && !separated(scope, mark.end, next.start)) return true;
  // "pause the Swan's reminders, start again on 4 January": until then.
  const again = priorCue?.effect === "hold-chasing" && cue.effect === "resume-chasing";
  if (again && isKind(scope.owner[mark.end], "day")) return true;
  // "says bill him": who says it matters, but it is not a promise.
  if (cue.effect === "promise" && cue.weight === 4 && next !== undefined && next.start - mark.end <= 3)
    return true;
  // "who paid this week", "why did you chase": the question leads.
  const stronger = prior?.end === mark.start && (priorCue?.weight ?? 0) < cue.weight;
  if (
    priorCue?.query === true &&
    priorCue.form !== "whole" &&
    !stronger &&
    !separated(scope, prior?.end ?? 0, mark.start)
  )
    return true;
  if (priorCue !== undefined && priorCue.effect === cue.effect && cue.form === "whole") return true;
  if (
    (priorCue?.weight ?? 0) >= 8 &&
    priorCue?.form === "whole" &&
    !separated(scope, prior?.end ?? 0, mark.start)
  )
    return true;
  if (priorCue?.weight === 9 && !separated(scope, prior?.end ?? 0, mark.start)) return true;
  if (
    priorCue !== undefined &&
    cue.weight <= 4 &&
    cue.noun !== true &&
    priorCue.weight > 4 &&
    !separated(scope, prior?.end ?? 0, mark.start)
  )
    return true;
  // "cancel bill", "send a bill": one verb, with its noun.
  return (
    cue.noun === true &&
    priorCue !== undefined &&
    mark.start - (prior?.end ?? 0) <= 1 &&
    priorCue.effect !== "nothing" &&
    priorCue.effect !== "promise" &&
    priorCue.needsDay !== true &&
    !separated(scope, prior?.end ?? 0, mark.start)
  );
}

/** The verb before leads, and this one only says why or how. */
function serves(scope: Scope, cue: Cue, priorCue: Cue, from: number, to: number): boolean {
  // "paid 60 cash in my dreams": said of the same money.
  if (cue.effect === "record-payment" && priorCue.effect === cue.effect && lowAt(scope, to) === "cash")
    return true;
  // "chase Acme for payment of bill 14" chases.
  const asking = ["chase", "hold-chasing", "edit-bill", "show-bill", "explain"].includes(priorCue.effect);
  const reason = cue.effect === "record-payment" && cue.form === "do";
  if (asking && reason && !separated(scope, from, to)) return true;
  // "ask Terry when he's paying"
  if (cue.effect === "promise" && priorCue.effect === "chase" && !separated(scope, from, to)) return true;
  return false;
}

function separated(scope: Scope, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (separators.has(wordAt(scope, at))) return true;
  return false;
}

function weakest(scope: Scope, { start, end }: Sentence): CueMark | null {
  const found = scope.marks.find(
    (mark): mark is CueMark =>
      isKind(mark, "cue") && mark.is.cue.aside !== true && mark.start >= start && mark.start < end,
  );
  return found ?? null;
}

/** Where the clause of a later verb begins: before its subject and what joins it. */
function cutBefore(scope: Scope, cue: CueMark, floor: number): number {
  let at = cue.is.cue.form === "did" ? subjectStart(scope, cue.start, floor) : cue.start;
  while (at > floor && isJoint(scope, at - 1)) at -= 1;
  return at;
}

const leadIns = words(
  "please can you could to will would dont not never do if when once unless till til until i we need want should must gonna lets hasnt havent just going might maybe id like ill better have got",
);

function isJoint(scope: Scope, at: number): boolean {
  const low = lowAt(scope, at);
  if (scope.owner[at] !== undefined) return false;
  return separators.hasLow(low) || fillers.hasLow(low) || leadIns.hasLow(low);
}
