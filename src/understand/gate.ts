import { type AnyVerb, bookVerbs } from "../domain/intent.ts";
import type { Clause } from "./clause.ts";
import type { Draft } from "./draft.ts";
import { bigCount, openSum, smallWords, strayFigure, strayNumber, strayUnit } from "./gate-figures.ts";
import { everyWord } from "./gate-words.ts";
import { politeEnd } from "./mood.ts";
import { titles } from "./names.ts";
import { isKind, lowAt, marksOf, type Scope } from "./scope.ts";
import { fillers, firstNames, kin, workWords } from "./vocabulary.ts";

/**
 * The last gate. An order stays `said` only if nothing in its clause is left over that could change it; else a person
 * confirms. The readers before may all have missed something: this asks what they did not use, not what they found.
 */
export function gate(scope: Scope, clause: Clause, drafts: readonly Draft[]): readonly Draft[] {
  // Whoever is asked something anyway has confirmed by answering.
  const asked = drafts.some((draft) => draft.gaps.length > 0);
  if (asked || !drafts.some(acting) || accounted(scope, clause, drafts)) return drafts;
  return drafts.map(unsure);
}

function acting({ intent }: Draft): boolean {
  return bookVerbs.has(intent.intent) && intent.certainty === "said";
}

/** The same order, to be confirmed, where it would have acted on money. */
export function unsure(draft: Draft): Draft {
  return acting(draft) ? { ...draft, intent: { ...draft.intent, certainty: "guessed" } } : draft;
}

function accounted(scope: Scope, whole: Clause, drafts: readonly Draft[]): boolean {
  const end = endOf(scope, whole);
  const clause = { ...whole, end };
  const verb = drafts[0]?.intent.intent ?? "none";
  return (
    !noteToSelf(scope, clause) &&
    lowAt(scope, clause.cue?.start ?? -1) !== "draft" &&
    !doubtful(scope, clause, end, verb) &&
    !strayFigure(scope, clause, drafts) &&
    !strayClient(scope, clause, drafts) &&
    !strayName(scope, clause, drafts) &&
    !strayBill(scope, clause, verb) &&
    !heldBack(scope, clause, verb) &&
    !strayUnit(scope, clause) &&
    !strayOwner(scope, clause, verb) &&
    !paidUntil(scope, clause, verb) &&
    !strayNumber(scope, clause, drafts) &&
    !openSum(scope, clause) &&
    !bigCount(scope, clause) &&
    !rambling(scope, clause, drafts) &&
    everyWord(scope, clause, drafts)
  );
}

/** "…harris paid, terry hasn't": who has not is no part of who has. */
function endOf(scope: Scope, { start, end }: Clause): number {
  for (let at = start + 1; at < end - 1; at += 1) {
    const mark = scope.owner[at];
    const joined = [",", "and", "but"].includes(lowAt(scope, at - 1));
    if (joined && isKind(mark, "client") && ["hasnt", "didnt", "havent"].includes(lowAt(scope, mark.end)))
      return at - 1;
  }
  return end;
}

/** Reporting, condition, negation, time and doubt: each turns an order into something else. */
const doubts = new Set(
  `if when whenever unless until till once whether depending provided providing assuming except apart
  said says saying told asked asking reckons reckon thinks think thought guess suppose supposed claims wants wanted
  might maybe perhaps probably possibly hopefully would could may should shouldve wouldve couldve unsure dunno
  nearly almost not never no dont didnt doesnt isnt wasnt wont cant cannot hasnt havent without neither nor
  instead rather wrong meant mean jk joke joking kidding but or although though however otherwise except yet soon later
  minus less discount refund hope hoping assume presume pending supposedly apparently allegedly leave forget nevermind`
    .split(/\s+/)
    .filter((word) => word !== ""),
);

/** "I need to remember to bill Acme": an order, or a note to oneself? */
function noteToSelf(scope: Scope, { start, cue }: Clause): boolean {
  for (let at = start; at < (cue?.start ?? start); at += 1) {
    if (["remember", "forget", "reckon"].includes(lowAt(scope, at))) return true;
    // "hope you're well" is manners.
    if (lowAt(scope, at) === "hope" && ["to", "i", "we"].includes(lowAt(scope, at + 1))) return true;
  }
  return false;
}

/** After an order to bill these begin a tale: "bill Acme 230 he said…". */
const tellers = new Set(
  "rest others i id ive im we weve he hes she shes they theyve theyre who whose which why what how".split(
    " ",
  ),
);
/** In an order to change a bill these are its verbs. */
const mending = new Set("wrong should shouldve meant supposed".split(" "));

function doubtful(scope: Scope, { start, cue }: Clause, end: number, verb: AnyVerb): boolean {
  const suspect = (low: string) =>
    verb === "edit-bill"
      ? doubts.has(low) && !mending.has(low)
      : doubts.has(low) || (verb === "create-bill" && tellers.has(low));
  const from = cue?.is.cue.form === "did" ? start : Math.max(start, cue?.start ?? start);
  for (let at = from; at < end; at += 1) {
    if (scope.owner[at] !== undefined || !suspect(lowAt(scope, at)) || harmless(scope, at)) continue;
    const polite = politeAround(scope, at);
    if (polite <= at) return true;
    at = polite - 1;
  }
  return false;
}

/** The end of the polite phrase in which a word stands: "any chance you could". */
function politeAround(scope: Scope, at: number): number {
  for (let from = at; from >= Math.max(0, at - 4); from -= 1) {
    const end = politeEnd(scope, from);
    if (end > at) return end;
  }
  return at;
}

