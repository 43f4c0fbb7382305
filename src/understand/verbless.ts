import type { Clause } from "./clause.ts";
import { onlyContact } from "./contact.ts";
import { addGaps, asGuess, type Draft, type Gap, nothing, refused } from "./draft.ts";
import { draftBills, fragmentMood, whichOf } from "./draft-bill.ts";
import { draftOthers } from "./draft-other.ts";
import { bitOf } from "./mark.ts";
import type { Mood } from "./mood.ts";
import { looksLikeName, readName, type Span } from "./name.ts";
import { resolveName } from "./resolve-name.ts";
import { type AmountMark, isKind, lowAt, marksOf, type Scope, wordAt } from "./scope.ts";
import { moneyIn } from "./slots.ts";
import { didWork, onlyWork, telling } from "./tale.ts";
import { toldOfBill } from "./verbless-bill.ts";
import { fillers, firstNames, workWords } from "./vocabulary.ts";
import { withOthers } from "./who.ts";

/** "Acme 230", "230 from Acme", "bill 14", or a fragment of the order before: no verb, so never sure. */
export function withoutVerb(
  scope: Scope,
  clause: Clause,
  before: Clause | null,
  mood: Mood,
): readonly Draft[] {
  // "1.8k, half now half when done"
  const parts = mood.conditional && !mood.negated && !mood.idle && (scope.kinds & moneyed) !== 0;
  if (parts && clause.cue === null) return gapOnly(scope, clause);
  if (mood.negated || mood.idle || mood.conditional) return [nothing];
  const money = moneyIn(scope, clause).filter((mark) => !isTime(scope, mark));
  if (money.length > 0 && givesMoney(scope, clause)) return [nothing];
  const known = marksOf(scope, "client", clause.start, clause.end)[0];
  const told =
    toldOfBill(scope, clause, before, mood, money) ?? toldOfClient(scope, clause, before, mood, money);
  if (told !== null) return told;
  const gaps = marksOf(scope, "gap", clause.start, clause.end);
  const span = known ?? nameIn(scope, clause);
  if (money.length === 0) {
    if (known === undefined && (before !== null || saysDue(scope, clause))) return fragment(scope, clause);
    return span === null ? gapOnly(scope, clause) : wanted(scope, clause, span);
  }
  if (before !== null && (span === null || isLine(scope, clause) || listsWork(scope, clause, span)))
    return fragment(scope, clause);
  if (mood.asked && !mood.polite) return [nothing];
  if (span === null) return nameless(scope, clause, money);
  const from = lowAt(scope, span.start - 1);
  if (received(scope, clause, span)) return [came(scope, clause, span, mood)];
  if (gaps.length === 0 && !tight(scope, clause, span, money)) return [nothing];
  if ((from === "from" || from === "off") && gaps.length === 0) return [came(scope, clause, span, mood)];
  return guessedBill(scope, clause, mood);
}

const moneyed = bitOf("amount");

/** Patience with a client, or how they are reached. Null where it is neither. */
function toldOfClient(
  scope: Scope,
  clause: Clause,
  before: Clause | null,
  mood: Mood,
  money: readonly AmountMark[],
): readonly Draft[] | null {
  if (money.length > 0) return null;
  const known = marksOf(scope, "client", clause.start, clause.end)[0];
  const days = marksOf(scope, "day", clause.start, clause.end);
  // "give them another week": alone it is patience, after a bill it is the day to pay.
  const given = days.some((mark) => lowAt(scope, mark.start) === "give");
  const until = known !== undefined && days.some((mark) => mark.is.until) && !mood.asked;
  if ((given || until) && before === null)
    return draftOthers(scope, clause, "hold-chasing", mood, clause.carried);
  const reached = mood.asked ? "nobody" : onlyContact(scope, clause);
  if (reached === "nobody") return null;
  const drafts = draftOthers(scope, clause, "edit-client", mood);
  return reached === "client" ? drafts : drafts.map(ofThem);
}

/** "she's at mary@example.com": of whoever was spoken of. */
function ofThem({ intent, gaps }: Draft): Draft {
  return {
    intent: { ...intent, client: null, last: true },
    gaps: gaps.filter(({ about }) => about !== "client"),
  };
}

/** "send 88 to Park Lane": money that goes out. */
function givesMoney(scope: Scope, { start, end }: Clause): boolean {
  let at = start;
  while (at < end && fillers.has(wordAt(scope, at)) && scope.owner[at] === undefined) at += 1;
  const gives = ["send", "transfer", "wire", "pay", "give", "lend", "put", "sub"].includes(lowAt(scope, at));
  // "give Kirsty 15"; "send Kirsty 15" may want a bill sent.
  const whom = ["pay", "give", "lend", "sub"].includes(lowAt(scope, at)) ? scope.owner[at + 1] : undefined;
  const me = ["me", "us"].includes(lowAt(scope, at + 1)) ? at + 2 : at + 1;
  const behind = isKind(whom, "client") ? whom.end : me;
  return gives && isKind(scope.owner[behind], "amount");
}

