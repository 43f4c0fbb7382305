import { type AnyVerb, bookVerbs } from "../domain/intent.ts";
import type { Clause } from "./clause.ts";
import type { Draft } from "./draft.ts";
import { politeEnd } from "./mood.ts";
import { titles } from "./names.ts";
import { type AmountMark, isKind, lowAt, marksOf, type Scope } from "./scope.ts";
import { countedThings, fillers, firstNames, kin, workWords } from "./vocabulary.ts";

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
    !strayUnit(scope, clause) &&
    !strayNumber(scope, clause, drafts) &&
    !openSum(scope, clause) &&
    !bigCount(scope, clause) &&
    !rambling(scope, clause, drafts)
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
  minus less discount refund`
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
  "i id ive im we weve he hes she shes they theyve theyre who whose which why what how".split(" "),
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

/** "invoice 0012 dave 45": figures that no reader could place. */
function strayNumber(scope: Scope, { start, end }: Clause, drafts: readonly Draft[]): boolean {
  for (let at = start; at < end; at += 1) {
    const loose = scope.tokens[at]?.kind === "number" && scope.owner[at] === undefined;
    const coded = scope.tokens[at - 1]?.kind === "word" && scope.tokens[at]?.gap === false;
    if (loose && !coded && !inName(scope, drafts, at)) return true;
  }
  return false;
}

/** "30 plus parts": more, of which nobody said how much. */
function openSum(scope: Scope, { start, end }: Clause): boolean {
  return marksOf(scope, "amount", start, end).some((mark) => {
    const plus = ["plus", "+"].includes(lowAt(scope, mark.end)) && scope.owner[mark.end] === undefined;
    return plus && mark.end + 1 < end && marksOf(scope, "amount", mark.end, end).length === 0;
  });
}

const priced = new Set("£ p pence quid pound pounds each a an per apiece ea".split(" "));

/** "45 at 12.30": so many of nothing in particular may be a price and a time. */
function bigCount(scope: Scope, { start, end }: Clause): boolean {
  return marksOf(scope, "amount", start, end).some(({ start: from, end: to, is }) => {
    const loose = is.quantity > 12 && is.counted === null;
    return loose && !scope.tokens.slice(from, to).some(({ low }) => priced.has(low));
  });
}

/** "200 widgets for Dave's shed": a price, or how many of something that we do not know? */
function strayUnit(scope: Scope, { start, end }: Clause): boolean {
  return marksOf(scope, "amount", start, end).some((mark) => {
    const unit = scope.tokens[mark.end];
    if (mark.is.strength === "sure" || unit?.kind !== "word" || scope.owner[mark.end] !== undefined)
      return false;
    if (fillers.has(unit.low) || small.has(unit.low) || workWords.has(unit.low)) return false;
    return lowAt(scope, mark.end + 1) === "for" && mark.end + 1 < end;
  });
}

/** A second figure that no line and no field took. */
function strayFigure(scope: Scope, { start, end }: Clause, drafts: readonly Draft[]): boolean {
  const lines = drafts.reduce((count, { intent }) => count + (intent.lines?.length ?? 0), 0);
  const single = drafts.some(({ intent }) => intent.amountMinor != null || intent.changeMinor != null)
    ? 1
    : 0;
  const figures = marksOf(scope, "amount", start, end).filter(
    (mark) => !inName(scope, drafts, mark.start) && !counts(scope, mark),
  );
  return figures.length > Math.max(lines, single) && !summed(scope, start, end);
}

/** "3 window cleans", "the 2026 service", "flats 2, 3 and 4": no second price. */
function counts(scope: Scope, mark: AmountMark): boolean {
  if (mark.is.strength !== "bare" || mark.is.minor === null) return false;
  const typed = scope.tokens[mark.start]?.text ?? "";
  if (/^(?:19|20)\d\d$/.test(typed) && ["the", "for", "in"].includes(lowAt(scope, mark.start - 1)))
    return true;
  if (sizes.has(lowAt(scope, mark.end))) return true;
  if (mark.is.minor > 1200) return false;
  const before = scope.owner[mark.start - 2];
  const listed = [",", "and", "&"].includes(lowAt(scope, mark.start - 1)) && before !== undefined;
  if (listed && (before.is.kind === "other" || (isKind(before, "amount") && counts(scope, before))))
    return true;
  const next = [lowAt(scope, mark.end), lowAt(scope, mark.end + 1)];
  return next.some((low) => countedThings.has(low) || workWords.has(low));
}

const sizes = new Set(
  "inch inches mm cm metre metres meter meters ft foot feet litre litres kg kilo kilos tonne tonnes sqm watt watts amp amps kw volt volts mile miles gallon gallons hour min mins minute minutes degree degrees percent".split(
    " ",
  ),
);

/** "285 in total" was checked against the lines. */
function summed(scope: Scope, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    if (["total", "totals", "totalling", "altogether", "all", "sum", "="].includes(lowAt(scope, at)))
      return true;
  }
  return false;
}

function inName(scope: Scope, drafts: readonly Draft[], at: number): boolean {
  const token = scope.tokens[at];
  return (
    token !== undefined &&
    drafts.some(({ intent }) => intent.client?.said.split(/\s+/).includes(token.text) === true)
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
    if (!free || fillers.has(token.low) || small.has(token.low) || said.includes(token.text.toLowerCase()))
      continue;
    loose += 1;
    if (workWords.has(token.low)) work += 1;
  }
  return loose > lineMax || (work === 0 && loose > tellMax);
}

const small = new Set("for to of the a an and on in at with by his her their my our 's as per".split(" "));
