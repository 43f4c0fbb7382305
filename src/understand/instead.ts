import type { Clause } from "./clause.ts";
import type { Draft } from "./draft.ts";
import { clientGaps } from "./draft-bill.ts";
import type { Span } from "./name.ts";
import { resolveName } from "./resolve-name.ts";
import { isKind, lowAt, marksOf, type Scope, wordAt } from "./scope.ts";
import { fillers } from "./vocabulary.ts";
import { words } from "./words.ts";

const slips = words(
  "not no its it 's is for to i mean meant should be have been that was wait sorry , - . the",
);

/** "bill Acme 60. Not Acme. Harris.": nothing but another client, behind a slip. */
export function insteadOf(scope: Scope, before: Clause, { start, end }: Clause): Span | null {
  const slipped = slip(scope, start, end) || (before.cue === null && slip(scope, before.start, before.end));
  if (!slipped) return null;
  let from = -1;
  let to = -1;
  for (let at = start; at < end; at += 1) {
    if (isSlip(scope, at, start)) continue;
    if (to >= 0 && to !== at) return null;
    if (from < 0) from = at;
    to = at + 1;
  }
  if (from < 0) return null;
  const span = { start: from, end: to };
  const { mention, several } = resolveName(scope, span);
  return mention.match !== null || several.length > 0 ? span : null;
}

/** "not Acme", "sorry, I meant": the slip itself, and whose the bill is not. */
function isSlip(scope: Scope, at: number, start: number): boolean {
  const mark = scope.owner[at];
  const client = isKind(mark, "client");
  if (client) return mark.start > start && lowAt(scope, mark.start - 1) === "not";
  return isKind(mark, "fix") || slips.has(wordAt(scope, at)) || fillers.has(wordAt(scope, at));
}

function slip(scope: Scope, start: number, end: number): boolean {
  return marksOf(scope, "fix", start, end).length > 0 || ["not", "no", "sorry"].includes(lowAt(scope, start));
}

/** The same bill, to that client; a person confirms. */
export function forOther(scope: Scope, { intent, gaps }: Draft, span: Span): Draft {
  const named = resolveName(scope, span);
  return {
    intent: { ...intent, client: named.mention, certainty: "guessed" },
    gaps: [...clientGaps(named), ...gaps.filter((gap) => gap.about !== "client")],
  };
}
