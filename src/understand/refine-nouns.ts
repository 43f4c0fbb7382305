import type { Effect } from "./cue.ts";
import type { Mark } from "./mark.ts";
import { isKind, lowAt, type MarkOf, ownerAt, type Scope, wordAt } from "./scope.ts";
import { fillers, nameStops, workWords } from "./vocabulary.ts";
import { words } from "./words.ts";

/* "lock change", "stop cock": a verb's word within what a bill is for. */

/** Orders that would be lost by it ("…cancel", "…hold") are none of these. */
const endings: ReadonlySet<Effect> = new Set([
  "edit-bill",
  "export",
  "statement",
  "show-bill",
  "show-plan",
  "settings",
]);

const openings: ReadonlySet<Effect> = new Set([...endings, "hold-chasing", "chase"]);

/** A verb of one word is a noun where it ends a thing's name or opens it behind "for", with nobody to do it to. */
export function nounsOfWork(scope: Scope): Mark[] | null {
  const order = scope.marks.find((mark) => isKind(mark, "cue") && mark.is.cue.effect === "create-bill");
  if (order === undefined) return null;
  const kept = scope.marks.filter(
    (mark) =>
      !isKind(mark, "cue") ||
      mark.start < order.end ||
      mark.end > mark.start + (lowAt(scope, mark.start) === "follow" ? 2 : 1) ||
      !(endsName(scope, mark) || opensName(scope, mark)),
  );
  return kept.length === scope.marks.length ? null : kept;
}

const stops = words(", . ; and & + ) - due");

/** "lock change, ref 12", "an oil change 60" */
function endsName(scope: Scope, { start, end, is }: MarkOf<"cue">): boolean {
  if (!endings.has(is.cue.effect)) return false;
  const next = scope.owner[end];
  const over =
    end >= scope.tokens.length ||
    scope.tokens[end]?.kind === "break" ||
    stops.has(wordAt(scope, end)) ||
    (next !== undefined && next.kind !== "client" && next.kind !== "bill");
  return over && isThing(scope, start - 1);
}

/** "for stop cock", "for the change of locks" */
function opensName(scope: Scope, { start, end, is }: MarkOf<"cue">): boolean {
  if (!openings.has(is.cue.effect)) return false;
  const article = ["the", "a", "an"].includes(lowAt(scope, start - 1)) ? 1 : 0;
  // "£48 follow up appointment"
  if (isKind(ownerAt(scope, start - 1), "amount") && workWords.has(wordAt(scope, end))) return true;
  return lowAt(scope, start - 1 - article) === "for" && (isThing(scope, end) || lowAt(scope, end) === "of");
}

function isThing(scope: Scope, at: number): boolean {
  const token = scope.tokens[at];
  if (token?.kind !== "word" || scope.owner[at] !== undefined) return false;
  return !fillers.has(token.word) && !nameStops.has(token.word);
}
