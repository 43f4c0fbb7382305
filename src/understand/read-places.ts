import { bareAmount, claim, type Mark, other } from "./mark.ts";
import { phoneNumbers } from "./packages.ts";
import { readAddress } from "./read-address.ts";
import { enders } from "./read-cue.ts";
import { readReference } from "./read-reference.ts";
import { countWords, fraction, howMany, pieces, tyre } from "./read-sizes.ts";
import { mayBegin, type Token, tokenAt, typedBetween, wordIn } from "./tokens.ts";
import { countedThings, firstNames, numberNouns, workWords } from "./vocabulary.ts";
import { begins, learnWords, words } from "./words.ts";

/** E-mail addresses, phones, postcodes, house numbers, references, times: figures that are not money. */
export function readPlaces(text: string, tokens: readonly Token[]): Mark[] {
  const marks: Mark[] = [];
  if (tokens.some(({ word }) => linkWords.has(word))) readLinks(text, tokens, marks);
  for (let at = 0; at < tokens.length; at += 1) {
    // "SW1A": letters with figures behind them may be anything.
    if (!mayBegin(tokens, at, begins.place | begins.figure) && !isGlued(tokens[at + 1])) continue;
    const mark =
      readPhone(text, tokens, at) ??
      readReference(text, tokens, at) ??
      readAddress(text, tokens, at) ??
      readOther(tokens, at);
    if (mark === null) continue;
    marks.push(mark);
    // "Lakeside Lodge 14 Harbour Street": the lodge may be a name's, and the figure the street's.
    if (mark.kind !== "other" || tokens[at]?.kind === "number") at = mark.end - 1;
  }
  return marks;
}

function isGlued(next: Token | undefined): boolean {
  return next?.kind === "number" && !next.gap;
}

/** A link, or an address for mail, has one of them. */
const linkWords = words("@ www http https");

function readLinks(text: string, tokens: readonly Token[], marks: Mark[]): void {
  const startsAt = new Map(tokens.map((token, index) => [token.start, index]));
  findAll(text, emailShape, (start, end, value) =>
    push(marks, tokens, startsAt, start, end, { kind: "email", value }),
  );
  findAll(text, urlShape, (start, end) => push(marks, tokens, startsAt, start, end, { kind: "other" }));
}

/** Bounded on both sides, so that a line of dots or letters costs no more than its length. */
const emailShape = /(?<![\w.+%-])[\w+%-][\w.+%-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/gi;
const urlShape = /(?<![a-z])(?:https?:\/\/|www\.)[^\s]{1,300}/gi;

function findAll(
  text: string,
  shape: RegExp,
  found: (start: number, end: number, value: string) => void,
): void {
  for (const match of text.matchAll(shape)) found(match.index, match.index + match[0].length, match[0]);
}

function push(
  marks: Mark[],
  tokens: readonly Token[],
  startsAt: ReadonlyMap<number, number>,
  start: number,
  end: number,
  is: Mark["is"],
): void {
  const first = startsAt.get(start);
  if (first === undefined) return;
  let last = first;
  while (last < tokens.length && (tokens[last]?.start ?? end) < end) last += 1;
  marks.push(claim(first, last, is));
}

/** A number that starts with 0, +44 or 44 and has the figures of a phone. */
function readPhone(text: string, tokens: readonly Token[], at: number): Mark | null {
  const first = tokens[at];
  if (first === undefined) return null;
  const plus = first.low === "+" && tokens[at + 1]?.kind === "number" && !tokens[at + 1]?.gap;
  const bracket = first.low === "(" && /^0/.test(tokens[at + 1]?.text ?? "");
  if (!plus && !bracket && !(first.kind === "number" && /^(?:0|44)\d/.test(first.text))) return null;
  let end = at;
  let digits = 0;
  const ends: number[] = [];
  while (end < tokens.length && end < at + 12) {
    const token = tokens[end];
    if (token === undefined) break;
    if (token.kind === "number" && /^\d+$/.test(token.text)) digits += token.text.length;
    else if (!["+", "-", "(", ")"].includes(token.low)) break;
    if (digits > 13) break;
    end += 1;
    if (token.kind === "number" && digits >= 10) ends.push(end);
  }
  // The longest that is a number: "07911 123456 300" is a phone and a price.
  for (const last of ends.reverse()) {
    const parsed = phoneNumbers().parsePhoneNumberFromString(typedBetween(text, tokens, at, last), "GB");
    if (parsed?.isPossible() === true) return claim(at, last, { kind: "phone", value: parsed.number });
  }
  return null;
}

/** Times, percentages, sizes, "unit 7", "24/7": a number, but not money. */
function readOther(tokens: readonly Token[], at: number): Mark | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.kind === "word")
    return timesAt(tokens, at) ?? howMany(tokens, at) ?? readNumbered(tokens, at, token);
  if (opensLine(tokens, at)) return other(at, at + 2);
  if (token.kind !== "number") return null;
  const next = tokens[at + 1];
  const low = next?.low ?? "";
  if (low === "%" || low === "percent" || (low === "per" && tokens[at + 2]?.low === "cent")) {
    return other(at, low === "per" ? at + 3 : at + 2);
  }
  if (low === ":" && tokens[at + 2]?.kind === "number" && !tokens[at + 2]?.gap)
    return time(tokens, at, at + 3);
  const part = fraction(tokens, at) ?? tyre(tokens, at) ?? pieces(tokens, at);
  if (part !== null) return part;
  // `a 10" cake`: inches, where no quotation is open
  if (low === '"' && next?.gap === false && tokens.filter((one) => one.low === '"').length === 1)
    return other(at, at + 2);
  if (["am", "pm", "oclock"].includes(low)) return time(tokens, at, at + 1);
  // "11+ tuition"
  if (
    low === "+" &&
    next?.gap === false &&
    tokens[at + 2]?.kind === "word" &&
    tokens[at + 2]?.gap === true &&
    workWords.has(wordIn(tokens, at + 2))
  )
    return other(at, at + 2);
  if (next?.kind === "word" && units.has(next.word)) return other(at, at + 2);
  if (token.text === "24" && low === "/" && tokens[at + 2]?.text === "7") return other(at, at + 3);
  const glued = next?.kind === "word" && next.gap === false;
  if (
    glued &&
    (countedThings.has(next.word) || /^[a-z]$/.test(low)) &&
    !["p", "k", "x", "l", "o"].includes(low) &&
    !(low === "d" && terms.has(wordIn(tokens, at))) &&
    !(low === "m" && ["£", "gbp", "€", "$"].includes(tokenAt(tokens, at - 1)?.low ?? ""))
  )
    return other(at, at + 2);
  return null;
}

