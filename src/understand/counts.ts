import type { Mark } from "./mark.ts";
import { isKind, lowAt, type Scope } from "./scope.ts";

/* What counts: how many of something, of an hour, of each. */

export const times = new Set(["at", "@", "x", "*", "times"]);
export const perUnit = new Set(
  "hour hr h day d each week wk metre meter m mile head session visit lesson item unit room window door person night foot sqm month ph pd litre gallon kilo kg bag box load roll tonne ton sheet panel tile brick square yard page word call tree piece".split(
    " ",
  ),
);
export const timeWords = /^(?:hours?|hrs?|h|days?|weeks?|wks?|mins|minutes)\b\s*(?:of|')?\s*/i;
export const timeUnits = new Set("hours hour hrs hr h days day d weeks week wk wks mins minutes".split(" "));

const sizeUnits = new Set("mm cm inch amp amps watt watts volt volts kw".split(" "));

/** "2pm at 20 an hour": when, and not how many. */
export function isClock(scope: Scope, { start, end }: Mark): boolean {
  return scope.tokens.slice(start, end + 1).some(({ low }) => ["am", "pm", "oclock", ":"].includes(low));
}

export function countOf(scope: Scope, mark: Mark): number | null {
  if (isKind(mark, "amount"))
    return mark.is.strength === "bare" && mark.is.minor !== null ? mark.is.minor / 100 : null;
  const first = scope.tokens[countAt(scope, mark)];
  // "2 x 15mm clips": how thick they are.
  if (mark.end === mark.start + 2 && sizeUnits.has(lowAt(scope, mark.start + 1))) return null;
  if (first?.kind === "number" && /^\d+(?:\.\d+)?$/.test(first.text) && lowAt(scope, mark.start + 1) !== "%")
    return Number(first.text);
  const words: Readonly<Record<string, number>> = {
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    twelve: 12,
  };
  return words[first?.low ?? ""] ?? null;
}

/** "for 2 days" counts from the 2. */
function countAt(scope: Scope, mark: Mark): number {
  return lowAt(scope, mark.start) === "for" ? mark.start + 1 : mark.start;
}

/** Where "an hour", "per day", "/hr", "each" ends. */
export function rateAfter(scope: Scope, at: number): number | null {
  const owned = scope.owner[at]?.is.kind;
  if (owned === "day" || owned === "gap") return null;
  // "180 pd bacs" is paid.
  if (owned === "cue" && lowAt(scope, at) === "pd") return null;
  const low = lowAt(scope, at);
  if (["each", "apiece", "ea", "ph", "pd", "pp"].includes(low)) return at + 1;
  // "£18 per child": whatever is counted, it is a rate.
  if (low === "per" && scope.tokens[at + 1]?.kind === "word" && scope.owner[at + 1] === undefined)
    return at + 2;
  if (["an", "a", "per", "/", "p"].includes(low) && perUnit.has(lowAt(scope, at + 1))) return at + 2;
  if (low === "p" && lowAt(scope, at + 1) === "/" && perUnit.has(lowAt(scope, at + 2))) return at + 3;
  return null;
}
