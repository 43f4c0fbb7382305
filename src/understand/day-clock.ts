import { low } from "./day-form.ts";
import { compile, longest, startsOf } from "./phrases.ts";
import { type Token, wordIn } from "./tokens.ts";
import { words } from "./words.ts";

/* Times of day: a bill is due on a day, so they are read over. */

const parts = words("am pm morning afternoon evening night lunchtime dinnertime noon midnight teatime");

/** "friday first thing", "friday at the latest". */
const trailing = compile<true>([
  ["first thing; (at the|by|) latest; close of (play|business); end of (play|business)", true],
]);

const links = words("at by before @ around about from - , in");

interface Clock {
  readonly end: number;
  /** "5pm", "17:30": a bare "5" is a time only where one is expected. */
  readonly sure: boolean;
}

/** "5pm", "5 p.m.", "17:30:15", "8 in the morning"; but "Friday 5" is no time. */
export function readClock(tokens: readonly Token[], at: number): Clock | null {
  const hour = tokens[at];
  if (hour?.kind !== "number" || !/^(?:[01]?\d|2[0-3])(?:\.[0-5]\d)?$/.test(hour.text)) return null;
  let end = at + 1;
  while (low(tokens, end) === ":" && tokens[end + 1]?.kind === "number" && tokens[end + 1]?.gap === false)
    end += 2;
  const half = halfOfDay(tokens, end);
  return { end: half ?? end, sure: half !== null || end > at + 1 };
}

/** "pm", "a.m.", "o'clock", "at night", "in the morning". */
function halfOfDay(tokens: readonly Token[], at: number): number | null {
  const word = low(tokens, at);
  if (word === "am" || word === "pm" || word === "oclock") return at + 1;
  if ((word === "a" || word === "p") && low(tokens, at + 1) === "." && low(tokens, at + 2) === "m")
    return low(tokens, at + 3) === "." ? at + 4 : at + 3;
  if (word === "at" && low(tokens, at + 1) === "night") return at + 2;
  return word === "in" && low(tokens, at + 1) === "the" && parts.has(wordIn(tokens, at + 2)) ? at + 3 : null;
}

/** Where the time of day behind a day ends: "tomorrow morning", "friday at 5", "tonight around 7", "from 9:30 to 11:00". */
export function partOfDay(tokens: readonly Token[], at: number): number {
  const phrase = longest(trailing, tokens, at);
  if (phrase !== null) return phrase.end;
  if (parts.has(wordIn(tokens, at))) return partOfDay(tokens, at + 1);
  const link = low(tokens, at);
  const linked = links.has(wordIn(tokens, at));
  const from = linked ? at + 1 : at;
  if (linked && parts.has(wordIn(tokens, from))) return from + 1;
  if (link === "in" && low(tokens, from) === "the" && parts.has(wordIn(tokens, from + 1))) return from + 2;
  const clock = readClock(tokens, from);
  if (clock === null) return at;
  const spoken = ["at", "by", "before", "@"].includes(link) || low(tokens, at - 1) === "tonight";
  if (!clock.sure && !(spoken && endsThere(tokens, from))) return at;
  const till = ["to", "till", "until", "-"].includes(low(tokens, clock.end))
    ? readClock(tokens, clock.end + 1)
    : null;
  return till?.sure === true ? till.end : clock.end;
}

/** A bare hour of two figures, with nothing behind it that it could count or be the price of. */
function endsThere(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return (
    (tokens[at]?.text.length ?? 9) <= 2 && next?.kind !== "word" && !["£", "x", "@"].includes(next?.low ?? "")
  );
}

const hours = compile<true>([
  [
    `(close of (play|business)|cob|eod|end of (play|day|business)|first thing|midday|noon|midnight|lunchtime|
      dinner time) (on|); (the|) (morning|afternoon|evening) of (this|)`,
    true,
  ],
]);

/** Words with which a time can stand before its day. */
export const clockOpeners: readonly string[] = startsOf(hours);

/** Where the day may start behind a time of its own: "noon on friday", "5pm 4 May", "9 tomorrow morning". */
export function behindClock(
  tokens: readonly Token[],
  at: number,
): { readonly at: number; readonly sure: boolean } {
  const phrase = longest(hours, tokens, at);
  if (phrase !== null) return { at: phrase.end, sure: true };
  const clock = readClock(tokens, at);
  if (clock === null) return { at, sure: true };
  const from = ["on", "of", ","].includes(low(tokens, clock.end)) ? clock.end + 1 : clock.end;
  if (clock.sure) return { at: from, sure: true };
  return ["tonight", "tomorrow"].includes(low(tokens, from)) ? { at: from, sure: false } : { at, sure: true };
}
