import { type Token, tokenAt, wordIn } from "./tokens.ts";
import { WordMap, words } from "./words.ts";

/** A number in figures or words. `loose` holds the second half of "one fifty": 1.50 or 150. */
export interface NumberRead {
  /** Null when the figures can be read in two ways: `1.250,50`, `12,50`, `4o`. */
  readonly value: number | null;
  readonly end: number;
  readonly words: boolean;
  readonly loose: { readonly first: number; readonly second: number } | null;
}

const units = new WordMap<number>(Object.entries<number>({
  zero: 0, nil: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9,
  ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17,
  eighteen: 18, nineteen: 19, wan: 1, twa: 2, fower: 4,
})); // biome-ignore format: a table of numbers reads best as one
const tens = new WordMap<number>(
  Object.entries<number>({
    twenty: 20,
    thirty: 30,
    thrity: 30,
    forty: 40,
    fourty: 40,
    fifty: 50,
    fivty: 50,
    fity: 50,
    sixty: 60,
    seventy: 70,
    eighty: 80,
    eigthy: 80,
    ninety: 90,
    ninty: 90,
  }),
);
const scales = new WordMap<number>(
  Object.entries<number>({
    thousand: 1000,
    thou: 1000,
    k: 1000,
    grand: 1000,
    million: 1_000_000,
    mil: 1_000_000,
    m: 1_000_000,
    billion: 1_000_000_000,
    bn: 1_000_000_000,
    trillion: 1_000_000_000_000,
    lakh: 100_000,
    lakhs: 100_000,
    crore: 10_000_000,
    crores: 10_000_000,
  }),
);
/** Written on to the figures they scale: "5m". Apart, "m" is metres. */
const tightOnly = words("k m");

export function unitWord(word: number): number | undefined {
  return units.get(word);
}

const hundreds = words("hundred hundreds hunner hunnerd hunder hundered hunderd hundrd");

/** A number in words starts with one of these, "a" or "half". */
export const numberOpeners: readonly string[] = [...units.keys(), ...tens.keys(), ...hundreds];

export function readNumber(tokens: readonly Token[], at: number): NumberRead | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.kind === "number") return readFigures(tokens, at, token);
  if (token.kind !== "word") return null;
  return readHalf(tokens, at) ?? readWords(tokens, at);
}

const timeUnits = words("hour hours hr hrs day days week weeks");

/** "2½k" */
const parts = new WordMap<number>(Object.entries<number>({ "½": 0.5, "¼": 0.25, "¾": 0.75 }));

function readFigures(tokens: readonly Token[], at: number, token: Token): NumberRead {
  const value = figures(token.text);
  const next = tokens[at + 1];
  if (next?.kind === "word" && !next.gap && /^[ol]+$/.test(next.low) && next.low !== "l") {
    return { value: null, end: at + 2, words: false, loose: null };
  }
  const part = next !== undefined && !next.gap ? parts.get(next.word) : undefined;
  if (part !== undefined) {
    const more = scale(tokens, at + 2, value === null || value % 1 !== 0 ? null : value + part);
    return { value: more.value, end: more.end, words: false, loose: null };
  }
  // "3 and a half hours"
  const half = ["and", "a", "half"].every((low, index) => tokens[at + 1 + index]?.low === low);
  const halved = wordIn(tokens, at + 4);
  if (half && value !== null && timeUnits.has(halved))
    return { value: value + 0.5, end: at + 4, words: false, loose: null };
  const by = scales.get(halved);
  if (half && value !== null && by !== undefined)
    return { value: (value + 0.5) * by, end: at + 5, words: false, loose: null };
  const scaled = scale(tokens, at + 1, value);
  return { value: scaled.value, end: scaled.end, words: false, loose: null };
}

/** `1,250.50` and `85.4` have one reading; `1.250`, `12,50` and `1.250,50` have two. */
export function figures(text: string): number | null {
  if (text.length > 15) return Number.POSITIVE_INFINITY;
  if (/^\d+$/.test(text)) return Number(text);
  if (/^\d+\.\d{1,2}$/.test(text)) return Number(text);
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?$/.test(text)) return Number(text.replaceAll(",", ""));
  return null;
}

