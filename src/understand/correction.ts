import type { Intent } from "../domain/intent.ts";
import { blankOf, type Draft, type Gap } from "./draft.ts";
import { whichOf } from "./draft-bill.ts";
import { unsure } from "./gate.ts";
import { everyWord } from "./gate-words.ts";
import { hedged } from "./hedges.ts";
import { bitOf, bitsFor } from "./mark.ts";
import { readName } from "./name.ts";
import { compile, longest } from "./phrases.ts";
import { resolveName } from "./resolve-name.ts";
import { isKind, lowAt, marksOf, type Scope, typed, wordAt } from "./scope.ts";
import { dueIn, moneyIn } from "./slots.ts";
import { fillers, workWords } from "./vocabulary.ts";
import { begins, learnWords, words } from "./words.ts";

/** What a message puts right about the last bill, or about one it numbers. */
type Right = "line" | "whose" | "work" | "anew";

const openings = compile<Right>([
  [`(rename|change|set|update|make|edit|amend) (the|that|) (line|description|wording|work|text) (to|as|say|
    to say)`, "line"],
  ["(the|) (description|line|wording) (should be|is|should say|should read|needs to be)", "line"],
  ["(it|that|this|that one|this one|the last one|last one) (is|was|'s) for", "work"],
  [`(it|that|this|that one|this one|the last one|last one) (should be|should have been|was meant to be|is
    meant to be|was supposed to be) (for|to|)`, "whose"],
  [`(wrong|not that) (client|customer|person|one|bloke|guy|name|dave|john|patel|smith) (it|) (should be|
    should have been|) (for|)`, "whose"],
  ["(bill|invoice) (it|that|this|that one|this one|the last one) to", "anew"],
], begins.correction); // biome-ignore format: one row a way of saying it

learnWords(["not"], begins.correction);
const corrects = bitsFor("fix", "bill", "vat");

/** "no, £203", "it should be Dave Hughes", "that was for boiler repair", "bill 14 is for Harris". */
export function readCorrection(scope: Scope): Draft | null {
  if ((scope.opens & begins.correction) === 0 && (scope.kinds & corrects) === 0) return null;
  const draft = putRight(scope);
  if (draft === null) return null;
  // "add VAT to that, I suppose"
  const whole = { start: 0, end: scope.tokens.length, sentence: 0, cue: null, asked: false };
  const plain = { ...whole, carried: null, under: false, list: false };
  return everyWord(scope, plain, [draft]) && !hedged(scope, plain) ? draft : unsure(draft);
}

function putRight(scope: Scope): Draft | null {
  const first = start(scope, 0);
  const slip = scope.owner[first];
  // "no, it was for Steve": the slip only says that something was wrong.
  const behind = isKind(slip, "fix")
    ? start(scope, slip.end + (lowAt(scope, slip.end) === "," ? 1 : 0))
    : first;
  const meantBehind = longest(openings, scope.tokens, behind);
  const from = meantBehind === null ? first : behind;
  const opened = meantBehind ?? (first === behind ? null : longest(openings, scope.tokens, first));
  const end = scope.tokens.length;
  if (opened !== null) return reword(scope, opened.value, opened.end, end);
  const bill = scope.owner[from] ?? scope.owner[from + 1];
  if (isKind(bill, "bill") && bill.start <= from + 1) return billFor(scope, bill.end, bill.is.number);
  const swapped = otherThan(scope, behind, isKind(slip, "fix"));
  if (swapped !== null) return swapped;
  if (isKind(slip, "fix") && takesBack(scope)) return cancelLast;
  const meant = isKind(slip, "fix") && ["meant", "mean"].includes(lowAt(scope, slip.end - 1));
  const whom = meant ? clientAt(scope, behind, end, false) : null;
  if (whom !== null) return edit({ last: true, ...whom.set }, true, whom.gaps);
  // "it was 80 not 90", "80 not 90"
  const denied = scope.marks.some((mark) => isKind(mark, "fix") && mark.start > from);
  const sum = isKind(scope.owner[from], "amount");
  const points = denied && (sum || ["it", "its", "that", "thats"].includes(lowAt(scope, from)));
  const only = onlyThat(scope, from);
  if (!points && !only && !isKind(scope.owner[from], "fix")) return vatOnLast(scope);
  const slipped = lastSlip(scope, from);
  return slipped !== null && (sum || only) ? unsure(slipped) : slipped;
}

