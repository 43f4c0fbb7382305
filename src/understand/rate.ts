import { claim, type Mark } from "./mark.ts";
import { type AmountMark, lowAt, type Scope, wordAt } from "./scope.ts";
import { begins, learnWords, words } from "./words.ts";

/* So much for each of something: the words that make a price one. */

export const times = words("at @ x * times");
export const perUnit = words(
  "hour hr h day d each week wk metre meter m mile head session visit lesson item unit room window door person night foot sqm month ph pd litre gallon kilo kg bag box load roll tonne ton sheet panel tile brick square yard page word call tree piece",
);
learnWords([...times, ..."of each apiece ea ph pd per an a / p".split(" ")], begins.counted);
export const inTime = words("hour hr h day d week wk min");
export const timeWords = /^(?:hours?|hrs?|h|days?|weeks?|wks?|mins|minutes)\b\s*(?:of|')?\s*/i;
export const timeUnits = words("hours hour hrs hr h days day d weeks week wk wks mins minutes");

/** Where "an hour", "per day", "/hr", "each" ends. */
export function rateAfter(scope: Scope, at: number): number | null {
  const owned = scope.owner[at]?.kind;
  if (owned === "day" || owned === "gap") return null;
  // "180 pd bacs" is paid.
  if (owned === "cue" && lowAt(scope, at) === "pd") return null;
  const low = lowAt(scope, at);
  if (["each", "apiece", "ea", "ph", "pd", "pp"].includes(low)) return at + 1;
  // "£18 per child": whatever is counted, it is a rate.
  if (low === "per" && scope.tokens[at + 1]?.kind === "word" && scope.owner[at + 1] === undefined)
    return at + 2;
  const unit = lowAt(scope, at + 1);
  // "two violins, £45 a violin"
  const counted =
    ["an", "a"].includes(low) && unit.length > 3 && scope.tokens.some((one) => one.low === `${unit}s`);
  if (counted) return at + 2;
  if (["an", "a", "per", "/", "p"].includes(low) && perUnit.hasLow(unit)) return at + 2;
  if (low === "p" && lowAt(scope, at + 1) === "/" && perUnit.has(wordAt(scope, at + 2))) return at + 3;
  return null;
}

/** "£45 an hour" alone does not say how much in all. */
export function rateOnly(scope: Scope, mark: AmountMark): Mark {
  const end = rateAfter(scope, mark.end);
  const low = lowAt(scope, mark.end);
  if (end === null || ["each", "apiece", "ea"].includes(low)) return mark;
  return claim(mark.start, end, { ...mark.is, rate: true });
}
