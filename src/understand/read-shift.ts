import type { DayShift } from "../domain/day.ts";
import { shiftOf } from "./day-spans.ts";
import { tokenise } from "./tokens.ts";
import { words } from "./words.ts";

/** How far a due day is moved, and whether that is only the likelier way of two. */
export interface ShiftSaid {
  readonly by: DayShift;
  readonly guessed: boolean;
}

const earlier = words("earlier sooner forward forwards forrard up");
/** "move it forward", "bring it back": people mean either. */
const eitherWay = words("move shift change");

/**
 * `long` as said: "another week", "by 14 days". `how`: the words around it, of which some say whether that is later,
 * as it is where nothing does.
 */
export function readShift(long: string, how: readonly string[]): ShiftSaid | null {
  const plain = long
    .toLowerCase()
    .replace(/^(?:by|for|on) /, "")
    .replace(/^another (?=\d|two|three|four|five|six|seven|ten|couple|few)/, "")
    .replace(/^(?:another|one more|an extra|an additional|a further|(?:just )?one) (?:extra |more )?/, "a ")
    .replace(/ (?:later|more|extra|on|earlier|sooner|longer)$/, "");
  const span = shiftOf(tokenise(plain));
  if (span === null) return null;
  const brings = how.includes("bring");
  const moves = how.some((word) => eitherWay.hasLow(word));
  const nearer = how.some((word) => earlier.hasLow(word));
  const sure = how.some((word) => ["earlier", "sooner", "later", "longer", "extend"].includes(word));
  const back = how.includes("back");
  const guessed = !sure && (nearer ? !brings : brings || (moves && back));
  return { by: nearer ? { ...span, count: -span.count } : span, guessed };
}