/** "got Mrs Patel's 45" */
function received(scope: Scope, { start }: Clause, span: Span): boolean {
  const got =
    ["got", "had", "received", "banked"].includes(lowAt(scope, span.start - 1)) && span.start - start <= 3;
  const at = lowAt(scope, span.end) === "'s" ? span.end + 1 : span.end;
  return got && isKind(scope.owner[at], "amount");
}

/** "at 12.30" */
function isTime(scope: Scope, mark: AmountMark): boolean {
  const typed = scope.tokens[mark.start]?.text ?? "";
  if (lowAt(scope, mark.start - 1) !== "at") return false;
  // "pete at 10, dawson at 2"
  const hour = /^(?:[1-9]|1[0-2])$/.test(typed) && mark.is.quantity === 1 && mark.is.strength === "bare";
  const later = scope.marks.some(
    (other) => other !== mark && isKind(other, "amount") && lowAt(scope, other.start - 1) === "at",
  );
  if (hour && (later || isKind(scope.owner[mark.end], "day"))) return true;
  return mark.is.quantity === 1 && /^(?:[01]?\d|2[0-3])\.[0-5]\d$/.test(typed);
}

/** "usual for Mrs Khan": no amount, but a word that asks for a bill we cannot price. */
function wanted(scope: Scope, clause: Clause, span: Span): readonly Draft[] {
  const gaps = marksOf(scope, "gap", clause.start, clause.end).map((mark) => mark.is.gap);
  if (gaps.length === 0) return [nothing];
  if (gaps.some((gap) => gap.instead === true) || span.start < clause.start) return gapOnly(scope, clause);
  return guessed(scope, clause, fragmentClient, gaps).map((draft) => forWhom(scope, span, draft));
}

/** "the usual for Mrs Khan": behind "for" stands who it is for, as there is nothing else that it could be for. */
function forWhom(scope: Scope, span: Span, { intent, gaps }: Draft): Draft {
  if (intent.client != null) return { intent, gaps };
  const { mention } = resolveName(scope, span);
  return {
    intent: { ...intent, client: mention, description: null },
    gaps: gaps.filter(({ about }) => about !== "client"),
  };
}

const fragmentClient: Mood = { ...fragmentMood };

function came(scope: Scope, clause: Clause, span: Span, mood: Mood): Draft {
  const [draft = nothing] = draftOthers(scope, { ...clause, cue: null }, "record-payment", mood);
  const { mention, several } = resolveName(scope, span);
  const gaps = draft.gaps.filter((gap) => gap.about !== "client");
  const which: Gap[] = several.length > 0 ? [whichOf(several)] : [];
  return { intent: { ...draft.intent, certainty: "guessed", client: mention }, gaps: [...which, ...gaps] };
}

function guessedBill(scope: Scope, clause: Clause, mood: Mood): readonly Draft[] {
  const gaps = marksOf(scope, "gap", clause.start, clause.end).map((mark) => mark.is.gap);
  const instead = gaps.find((gap) => gap.instead === true);
  if (instead !== undefined) return [refused(instead)];
  const words = scope.tokens.slice(clause.start, clause.end);
  const ticked = words.some((token) => ["✅", "✔", "☑"].includes(token.text));
  const which: readonly Gap[] = ticked
    ? [{ about: "action", text: "Shall I bill that, or has it been paid?" }]
    : [];
  return guessed(scope, clause, mood, [...gaps, ...which]);
}

/** "did Kasia's perm today 48": when it was done, and not when to pay. */
function untilDue(scope: Scope, { start, end }: Clause, draft: Draft): Draft {
  const due = marksOf(scope, "day", start, end).some((mark) => mark.is.due);
  if (due) return draft;
  const gaps = draft.gaps.filter(({ about }) => about !== "day");
  return { ...draft, gaps, intent: { ...draft.intent, dueOn: null } };
}

function guessed(scope: Scope, clause: Clause, mood: Mood, gaps: readonly Gap[]): readonly Draft[] {
  const did = didWork(scope, clause);
  const made = draftBills(scope, did > 0 ? { ...clause, start: did } : clause, mood).map((draft) =>
    addGaps(asGuess(draft), gaps),
  );
  return did > 0 ? made.map((draft) => untilDue(scope, clause, draft)) : made;
}

function gapOnly(scope: Scope, clause: Clause): readonly Draft[] {
  const gap = marksOf(scope, "gap", clause.start, clause.end)[0];
  return [gap === undefined ? nothing : refused(gap.is.gap)];
}

