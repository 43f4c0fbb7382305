import { fillers } from "./vocabulary.ts";
import { words } from "./words.ts";

/** No plurals, or paid for as one. */
const asOne = words(
  "towards always besides perhaps afterwards thanks cheers materials mats parts extras expenses sundries bits flowers stamps tolls prints",
);

/** Whether a word may stand for several of something. */
export function isPlural(low: string): boolean {
  return (
    low.length > 3 &&
    low.endsWith("s") &&
    !/(?:ss|us|is|'s)$/.test(low) &&
    !asOne.hasLow(low) &&
    !fillers.hasLow(low)
  );
}
