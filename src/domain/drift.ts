import { formatDay } from "./day.ts";
import type { Invoice, InvoiceContent } from "./ledger.ts";
import type { Difference } from "./mirror.ts";
import { formatMoney } from "./money.ts";

/**
 * Whether two copies of an invoice say the same. What became of it (its status, payments, the time of a change) is no
 * part of what it says, nor are the ids that Xero gives its lines.
 */
export function sameContent(one: InvoiceContent, other: InvoiceContent): boolean {
  return canonical(one) === canonical(other);
}

function canonical(it: InvoiceContent): string {
  const { number, reference, contactId, issuedOn, dueOn, amounts, currency } = it;
  return JSON.stringify([number, reference, contactId, issuedOn, dueOn, amounts, currency, linesOf(it)]);
}

function linesOf(it: InvoiceContent): readonly unknown[] {
  return it.lines.map((line) => [
    line.description,
    line.quantity,
    line.unitMinor,
    line.amountMinor,
    line.account,
    line.taxType,
  ]);
}

/** Field by field, what a person changed: `mine` is what we last put there. */
export function differencesOf(mine: Invoice, theirs: Invoice): readonly Difference[] {
  const day = (it: Invoice["dueOn"]) => (it === null ? "none" : formatDay(it));
  const items = (it: Invoice) =>
    it.lines.map((line) => `${line.description} ${formatMoney(line.amountMinor, it.currency)}`).join("; ");
  const pairs: readonly (readonly [Difference["field"], string, string])[] = [
    ["amount", formatMoney(mine.totalMinor, mine.currency), formatMoney(theirs.totalMinor, theirs.currency)],
    ["due", day(mine.dueOn), day(theirs.dueOn)],
    ["date", day(mine.issuedOn), day(theirs.issuedOn)],
    ["contact", mine.contactName, theirs.contactName],
    ["number", mine.number, theirs.number],
    ["reference", mine.reference, theirs.reference],
    ["currency", mine.currency, theirs.currency],
    ["lines", items(mine), items(theirs)],
  ];
  const found = pairs.filter(([, a, b]) => a !== b).map(([field, a, b]) => ({ field, mine: a, theirs: b }));
  // Where what is asked and what for reads alike, something behind it was changed: an account, a tax rate.
  return found.length === 0 ? [{ field: "lines", mine: codes(mine), theirs: codes(theirs) }] : found;
}

function codes(it: Invoice): string {
  return it.lines
    .map((line) => `account ${line.account ?? "none"}, tax ${line.taxType ?? "none"}`)
    .join("; ");
}