/** "tap repair £85", "£180 cash job": work and money, but for whom? */
function nameless(scope: Scope, clause: Clause, money: readonly AmountMark[]): readonly Draft[] {
  const sure = money.some((mark) => mark.is.strength === "sure");
  const words = scope.tokens.slice(clause.start, clause.end);
  const work = words.some((token) => workWords.has(token.word));
  // "40 quid on diesel"
  const spent = money.some((mark) => lowAt(scope, mark.end) === "on" && scope.owner[mark.end] === undefined);
  if (!sure || !work || spent || words.length > 14 || telling(scope, clause)) return gapOnly(scope, clause);
  const cash = marksOf(scope, "method", clause.start, clause.end).length > 0;
  const gaps: Gap[] = cash ? [{ about: "action", text: "Shall I make a bill, or has it been paid?" }] : [];
  return guessed(scope, clause, fragmentMood, gaps);
}

/** A bare figure must stand beside the name; a sentence that tells a story is no order. */
function tight(scope: Scope, clause: Clause, span: Span, money: readonly AmountMark[]): boolean {
  if (clause.end - clause.start > 30) return false;
  if (money.some((mark) => mark.is.strength === "sure")) return !telling(scope, clause);
  const taxed = money.some((mark) => isKind(scope.owner[mark.end], "vat"));
  const joined = withOthers(scope, span, clause).at(-1) ?? span;
  const near =
    taxed ||
    money.some(
      (mark) =>
        Math.abs(mark.start - span.end) <= 2 ||
        Math.abs(mark.start - joined.end) <= 2 ||
        Math.abs(span.start - mark.end) <= 2 ||
        onlyWork(scope, span.end, mark.start),
    );
  return near && !telling(scope, clause);
}

function nameIn(scope: Scope, clause: Clause): Span | null {
  const first = readName(scope, clause.start, clause.end);
  if (first !== null) {
    if (isKind(scope.owner[first.start], "address")) return first;
    const low = lowAt(scope, first.start);
    const upper = scope.tokens[first.start]?.upper === true;
    // "Smith: 60", "Smith - £60"
    const apart = [":", "-", "="].includes(lowAt(scope, first.end)) ? 1 : 0;
    const next = scope.owner[first.end + apart];
    const short = first.end - first.start <= 2 && (isKind(next, "amount") || first.end === clause.end);
    const opens =
      first.start === clause.start ||
      fillers.has(wordAt(scope, first.start - 1)) ||
      lowAt(scope, first.start - 1) === "for";
    if (!workWords.hasLow(low) && (looksLikeName(scope, first.start) || (opens && short) || (upper && short)))
      return first;
  }
  const did = didWork(scope, clause);
  for (let at = clause.start; at < clause.end - 1; at += 1) {
    const gapEnd = isKind(scope.owner[at], "gap") ? (scope.owner[at]?.end ?? at) : -1;
    if (gapEnd > at && looksLikeName(scope, gapEnd)) return readName(scope, gapEnd, clause.end);
    const low = lowAt(scope, at);
    const place = did > 0 && (low === "at" || at === did - 1);
    if ((place || ["to", "for", "from", "off"].includes(low)) && looksLikeName(scope, at + 1))
      return readName(scope, at + 1, clause.end);
    if (isKind(scope.owner[at], "amount") && looksLikeName(scope, at + 1))
      return readName(scope, at + 1, clause.end);
  }
  return null;
}

/** "labour 200" under "bill Acme:" is a line of it. */
function isLine(scope: Scope, clause: Clause): boolean {
  const first = isKind(scope.owner[clause.start], "amount")
    ? (scope.owner[clause.start]?.end ?? clause.start)
    : clause.start;
  return workWords.has(wordAt(scope, first)) && !isKind(scope.owner[first], "client");
}

/** "tracking 45" in the list of an order: a word in lower case that is nobody's name. */
function listsWork(scope: Scope, clause: Clause, span: Span): boolean {
  if (clause.list !== true || isKind(scope.owner[span.start], "client")) return false;
  const words = scope.tokens.slice(span.start, span.end);
  return (
    !words.some((token) => token.upper || firstNames.has(token.word)) &&
    resolveName(scope, span).mention.match === null
  );
}

/** "Due Friday." and nothing else. */
function saysDue(scope: Scope, { start, end }: Clause): boolean {
  const mark = scope.owner[start];
  return isKind(mark, "day") && mark.is.due && mark.start === start && mark.end === end;
}

/** "due Friday", "no vat on it", "boiler repair": more about the order before. */
function fragment(scope: Scope, clause: Clause): readonly Draft[] {
  const words = scope.tokens.slice(clause.start, clause.end).map((token) => token.low);
  const sum = words.some((low) => ["total", "totals", "altogether", "sum"].includes(low));
  const or = lowAt(scope, clause.start) === "or";
  const ofAll = words[0] === "all" || words[0] === "both";
  const choice: Gap[] = or ? [{ about: "amount", text: "Which amount is it?" }] : [];
  // "Bill Acme 230. Monthly.": what cannot be done is asked here, too.
  const unable = marksOf(scope, "gap", clause.start, clause.end).map((mark) => mark.is.gap);
  return draftBills(scope, { ...clause, cue: null }, fragmentMood).map((draft) => ({
    ...draft,
    gaps: [...draft.gaps, ...choice, ...unable],
    fragment: true,
    sum,
    ofAll,
  }));
}
