import type { Clause } from "./clause.ts";
import { isKind, lowAt, marksOf, type Scope } from "./scope.ts";

/* Who and what is left out of an order for several: "all but Harris", "cancel 4, 5 and 6 but leave 5". */

const excepting = new Set(
  "but except excepting bar barring not save excluding leave keep minus without".split(" "),
);

/** "chase everyone bar Harris" */
export function leavesOut(scope: Scope, { start, end }: Clause): boolean {
  return marksOf(scope, "client", start, end).some(
    (mark) =>
      excepting.has(lowAt(scope, mark.start - 1)) ||
      (["for", "from", "than"].includes(lowAt(scope, mark.start - 1)) &&
        ["except", "apart", "aside", "other"].includes(lowAt(scope, mark.start - 2))),
  );
}

/** "cancel bill 3, not bill 4", "cancel bill 4, 5 and 6 but leave 5": the numbers of those that stay. */
export function sparedBills(scope: Scope, { start, end }: Clause): ReadonlySet<number> {
  const spared = new Set<number>();
  for (let at = start + 1; at < scope.tokens.length && !isStop(scope, at); at += 1) {
    const token = scope.tokens[at];
    const owner = scope.owner[at];
    if (token?.kind !== "number" || (at >= end && isKind(owner, "bill"))) continue;
    const before = ["bill", "invoice", "number"].includes(lowAt(scope, at - 1)) ? at - 2 : at - 1;
    const taken = isKind(owner, "amount") && owner.is.strength === "sure";
    if (!taken && excepting.has(lowAt(scope, before))) spared.add(Number(token.text));
  }
  return spared;
}

function isStop(scope: Scope, at: number): boolean {
  return scope.tokens[at]?.kind === "break" || [".", "!", "?", ";"].includes(lowAt(scope, at));
}