/** "what I did", "we agreed": whose work it was changes nothing. */
function harmless(scope: Scope, at: number): boolean {
  const next = lowAt(scope, at + 1);
  if (["i", "ive", "we", "weve", "what"].includes(lowAt(scope, at)))
    return (
      ["did", "done", "fitted", "fixed", "i", "we"].includes(next) || isKind(scope.owner[at + 1], "client")
    );
  return lowAt(scope, at) === "no" && scope.tokens[at + 1]?.kind === "number";
}

const billWords = new Set(["bill", "invoice", "inv"]);
const plainBills = new Set(
  "the that this last latest my his her their its same new old a one it no".split(" "),
);

/** "knock 20 off the nursery bill": a bill by a name that was not recognised is not "the last one". */
function strayBill(scope: Scope, { start, end }: Clause, verb: AnyVerb): boolean {
  if (verb === "create-bill") return false;
  for (let at = start + 1; at < end; at += 1) {
    if (!billWords.has(lowAt(scope, at))) continue;
    const before = scope.tokens[at - 1];
    const named = before?.kind === "word" && scope.owner[at - 1] === undefined;
    if (named && !plainBills.has(before.low) && ["the", "that"].includes(lowAt(scope, at - 2))) return true;
  }
  return false;
}

const belongings = new Set("bill invoice job account house place home work order".split(" "));

/** "bill Dr Lund's practice": somebody or something of theirs, or what was done? */
function strayOwner(scope: Scope, { start, end }: Clause, verb: AnyVerb): boolean {
  if (verb !== "create-bill") return false;
  return marksOf(scope, "client", start, end).some((mark) => {
    const thing = scope.tokens[mark.end + 1];
    if (lowAt(scope, mark.end) !== "'s" || thing?.kind !== "word" || scope.owner[mark.end + 1] !== undefined)
      return false;
    return !workWords.has(thing.low) && !belongings.has(thing.low);
  });
}

/** "Neville is paid up to Friday": a state of things, and no payment. */
function paidUntil(scope: Scope, { start, end }: Clause, verb: AnyVerb): boolean {
  if (verb !== "record-payment") return false;
  return marksOf(scope, "day", start, end).some(
    (mark) => mark.is.until || lowAt(scope, mark.start - 1) === "to",
  );
}

/** "tbc", "pending", a figure set aside; money on account has come all the same. */
function heldBack(scope: Scope, { start, end }: Clause, verb: AnyVerb): boolean {
  return marksOf(scope, "draft", start, end).some(
    (mark) => verb !== "record-payment" || lowAt(scope, mark.start) !== "on",
  );
}

/** Words of names that are words of any sentence. */
const common = new Set(
  "the one two three four little big new old bright green red black white blue young".split(" "),
);

/** A known client who is none of those that the order is about. */
function strayClient(scope: Scope, { start, end }: Clause, drafts: readonly Draft[]): boolean {
  const named = drafts.map(({ intent }) =>
    `${intent.client?.said ?? ""} ${intent.client?.match ?? ""}`.toLowerCase(),
  );
  for (let at = start; at < end; at += 1) {
    const low = lowAt(scope, at);
    const free = scope.owner[at] === undefined && scope.index.telling.has(low);
    if (free && !common.has(low) && !named.some((name) => name.includes(low))) return true;
  }
  return marksOf(scope, "client", start, end).some(
    (mark) =>
      (lowAt(scope, mark.end) === "'s" && kin.has(lowAt(scope, mark.end + 1))) ||
      !drafts.some(({ intent }) => {
        const match = intent.client?.match;
        return (match != null && mark.is.matches.includes(match)) || (match == null && intent.client != null);
      }),
  );
}

const towards = new Set("to for from not by with and or off".split(" "));

/** A person's name in what should be the work: "for Dave", "Mrs Lee". */
function strayName(scope: Scope, { start, end, cue }: Clause, drafts: readonly Draft[]): boolean {
  const said = new Set(
    drafts.flatMap(({ intent }) => intent.client?.said.toLowerCase().split(/[^\p{L}\p{N}]+/u) ?? []),
  );
  const shouted = scope.text === scope.text.toUpperCase();
  for (let at = cue?.start ?? start; at < end; at += 1) {
    const token = scope.tokens[at];
    if (token?.kind !== "word" || scope.owner[at] !== undefined || said.has(token.text.toLowerCase()))
      continue;
    if (token.low === "the") continue;
    if (titles.has(token.low) && token.upper) return true;
    if (firstNames.has(token.low) && lowAt(scope, at + 1) === "'s") return true;
    if (!token.upper || shouted || fillers.has(token.low) || workWords.has(token.low)) continue;
    if (firstNames.has(token.low)) return true;
    const word = token.text.length > 1 && token.text !== token.text.toUpperCase();
    if (word && towards.has(lowAt(scope, at - 1)) && lowAt(scope, at + 1) !== "'s") return true;
  }
  return false;
}

/** A tale rather than a line: many words, and hardly one of work among them. */
const tellMax = 5;
const lineMax = 14;

function rambling(scope: Scope, { start, end, cue }: Clause, drafts: readonly Draft[]): boolean {
  const said = drafts.flatMap(({ intent }) => intent.client?.said.toLowerCase().split(/\s+/) ?? []);
  let loose = 0;
  let work = 0;
  for (let at = cue?.start ?? start; at < end; at += 1) {
    const token = scope.tokens[at];
    const free = scope.owner[at] === undefined && token?.kind === "word";
    if (
      !free ||
      fillers.has(token.low) ||
      smallWords.has(token.low) ||
      said.includes(token.text.toLowerCase())
    )
      continue;
    loose += 1;
    if (workWords.has(token.low)) work += 1;
  }
  return loose > lineMax || (work === 0 && loose > tellMax);
}
