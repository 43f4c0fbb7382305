import { cleanLine } from "../domain/client.ts";
import type { Context } from "./context.ts";
import type { Draft } from "./draft.ts";

/** Reads a message that is one sentence of a known shape, as `sentenceOf` gives it; null for any other. */
export type ReadWhole = (said: string, context: Context) => Draft | null;

/** A message as it is held against whole sentences: one line, straight apostrophes, no full stop at its end. */
export function sentenceOf(text: string): string {
  return cleanLine(text)
    .replace(/[‘’]/g, "'")
    .replace(/[.!]+$/, "");
}

/** What is asked for in "can you send it again?"; of any other question nothing. */
export function orderIn(said: string): string {
  if (!said.endsWith("?")) return said;
  return /^((?:can|could|would|will) (?:you|we|i) .+)\?$/i.exec(said)?.[1] ?? "";
}

/** What a pattern of a whole sentence leaves in its groups. */
export type Groups = Readonly<Record<string, string | undefined>>;

/* Parts of patterns. */

/** A bill by its number. */
export const theBill = "(?:bill|invoice|inv)(?: no\\.?| number)? ?#?(?<bill>\\d{1,6})";
/** Whoever it is: whether a client is meant says `whomSaid`. */
export const who = "(?<who>[\\p{L}\\d][\\p{L}\\d '&.()-]*?)";
export const pounds = "£?(?<pounds>\\d[\\d,]*(?:\\.\\d{1,2})?)(?: ?(?:quid|pounds?))?";
/** Before an order. */
const lead =
  "(?:(?:can|could|would|will) (?:you|we|i) |(?:i|we)(?:'ll| will|'d like (?:you )?to| want (?:you )?to| need (?:you )?to)? |let'?s |just |actually,? |so |and |no,? |right,? |also )*";

export function ordered(pattern: string): RegExp {
  return new RegExp(`^${lead}${pattern}$`, "iu");
}

/** What is written in figures, in pence. */
export function minorOf(figures: string | undefined): number {
  return Math.round(Number((figures ?? "").replaceAll(",", "")) * 100);
}
