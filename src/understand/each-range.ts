import type { Verb } from "../domain/intent.ts";
import type { Clause } from "./clause.ts";
import { sparedBills } from "./exceptions.ts";
import type { Span } from "./name.ts";
import { lowAt, marksOf, type Scope } from "./scope.ts";
import type { Ranged } from "./slots.ts";

/* One clause that tells of several: a figure for each bill, each payer, each way of paying. */

/** "make bill 4 90 and bill 5 60": a figure behind each of them. */
export function eachRange(scope: Scope, clause: Clause, verb: Verb): { start: number; end: number }[] | null {
  const { start, end } = clause;
  if (verb !== "edit-bill") return null;
  const spared = sparedBills(scope, clause);
  const bills = marksOf(scope, "bill", start, end).filter((mark) => !spared.has(mark.is.number));
  const ranges = bills.map((mark, index) => ({ start: mark.start, end: bills[index + 1]?.start ?? end }));
  const each = ranges.every((range) => marksOf(scope, "amount", range.start, range.end).length === 1);
  return each ? ranges : null;
}

/** "Acme paid 230 and Bob 60", "got 230 off Acme and 60 off Bob": a sum beside each of them. */
export function eachPaid(
  scope: Scope,
  { start, end }: Clause,
  verb: Verb,
): readonly { range: Ranged; by: Span }[] | null {
  const apart = verb === "record-payment" || verb === "edit-bill";
  const payers = apart ? marksOf(scope, "client", start, end) : [];
  if (payers.length < 2) return null;
  const behind = payers.map((mark, at) => ({ start: mark.start, end: payers[at + 1]?.start ?? end }));
  const before = payers.map((mark, at) => ({ start: payers[at - 1]?.end ?? start, end: mark.end }));
  const joints = [
    behind.slice(1).map((range) => lowAt(scope, range.start - 1)),
    before.slice(1).map((range) => lowAt(scope, range.start)),
  ];
  const way = [behind, before].findIndex(
    (ranges, at) =>
      ranges.every((range) => marksOf(scope, "amount", range.start, range.end).length === 1) &&
      joints[at]?.every((low) => ["and", ",", "&", "plus"].includes(low)),
  );
  const ranges = [behind, before][way];
  return ranges === undefined ? null : payers.map((by, at) => ({ by, range: ranges[at] ?? { start, end } }));
}

/** "Bob paid 60 cash and 20 by card": two payments. */
export function eachMethod(scope: Scope, { start, end }: Clause, verb: Verb): Ranged[] | null {
  if (verb !== "record-payment") return null;
  const [one, two, third] = marksOf(scope, "amount", start, end);
  if (one === undefined || two === undefined || third !== undefined) return null;
  const ranges = [
    { start, end: two.start },
    { start: two.start, end },
  ];
  const joined = ["and", ",", "&", "plus", "+"].includes(lowAt(scope, two.start - 1));
  const each = ranges.every((range) => marksOf(scope, "method", range.start, range.end).length === 1);
  return joined && each ? ranges : null;
}
