import type { Currency } from "../domain/money.ts";
import { amount, reading, toMinor } from "./amount-mark.ts";
import { currencies } from "./currencies.ts";
import { claim, type Mark } from "./mark.ts";
import { type NumberRead, readNumber } from "./read-number.ts";
import { type Token, tokenAt, wordIn } from "./tokens.ts";
import { words } from "./words.ts";

/* What stands behind the pounds: "fifty pence", "43p", "fifty" alone. */

const pence = words("p pence penny pennies ceiniog");

/** "p"; but "six p.m." is a time. */
export function isPence(tokens: readonly Token[], at: number): boolean {
  const [next, last] = [tokens[at + 1], tokens[at + 2]?.low ?? ""];
  // "six p.m.", "50 p/h"
  const other = (next?.low === "." && last === "m") || (next?.low === "/" && next.gap === false);
  return pence.has(wordIn(tokens, at)) && !(tokens[at]?.low === "p" && other);
}

/** "20 pounds 43 pence", "£20 and 43p", "a pound fifty", "ten pound fifty". */
export function withPence(
  tokens: readonly Token[],
  start: number,
  end: number,
  value: number | null,
  currency: Currency,
): Mark {
  // "£45 and a half": of what?
  if (["and", "a", "half"].every((low, index) => tokens[end + index]?.low === low))
    return amount(start, end + 3, null, currency);
  const joined = ["and", ",", "&"].includes(tokens[end]?.low ?? "") ? end + 1 : end;
  const read = value === null || value % 1 !== 0 ? null : readNumber(tokens, joined);
  if (read === null || read.value === null || value === null) return amount(start, end, value, currency);
  const unit = tokens[read.end]?.low ?? "";
  const cents = ["cents", "cent", "c"].includes(unit);
  if ((isPence(tokens, read.end) || cents) && read.value < 100 && read.value % 1 === 0) {
    return amount(start, read.end + 1, value + Math.sign(value || 1) * (read.value / 100), currency);
  }
  const spoken = tokenAt(tokens, end - 1)?.low ?? "";
  const named = tokenAt(tokens, end - 1)?.kind === "word" && currencies.has(wordIn(tokens, end - 1));
  const said = joined === end && read.value >= 10 && read.value < 100 && read.value % 1 === 0 && named;
  // "twelve pounds five": 12.05, or 12.50?
  const single = joined === end && read.words && read.value < 10 && closes(tokens[read.end]);
  if (single && named) return amount(start, read.end, null, currency);
  const followed = currencies.has(wordIn(tokens, read.end)) || unit === "x" || unit === "@";
  if (said && !followed && (read.words || spoken === "pound" || spoken === "pounds" || spoken === "quid")) {
    return amount(start, read.end, value + read.value / 100, currency);
  }
  return (
    spokenPence(tokens, start, end, joined, value, read, currency) ?? amount(start, end, value, currency)
  );
}

/** "one pound and two", "£3 and fourteen": pence most likely, or another sum: confirmed in figures. */
function spokenPence(
  tokens: readonly Token[],
  start: number,
  end: number,
  joined: number,
  value: number,
  read: NumberRead,
  currency: Currency,
): Mark | null {
  const next = tokens[read.end];
  const ends = closes(next);
  const whole = read.value !== null && read.value < 100 && read.value % 1 === 0 && read.value > 0;
  const said =
    tokens[end]?.low === "and" ||
    (joined === end && value >= 10 && (read.value ?? 0) >= 10 && tokens[end]?.kind === "number");
  if (!said || !ends || !whole || value >= 1000) return null;
  return claim(start, read.end, reading(toMinor(value + (read.value ?? 0) / 100), currency, "sure", true));
}

const closing = words("for please pls ta thanks cheers due by plus inc");

/** Nothing follows that would make the figures before it something else. */
export function closes(next: Token | undefined): boolean {
  return next === undefined || next.kind === "break" || closing.has(next.word);
}
