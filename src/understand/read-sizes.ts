import { type Mark, other } from "./mark.ts";
import { type Token, tokenAt, wordIn } from "./tokens.ts";
import { unknownWord, words } from "./words.ts";

/* How big a thing is, and how many there are: figures that are no money. */

export const countWords = words("qty quantity");

/** "qty 3", "qty: 3" */
export function howMany(tokens: readonly Token[], at: number): Mark | null {
  if (!countWords.has(wordIn(tokens, at))) return null;
  const colon = tokens[at + 1]?.low === ":" ? 1 : 0;
  const count = tokens[at + 1 + colon];
  return count?.kind === "number" ? other(at, at + 2 + colon) : null;
}

const parts = words("1/2 1/3 2/3 1/4 3/4 1/8 3/8 5/8 7/8");
const partUnits = words(
  'inch inches in mile miles pint pints price day hour ton tonne load roll bag metre size share "',
);

/** "a 1/2 inch valve": no day. */
export function fraction(tokens: readonly Token[], at: number): Mark | null {
  const [first, bar, last, unit] = tokens.slice(at, at + 4);
  if (bar?.low !== "/" || bar.gap || last?.gap !== false || !parts.hasLow(`${first?.text}/${last.text}`))
    return null;
  if (partUnits.has(unit?.word ?? unknownWord)) return other(at, at + 4);
  return ["a", "an"].includes(tokenAt(tokens, at - 1)?.low ?? "") ? other(at, at + 3) : null;
}

/** "205/55 R16" of a tyre, "5w30" of oil, "4h30". */
export function tyre(tokens: readonly Token[], at: number): Mark | null {
  const [first, letter, second] = tokens.slice(at, at + 3);
  const glued = letter?.gap === false && second?.kind === "number" && !second.gap;
  if (glued && /^\d\d?$/.test(first?.text ?? "") && ["w", "h"].includes(letter.low)) return other(at, at + 3);
  const [wide, bar, high, r, rim] = tokens.slice(at, at + 5);
  const size = /^[12]\d5$/.test(wide?.text ?? "") && bar?.low === "/" && /^[3-8][05]$/.test(high?.text ?? "");
  if (!size) return null;
  if (r?.low === "r" && rim?.kind === "number") return other(at, at + 5);
  return /^1[2-9]$|^2[0-2]$/.test(r?.text ?? "") ? other(at, at + 4) : null;
}

const counters = words("no nos nr off pc pcs pce pieces");

/** "3no. sockets @ 40", "3off brackets": how many. */
export function pieces(tokens: readonly Token[], at: number): Mark | null {
  const [count, word, dot] = tokens.slice(at, at + 3);
  if (!counters.has(word?.word ?? unknownWord) || !/^\d{1,4}$/.test(count?.text ?? "")) return null;
  const dotted = dot?.low === "." && !dot.gap && word?.low !== "off";
  if (dotted) return other(at, at + 3);
  return word?.gap === false || word?.low.startsWith("p") === true ? other(at, at + 2) : null;
}
