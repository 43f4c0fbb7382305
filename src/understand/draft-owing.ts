import type { Clause } from "./clause.ts";
import { type Draft, nothing } from "./draft.ts";
import { draftBills } from "./draft-bill.ts";
import { draftOthers } from "./draft-other.ts";
import { readSubject } from "./draft-payment.ts";
import type { Mood } from "./mood.ts";
import { isKind, lowAt, marksOf, type Scope } from "./scope.ts";

/** "Acme owes me 230": a bill to make, or one that is there already? */
export function owing(scope: Scope, clause: Clause, mood: Mood): readonly Draft[] {
  if (mood.asked && !mood.polite) return draftOthers(scope, clause, "list-owed", mood);
  // "owe Dave 120": the trader owes.
  if (["you", "u", "ya"].includes(lowAt(scope, (clause.cue?.start ?? 0) - 1))) return [nothing];
  if (lowAt(scope, clause.cue?.start ?? 0) === "owe" && readSubject(scope, clause) === "none")
    return [nothing];
  if (mood.negated || mood.idle || mood.conditional || mood.reported || owesAnother(scope, clause))
    return [nothing];
  const drafts = draftBills(scope, clause, mood);
  // "bob owes"
  const [known] = marksOf(scope, "client", clause.start, clause.cue?.start ?? clause.start);
  if (
    known?.start === clause.start &&
    clause.cue?.end === clause.end &&
    clause.cue.end === clause.cue.start + 1
  )
    return draftOthers(scope, clause, "list-owed", mood);
  if (drafts.every((draft) => draft.intent.totalMinor === null)) return [nothing];
  return drafts.map((draft) => ({
    intent: { ...draft.intent, certainty: "guessed" },
    gaps: [...draft.gaps, { about: "action", text: "Shall I make a bill for that?" }],
  }));
}

/** "Terry owes his brother 50" */
function owesAnother(scope: Scope, clause: Clause): boolean {
  const end = clause.cue?.end ?? clause.end;
  return (
    end < clause.end &&
    (scope.owner[end] === undefined || isKind(scope.owner[end], "client")) &&
    !["for", "money", "still", "about", "me", "us"].includes(lowAt(scope, end))
  );
}
