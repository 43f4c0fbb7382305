import type { Clause } from "./clause.ts";
import type { Mark } from "./mark.ts";
import { readName, type Span } from "./name.ts";
import { resolveName } from "./resolve-name.ts";
import { isKind, lowAt, type MarkOf, marksOf, type Scope, wordAt } from "./scope.ts";
import type { Ranged } from "./slots.ts";
import { words } from "./words.ts";

/* What in a clause makes it one about a bill that is there already. */

/** "make it Friday", "make bill 14 £250": such a verb changes a bill only with what to change beside it. */
export function changesBill(scope: Scope, clause: Clause): boolean {
  const has = (kind: "day" | "bill" | "amount") => marksOf(scope, kind, clause.start, clause.end).length > 0;
  // "put Doreen down for Thursday": when to come, and not when to pay.
  if (marksOf(scope, "day", clause.start, clause.end).some(({ start }) => lowAt(scope, start - 1) === "down"))
    return false;
  const edits = clause.cue?.is.cue.effect === "edit-bill";
  const told =
    clause.cue?.is.cue.form === "did" && marksOf(scope, "client", clause.start, clause.end).length > 0;
  return has("day") || (edits && has("amount") && (has("bill") || told || namesBefore(scope, clause)));
}

/** "make Karen's 90": whose bill, and right behind it what it comes to. */
function namesBefore(scope: Scope, { cue, end }: Clause): boolean {
  const span = readName(scope, cue?.end ?? end, end);
  if (span === null || resolveName(scope, span).mention.match === null) return false;
  let at = span.end;
  while (["'s", "to", "bill", "invoice", "one"].includes(lowAt(scope, at))) at += 1;
  return isKind(scope.owner[at], "amount");
}

/** "give bill 12 another week": longer to pay, where a client is only left alone. */
export function givesBill(scope: Scope, { cue, start, end }: Clause): boolean {
  const has = (kind: "day" | "bill") => marksOf(scope, kind, start, end).length > 0;
  const gives = cue?.is.cue.needsDay === true && lowAt(scope, cue.start) === "give";
  return gives && has("day") && marksOf(scope, "client", start, end).length === 0 && has("bill");
}

/** "put 40 on Bob's bill", "stick twenty on for the ferry": more on the bill that is there. */
export function ontoBill(scope: Scope, { cue, start, end }: Clause): boolean {
  if (cue === null || cue.is.gapStart < 0) return false;
  const link = lowAt(scope, cue.end - 1);
  if (link === "for")
    return (
      lowAt(scope, cue.end - 2) === "on" &&
      isKind(scope.owner[cue.is.gapStart], "amount") &&
      ["the", "a"].includes(lowAt(scope, cue.end)) &&
      marksOf(scope, "client", start, end).length === 0
    );
  const bill = ["on", "onto", "to"].includes(link) ? billOf(scope, scope.owner[cue.end]) : null;
  return bill !== null && bill.end <= end;
}

/** "Bob's bill" */
function billOf(scope: Scope, whose: Mark | undefined): Span | null {
  if (!isKind(whose, "client") || lowAt(scope, whose.end) !== "'s") return null;
  const noun = ["bill", "invoice"].includes(lowAt(scope, whose.end + 1));
  return noun ? { start: whose.start, end: whose.end + 2 } : null;
}

export function namesBill(scope: Scope, { start, end }: Clause): boolean {
  const words = scope.tokens.slice(start, end).map((token) => token.low);
  return words.some((low) => ["bill", "invoice", "one", "inv", "bills", "invoices", "job"].includes(low));
}

/** "…and set her terms to 7 days" */
export function setsTerms(scope: Scope, clause: Clause): boolean {
  const terms = scope.tokens.slice(clause.start, clause.end).some(({ low }) => low === "terms");
  return terms && !namesBill(scope, clause);
}

const editable = words(
  "it that this bill invoice total amount price figure one last due date deadline terms vat acme them her his their him",
);

