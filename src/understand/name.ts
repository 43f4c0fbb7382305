import { weighty } from "./grammar-words.ts";
import { titles } from "./names.ts";
import { nearest } from "./near-name.ts";
import { unitWord } from "./read-number.ts";
import { isKind, lowAt, ownerAt, type Scope, wordAt } from "./scope.ts";
import { type Token, tokenAt } from "./tokens.ts";
import {
  commonNames,
  countedThings,
  fillers,
  firstNames,
  kin,
  nameJoins,
  nameParticles,
  nameStops,
  numberNouns,
  pronouns,
  workWords,
} from "./vocabulary.ts";
import { unknownWord, words } from "./words.ts";

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Words that may stand between a verb and the client. */
const lead = words(
  "and then also but for to from off of at the a an my our this that with tae fer by on i gan ar mr , : - old client customer these following lot only what",
);

/** The name that starts at or just after `from`, known or not. */
export function readName(scope: Scope, from: number, end: number): Span | null {
  let at = from;
  while (at < end && at < from + 5 && isLead(scope, at, end)) at += 1;
  const mark = scope.owner[at];
  if (isKind(mark, "client"))
    return { start: mark.start, end: relative(scope, mark.end, end) ?? extended(scope, mark.end, end) };
  if (isKind(mark, "address")) return { start: mark.start, end: mark.end };
  return readNew(scope, at, end);
}

function isLead(scope: Scope, at: number, end: number): boolean {
  const low = lowAt(scope, at);
  const mark = scope.owner[at];
  if (mark !== undefined)
    return mark.kind === "fix" || (isKind(mark, "cue") && mark.is.cue.effect === "add-client");
  if (low === "the" && scope.tokens[at]?.upper === true && at + 1 < end) return false;
  // "A1 Motors"
  const next = scope.tokens[at + 1];
  if (low === "mr" || (low === "a" && next?.kind === "number" && !next.gap)) return false;
  return lead.has(wordAt(scope, at)) || fillers.has(wordAt(scope, at));
}

/** "Terry's mum" is not Terry. */
function relative(scope: Scope, at: number, end: number): number | null {
  // "Terry's new number" is his own.
  if (belongings.has(wordAt(scope, at + 2))) return null;
  return at + 1 < end && lowAt(scope, at) === "'s" && kin.has(wordAt(scope, at + 1)) ? at + 2 : null;
}

const belongings = words("number email mobile mob phone tel address bill invoice postcode");

/** "Dave Price" where only "Dave" is known: another man's name, not his. */
function extended(scope: Scope, at: number, end: number): number {
  const next = scope.tokens[at];
  const other = scope.owner[at];
  // "Dave Smith", where a Dave and a Smith are known, is neither.
  if (
    isKind(other, "client") &&
    other.start === at &&
    other.end === at + 1 &&
    at < end &&
    next?.upper === true &&
    isKind(ownerAt(scope, at - 1), "client")
  )
    return lowAt(scope, at - 1) === "'s" ? at : other.end;
  const joint = next?.low === "&" || next?.low === "and";
  if (joint && at + 1 < end && companions.has(wordAt(scope, at + 1)) && scope.owner[at] === undefined)
    return at + 2;
  if (at >= end || next?.kind !== "word" || !next.upper || scope.owner[at] !== undefined) return at;
  if (nameStops.has(next.word) || next.low === "'s" || allCaps(scope)) return at;
  const after = scope.tokens[at + 1];
  // "Acme Roofing £100" is another firm; "Acme Boiler repair" is work for Acme.
  const works = workWords.has(next.word) && after?.kind === "word" && scope.owner[at + 1] === undefined;
  if (works || (workWords.has(next.word) && tokenAt(scope.tokens, at - 1)?.upper !== true)) return at;
  return at + 1;
}

function allCaps(scope: Scope): boolean {
  return scope.text === scope.text.toUpperCase();
}

/** "Lamb & Co" is a firm; "Lamb and Mrs Khan" are two. */
export const companions = words("co sons son daughters daughter partners bros brothers associates company");

const newMax = 6;

function readNew(scope: Scope, from: number, end: number): Span | null {
  const first = scope.tokens[from];
  if (first === undefined || from >= end) return null;
  const cased = first.upper && !allCaps(scope);
  // "someone", "except": nobody is called so.
  const named = commonNames.has(first.word) || scope.index.telling.has(first.low);
  const house = first.low === "no" && scope.tokens[from + 1]?.kind === "number";
  if (!cased && !named && !house && weighty.has(first.word)) return null;
  let at = from;
  while (at < end && at < from + newMax) {
    if (!belongs(scope, at, from, end, cased)) break;
    at += 1;
  }
  while (at > from && isJoin(scope, at - 1)) at -= 1;
  if (at === from || pronouns.has(wordAt(scope, from))) return null;
  const firm = firmAfter(scope, at, end);
  if (firm !== null) return firm;
  return { start: from, end: misspeltTail(scope, from, at, end) ?? placed(scope, from, at, end) };
}

