import { fillers } from "./vocabulary.ts";

/** No plurals, or paid for as one. */
const asOne = new Set(
  "towards always besides perhaps afterwards thanks cheers materials mats parts extras expenses sundries bits flowers stamps tolls prints".split(
    " ",
  ),
);

/** Whether a word may stand for several of something. */
export function isPlural(low: string): boolean {
  return (
    low.length > 3 &&
    low.endsWith("s") &&
    !/(?:ss|us|is|'s)$/.test(low) &&
    !asOne.has(low) &&
    !fillers.has(low)
  );
}
