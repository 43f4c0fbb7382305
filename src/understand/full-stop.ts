import { titles } from "./names.ts";
import type { Scope } from "./scope.ts";
import { tokenAt } from "./tokens.ts";
import { words } from "./words.ts";

export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly asked: boolean;
}

/** Where the sentences of a message start and end. */
export function sentencesOf(scope: Scope): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  const close = (end: number, asked: boolean) => {
    if (end > start) sentences.push({ start, end, asked });
  };
  for (let at = 0; at < scope.tokens.length; at += 1) {
    const token = scope.tokens[at];
    if (token === undefined || scope.owner[at] !== undefined) continue;
    const ends =
      token.kind === "break" ||
      ["!", "?", ";"].includes(token.low) ||
      (token.low === "." && isFullStop(scope, at));
    if (!ends) continue;
    close(at, token.low === "?");
    start = at + 1;
  }
  close(scope.tokens.length, false);
  return sentences;
}

const abbreviations = words(
  "ltd co st no inc mr mrs ms dr rd ave vat approx inv plc tel ref excl incl ex jan feb mar apr jun jul aug sep sept oct nov dec",
);

function isFullStop(scope: Scope, at: number): boolean {
  const before = tokenAt(scope.tokens, at - 1);
  const next = scope.tokens[at + 1];
  if (next === undefined) return true;
  if (!next.gap && next.kind !== "break" && next.kind !== "sign") return false;
  if (before === undefined) return true;
  if (titles.has(before.word)) return false;
  // "…£1.5k. Nice lady", "due on the 1st. Ta": no initial, and no saint.
  if (!before.gap && tokenAt(scope.tokens, at - 2)?.kind === "number")
    return next.upper || before.text.length > 1;
  if (abbreviations.has(before.word))
    return next.upper && !["no", "st", "mr", "dr", "co"].includes(before.low);
  return before.text.length > 1 || before.kind !== "word" || !next.upper;
}