function scale(
  tokens: readonly Token[],
  at: number,
  value: number | null,
): { value: number | null; end: number } {
  const next = tokens[at];
  if (next === undefined || value === null) return { value, end: at };
  if (hundreds.has(next.word)) {
    return readTail(tokens, at + 1, value * 100);
  }
  const by = scales.get(next.word);
  // "10m of fence" is metres: a million needs its pound sign.
  const metres = next.low === "m" && !["£", "gbp", "€", "$"].includes(tokenAt(tokens, at - 2)?.low ?? "");
  if (by === undefined || metres || (next.low === "m" && next.gap)) return { value, end: at };
  // "1k5" and "1.2kg" are not what they start like.
  const after = tokens[at + 1];
  if (tightOnly.has(next.word) && after !== undefined && !after.gap && after.kind === "number") {
    return { value: null, end: at + 2 };
  }
  return andAHalf(tokens, at + 1, pounds(value * by), by);
}

function readTail(tokens: readonly Token[], at: number, value: number): { value: number; end: number } {
  const from = dashed(tokens, at);
  const joined = ["and", "an", "n", "&"].includes(tokens[from]?.low ?? "") ? dashed(tokens, from + 1) : from;
  const figures = tokens[joined];
  // "2 hundred and 30"
  if (joined > from && figures?.kind === "number" && /^\d{1,2}$/.test(figures.text))
    return { value: value + Number(figures.text), end: joined + 1 };
  const tail = tokens[joined]?.kind === "word" ? readGroup(tokens, joined) : null;
  return tail !== null && tail.value < 100
    ? { value: value + tail.value, end: tail.end }
    : { value, end: at };
}

/** "a grand and a half" */
function andAHalf(
  tokens: readonly Token[],
  at: number,
  value: number,
  by: number,
): { value: number; end: number } {
  const half = tokens[at]?.low === "and" && tokens[at + 1]?.low === "a" && tokens[at + 2]?.low === "half";
  return half ? { value: value + by / 2, end: at + 3 } : { value, end: at };
}

/** Binary floats do not hold 1.2 × 1000 exactly; money has pence and no more. */
function pounds(value: number): number {
  return Math.round(value * 100) / 100;
}

/** "half a grand", "one and a half grand", "two and a half". */
function readHalf(tokens: readonly Token[], at: number): NumberRead | null {
  if (tokens[at]?.low === "half" && (tokens[at + 1]?.low === "a" || tokens[at + 1]?.low === "of")) {
    const by = scales.get(wordIn(tokens, at + 2));
    return by === undefined ? null : { value: by / 2, end: at + 3, words: true, loose: null };
  }
  const part = halfMillion(tokens, at);
  if (part !== null) return part;
  const whole = unitWord(wordIn(tokens, at));
  if (whole === undefined || tokens[at + 1]?.low !== "and") return null;
  if (tokens[at + 2]?.low !== "a" || tokens[at + 3]?.low !== "half") return null;
  const by = scales.get(wordIn(tokens, at + 4));
  if (by === undefined) return { value: whole + 0.5, end: at + 4, words: true, loose: null };
  return { value: (whole + 0.5) * by, end: at + 5, words: true, loose: null };
}

/** "half million", "a quarter million". */
function halfMillion(tokens: readonly Token[], at: number): NumberRead | null {
  const from = tokens[at]?.low === "a" ? at + 1 : at;
  const word = tokens[from]?.low;
  const part = word === "half" ? 0.5 : word === "quarter" ? 0.25 : undefined;
  if (part === undefined) return null;
  const by = scales.get(wordIn(tokens, from + 1));
  if (by === undefined || by < 1_000_000) return null;
  return { value: part * by, end: from + 2, words: true, loose: null };
}

interface Group {
  readonly value: number;
  readonly end: number;
}

/** "two-hundred-and-thirty": past a hyphen within a number in words. */
function dashed(tokens: readonly Token[], at: number): number {
  const within = tokens[at]?.low === "-" && !tokens[at]?.gap && tokens[at + 1]?.gap === false;
  return within && tokens[at + 1]?.kind === "word" ? at + 1 : at;
}

/** Below a thousand: "two hundred and thirty", "twenty-five", "a hundred", "twelve". */
function readGroup(tokens: readonly Token[], at: number): Group | null {
  const first = wordIn(tokens, at);
  const more = dashed(tokens, at + 1);
  const hundred = hundreds.has(wordIn(tokens, more));
  const one = tokens[at]?.low === "a" && (hundred || tokens[more]?.low === "thousand");
  const head = one ? 1 : unitWord(first);
  if (head !== undefined && hundred) return readTail(tokens, more + 1, head * 100);
  if (hundreds.has(first)) return null;
  const below = readBelowHundred(tokens, at);
  // "twenty five hundred"
  if (
    below !== null &&
    below.value > 10 &&
    below.value % 10 !== 0 &&
    hundreds.has(wordIn(tokens, below.end))
  ) {
    return { value: below.value * 100, end: below.end + 1 };
  }
  return readBelowHundred(tokens, at) ?? (head === undefined ? null : { value: head, end: at + 1 });
}