/** "st aidens hall" for St Aidan's Hall: a word of work that ends a known name, here with a slip in it. */
function misspeltTail(scope: Scope, from: number, at: number, end: number): number | null {
  if (at >= end || scope.owner[at] !== undefined || !scope.index.tails.has(lowAt(scope, at))) return null;
  const words = scope.tokens.slice(from, at + 1).map(({ low }) => low);
  return nearest(scope.index, words).length === 1 ? at + 1 : null;
}

/** "Sarah at Acme", "Dave from the Red Lion": who pays is the client we know. */
function firmAfter(scope: Scope, at: number, end: number): Span | null {
  if (!["at", "from", "of", "@"].includes(lowAt(scope, at)) || kin.has(wordAt(scope, at - 1))) return null;
  const from = lowAt(scope, at + 1) === "the" ? at + 2 : at + 1;
  const mark = scope.owner[from];
  return isKind(mark, "client") && mark.end <= end ? { start: mark.start, end: mark.end } : null;
}

/** "the lady at number 14": where somebody lives, not what was done; a name needs no place. */
function placed(scope: Scope, from: number, at: number, end: number): number {
  if (looksLikeName(scope, from) && !(at === from + 1 && titles.has(wordAt(scope, from)))) return at;
  const mark = scope.owner[at + 1];
  const place = ["at", "from", "in", "on", "opposite"].includes(lowAt(scope, at));
  const house = isKind(mark, "address") || (isKind(mark, "other") && numberNouns.has(wordAt(scope, at + 1)));
  return place && house && mark.start === at + 1 && mark.end <= end ? mark.end : at;
}

function isJoin(scope: Scope, at: number): boolean {
  const token = scope.tokens[at];
  return (
    token === undefined ||
    token.kind === "sign" ||
    (nameJoins.has(token.word) && !token.upper) ||
    token.low === "'s"
  );
}

function belongs(scope: Scope, at: number, from: number, end: number, cased: boolean): boolean {
  const token = scope.tokens[at];
  if (token === undefined || token.kind === "break") return false;
  const mark = scope.owner[at];
  // "kowalski-nowak", where a Nowak is known, is one name.
  const barrelled = token.kind === "word" && !token.gap && at > from && lowAt(scope, at - 1) === "-";
  if (barrelled) return true;
  // "ocean view two nights 160"
  const counted = at > from && unitWord(token.word) !== undefined && countedThings.has(wordAt(scope, at + 1));
  if (counted) return false;
  if (mark !== undefined) return markInName(scope, at, from, end);
  if (token.kind === "sign") return signInName(scope, at, from, end);
  if (token.kind === "number") return at > from && !token.gap;
  if (token.low === "'s") return at > from && saintly(scope, at, end, cased);
  // "mr cash", "mrs price", "mr mc donald": behind a title these are names.
  const titled = at === from + 1 && titles.has(wordAt(scope, from));
  if (titled && (surnames.has(token.word) || patronyms.has(token.word))) return true;
  if (nameJoins.has(token.word) && at > from) return joinInName(scope, at, end, cased);
  if (titles.has(token.word))
    return (
      at === from ||
      titles.has(wordAt(scope, at - 1)) ||
      lowAt(scope, at - 1) === "and" ||
      lowAt(scope, at - 1) === "&"
    );
  // "A1 Motors"; but "dave ks3 science" is Dave's.
  const glued = scope.tokens[at + 1]?.kind === "number" && scope.tokens[at + 1]?.gap === false;
  if (glued && (at === from || !cased)) return at === from;
  if (at === from && opensName(scope, at, end)) return true;

  if (nameStops.has(token.word) || fillers.has(token.word))
    return token.upper && cased && at > from && !nameStops.has(token.word);
  if (at === from) return true;
  if (workWords.has(token.word)) return cased && token.upper;
  if (cased)
    return (
      token.upper || titles.has(wordAt(scope, at - 1)) || (lowAt(scope, at - 1) === "the" && at - 1 > from)
    );
  return scope.tokens.slice(from, at).filter(isNameWord).length < 4;
}

/** Of two joined by a hyphen only the first counts, and none that only joins. */
export function isNameWord({ kind, low, gap }: Token): boolean {
  return kind === "word" && gap && !nameJoins.hasLow(low) && !titles.hasLow(low);
}

const subjectVerbs = words("owes paid payed says reckons promised promises disputes settled still");

