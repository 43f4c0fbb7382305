import { type Mark, takenFor } from "./mark.ts";
import { type AmountMark, isKind, lowAt, ownerAt, rewritten, type Scope, wordAt } from "./scope.ts";
import { numberNouns } from "./vocabulary.ts";
import { words } from "./words.ts";

const apiece = words("each apiece ea");
const before = words("at @ for , -");
const joints = words("and & , +");

/** "flat 2 and flat 5, 90 each": a price for every place that is numbered. */
export function eachPlace(scope: Scope): Mark[] | null {
  return rewritten(scope, (mark): Mark => {
    if (!isKind(mark, "amount") || mark.is.quantity !== 1 || mark.is.minor === null) return mark;
    if (!apiece.has(wordAt(scope, mark.end))) return mark;
    const count = placesBefore(scope, mark);
    return count < 2 ? mark : takenFor(mark, { ...mark.is, quantity: count });
  });
}

function placesBefore(scope: Scope, { start }: AmountMark): number {
  let at = start - 1;
  while (before.has(wordAt(scope, at))) at -= 1;
  let count = 0;
  for (let place = ownerAt(scope, at); place?.kind === "other"; place = ownerAt(scope, at)) {
    const single = place.end === place.start + 2 && /^\d+$/.test(lowAt(scope, place.end - 1));
    if (!single || !numberNouns.has(wordAt(scope, place.start))) return 0;
    count += 1;
    at = place.start - 1;
    while (joints.has(wordAt(scope, at))) at -= 1;
  }
  return count;
}