/** "it was only 40" */
function onlyThat(scope: Scope, from: number): boolean {
  const [what, is, only] = [lowAt(scope, from), lowAt(scope, from + 1), lowAt(scope, from + 2)];
  return (
    ["it", "that"].includes(what) &&
    ["was", "is", "'s", "were"].includes(is) &&
    ["only", "actually"].includes(only)
  );
}

const cancelLast: Draft = {
  intent: { ...blankOf("cancel-bill"), certainty: "guessed", last: true },
  gaps: [],
};

/** "sorry, scrap that": nothing but a slip, and what is to become of it. */
function takesBack(scope: Scope): boolean {
  const only = scope.tokens.every(
    ({ low, kind }, at) => kind === "sign" || fillers.hasLow(low) || isKind(scope.owner[at], "fix"),
  );
  return only && scope.tokens.some(({ low }) => ["scrap", "scratch", "strike", "delete"].includes(low));
}

function start(scope: Scope, from: number): number {
  let at = from;
  while (fillers.has(wordAt(scope, at)) && scope.owner[at] === undefined) at += 1;
  return at;
}

function edit(set: Partial<Intent>, guessed = false, gaps: readonly Gap[] = []): Draft {
  const certainty = guessed ? "guessed" : "said";
  return { intent: { ...blankOf("edit-bill"), certainty, ...set }, gaps };
}

function reword(scope: Scope, right: Right, from: number, end: number): Draft | null {
  if (end <= from || end - from > 12 || moneyIn(scope, { start: from, end }).length > 0) return null;
  const at = right === "line" ? from : afterComma(scope, from);
  const named = right === "line" ? null : clientAt(scope, at, end, right === "whose");
  // "bill that to Harris": the bill just made, or what was just talked of?
  if (named !== null)
    return edit({ last: true, ...named.set }, named.guessed || right === "anew", named.gaps);
  if (
    right === "whose" ||
    right === "anew" ||
    scope.marks.some((mark) => mark.start >= from && isKind(mark, "day"))
  )
    return null;
  const work =
    right === "line" || workWords.has(wordAt(scope, end - 1)) || workWords.has(wordAt(scope, from));
  return work && end - from <= 8 ? edit({ last: true, description: typed(scope, from, end) }) : null;
}

function afterComma(scope: Scope, from: number): number {
  return [",", "-", ":"].includes(lowAt(scope, from)) ? from + 1 : from;
}

interface Whose {
  readonly set: Partial<Intent>;
  readonly guessed: boolean;
  readonly gaps: readonly Gap[];
}

/** The client who fills the rest of the message; a new name only where nothing but a name can stand. */
function clientAt(scope: Scope, from: number, end: number, anyone: boolean): Whose | null {
  const span = readName(scope, from, end);
  if (
    span === null ||
    start(scope, denied(scope, span.end)) < end ||
    workWords.has(wordAt(scope, span.start))
  )
    return null;
  const { mention, guessed, several } = resolveName(scope, span);
  const upper = scope.tokens[span.start]?.upper === true;
  if (mention.match === null && several.length === 0 && !(anyone && upper)) return null;
  const gaps: Gap[] = several.length === 0 ? [] : [whichOf(several)];
  return { set: { client: mention, repoint: true }, guessed: guessed || mention.match === null, gaps };
}

/** "…Patel, not Acme" */
function denied(scope: Scope, at: number): number {
  if (lowAt(scope, at) === "instead") return at + 1;
  const not = lowAt(scope, at) === "," ? at + 1 : at;
  const other = scope.owner[not + 1];
  return lowAt(scope, not) === "not" && isKind(other, "client") ? other.end : at;
}

/** "no, Harris not Acme", "not Acme, Harris": whose the last bill is instead. */
function otherThan(scope: Scope, from: number, slip: boolean): Draft | null {
  if ((scope.opens & begins.denied) === 0) return null;
  const end = scope.tokens.length;
  const first = lowAt(scope, from) === "not" ? scope.owner[from + 1] : undefined;
  const at = isKind(first, "client") ? start(scope, afterComma(scope, first.end)) : from;
  const denies = isKind(first, "client") || scope.tokens.slice(from, end).some(({ low }) => low === "not");
  const named = denies && at < end ? clientAt(scope, at, end, true) : null;
  return named === null ? null : edit({ last: true, ...named.set }, !slip || named.guessed, named.gaps);
}

