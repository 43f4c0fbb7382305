import { isKind, lowAt, ownerAt, type Scope, wordAt } from "./scope.ts";
import { tokenAt } from "./tokens.ts";
import { fillers, nameStops, pronouns } from "./vocabulary.ts";
import { words } from "./words.ts";

const between = words(
  "'s has have just finally already only is also now will hes shes still hasnt havent not never did didnt all still",
);

/** What parts orders from each other. */
export const separators = words("and , then & + also plus but so - :");

/** "half of it": not all of it is paid. */
const ofShare = (scope: Scope, at: number) =>
  lowAt(scope, at - 1) === "of" && shares.has(wordAt(scope, at - 2)) ? at - 2 : at;
const shares = words("half some most part third quarter rest");

/** The name before "paid", "owes", "says". */
export function subjectStart(scope: Scope, cueStart: number, floor: number): number {
  let at = cueStart;
  while (
    at > floor &&
    (between.has(wordAt(scope, at - 1)) || fillers.has(wordAt(scope, at - 1))) &&
    ownerAt(scope, at - 1) === undefined
  )
    at -= 1;
  const mark = ownerAt(scope, at - 1);
  if (isKind(mark, "client") || isKind(mark, "bill") || isKind(mark, "address"))
    return Math.max(floor, mark.start);
  const end = at;
  while (at > floor && end - at < 5) {
    const token = tokenAt(scope.tokens, at - 1);
    if (token === undefined || token.kind === "break" || ownerAt(scope, at - 1) !== undefined) break;
    if (token.kind === "sign" && token.low !== "&" && token.low !== "-") break;
    if (token.kind === "number") break;
    if (pronouns.has(token.word)) return end > at ? at : Math.max(floor, ofShare(scope, at - 1));
    if (
      separators.has(token.word) &&
      token.low !== "&" &&
      !(token.upper === false && token.low === "and" && joins(scope, at - 1))
    )
      break;
    if (nameStops.has(token.word) && !["the", "and"].includes(token.low)) break;
    if (fillers.has(token.word) && !token.upper) break;
    at -= 1;
  }
  return at;
}

/** "Smith and Sons paid" */
function joins(scope: Scope, at: number): boolean {
  return tokenAt(scope.tokens, at - 1)?.upper === true && scope.tokens[at + 1]?.upper === true;
}
