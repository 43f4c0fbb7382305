import type { Clause } from "./clause.ts";
import { asGuess, type Draft, nothing } from "./draft.ts";
import { draftOthers } from "./draft-other.ts";
import type { Mood } from "./mood.ts";
import type { Span } from "./name.ts";
import { lowAt, type Scope } from "./scope.ts";
import { words } from "./words.ts";

/** "chase on the day and 7 after", "be gentle with Patel": how to chase from now on. */
export function planning(scope: Scope, clause: Clause, mood: Mood, carried: Span | null): readonly Draft[] {
  const idle = mood.idle && lowAt(scope, (clause.cue?.start ?? 0) - 1) !== "always";
  if (mood.negated || idle || mood.conditional || (mood.asked && !mood.polite)) return [nothing];
  const said = scope.tokens.slice(clause.start, clause.end);
  // "chase everyone over 30 days late": now, and not from now on.
  if (said.some(({ low }) => low === "over" || low === "than"))
    return draftOthers(scope, clause, "chase", mood).map(asGuess);
  // "chase the Boar, its 2 weeks late": why, and not when.
  if (said.some(({ word }) => because.has(word))) return draftOthers(scope, clause, "chase", mood);
  const whole = { ...clause, end: sentenceEnd(scope, clause) };
  const named = draftOthers(scope, whole, "edit-client", mood, carried).filter(
    ({ intent }) => intent.client != null,
  );
  const [first] = named;
  return first !== undefined && first.intent.client?.match != null
    ? named
    : draftOthers(scope, { ...whole, cue: null }, "settings", mood);
}

const because = words("its it hes shes theyre thats");

function sentenceEnd(scope: Scope, { end }: Clause): number {
  let at = end;
  while (
    at < scope.tokens.length &&
    scope.tokens[at]?.kind !== "break" &&
    ![".", "!", "?"].includes(lowAt(scope, at))
  )
    at += 1;
  return at;
}
