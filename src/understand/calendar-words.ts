import { unitWord } from "./read-number.ts";
import { type Token, tokenAt, wordIn } from "./tokens.ts";
import { WordMap, words } from "./words.ts";

/** 1 to 12. "may", "mar", "march" are also names and verbs: forms ask for a number beside them. */
export const months = table([
  "jan january janury janaury ionawr",
  "feb february febuary febrary feburary chwefror",
  "mar march mawrth",
  "apr april ebrill",
  "may mai",
  "jun june mehefin",
  "jul july gorffennaf",
  "aug august awst",
  "sep sept september setpember medi",
  "oct october octobre hydref",
  "nov november novemeber novmber tachwedd",
  "dec december decemeber decmber rhagfyr",
]);

/** 0 is Sunday. */
export const weekdays = table(
  [
    "sun sunday sundays",
    "mon monday munday mondy mondays",
    "tue tues tuesday tuesdays tuseday teusday tuesdy",
    "wed weds wednesday wednesdays wensday wednsday wendsday wednesdy",
    "thu thur thurs thursday thursdays thrusday thursdy",
    "fri friday firday fridy fryday fridays",
    "sat saturday saturdays satruday saterday",
  ],
  0,
);

/** After Welsh "dydd". */
export const welshWeekdays = table(
  ["sul", "llun", "mawrth", "mercher", "iau gwyener", "gwener", "sadwrn"],
  0,
);

const ordinalWordList =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(
    " ",
  );
const ordinalWords = table(ordinalWordList);

function table(rows: readonly string[], base = 1): WordMap<number> {
  return new WordMap(
    rows.flatMap((row, index) => row.split(" ").map((word) => [word, index + base] as const)),
  );
}

interface Found {
  readonly value: number;
  readonly end: number;
}

const suffixes = words("st nd rd th");

/** "14th", "the fourteenth" (without "the"), "twenty first", "31st". */
export function readOrdinal(tokens: readonly Token[], at: number): Found | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.kind === "number") {
    const suffix = tokens[at + 1];
    const fits = suffix !== undefined && suffixes.has(suffix.word) && /^\d{1,2}$/.test(token.text);
    return fits ? { value: Number(token.text), end: at + 2 } : null;
  }
  const single = ordinalWords.get(token.word);
  if (single !== undefined) return { value: single, end: at + 1 };
  if (token.low === "thirtieth") return { value: 30, end: at + 1 };
  if (token.low !== "twenty" && token.low !== "thirty") return null;
  const hyphen = tokens[at + 1]?.low === "-" ? 1 : 0;
  const unit = ordinalWords.get(wordIn(tokens, at + 1 + hyphen));
  if (unit === undefined || unit > 9) return null;
  return { value: (token.low === "twenty" ? 20 : 30) + unit, end: at + 2 + hyphen };
}

/** A small count: "3", "three", "a", "a couple of". */
export function readCount(tokens: readonly Token[], at: number): Found | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.kind === "number") {
    // "£230 fortnight Friday" counts no fortnights.
    const money = tokenAt(tokens, at - 1)?.low === "£" && !token.gap;
    return /^\d{1,3}$/.test(token.text) && !money ? { value: Number(token.text), end: at + 1 } : null;
  }
  const low = token.low;
  if (low === "a" && ["couple", "pair"].includes(tokens[at + 1]?.low ?? "")) return couple(tokens, at + 2);
  if (low === "couple") return couple(tokens, at + 1);
  if (low === "a" || low === "an") return { value: 1, end: at + 1 };
  const unit = unitWord(token.word);
  if (unit !== undefined) return { value: unit, end: at + 1 };
  const ten = counts.get(token.word);
  if (ten === undefined) return null;
  const hyphen = tokens[at + 1]?.low === "-" ? 1 : 0;
  const tail = unitWord(wordIn(tokens, at + 1 + hyphen));
  if (tail !== undefined && tail > 0 && tail < 10) return { value: ten + tail, end: at + 2 + hyphen };
  return { value: ten, end: at + 1 };
}

/** "two thousand and eighteen", "twenty twenty seven": a year in words. */
export function readYearWords(tokens: readonly Token[], at: number): Found | null {
  const first = readCount(tokens, at);
  if (first === null || tokens[at]?.kind !== "word") return null;
  if (first.value === 2 && tokens[first.end]?.low === "thousand") {
    const from = tokens[first.end + 1]?.low === "and" ? first.end + 2 : first.end + 1;
    const rest = tokens[from]?.kind === "word" ? readCount(tokens, from) : null;
    return rest === null || rest.value > 99
      ? { value: 2000, end: first.end + 1 }
      : { value: 2000 + rest.value, end: rest.end };
  }
  const hundred = tokens[first.end]?.low === "hundred" ? first.end + 1 : first.end;
  const oh = ["and", "oh", "zero"].includes(tokens[hundred]?.low ?? "") ? hundred + 1 : hundred;
  const rest = tokens[oh]?.kind === "word" ? readCount(tokens, oh) : null;
  const century = first.value >= 17 && first.value <= 20 && first.end === at + 1;
  const fits = century && rest !== null && rest.value < 100 && (rest.value >= 10 || oh > first.end);
  return fits ? { value: first.value * 100 + rest.value, end: rest.end } : null;
}

function couple(tokens: readonly Token[], at: number): Found {
  return { value: 2, end: tokens[at]?.low === "of" ? at + 1 : at };
}

/** Every word that may open a count or an ordinal. */
export const numberWords: readonly string[] = [
  ...ordinalWordList,
  ..."thirtieth one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety".split(
    " ",
  ),
];

const counts = new WordMap<number>([
  ["twenty", 20], ["thirty", 30], ["forty", 40], ["fifty", 50], ["sixty", 60], ["seventy", 70], ["eighty", 80],
  ["ninety", 90],
]); // biome-ignore format: a table of numbers reads best as one
