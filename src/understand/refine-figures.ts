import { claim, type Mark, takenFor } from "./mark.ts";
import { isKind, lowAt, ownerAt, rewritten, type Scope, wordAt } from "./scope.ts";
import { begins, learnWords, words } from "./words.ts";

/*
 * Sums that stand beside a price and are none of their own: parts of it, what is left of it, what is in brackets.
 */

/** "300 of which 120 materials", "300 including 40 delivery": within the price that was named. */
export function partAmounts(scope: Scope): Mark[] | null {
  return rewritten(scope, (mark): Mark => {
    if (!isKind(mark, "amount")) return mark;
    const the = ["the", "a"].includes(lowAt(scope, mark.start - 1)) ? 1 : 0;
    const [one, two] = [lowAt(scope, mark.start - 1 - the), lowAt(scope, mark.start - 2 - the)];
    const within =
      ["including", "includes", "incl", "inc", "excluding"].includes(one) ||
      (["which", "that", "whom"].includes(one) && two === "of");
    const price = scope.marks.some((other) => isKind(other, "amount") && other.end < mark.start);
    if (!within || !price) return mark;
    return takenFor(mark, { kind: "draft" });
  });
}

const lowered = words("reduced down cut discounted dropped lowered knocked marked slashed");
const elsewhere = words("rrp usually normally usual normal originally previously list");
learnWords([...lowered, ...elsewhere], begins.former);

/** "230 reduced from 280", "230 (rrp 250)", "the usual 280 but 230": another sum than the price; have it confirmed. */
export function formerPrices(scope: Scope): Mark[] | null {
  let left = scope.marks.filter((mark) => isKind(mark, "amount")).length;
  return rewritten(scope, (mark): Mark => {
    if (!isKind(mark, "amount") || left < 2) return mark;
    const [one, two] = [lowAt(scope, mark.start - 1), lowAt(scope, mark.start - 2)];
    const former = elsewhere.hasLow(one) || (one === "price" && elsewhere.hasLow(two));
    if (!former && !(one === "from" && lowered.hasLow(two))) return mark;
    left -= 1;
    return takenFor(mark, { kind: "draft" });
  });
}

/** "paid 100 of the 140": what it is part of, and no second payment. */
export function partPaid(scope: Scope): Mark[] | null {
  const paid = scope.marks.find((mark) => isKind(mark, "cue") && mark.is.cue.effect === "record-payment");
  if (paid === undefined) return null;
  return rewritten(scope, (mark): Mark => {
    if (!isKind(mark, "amount")) return mark;
    const of = belongings.has(wordAt(scope, mark.start - 1)) ? mark.start - 2 : mark.start - 1;
    const start = lowAt(scope, of - 1) === "out" ? of - 1 : of;
    const part = ownerAt(scope, start - 1);
    if (!["of", "off"].includes(lowAt(scope, of)) || !isKind(part, "amount") || part.end !== start)
      return mark;
    if ((part.is.minor ?? 0) <= 0 || (mark.is.minor ?? 0) <= (part.is.minor ?? 0)) return mark;
    return claim(start, mark.end, { kind: "other" });
  });
}

const belongings = words("the his her their my that a");

/** "paid 90 so still owes 10", "leaving 10", "10 to go": what is left, and no payment; have it confirmed. */
export function leftOver(scope: Scope): Mark[] | null {
  const paid = scope.marks.find((mark) => isKind(mark, "cue") && mark.is.cue.effect === "record-payment");
  if (paid === undefined) return null;
  let first = true;
  return rewritten(scope, (mark): Mark => {
    if (!isKind(mark, "amount")) return mark;
    const [before, after] = [lowAt(scope, mark.start - 1), lowAt(scope, mark.end)];
    const left =
      ["owes", "owe", "owing", "leaving", "leaves"].includes(before) ||
      ["left", "outstanding", "owing", "remaining"].includes(after) ||
      (after === "to" && ["go", "come", "follow", "pay"].includes(lowAt(scope, mark.end + 1)));
    const later = !first;
    first = false;
    // "owed 81.50 and paid 80"
    const owed = before === "owed" && mark.end <= paid.start;
    if (!owed && (!left || !later)) return mark;
    return takenFor(mark, { kind: "draft" });
  });
}

/** "£350 (boiler swap, Vaillant 835)": in brackets stands what was done, beside a price outside. */
export function inBrackets(scope: Scope): Mark[] | null {
  const open = scope.tokens.findIndex((token) => token.low === "(");
  if (open < 0) return null;
  const close = scope.tokens.findIndex((token, at) => at > open && token.low === ")");
  const end = close < 0 ? scope.tokens.length : close;
  const inside = (mark: Mark) => mark.start > open && mark.end <= end;
  // "the hall (£45) and my time (£60)": each has its price in brackets.
  const priced = scope.marks.filter((mark) => isKind(mark, "amount"));
  const alone = ({ start, end }: Mark) => lowAt(scope, start - 1) === "(" && lowAt(scope, end) === ")";
  if (priced.length > 1 && priced.every(alone)) return null;
  const sure = (mark: Mark) => isKind(mark, "amount") && mark.is.strength === "sure";
  const sum = (within: boolean) =>
    scope.marks.reduce(
      (all, mark) => all + (isKind(mark, "amount") && inside(mark) === within ? (mark.is.minor ?? 0) : 0),
      0,
    );
  if (sum(true) > 0 && sum(true) === sum(false))
    return scope.marks.map(
      (mark): Mark => (isKind(mark, "amount") && inside(mark) ? takenFor(mark, { kind: "other" }) : mark),
    );
  if (!scope.marks.some((mark) => sure(mark) && !inside(mark))) return null;
  return scope.marks.map((mark): Mark => {
    if (!isKind(mark, "amount") || !inside(mark)) return mark;
    return takenFor(mark, { kind: sure(mark) ? "draft" : "other" });
  });
}
