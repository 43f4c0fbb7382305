import { daysBetween } from "../domain/day.ts";
import { type AnyVerb, bookVerbs } from "../domain/intent.ts";
import type { Clause } from "./clause.ts";
import { businesses } from "./client-index.ts";
import { beforeContact } from "./contact.ts";
import { asGuess, type Draft } from "./draft.ts";
import { asksBack, unsettled } from "./gate-doubts.ts";
import {
  bigCount,
  labelled,
  listedCount,
  openSum,
  sideBySide,
  strayFigure,
  strayNumber,
  strayShare,
  strayUnit,
} from "./gate-figures.ts";
import { everyWord } from "./gate-words.ts";
import { bitOf, type Mark } from "./mark.ts";
import { titles } from "./names.ts";
import { isKind, lowAt, marksOf, ownerAt, type Scope, wordAt } from "./scope.ts";
import { tokenAt } from "./tokens.ts";
import { fillers, firstNames, kin, numberNouns, streetWords, workWords } from "./vocabulary.ts";
import { begins, learnWords, words } from "./words.ts";

/**
 * The last gate. An order stays `said` only if nothing in its clause is left over that could change it; else a person
 * confirms. The readers before may all have missed something: this asks what they did not use, not what they found.
 */
export function gate(scope: Scope, clause: Clause, drafts: readonly Draft[]): readonly Draft[] {
  // Whoever is asked something anyway has confirmed by answering.
  const asked = drafts.some(isAsked);
  if (asked || !drafts.some(acting) || accounted(scope, clause, drafts)) return drafts;
  return drafts.map(unsure);
}

/** Whom and how much a fragment leaves open, the order before it said. */
function isAsked({ gaps, fragment }: Draft): boolean {
  return gaps.some(({ about }) => fragment !== true || (about !== "client" && about !== "amount"));
}

function acting({ intent }: Draft): boolean {
  return bookVerbs.has(intent.intent) && intent.certainty === "said";
}

/** The same order, to be confirmed, where it would have acted on money. */
export function unsure(draft: Draft): Draft {
  return acting(draft) ? asGuess(draft) : draft;
}

type Check = (scope: Scope, clause: Clause, drafts: readonly Draft[], verb: AnyVerb) => boolean;

interface Doubt {
  readonly found: Check;
  /** Marks of any of these kinds, any of these words and this verb must be there for it to be asked. */
  readonly kinds?: number;
  readonly words?: number;
  readonly verb?: AnyVerb;
}

const day = bitOf("day");
const client = bitOf("client");
const other = bitOf("other");
const amount = bitOf("amount");

/** All that an order may have in it that nobody used. */
const doubts: readonly Doubt[] = [
  { found: noteToSelf, words: begins.note },
  { found: (scope, { cue }) => lowAt(scope, cue?.start ?? -1) === "draft" },
  { found: strayFigure, kinds: amount },
  { found: strayShare, kinds: other | bitOf("vat") },
  { found: strayClient },
  { found: strayName },
  { found: strayBill },
  { found: heldBack, kinds: bitOf("draft") },
  { found: onwards, kinds: day, verb: "create-bill" },
  { found: asksBack, words: begins.tag },
  { found: unsettled },
  { found: strayPlace, kinds: other, verb: "record-payment" },
  { found: ofKin, kinds: client, verb: "record-payment" },
  { found: strayUnit, kinds: amount },
  { found: listedCount, kinds: other | amount },
  { found: strayOwner, kinds: client, verb: "create-bill" },
  { found: strayFirm, kinds: client, verb: "create-bill" },
  { found: noName },
  { found: halfName },
  { found: paidUntil, kinds: day, verb: "record-payment" },
  { found: strayNumber, words: begins.figure },
  { found: sideBySide, kinds: amount },
  { found: openSum, words: begins.plus },
  { found: bigCount, kinds: amount },
  { found: labelled, kinds: other },
  { found: (scope, clause, drafts) => !everyWord(scope, clause, drafts) },
];

learnWords(["remember", "forget", "reckon", "hope"], begins.note);

function accounted(scope: Scope, whole: Clause, drafts: readonly Draft[]): boolean {
  const end = Math.min(endOf(scope, whole), beforeContact(scope, whole));
  const clause = { ...whole, end };
  const said = drafts[0]?.intent.intent ?? "none";
  for (const { found, kinds, words, verb } of doubts) {
    if (verb !== undefined && verb !== said) continue;
    if (kinds !== undefined && (scope.kinds & kinds) === 0) continue;
    if (words !== undefined && (scope.opens & words) === 0) continue;
    if (found(scope, clause, drafts, said)) return false;
  }
  return true;
}

