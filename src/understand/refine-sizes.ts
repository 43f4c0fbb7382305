import type { Mark } from "./mark.ts";
import { isPlural } from "./plural.ts";
import { type AmountMark, isKind, lowAt, ownerAt, type Scope, wordAt } from "./scope.ts";
import { workWords } from "./vocabulary.ts";
import { words } from "./words.ts";

/*
 * Figures of a thing beside its price: which model it is, how big, how many to a pack.
 */

const packs = words("block pack set course bundle batch box group class party series run package");

/** "a block of 10, 350" */
export function inPack(scope: Scope, { start }: AmountMark): boolean {
  return lowAt(scope, start - 1) === "of" && packs.has(wordAt(scope, start - 2));
}

/** "an 8 by 6 shed 180" */
export function bySize(scope: Scope, { start, end }: AmountMark): boolean {
  const wide = lowAt(scope, end) === "by" ? scope.owner[end + 1] : undefined;
  const high = lowAt(scope, start - 1) === "by" ? ownerAt(scope, start - 2) : undefined;
  if (isKind(wide, "amount")) return short(scope, start) && short(scope, wide.start);
  return isKind(high, "amount") && short(scope, start) && short(scope, high.start);
}

function short(scope: Scope, at: number): boolean {
  return /^\d{1,2}$/.test(lowAt(scope, at));
}

/** Makes whose figures are models. */
const makes =
  words(`bmw audi vw fiat transit corsa astra polo focus fiesta clio vauxhall peugeot renault citroen nissan toyota honda
  mercedes merc skoda kia hyundai volvo mazda suzuki sprinter vivaro trafic vaillant ecotec baxi worcester greenstar ideal
  potterton grundfos makita dewalt bosch samsung dell epson iphone ipad xbox stihl husqvarna jcb kubota`);

/** "bmw 318 service 180": which model. */
export function ofMake(scope: Scope, { start, end }: AmountMark): boolean {
  const later = scope.marks.some((mark) => isKind(mark, "amount") && mark.start > start);
  return later && workWords.has(wordAt(scope, end)) && makes.has(wordAt(scope, start - 1));
}

/** What a make's name ends: "the crown vaillant" is no longer the name. */
export function isMake(low: string): boolean {
  return makes.hasLow(low);
}

/** "500 flyers 72": so many, and what all of them cost: nothing stands behind the second figure, and nothing joins it. */
export function isRun(scope: Scope, mark: AmountMark): boolean {
  const things = [mark.end, mark.end + 1].find((at) => isPlural(lowAt(scope, at)));
  const price = things === undefined ? undefined : scope.owner[things + 1];
  if (
    things === undefined ||
    scope.tokens[mark.end]?.kind !== "word" ||
    !isKind(price, "amount") ||
    price.is.strength === "sure"
  )
    return false;
  if (["and", "plus", "for", "on", "to"].includes(lowAt(scope, mark.end))) return false;
  const free = scope.owner[mark.end] === undefined && scope.owner[things] === undefined;
  const last = scope.tokens[price.end]?.kind !== "word" || scope.owner[price.end] !== undefined;
  const more = scope.marks.some((one) => isKind(one, "amount") && one.start > price.start);
  return free && last && !more && /^\d{2,5}$/.test(lowAt(scope, mark.start));
}

/** "2x4 timber", "a 10x12 shed": a size, where the price stands elsewhere with its sign. */
export function isSize(scope: Scope, mark: Mark): boolean {
  if (!isKind(mark, "amount") || mark.is.strength === "sure" || lowAt(scope, mark.end) !== "x") return false;
  const [by, next] = [scope.tokens[mark.end], scope.tokens[mark.end + 1]];
  const glued = by?.gap === false && next?.gap === false && next.kind === "number";
  const by2 = scope.tokens[mark.end + 2];
  const others = scope.marks.some(
    (one) =>
      isKind(one, "amount") &&
      one !== mark &&
      one.start !== mark.end + 1 &&
      lowAt(scope, one.end) !== "x" &&
      lowAt(scope, one.start - 1) !== "x",
  );
  return glued && others && !["£", "@", "at", "each"].includes(by2?.low ?? "");
}