/** "set the balance to 0", "put the kettle on": only bills are changed here. */
export function editsBill(scope: Scope, clause: Clause): boolean {
  const { cue, start, end } = clause;
  // "Toby's now 30 a lesson": what is charged from now on.
  const rated = marksOf(scope, "amount", start, end).some((mark) => mark.is.rate);
  if (cue?.is.cue.form === "did" && cue.is.cue.weight === 3 && rated) return false;
  if (fromThenOn(scope, clause)) return false;
  if (cue === null || cue.is.gapStart < 0) return true;
  // "give Dave the day off"
  if (["give", "gie"].includes(lowAt(scope, cue.start)) && marksOf(scope, "amount", start, end).length === 0)
    return false;
  // "take Viv off the round"
  const less = ["amount", "vat", "gap", "bill"] as const;
  const nothing = less.every((kind) => marksOf(scope, kind, start, end).length === 0);
  if (
    lowAt(scope, cue.end - 1) === "off" &&
    cue.end < end &&
    nothing &&
    !namesBill(scope, { ...clause, start: cue.end })
  )
    return false;
  for (let at = cue.is.gapStart; at < cue.is.gapEnd; at += 1) {
    const mark = scope.owner[at];
    // "put my prices up" is about a setting.
    if (isKind(mark, "cue") && mark.is.cue.effect === "settings") return false;
    if (mark !== undefined || (editable.has(wordAt(scope, at)) && !ofTheirs(scope, at, cue.is.gapEnd)))
      return true;
  }
  const client =
    !ofTheirs(scope, cue.is.gapStart, cue.is.gapEnd) && marksOf(scope, "client", start, end).length > 0;
  return client || marksOf(scope, "bill", start, end).length > 0;
}

/** "put Pam's up 2 quid from next month": what is charged in time to come. */
function fromThenOn(scope: Scope, { start, end }: Clause): boolean {
  const last = marksOf(scope, "day", start, end).at(-1);
  const from = last !== undefined && [lowAt(scope, last.start), lowAt(scope, last.start - 1)].some(onwards);
  return from && marksOf(scope, "amount", start, end).length > 0;
}

function onwards(low: string): boolean {
  return low === "from" || low === "starting";
}

/** "put their pasties up": a thing of theirs, and no bill. */
function ofTheirs(scope: Scope, at: number, end: number): boolean {
  const thing = scope.tokens[at + 1];
  const named = at + 1 < end && thing?.kind === "word" && scope.owner[at + 1] === undefined;
  return named && theirs.has(wordAt(scope, at)) && !editable.has(thing.word);
}

const theirs = words("his her their");

/** "bill 3 is 50 now", "60 off Bob's bill": what a bill that is there comes to. */
export function sumOfBill(scope: Scope, { start, end }: Clause): boolean {
  const [amount] = marksOf(scope, "amount", start, end);
  const bill = billIn(scope, start, end);
  if (amount === undefined || bill === null) return false;
  if (amount.end <= bill.start)
    return lowAt(scope, bill.start - 1) === "off" && amount.end === bill.start - 1;
  const between = scope.tokens.slice(bill.end, amount.start).map(({ low }) => low);
  return between.length > 0 && between.length <= 2 && between.every((low) => changes.hasLow(low));
}

const changes = words("is 's now = : should be less minus plus +");

/** "bill 3", "Bob's bill" */
export function billIn(scope: Scope, start: number, end: number): Span | null {
  const [numbered] = marksOf(scope, "bill", start, end);
  if (numbered !== undefined) return { start: numbered.start - 1, end: numbered.end };
  return billOf(scope, marksOf(scope, "client", start, end)[0]);
}

/** "the Lamb's on 30 days": how long they are given, wherever it is said. */
export function isTerms(scope: Scope, { start, is }: MarkOf<"day">): boolean {
  return is.length && lowAt(scope, start) === "on";
}

/** "she was off Wednesday so take 36 off": with a sum to change, a day told before the order is no day to pay. */
export function toldWith(scope: Scope, clause: Clause, priced: boolean): Ranged {
  const { cue, start, end } = clause;
  if (cue === null || cue.start < start || cue.start >= end) return { start, end };
  const before = cue.is.cue.form === "do" ? marksOf(scope, "day", start, cue.start) : [];
  // "next week bill Acme 40": which day, and not now; "both days this week" were worked.
  const told = (mark: MarkOf<"day">) =>
    !mark.is.due && !isTerms(scope, mark) && (mark.is.ahead !== null || lowAt(scope, mark.start) === "this");
  return priced && before.every(told) ? { start: cue.start, end } : clause;
}