/** What is measured so is never paid by it: "a 30 amp breaker", "15mm". */
const units = words(
  "mm cm inch inches amp amps watt watts volt volts kw kwh kva psi btu ml micron microns lumen lumens mph bhp cc hz tb mb gsm",
);

/** "14d": how long somebody has to pay. */
const terms = words("7 10 14 21 28 30 45 60 90");

/** "1. bill Kev", "2) bill Ann": the number of a line. */
function opensLine(tokens: readonly Token[], at: number): boolean {
  const starts = at === 0 || tokenAt(tokens, at - 1)?.kind === "break";
  const [mark, next] = [tokens[at + 1], tokens[at + 2]];
  const listed = starts && /^\d{1,2}$/.test(tokens[at]?.text ?? "") && [".", ")"].includes(mark?.low ?? "");
  return listed && mark?.gap === false && next?.kind === "word" && next.gap;
}

/** "for tyres x4": how many, of what is not priced apiece: have it confirmed. */
function timesAt(tokens: readonly Token[], at: number): Mark | null {
  if (tokens[at]?.low !== "x") return null;
  const count = tokens[at + 1];
  const last = tokens[at + 2] === undefined || tokens[at + 2]?.kind === "break";
  const glued = count?.kind === "number" && (!count.gap || last) && /^\d{1,2}$/.test(count.text);
  const rate = ["ph", "pd", "pp", "hr", "hour", "day", "each", "ea"].includes(
    tokenAt(tokens, at - 1)?.low ?? "",
  );
  if (!glued || rate || tokenAt(tokens, at - 1)?.kind !== "word" || tokens[at]?.gap !== true) return null;
  return claim(at, at + 2, { kind: "draft" });
}

function time(tokens: readonly Token[], at: number, end: number): Mark {
  const half = ["am", "pm", "oclock"].includes(tokens[end]?.low ?? "");
  // "6-8pm"
  const from =
    ["-", "to", "till", "until"].includes(tokenAt(tokens, at - 1)?.low ?? "") &&
    tokenAt(tokens, at - 2)?.kind === "number";
  if (from) return other(at - 2, half ? end + 1 : end);
  const last = half ? end + 1 : end;
  // "at 5pm tomorrow" is a day with its time.
  const dated = mayBegin(tokens, last, begins.day);
  return other(tokenAt(tokens, at - 1)?.low === "at" && !dated ? at - 1 : at, last);
}

const listEnds = words("at for each due on by are is and &");

/** "rooms 4 and 5", "flats 2, 3 and 4" */
function listOfNumbers(tokens: readonly Token[], at: number): Mark | null {
  let end = at + 1;
  while (tokens[end]?.kind === "number" && /^\d{1,2}$/.test(tokens[end]?.text ?? "")) {
    if (rangeEnd(tokens, end) > 0) return other(at, rangeEnd(tokens, end));
    const joint = ["and", ",", "&", "-"].includes(tokens[end + 1]?.low ?? "");
    const more = tokens[end + 2];
    if (
      !joint ||
      more?.kind !== "number" ||
      (tokens[end + 3]?.kind === "word" && !listEnds.has(wordIn(tokens, end + 3)) && !priced(tokens, end + 3))
    )
      return other(at, end + 1);
    end += 2;
  }
  return null;
}

