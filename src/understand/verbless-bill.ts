import { billIn, namesBill, sumOfBill } from "./about-bill.ts";
import { type Clause, cancelledWords } from "./clause.ts";
import { addGaps, asGuess, type Draft } from "./draft.ts";
import { draftOthers } from "./draft-other.ts";
import { unsure } from "./gate.ts";
import type { Mood } from "./mood.ts";
import type { Span } from "./name.ts";
import { type AmountMark, isKind, lowAt, marksOf, ownerAt, type Scope, wordAt } from "./scope.ts";
import { words } from "./words.ts";

/** "bill 14", "bill 3 isnt 80 its 90", "Acme's bill is 130": a bill without a verb. Null where it is about none. */
export function toldOfBill(
  scope: Scope,
  clause: Clause,
  before: Clause | null,
  mood: Mood,
  money: readonly AmountMark[],
): readonly Draft[] | null {
  const edits = () => draftOthers(scope, clause, "edit-bill", mood);
  const bills = marksOf(scope, "bill", clause.start, clause.end);
  const known = marksOf(scope, "client", clause.start, clause.end)[0];
  if (money.length === 0) {
    const edited = mood.asked ? null : editedBill(scope, clause, before, edits);
    if (edited !== null) return edited;
    // "bill 41 cancelled": told, or to be done?
    const over = bills.length === 1 && cancelledWords.has(wordAt(scope, bills[0]?.end ?? -1));
    if (over && !mood.asked) return draftOthers(scope, clause, "cancel-bill", mood).map(asGuess);
    return bills.length > 0 ? draftOthers(scope, clause, "show-bill", mood) : null;
  }
  if (money.length > 1 || (mood.asked && !mood.polite)) return null;
  const righted = rightsIt(scope, clause);
  if (bills.length === 1 && righted) return edits();
  if (sumOfBill(scope, clause)) return edits().map(undated);
  // "Sal wants the logs left, so 40 off hers"
  const off = money[0] !== undefined && lowAt(scope, money[0].end) === "off" ? money[0].end + 1 : -1;
  if (known !== undefined && theirs.has(wordAt(scope, off))) return edits().map(asGuess);
  // "Acme's bill is 130 not 120", "Acme's bill is wrong, it's 130"
  const owned = known !== undefined && bills.length === 0 && namesBill(scope, clause);
  const wrong = scope.tokens.slice(clause.start, money[0]?.start).some(({ low }) => low === "wrong");
  if (wrong && says(scope, clause) && (bills.length === 1 || owned)) return edits().map(asGuess);
  // "can we do Mia's at 30 not 35"
  const spoken = known !== undefined && lowAt(scope, known.end) === "'s" && bills.length === 0;
  if (spoken && righted && ["at", "is", "was"].includes(lowAt(scope, known.end + 1)))
    return edits().map(asGuess);
  return owned && righted && says(scope, clause) ? edits().map(asGuess) : null;
}

const theirs = words("hers his theirs that it");

/** What is said of a bill besides money: a day, VAT, a reference, whose it is, or what we cannot do. */
function editedBill(
  scope: Scope,
  clause: Clause,
  before: Clause | null,
  edits: () => readonly Draft[],
): readonly Draft[] | null {
  const has = (kind: "reference" | "vat") => marksOf(scope, kind, clause.start, clause.end).length > 0;
  const bills = marksOf(scope, "bill", clause.start, clause.end);
  const known = marksOf(scope, "client", clause.start, clause.end)[0];
  // "Karen's bill is wrong": what should it be?
  if (isWrong(scope, clause) && (bills.length === 0 || known === undefined)) return edits();
  // "Harris PO number is 4471"
  if (bills.length === 0) {
    // "add VAT to Harris's bill"
    const onto = known !== undefined && isKind(ownerAt(scope, known.start - 1), "vat");
    const taxed =
      has("vat") && (namesBill(scope, clause) || (onto && lowAt(scope, known.start - 1) === "on"));
    return (has("reference") || taxed) && known !== undefined && before === null ? edits() : null;
  }
  // "bill 3 was due Friday" only tells.
  const days = marksOf(scope, "day", clause.start, clause.end);
  const dated = days.some((mark) => lowAt(scope, mark.start - 1) !== "was");
  if (has("reference") || has("vat") || dated) return edits();
  const gaps = marksOf(scope, "gap", clause.start, clause.end).map((mark) => mark.is.gap);
  // "knock 10% off bill 9"
  if (gaps.length > 0) return edits().map((draft) => addGaps(draft, gaps));
  const meant = bills.length === 1 && known !== undefined && meantFor(scope, clause, known);
  return meant ? edits().map(asGuess) : null;
}

/** "Karen's bill is wrong", "bill 9 was wrong" */
function isWrong(scope: Scope, { start, end }: Clause): boolean {
  const bill = billIn(scope, start, end);
  const over = bill === null ? -1 : bill.end;
  const wrong = wrongs.has(wordAt(scope, over + 1)) && over + 2 >= end;
  return wrong && ["is", "'s", "was"].includes(lowAt(scope, over));
}

const wrongs = words("wrong incorrect off out");

/** "bill 3 was meant for Acme" */
function meantFor(scope: Scope, { start }: Clause, client: Span): boolean {
  const before = scope.tokens.slice(start, client.start).map(({ low }) => low);
  return ["for", "to"].includes(before.at(-1) ?? "") && before.some((low) => wished.hasLow(low));
}

const wished = words("meant supposed should shouldve");

function says(scope: Scope, { start, end }: Clause): boolean {
  return scope.tokens.slice(start, end).some(({ low }) => ["is", "was", "should", "'s"].includes(low));
}

/** "…is 50 now": since now, and not due now. */
function undated(draft: Draft): Draft {
  return unsure({ ...draft, intent: { ...draft.intent, dueOn: null } });
}

/** "bill 3 isnt 80 its 90" */
function rightsIt(scope: Scope, { start, end }: Clause): boolean {
  // "the 450 from Acme was for bill 2 not 3" is about a payment.
  for (let at = start; at < end; at += 1)
    if (["from", "off"].includes(lowAt(scope, at)) && isKind(scope.owner[at + 1], "client")) return false;
  return marksOf(scope, "fix", start, end).length > 0;
}
