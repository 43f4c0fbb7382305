import type { Clause } from "./clause.ts";
import { looksLikeName, readName } from "./name.ts";
import { isKind, lowAt, marksOf, type Scope, wordAt } from "./scope.ts";
import { moneyIn, type Ranged } from "./slots.ts";
import { countedThings, fillers, nameStops, workWords } from "./vocabulary.ts";
import { isSeparator, knownInPart } from "./who.ts";
import { words } from "./words.ts";

/** "bill Acme 230 due fri and Dave 40 due today": a new order starts where a new name with its own amount does. */
export function splitOrders(scope: Scope, clause: Clause): Ranged[] {
  const segments: Ranged[] = [];
  let start = clause.start;
  for (let at = clause.start + 1; at < clause.end; at += 1) {
    if (!isSeparator(scope, at) && !isNextClient(scope, start, at)) continue;
    if (moneyIn(scope, { start, end: at }).length === 0) continue;
    const from = isSeparator(scope, at) ? at + 1 : at;
    if (!startsOrder(scope, from, clause.end) && !isTwin(scope, clause, at)) continue;
    segments.push({ start, end: at });
    start = at;
  }
  segments.push({ start, end: clause.end });
  return segments;
}

/** "bill stubbs 40 and wiggins 55": both are a word that nobody knows, with a price right behind. */
function isTwin(scope: Scope, { cue, end }: Clause, at: number): boolean {
  if (cue === null || at + 2 >= end || !isSeparator(scope, at)) return false;
  const first = isUnknown(scope, cue.end) && scope.owner[cue.end + 1];
  return (
    first !== false &&
    isKind(first, "amount") &&
    first.end === at &&
    isUnknown(scope, at + 1) &&
    isKind(scope.owner[at + 2], "amount")
  );
}

function isUnknown(scope: Scope, at: number): boolean {
  const token = scope.tokens[at];
  if (token?.kind !== "word" || scope.owner[at] !== undefined || token.low.length < 3) return false;
  return [workWords, countedThings, fillers, nameStops].every((list) => !list.has(token.word));
}

/** "bill acme 120 harris 80": said without any "and". */
function isNextClient(scope: Scope, start: number, at: number): boolean {
  const mark = scope.owner[at];
  if (!isKind(mark, "client") || mark.start !== at || !isKind(scope.owner[mark.end], "amount")) return false;
  return marksOf(scope, "client", start, at).length > 0;
}

const alike = words("same ditto likewise");

/** "…and Harris the same", "…and the same for Harris": another bill like the one before it. */
export function saysSame(scope: Scope, { start, end }: Ranged): boolean {
  for (let at = start; at < end; at += 1) {
    if (!alike.has(wordAt(scope, at)) || scope.owner[at] !== undefined) continue;
    const next = scope.owner[at + 2];
    if (at === end - 1) return namedUpTo(scope, start, lowAt(scope, at - 1) === "the" ? at - 1 : at);
    return ["for", "to"].includes(lowAt(scope, at + 1)) && isKind(next, "client") && next.end === end;
  }
  return false;
}

/** Whether nothing but a name stands there, known or new. */
function namedUpTo(scope: Scope, start: number, end: number): boolean {
  let at = start;
  while (isSeparator(scope, at) || fillers.has(wordAt(scope, at))) at += 1;
  const span = looksLikeName(scope, at) ? readName(scope, at, end) : null;
  return span?.start === at && span.end === end;
}

function startsOrder(scope: Scope, from: number, end: number): boolean {
  let at = from;
  while (
    at < end &&
    !isKind(scope.owner[at], "client") &&
    (fillers.has(wordAt(scope, at)) || ["and", "for", "also", "then", "to"].includes(lowAt(scope, at)))
  )
    at += 1;
  const amount = scope.owner[at];
  if (isKind(amount, "amount")) {
    const to = lowAt(scope, amount.end);
    return (
      (to === "to" || to === "for") &&
      looksLikeName(scope, amount.end + 1) &&
      (to === "to" || isKind(scope.owner[amount.end + 1], "client"))
    );
  }
  if (saysSame(scope, { start: from, end })) return true;
  if (!looksLikeName(scope, at) && !knownInPart(scope, at, { start: from, end })) return false;
  const span = readName(scope, at, end);
  if (span === null) return false;
  let after = span.end;
  while (after < span.end + 3 && ["for", "is", "-", ":", "a", "the", ","].includes(lowAt(scope, after)))
    after += 1;
  if (isKind(scope.owner[after], "amount")) return true;
  // A known client with an amount a little further on: "and Harris for the boiler 85".
  return (
    isKind(scope.owner[span.start], "client") &&
    marksOf(scope, "amount", span.end, Math.min(end, span.end + 8)).length > 0
  );
}
