import { type ClientIndex, isPart, type KnownClient } from "./client-index.ts";
import { claim, type Mark } from "./mark.ts";
import { titles } from "./names.ts";
import { unitWord } from "./read-number.ts";
import { isMake } from "./refine-sizes.ts";
import { type Token, tokenAt } from "./tokens.ts";
import {
  commonNames,
  countedThings,
  fillers,
  firstNames,
  nameStops,
  numberNouns,
  workWords,
} from "./vocabulary.ts";
import { words } from "./words.ts";

/** "gill" for Gill Farrow, "swan court" for Swan Court Management: the start of a known name, so never sure. */
export function readPartName(tokens: readonly Token[], at: number, index: ClientIndex): Mark | null {
  const first = tokens[at];
  const opened = first?.kind === "word" ? openedBy(index, first, tokens[at + 1]) : none;
  if (first === undefined || (opened.length > 0 && othersName(tokens, at))) return null;
  if (opened.length === 0) return readEndName(tokens, at, index);
  let end = at + 1;
  let fits = opened;
  while (end < at + 4) {
    const low = tokens[end]?.low === "&" ? "and" : (tokens[end]?.low ?? "");
    const next = fits.filter(({ words }) => words[end - at] === low || isInitial(words, end - at, low));
    if (next.length === 0) break;
    fits = next;
    end += 1;
  }
  if (end > at + 1 && ["and", "&", "of"].includes(tokenAt(tokens, end - 1)?.low ?? "")) end -= 1;
  const another = index.firsts.has(tokens[end]?.low ?? "");
  // "gareths ladder": whatever stands behind is his.
  const owned = end === at + 1 && opened.every(({ words: [own] }) => own !== first.low);
  if (!another && !owned && !ends(tokens[end], tokens[end + 1])) return null;
  const words = tokens.slice(at, end).map(({ low }) => (low === "&" ? "and" : low));
  const said = owned ? null : words;
  const all = said === null ? fits : index.known.filter((client) => isPart(said, client.words));
  if (all.length === 0) return null;
  return claim(at, end, { kind: "client", matches: all.map(({ name }) => name), weak: true });
}

/** "moira f" for Moira Finlay */
function isInitial(words: readonly string[], at: number, low: string): boolean {
  return low.length === 1 && at === words.length - 1 && at > 0 && words[at]?.startsWith(low) === true;
}

const none: readonly KnownClient[] = [];

/** "the cricket club" for Potter's Bar Cricket Club: the end of one known name. */
function readEndName(tokens: readonly Token[], at: number, index: ClientIndex): Mark | null {
  const [one, two] = [tokens[at], tokens[at + 1]];
  const before = tokenAt(tokens, at - 1);
  if (before?.kind === "word" && before.upper && before.low !== "the" && two?.upper === true) return null;
  const all = (index.ends.get(one?.low ?? "") ?? none).filter(({ words }) => words.at(-1) === two?.low);
  if (all.length === 0 || !ends(tokens[at + 2], tokens[at + 3])) return null;
  return claim(at, at + 2, { kind: "client", matches: all.map(({ name }) => name), weak: true });
}

/** The names that begin with a word; "lennys 85" is Lenny's. */
function openedBy(index: ClientIndex, { low }: Token, next: Token | undefined): readonly KnownClient[] {
  const starts = (word: string, least: number) =>
    (index.firsts.get(word) ?? none).filter(({ words }) => words.length >= least);
  const whole = starts(low, 2);
  if (whole.length > 0 || low.length < 4 || !low.endsWith("s")) return whole;
  const long = low.length > 5 && next?.upper === false;
  const owns = next?.kind !== "word" || long || workWords.has(next.word) || nameStops.has(next.word);
  return owns ? starts(low.slice(0, -1), 1) : [];
}

/** "Wendy Smith", "J. Smith", "next door to Smith": somebody else, who is no Smith & Sons. */
function othersName(tokens: readonly Token[], at: number): boolean {
  const [two, one] = [tokenAt(tokens, at - 2), tokenAt(tokens, at - 1)?.low ?? ""];
  const initial = one.length === 1 && /\p{L}/u.test(one) && one !== "a" && one !== "i";
  // "Big Dave", "little harris"
  const before = tokenAt(tokens, at - 1);
  const big = sized.hasLow(one) || (before?.kind === "word" && before.upper && two?.kind === "word");
  if (big && !titles.hasLow(one) && !fillers.hasLow(one) && !nameStops.hasLow(one)) return true;
  const dotted = one === "." && two?.low.length === 1;
  return (
    (firstNames.hasLow(one) && !commonNames.hasLow(one)) ||
    initial ||
    dotted ||
    one === "opposite" ||
    (one === "to" && two?.low === "door")
  );
}

const sized = words("big little old young fat mad wee tall");

/** What may follow a name: another word could be the rest of somebody else's. */
function ends(next: Token | undefined, after: Token | undefined): boolean {
  if (next?.kind !== "word") return true;
  const { low } = next;
  // "dave ks3 science", "lena ph 07700 900123": nobody is called so.
  if (isMake(low)) return true;
  if (!next.upper && ((after?.kind === "number" && !after.gap) || /^[^aeiouy]{2}$/.test(low))) return true;
  // "Bob at Fenn Farms" speaks for the farm.
  if (["at", "from", "of"].includes(low)) return false;
  if (titles.has(next.word) || firstNames.has(next.word)) return true;
  return (
    nameStops.has(next.word) ||
    fillers.has(next.word) ||
    workWords.has(next.word) ||
    countedThings.has(next.word) ||
    numberNouns.has(next.word) ||
    unitWord(next.word) !== undefined ||
    goesOn.has(next.word)
  );
}

/** Words of what a client does or has done to them. */
const goesOn = words(
  `'s s wants want needs need said sent sends settled still just should owing promised coughed cleared transferred dropped
  bunged rang called came come landed order job unit flat number twenty thirty forty fifty sixty seventy eighty ninety
  hundred thousand overdue disputes disputing refuses refused hasnt isnt wont can't cant will would alone another extra
  lives moved email address mobile phone statement stmt account accounts reminders reminder chasing chase balance debt retail trade`,
);