const belongs = compile<true>([
  [
    "(is|'s|was|should go|needs to go|should be|should have been|is meant to be|was meant to be|needs to be) (for|to)",
    true,
  ],
]);

function billFor(scope: Scope, at: number, bill: number): Draft | null {
  const found = longest(belongs, scope.tokens, at);
  if (found === null) return null;
  const named = clientAt(scope, found.end, scope.tokens.length, true);
  return named === null ? null : edit({ bill, ...named.set }, named.guessed, named.gaps);
}

const pointers = words("that it this");
const joints = words("and also add with put plus");

/** "add VAT to that" */
const asks = words("is was does did are do has had");

function vatOnLast(scope: Scope): Draft | null {
  if ((scope.kinds & bitOf("vat")) === 0) return null;
  const { tokens, marks } = scope;
  const only = marks.find((mark) => isKind(mark, "vat"));
  const party = marks.find((mark) => isKind(mark, "client"));
  if (!isKind(only, "vat") || tokens.length > 9) return null;
  // "is that inc VAT", though nobody writes the mark
  const asked = tokens.at(-1)?.low === "?" || asks.has(wordAt(scope, 0));
  if (marks.length > (party === undefined ? 1 : 2) || asked) return null;
  const onto = ["to", "on", "off", "from"].includes(lowAt(scope, only.end));
  // "VAT on that"
  if (only.is.vat === null)
    return only.start === 0 && onto && pointers.has(wordAt(scope, only.end + 1)) && party === undefined
      ? edit({ last: true, vat: "plus" }, true)
      : null;
  if (party !== undefined && onto) {
    const { mention, guessed } = resolveName(scope, party);
    return edit({ client: mention, vat: only.is.vat }, guessed);
  }
  if (party !== undefined) return null;
  const points = tokens.some((token) => pointers.has(token.word));
  if (points) return edit({ last: true, vat: only.is.vat });
  // "and add VAT": of what was talked of last, and nothing else is said.
  const alone = tokens.every(
    ({ low, kind }, at) =>
      kind === "sign" || fillers.hasLow(low) || joints.hasLow(low) || scope.owner[at] === only,
  );
  return alone ? edit({ last: true, vat: only.is.vat }, true) : null;
}

/** "it was thursday": when to pay, or when it was done or paid? */
function wasThen({ tokens }: Scope): boolean {
  return tokens.some(({ low }) => low === "was" || low === "were");
}

/** "no, £203", "sorry, friday": a slip of the last order, when nothing else is said. */
function lastSlip(scope: Scope, from: number): Draft | null {
  const whole = { start: from, end: scope.tokens.length };
  const [party, other] = marksOf(scope, "client", from, whole.end);
  const linked = party === undefined || ["for", "on", "to"].includes(lowAt(scope, party.start - 1));
  if (other !== undefined || !linked) return null;
  for (let at = from; at < scope.tokens.length; at += 1) {
    if (party !== undefined && at >= party.start - 1 && at < party.end) continue;
    const kind = scope.owner[at]?.kind;
    const plain = kind === "fix" || kind === "amount" || kind === "day" || fillers.has(wordAt(scope, at));
    const light = [
      "its",
      "it",
      "is",
      "'s",
      "should",
      "be",
      "make",
      "meant",
      "i",
      "was",
      "were",
      "only",
      "that",
      "thats",
      ",",
      "-",
      ".",
    ].includes(lowAt(scope, at));
    if (!plain && !light && scope.tokens[at]?.kind !== "break") return null;
  }
  const money = moneyIn(scope, whole);
  const due = dueIn(scope, whole);
  const only = money.length === 1 ? money[0]?.is : undefined;
  if (only !== undefined && marksOf(scope, "day", from, whole.end).length === 0) {
    if (only.minor === null || only.minor <= 0 || only.quantity !== 1 || only.rate) return null;
    const sum = { amountMinor: only.minor, currency: only.currency };
    if (party === undefined) return edit({ last: true, ...sum }, only.slang);
    // "meant 45 for Kayleigh, not 38"
    const { mention, several } = resolveName(scope, party);
    return several.length > 0 ? null : edit({ client: mention, ...sum }, true);
  }
  if (party !== undefined) return null;
  return money.length === 0 && due.day !== null && due.gap === null
    ? edit({ last: true, dueOn: due.day }, due.guessed || wasThen(scope))
    : null;
}
