import { begins, unknownWord, type Word, wordOf } from "./words.ts";

/** One word, number, sign or line break of a message, with its place in the text as typed. */
export interface Token {
  readonly kind: "word" | "number" | "sign" | "break";
  /** As typed. */
  readonly text: string;
  /** Lower case, without accents or apostrophes: what tables are written in. */
  readonly low: string;
  /** The same as the tables of phrases number it. */
  readonly word: number;
  /** What may begin here: bits of `begins`. */
  readonly opens: number;
  readonly start: number;
  readonly end: number;
  /** White space stands before it. */
  readonly gap: boolean;
  /** Starts with a capital. */
  readonly upper: boolean;
}

/** Longer messages are not read at all: half of an order is worse than none. */
export const tokensMax = 500;

const shape =
  /(\r\n|[\n\r\u2028\u2029])|(\d+(?:[.,]\d+)*)|([\p{L}\p{M}]+(?:['’‘`´][\p{L}\p{M}]+)*)|(\p{Extended_Pictographic})|([^\s\p{Cc}\p{Cf}\p{Mn}])/gu;

/** What nearly every message is written in: read without a pattern, in a third of the time. */
const latin = /^[\x20-\x7e£\n]*$/;

/** "he'll" is two words, "o'brien" and "don't" are one. */
const endings: ReadonlyMap<string, string> = new Map([
  ["s", "'s"],
  ["ll", "will"],
  ["ve", "have"],
  ["re", "are"],
  ["d", "would"],
  ["m", "am"],
]);

const apostrophes = /['’‘`´]/g;
const plain = /^[\x20-\x7e]*$/;

/** Reads the text once, left to right. Work is linear: each character belongs to one match. */
export function tokenise(text: string): Token[] {
  return latin.test(text) ? scan(text) : match(text);
}

function scan(text: string): Token[] {
  const tokens: Token[] = [];
  let lastEnd = 0;
  for (let start = 0; start < text.length && tokens.length <= tokensMax; ) {
    const code = text.charCodeAt(start);
    if (code === space) {
      start += 1;
      continue;
    }
    const gap = start > lastEnd || tokens.length === 0;
    const end = isDigit(code)
      ? endOfRun(text, start, isDigit, ".,")
      : isLetter(code)
        ? endOfRun(text, start, isLetter, "'`")
        : start + 1;
    const typed = text.slice(start, end);
    if (isLetter(code)) pushWord(tokens, typed, start, gap);
    else {
      const kind = code === lineFeed ? "break" : isDigit(code) ? "number" : "sign";
      pushOther(tokens, kind, typed, start, gap);
    }
    lastEnd = end;
    start = end;
  }
  return tokens;
}

const space = 32;
const lineFeed = 10;
const isDigit = (code: number) => code >= 48 && code <= 57;
const isLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

/** "1,250.50", "o'brien": a joint belongs to the run where the run goes on behind it. */
function endOfRun(text: string, start: number, fits: (code: number) => boolean, joints: string): number {
  let end = start + 1;
  while (end < text.length) {
    if (fits(text.charCodeAt(end))) end += 1;
    else if (joints.includes(text.charAt(end)) && fits(text.charCodeAt(end + 1))) end += 2;
    else break;
  }
  return end;
}

function match(text: string): Token[] {
  const tokens: Token[] = [];
  let lastEnd = 0;
  for (const found of text.matchAll(shape)) {
    if (tokens.length > tokensMax) break;
    const start = found.index;
    const typed = found[0];
    const end = start + typed.length;
    const gap = start > lastEnd || tokens.length === 0;
    lastEnd = end;
    if (found[3] !== undefined) pushWord(tokens, typed, start, gap);
    else {
      const kind = found[1] !== undefined ? "break" : found[2] !== undefined ? "number" : "sign";
      pushOther(tokens, kind, typed, start, gap);
    }
  }
  return tokens;
}

/** The dashes people and phones type are one dash, and so on. */
const signs: ReadonlyMap<string, string> = new Map([
  ["–", "-"],
  ["—", "-"],
  ["−", "-"],
  ["×", "x"],
  ["“", '"'],
  ["”", '"'],
  ["＆", "&"],
  ["￡", "£"],
  ["？", "?"],
  ["，", ","],
]);

/** One word as it is typed, or the first part of it. */
interface Spelling {
  readonly text: string;
  readonly low: string;
  readonly word: Word;
  readonly upper: boolean;
  /** "'s" of "Dave's". */
  readonly ending: Spelling | null;
}

/** Words come again and again: what is made of one is kept, and follows from the word alone. */
const spellings = new Map<string, Spelling>();
const spellingsMax = 5000;
/** The text of a longer one would keep its whole message. */
const keptMaxChars = 12;

function spellingOf(typed: string): Spelling {
  const known = spellings.get(typed);
  if (known !== undefined) return known;
  const made = spell(typed);
  if (typed.length > keptMaxChars) return made;
  if (spellings.size >= spellingsMax) spellings.clear();
  spellings.set(typed, made);
  return made;
}

function spell(typed: string): Spelling {
  const at = Math.max(typed.lastIndexOf("'"), typed.lastIndexOf("’"), typed.lastIndexOf("‘"));
  const low = at > 0 && !/^let.s$/i.test(typed) ? endings.get(typed.slice(at + 1).toLowerCase()) : undefined;
  if (low === undefined) return spelling(typed, fold(typed), null);
  const stem = typed.slice(0, at);
  return spelling(stem, fold(stem), spelling(typed.slice(at), low, null));
}

function spelling(text: string, low: string, ending: Spelling | null): Spelling {
  const first = text[0] ?? "";
  return { text, low, word: wordOf(low), upper: first !== first.toLowerCase(), ending };
}

function pushWord(tokens: Token[], typed: string, start: number, gap: boolean): void {
  const { text, low, word, upper, ending } = spellingOf(typed);
  tokens.push(token("word", text, low, word, start, gap, upper));
  if (ending === null) return;
  const at = start + text.length;
  tokens.push(token("word", ending.text, ending.low, ending.word, at, false, ending.upper));
}

function pushOther(tokens: Token[], kind: Token["kind"], typed: string, start: number, gap: boolean): void {
  const low = kind === "sign" ? (signs.get(typed) ?? typed) : typed;
  tokens.push(token(kind, typed, low, wordOf(low), start, gap, false));
}

function token(
  kind: Token["kind"],
  text: string,
  low: string,
  { number, opens: said }: Word,
  start: number,
  gap: boolean,
  upper: boolean,
): Token {
  const opens = kind === "number" ? said | begins.figure : said;
  return { kind, text, low, word: number, opens, start, end: start + text.length, gap, upper };
}

/** What begins at any of the tokens. */
export function opensOf(tokens: readonly Token[]): number {
  let opens = 0;
  for (const token of tokens) opens |= token.opens;
  return opens;
}

/** Whether anything of a kind can begin at a token: mostly nothing does. */
export function mayBegin(tokens: readonly Token[], at: number, what: number): boolean {
  return ((tokens[at]?.opens ?? 0) & what) !== 0;
}

/** The token at a place, if there is one. An array asked for its -1 looks for a property of that name, and takes its time. */
export function tokenAt(tokens: readonly Token[], at: number): Token | undefined {
  return at < 0 ? undefined : tokens[at];
}

/** The number of the word at a place, as lists of words are asked. */
export function wordIn(tokens: readonly Token[], at: number): number {
  return at < 0 ? unknownWord : (tokens[at]?.word ?? unknownWord);
}

/** A token that stands for another word than was typed. */
export function readAs(said: Token, low: string, kind: Token["kind"]): Token {
  const { number, opens } = wordOf(low);
  return { ...said, low, kind, word: number, opens };
}

/** Case, accents and apostrophes do not tell names apart. */
export function fold(text: string): string {
  const bare = plain.test(text) ? text : text.normalize("NFKD").replace(/\p{M}+/gu, "");
  return bare.replace(apostrophes, "").toLowerCase();
}

/** The text between two tokens as the trader typed it. */
export function typedBetween(text: string, tokens: readonly Token[], start: number, end: number): string {
  const first = tokens[start];
  const last = tokenAt(tokens, end - 1);
  return first === undefined || last === undefined || end <= start ? "" : text.slice(first.start, last.end);
}