/** "…harris paid, terry hasn't": who has not is no part of who has. */
function endOf(scope: Scope, { start, end }: Clause): number {
  for (let at = start + 1; at < end - 1; at += 1) {
    const mark = scope.owner[at];
    if (
      isKind(mark, "client") &&
      mark.start === at &&
      ["hasnt", "didnt", "havent"].includes(lowAt(scope, mark.end))
    )
      return [",", "and", "but"].includes(lowAt(scope, at - 1)) ? at - 1 : at;
  }
  return end;
}

/** "I need to remember to bill Acme": an order, or a note to oneself? */
function noteToSelf(scope: Scope, { start, cue }: Clause): boolean {
  for (let at = start; at < (cue?.start ?? start); at += 1) {
    // "before I forget, …" only says that it is said now.
    const now = lowAt(scope, at - 2) === "before" && lowAt(scope, at) === "forget";
    if (!now && ["remember", "forget", "reckon"].includes(lowAt(scope, at))) return true;
    // "hope you're well" is manners.
    if (lowAt(scope, at) === "hope" && ["to", "i", "we"].includes(lowAt(scope, at + 1))) return true;
  }
  return false;
}

const outOf = words("from off out");
const billWords = words("bill invoice inv");
const plainBills = words("the that this last latest my his her their its same new old a one it no");

/** "knock 20 off the nursery bill": a bill by a name that was not recognised is not "the last one". */
function strayBill(scope: Scope, { start, end }: Clause, _drafts: readonly Draft[], verb: AnyVerb): boolean {
  if (verb === "create-bill") return false;
  const bills = marksOf(scope, "bill", start, end);
  // "remove the last one from bill 3": a part of it.
  const within = ({ start: at }: Mark) =>
    outOf.has(wordAt(scope, at - 2)) ||
    (["of", "on", "in"].includes(lowAt(scope, at - 2)) && ownerAt(scope, at - 2) === undefined);
  if (verb === "cancel-bill" && bills.some(within)) return true;
  // "cancel 24"
  if (verb === "cancel-bill" && end === start + 2 && bills.some(({ start: at }) => at === start + 1))
    return true;
  // "move 20 from bill 7 to bill 8"
  if (bills.length > 1 && bills.some((mark) => ["from", "to"].includes(lowAt(scope, mark.start - 2))))
    return true;
  for (let at = start + 1; at < end; at += 1) {
    if (!billWords.has(wordAt(scope, at))) continue;
    const before = tokenAt(scope.tokens, at - 1);
    const named = before?.kind === "word" && ownerAt(scope, at - 1) === undefined;
    if (named && !plainBills.has(before.word) && ["the", "that"].includes(lowAt(scope, at - 2))) return true;
  }
  return false;
}

const belongings = words("bill invoice job account house place home work order");

/** "bill Dr Lund's practice": somebody or something of theirs, or what was done? */
function strayOwner(scope: Scope, { start, end }: Clause): boolean {
  return marksOf(scope, "client", start, end).some((mark) => {
    const thing = scope.tokens[mark.end + 1];
    if (lowAt(scope, mark.end) !== "'s" || thing?.kind !== "word" || scope.owner[mark.end + 1] !== undefined)
      return false;
    return !workWords.has(thing.word) && !belongings.has(thing.word);
  });
}

/** Work, and what people are called: "dave hall", "sue wood". */
const surnames = words(
  "hall wood walls gates cook baker potter tiler slater carpenter mason stone brick garden gardens kitchen hedge pond pool field lane lock locks price shelf page",
);

/** "bill dave hall 110": the hall of a Dave, or Dave Hall? */
function halfName(scope: Scope, _clause: Clause, drafts: readonly Draft[]): boolean {
  return drafts.some(({ intent: { client } }) => {
    if (client == null || client.match !== null || !firstNames.hasLow(client.said.toLowerCase()))
      return false;
    const at = scope.tokens.findIndex(({ text }) => text === client.said);
    return surnames.has(wordAt(scope, at + 1));
  });
}

const anybody = words(
  "lad lads lady ladies bloke guy man men woman girl boy couple people family person customer client everything everyone something final separate direct early same rest next extra time double twice all half them",
);

/** "bill mrs 40", "bill j 40", "bill lad next door 40": who is that? */
function noName(_scope: Scope, _clause: Clause, drafts: readonly Draft[]): boolean {
  return drafts.some(({ intent: { client } }) => {
    if (client == null || client.match !== null) return false;
    const words = client.said.toLowerCase().split(" ");
    const somebody =
      client.said[0] === words[0]?.[0] && (kin.hasLow(words[0] ?? "") || anybody.hasLow(words[0] ?? ""));
    return somebody || client.said.length < 2 || words.every((low) => titles.hasLow(low));
  });
}

/** "bill Sutton Road Garage": another firm, of which the known name is only the first word. */
function strayFirm(scope: Scope, { start, end }: Clause): boolean {
  return marksOf(scope, "client", start, end).some((mark) => {
    const next = lowAt(scope, mark.end);
    const firm = streetWords.has(wordAt(scope, mark.end)) || businesses.has(next);
    // "unit 5 of Harbour View": theirs, or somebody there?
    if (beside.has(wordAt(scope, mark.start - 1)) && ownerAt(scope, mark.start - 1) === undefined)
      return true;
    return mark.end - mark.start === 1 && mark.end < end && firm && scope.owner[mark.end] === undefined;
  });
}