/** "The Potting Shed", and "Bill owes me": a word that elsewhere is none of a name. */
function opensName(scope: Scope, at: number, end: number): boolean {
  const token = scope.tokens[at];
  const next = scope.tokens[at + 1];
  // "o connor", as a phone writes it.
  if (patronyms.has(token?.word ?? unknownWord) && next?.kind === "word") return true;
  if (token?.upper !== true || next?.kind !== "word" || at + 1 > end) return false;
  if (token.low === "the") return next.upper && scope.owner[at + 1] === undefined && !allCaps(scope);
  if (token.low === "bill" && isKind(ownerAt(scope, at - 1), "cue")) return true;
  return ["bill", "will", "may"].includes(token.low) && subjectVerbs.has(next.word);
}

/** "Unit 7 Studios", "14 Acacia Avenue", and a capital word that is also a verb. */
function markInName(scope: Scope, at: number, from: number, end: number): boolean {
  const mark = scope.owner[at];
  const token = scope.tokens[at];
  if (mark === undefined || token === undefined) return false;
  if (mark.kind === "other") return token.kind === "word" || at > mark.start;
  if (mark.kind === "address") return true;
  if (isKind(mark, "amount") && at === from && token.kind === "number" && mark.is.strength === "bare") {
    const next = scope.tokens[mark.end];
    const later = scope.marks.some(
      (other) => isKind(other, "amount") && other.start > mark.end && other.start < end,
    );
    return later && next?.kind === "word" && next.upper && scope.owner[mark.end] === undefined;
  }
  const single = mark.end - mark.start === 1 && token.upper;
  return (
    single &&
    (isKind(mark, "cue") || isKind(mark, "tone")) &&
    at > 0 &&
    (at === from || tokenAt(scope.tokens, at - 1)?.upper === true)
  );
}

function signInName(scope: Scope, at: number, from: number, end: number): boolean {
  const token = scope.tokens[at];
  const next = scope.tokens[at + 1];
  if (token === undefined || next === undefined || at === from || at + 1 >= end) return false;
  if (token.low === "&" || token.low === "+")
    return next.kind === "word" && scope.owner[at + 1] === undefined;
  if (token.low === "-" || token.low === "/") return !token.gap && !next.gap && next.kind === "word";
  // "J. Smith", "St. Mary's"
  return (
    token.low === "." &&
    !token.gap &&
    next.kind === "word" &&
    next.upper &&
    (tokenAt(scope.tokens, at - 1)?.low.length ?? 9) <= 3
  );
}

/** "St Mary's Church", "Dave's Cars"; but "Dave's boiler" is Dave's. */
function saintly(scope: Scope, at: number, end: number, cased: boolean): boolean {
  const next = scope.tokens[at + 1];
  if (next?.kind !== "word" || at + 1 >= end || scope.owner[at + 1] !== undefined) return false;
  if (nameStops.has(next.word) || fillers.has(next.word) || workWords.has(next.word))
    return cased && next.upper && !nameStops.has(next.word);
  return !cased || next.upper;
}

const surnames = words("cash price card bill bank last best short long page day may will");
const patronyms = words("o mc mac");

const firms = words("sons son co daughters daughter partners bros brothers associates company mrs wife");

function joinInName(scope: Scope, at: number, end: number, cased: boolean): boolean {
  const next = scope.tokens[at + 1];
  if (next?.kind !== "word" || at + 1 >= end || scope.owner[at + 1] !== undefined) return false;
  if (firms.has(next.word) || titles.has(next.word)) return true;
  if (!cased) {
    const low = lowAt(scope, at);
    const goesOn =
      low === "the" || nameParticles.hasLow(low) || (low === "van" && nameParticles.has(next.word));
    return goesOn && !workWords.has(next.word) && !nameStops.has(next.word);
  }
  if (lowAt(scope, at) === "the") return !nameStops.has(next.word);
  return next.upper && !workWords.has(next.word);
}

/** A name may start a new order here: a known client, a capital, a title or a first name. */
export function looksLikeName(scope: Scope, at: number): boolean {
  const token = scope.tokens[at];
  if (token === undefined) return false;
  if (isKind(scope.owner[at], "client")) return true;
  if (scope.owner[at] !== undefined || token.kind !== "word") return false;
  if (titles.has(token.word) || firstNames.has(token.word)) return true;
  return (
    token.upper &&
    !allCaps(scope) &&
    !workWords.has(token.word) &&
    !nameStops.has(token.word) &&
    !fillers.has(token.word) &&
    startsLower(scope, at)
  );
}

/** At the start of a line everything has a capital. */
function startsLower(scope: Scope, at: number): boolean {
  const before = tokenAt(scope.tokens, at - 1);
  return before !== undefined && before.kind !== "break" && before.low !== ".";
}