/** Where "3 to 6", "1-8" ends, from its first figure; 0 where it is none. */
function rangeEnd(tokens: readonly Token[], at: number): number {
  const [first, link, last] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  const to =
    ["to", "thru", "through"].includes(link?.low ?? "") ||
    (link?.low === "-" && !link.gap && last?.gap === false);
  const [from, until] = [Number(first?.text), Number(last?.text)];
  const low = /^\d{1,3}$/.test(first?.text ?? "") && /^\d{1,3}$/.test(last?.text ?? "") && from < until;
  const money = ["quid", "pounds", "pound", "k", "p", "each"].includes(tokens[at + 3]?.low ?? "");
  return to && low && !money ? at + 3 : 0;
}

/** "…12 and 14 leak 95": behind the word stands a price of its own. */
function priced(tokens: readonly Token[], at: number): boolean {
  return workWords.has(wordIn(tokens, at)) && ["number", "sign"].includes(tokens[at + 1]?.kind ?? "");
}

/** "sort code 11-22-33" */
function sortCode(tokens: readonly Token[], at: number, from: number): Mark {
  let end = from;
  while (end < from + 4 && tokens[end]?.low === "-" && tokens[end + 1]?.kind === "number") end += 2;
  return other(at, end);
}

const fewNouns = words(
  "block level phase stage class grade step section part floor bay gate pitch page week day shop hut",
);
const severalNouns = words(
  "rooms flats units plots floors houses apartments numbers nos lodges cabins pitches suites studios huts gates doors chalets caravans bays stalls shops offices",
);

const shortNumbers = words("no num nr");

learnWords(
  ["+", "(", "x", ...linkWords, ...countWords, ...severalNouns, ...shortNumbers, ...numberNouns],
  begins.place,
);

/** "house no 14": a plain "no 14" may be a correction. */
const housed = words("house order flat unit plot door job at the ref account");

/** "unit 7", "number 14", "flat 3b": the noun counts, unless a price follows at once. */
function readNumbered(tokens: readonly Token[], at: number, token: Token): Mark | null {
  // "3 doors 25 each"
  const counted =
    tokenAt(tokens, at - 1)?.kind === "number" &&
    ["each", "apiece", "ea"].includes(tokens[at + 2]?.low ?? "");
  const many =
    !counted && tokens[at + 1]?.kind === "number" && token.low.endsWith("s") && severalNouns.has(token.word);
  if (many) return listOfNumbers(tokens, at);
  const short = shortNumbers.has(token.word);
  if (!short && !numberNouns.has(token.word)) return null;
  const prior = tokenAt(tokens, at - 1)?.low ?? "";
  // "cancel bill number 4"
  const ends = tokens[at + 2]?.kind !== "word" && at > 1;
  if (ends && token.low === "number" && ["bill", "invoice"].includes(prior)) return null;
  const billed = ["bill", "invoice", "charge"].includes(prior) && tokens[at + 2]?.low === "£";
  // "invoice no 14 Terry 300": a number of the trader's own beside the price, or a house? Have it confirmed.
  const who = tokens[at + 2];
  const own =
    short &&
    ["bill", "invoice"].includes(prior) &&
    who?.kind === "word" &&
    (who.upper || firstNames.has(who.word));
  if (own && tokens[at + 1]?.kind === "number" && tokens.slice(at + 3).some(({ kind }) => kind === "number"))
    return claim(at, at + 2, { kind: "draft" });
  const named = short && (tokens[at + 1]?.low === "." || housed.hasLow(prior) || billed);
  if (!numberNouns.has(token.word) && !named) return null;
  const dot = tokens[at + 1]?.low === "." || tokens[at + 1]?.low === "#" ? 1 : 0;
  const number = tokens[at + 1 + dot];
  // "invoice number 41 is paid" is one of ours.
  if (["bill", "invoice", "inv"].includes(prior) && enders.has(wordIn(tokens, at + 2 + dot))) return null;
  if (number?.kind !== "number" || !/^\d{1,10}$/.test(number.text)) return null;
  const end = at + 2 + dot;
  // "10 lesson block 350": no such block.
  if (fewNouns.has(token.word) && Number(number.text) > 99) return null;
  if (token.low === "code" && tokens[end]?.low === "-") return sortCode(tokens, at, end);
  const after = tokens[end];
  // "gate 2" is a gate, "gate 60" its price, and between the two nobody can tell.
  if (workWords.has(token.word) && token.low !== "job" && token.low !== "unit") {
    // "60 for room 12"
    const placed = prior === "for" && tokens.slice(0, at - 1).some(({ kind }) => kind === "number");
    const priced = placed || tokens.some((other) => other.low === "£");
    if (Number(number.text) > 20 && !priced) return null;
    if (Number(number.text) >= 5 && !priced) return claim(end - 1, end, bareAmount(null));
  }
  if (after !== undefined && ["quid", "pounds", "pound", "k", "p", "each"].includes(after.low)) return null;
  const letter = after?.kind === "word" && !after.gap && after.low.length === 1;
  const range = dot === 0 && token.low !== "line" ? rangeEnd(tokens, at + 1) : 0;
  return other(at, range > 0 ? range : letter ? end + 1 : end);
}