const beside = words("of near opposite behind beside above below");

/** "Neville is paid up to Friday": a state of things, and no payment. */
function paidUntil(scope: Scope, { start, end }: Clause): boolean {
  return marksOf(scope, "day", start, end).some(
    (mark) =>
      mark.is.until ||
      // "paid a Monday": on any, and on none of them
      ["to", "a", "some", "every"].includes(lowAt(scope, mark.start - 1)) ||
      ["a", "some", "every"].includes(lowAt(scope, mark.start)),
  );
}

/** "paid number 7": the seventh bill, or the house? "paid 2 bills": which? */
function strayPlace(scope: Scope, { start, end }: Clause): boolean {
  return marksOf(scope, "other", start, end).some((mark) => {
    const low = lowAt(scope, mark.start);
    const counts =
      ["bills", "invoices", "jobs", "times", "weeks"].includes(lowAt(scope, mark.end)) ||
      lowAt(scope, mark.end - 1) === "bills";
    return counts || numberNouns.has(wordAt(scope, mark.start)) || ["no", "num", "nr"].includes(low);
  });
}

/** "tanner and sons son paid" */
function ofKin(scope: Scope, { start, end }: Clause): boolean {
  return marksOf(scope, "client", start, end).some(
    (mark) => kin.has(wordAt(scope, mark.end)) && !["other", "new", "old"].includes(lowAt(scope, mark.end)),
  );
}

/** "90 from Monday": for what was done since, or for what begins then? */
function onwards(scope: Scope, { start, end }: Clause): boolean {
  return marksOf(scope, "day", start, end).some(
    (mark) =>
      ["from", "since", "starting"].includes(lowAt(scope, mark.start)) &&
      (mark.is.ahead === null || daysBetween(scope.today, mark.is.ahead) < 60),
  );
}

/** "tbc", "pending", a figure set aside; money on account has come all the same. */
function heldBack(scope: Scope, { start, end }: Clause, _drafts: readonly Draft[], verb: AnyVerb): boolean {
  return marksOf(scope, "draft", start, end).some(
    (mark) =>
      verb !== "record-payment" || lowAt(scope, mark.start) !== "on" || lowAt(scope, mark.end - 1) === "tick",
  );
}

/** Words of names that are words of any sentence. */
const common = words("the one two three four little big new old bright green red black white blue young");

/** A known client who is none of those that the order is about. */
function strayClient(scope: Scope, { start, end }: Clause, drafts: readonly Draft[]): boolean {
  for (let at = start; at < end; at += 1) {
    const low = lowAt(scope, at);
    const free = scope.owner[at] === undefined && scope.index.telling.has(low);
    if (free && !common.hasLow(low) && !drafts.some((draft) => names(draft, low))) return true;
  }
  return marksOf(scope, "client", start, end).some(
    (mark) =>
      (lowAt(scope, mark.end) === "'s" && kin.has(wordAt(scope, mark.end + 1))) ||
      !drafts.some(({ intent }) => {
        const match = intent.client?.match;
        return (match != null && mark.is.matches.includes(match)) || (match == null && intent.client != null);
      }),
  );
}

function names({ intent: { client } }: Draft, low: string): boolean {
  return `${client?.said ?? ""} ${client?.match ?? ""}`.toLowerCase().includes(low);
}

const towards = words("to for from not by with and or off");

/** A word of the name that was said. */
function isOf({ intent }: Draft, word: string): boolean {
  return (
    intent.client?.said
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .includes(word) === true
  );
}

/** A person's name in what should be the work: "for Dave", "Mrs Lee". */
function strayName(scope: Scope, { start, end, cue }: Clause, drafts: readonly Draft[]): boolean {
  for (let at = cue?.start ?? start; at < end; at += 1) {
    const token = scope.tokens[at];
    if (token?.kind !== "word" || scope.owner[at] !== undefined || token.low === "the") continue;
    const capital = token.upper && !fillers.has(token.word) && !workWords.has(token.word);
    if (!capital && !titles.has(token.word) && !firstNames.has(token.word)) continue;
    if (drafts.some((draft) => isOf(draft, token.text.toLowerCase()))) continue;
    if (titles.has(token.word) && token.upper) return true;
    if (firstNames.has(token.word) && lowAt(scope, at + 1) === "'s") return true;
    if (!capital || scope.text === scope.text.toUpperCase()) continue;
    if (firstNames.has(token.word)) return true;
    const word = token.text.length > 1 && token.text !== token.text.toUpperCase();
    if (word && towards.has(wordAt(scope, at - 1)) && lowAt(scope, at + 1) !== "'s") return true;
  }
  return false;
}
