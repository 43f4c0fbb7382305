/** One word, number, sign or line break of a message, with its place in the text as typed. */
export interface Token {
  readonly kind: "word" | "number" | "sign" | "break";
  /** As typed. */
  readonly text: string;
  /** Lower case, without accents or apostrophes: what tables are written in. */
  readonly low: string;
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

/** "he'll" is two words, "o'brien" and "don't" are one. */
const endings: Readonly<Record<string, string>> = {
  s: "'s",
  ll: "will",
  ve: "have",
  re: "are",
  d: "would",
  m: "am",
};

const apostrophes = /['’‘`´]/g;
const plain = /^[\x20-\x7e]*$/;

/** Reads the text once, left to right. Work is linear: each character belongs to one match. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let lastEnd = 0;
  for (const match of text.matchAll(shape)) {
    if (tokens.length > tokensMax) break;
    const start = match.index;
    const typed = match[0];
    const end = start + typed.length;
    const gap = start > lastEnd || tokens.length === 0;
    lastEnd = end;
    if (match[3] !== undefined) pushWord(tokens, typed, start, gap);
    else {
      const kind = match[1] !== undefined ? "break" : match[2] !== undefined ? "number" : "sign";
      tokens.push({ kind, text: typed, low: signs[typed] ?? typed, start, end, gap, upper: false });
    }
  }
  return tokens;
}

/** The dashes people and phones type are one dash, and so on. */
const signs: Readonly<Record<string, string>> = {
  "–": "-",
  "—": "-",
  "−": "-",
  "×": "x",
  "“": '"',
  "”": '"',
  "＆": "&",
  "￡": "£",
  "？": "?",
  "，": ",",
};

function pushWord(tokens: Token[], typed: string, start: number, gap: boolean): void {
  const at = Math.max(typed.lastIndexOf("'"), typed.lastIndexOf("’"), typed.lastIndexOf("‘"));
  const ending = at > 0 && !/^let.s$/i.test(typed) ? endings[typed.slice(at + 1).toLowerCase()] : undefined;
  if (ending === undefined) {
    tokens.push(word(typed, fold(typed), start, gap));
    return;
  }
  const stem = typed.slice(0, at);
  tokens.push(word(stem, fold(stem), start, gap));
  tokens.push(word(typed.slice(at), ending, start + at, false));
}

function word(text: string, low: string, start: number, gap: boolean): Token {
  const first = text[0] ?? "";
  const upper = first !== first.toLowerCase();
  return { kind: "word", text, low, start, end: start + text.length, gap, upper };
}

/** Case, accents and apostrophes do not tell names apart. */
export function fold(text: string): string {
  const bare = plain.test(text) ? text : text.normalize("NFKD").replace(/\p{M}+/gu, "");
  return bare.replace(apostrophes, "").toLowerCase();
}

/** The text between two tokens as the trader typed it. */
export function typedBetween(text: string, tokens: readonly Token[], start: number, end: number): string {
  const first = tokens[start];
  const last = tokens[end - 1];
  return first === undefined || last === undefined || end <= start ? "" : text.slice(first.start, last.end);
}