function readBelowHundred(tokens: readonly Token[], at: number): Group | null {
  const first = wordIn(tokens, at);
  const ten = tens.get(first);
  if (ten === undefined) {
    const unit = unitWord(first);
    return unit === undefined ? null : { value: unit, end: at + 1 };
  }
  const hyphen = tokens[at + 1]?.low === "-" && !tokens[at + 2]?.gap;
  const unit = unitWord(wordIn(tokens, hyphen ? at + 2 : at + 1));
  if (unit !== undefined && unit > 0 && unit < 10) return { value: ten + unit, end: at + (hyphen ? 3 : 2) };
  return { value: ten, end: at + 1 };
}

function readWords(tokens: readonly Token[], at: number): NumberRead | null {
  const aGrand = tokens[at]?.low === "a" ? scales.get(wordIn(tokens, at + 1)) : undefined;
  if (aGrand !== undefined && (tokens[at + 1]?.low.length ?? 0) > 1) {
    const read = andAHalf(tokens, at + 2, aGrand, aGrand);
    const rest = read.end === at + 2 ? thousandTail(tokens, read.end, aGrand) : read;
    return { ...rest, words: true, loose: null };
  }
  const group = readPoint(tokens, readGroup(tokens, at) ?? readHundred(tokens, at));
  if (group === null) return null;
  const by = scales.get(wordIn(tokens, group.end));
  if (by !== undefined && tokens[group.end]?.low !== "m") {
    const value = pounds(group.value * by);
    const half = andAHalf(tokens, group.end + 1, value, by);
    const read = half.end > group.end + 1 ? half : thousandTail(tokens, group.end + 1, value);
    return { ...read, words: true, loose: null };
  }
  const loose = readLoose(tokens, group);
  if (loose !== null) return loose;
  return { value: group.value, end: group.end, words: true, loose: null };
}

const few = words("few several couple of many some odd");

/** "hundred and twenty", said without the "a"; but "few hundred" is no figure. */
function readHundred(tokens: readonly Token[], at: number): Group | null {
  if (!hundreds.has(wordIn(tokens, at)) || few.has(wordIn(tokens, at - 1))) return null;
  return readTail(tokens, at + 1, 100);
}

/** "one point five k", "twelve point nine nine": figures behind a point, one by one. */
function readPoint(tokens: readonly Token[], group: Group | null): Group | null {
  if (group === null || tokens[group.end]?.low !== "point") return group;
  let end = group.end + 1;
  let figures = "";
  for (let digit = unitWord(wordIn(tokens, end)); digit !== undefined && digit < 10 && figures.length < 2; ) {
    figures += digit;
    end += 1;
    digit = unitWord(wordIn(tokens, end));
  }
  return figures === "" ? group : { value: group.value + Number(`0.${figures}`), end };
}

/** "one thousand two hundred and fifty", "a grand and fifty": what follows a thousand is added to it. */
function thousandTail(tokens: readonly Token[], at: number, value: number): Group {
  const joined = tokens[at]?.low === "and" ? at + 1 : at;
  const tail = readGroup(tokens, joined);
  if (tail === null || tail.value === 0) return { value, end: at };
  if (joined > at && value >= 1000 && tail.value >= 1000) return { value, end: at };
  return { value: value + tail.value, end: tail.end };
}

/** "one fifty", "twelve ninety nine", "two thirty five": the trader alone knows where the point is. */
function readLoose(tokens: readonly Token[], group: Group): NumberRead | null {
  if (group.value >= 100 || group.value === 0 || group.value % 1 !== 0) return null;
  const hyphen = tokens[group.end]?.low === "-" && !tokens[group.end + 1]?.gap;
  const oh = tokens[group.end]?.low === "oh";
  const second = readBelowHundred(tokens, group.end + (hyphen || oh ? 1 : 0));
  if (second === null || (second.value < 10 && !oh)) return null;
  return { value: null, end: second.end, words: true, loose: { first: group.value, second: second.value } };
}
