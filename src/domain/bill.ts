import { addDays, type Day, daysBetween } from "./day.ts";
import type { PaymentMethod, VatSaid } from "./intent.ts";
import { amountMaxMinor, type Currency, roundHalfAway } from "./money.ts";

/** Overdue is computed from `dueOn`, never a state. */
export const billStates = ["open", "part-paid", "processing", "paid", "credited", "cancelled"] as const;
export type BillState = (typeof billStates)[number];

export type BillOrigin = "justpayme" | "xero";

/** Our record of money a client owes the trader. */
export interface Bill {
  readonly id: string;
  readonly traderId: string;
  /** Small and unbroken per trader: "bill 14". */
  readonly number: number;
  /** What the client's page is found by: unguessable. */
  readonly publicId: string;
  readonly clientId: string;
  readonly state: BillState;
  readonly origin: BillOrigin;
  readonly currency: Currency;
  readonly totalMinor: number;
  /** Σ of the allocations against it. */
  readonly paidMinor: number;
  readonly vat: VatSaid;
  /** Whether the lines are without VAT, which is added to them. */
  readonly plusVat: boolean;
  /** The VAT in the total. */
  readonly vatMinor: number;
  readonly issuedOn: Day;
  readonly dueOn: Day;
  /** The day the work was done, where it was said: the tax point of a bill with VAT. */
  readonly supplyOn: Day | null;
  readonly reference: string | null;
  readonly payBy: PaymentMethod;
  /** Whether that was not the trader's usual way when the bill was made, and so is worth saying. */
  readonly payByUnusual: boolean;
  /** Whether it is to be mirrored in Xero once Xero is connected. */
  readonly toXero: boolean;
  readonly sync: SyncState;
  readonly createdAt: Date;
}

/** `JPM-0014`: what a bill is called towards the client and in Xero. */
export function formatBillNumber(number: number): string {
  return `JPM-${String(number).padStart(4, "0")}`;
}

export interface BillLine {
  readonly description: string | null;
  readonly quantity: number;
  readonly unitMinor: number;
  readonly amountMinor: number;
}

/** What the trader sees of a bill's mirror, word for word. */
export const syncStates = [
  "Not in Xero",
  "Syncing",
  "Synced with Xero",
  "Draft in Xero",
  "Sync failed",
  "Edited in Xero",
  "Xero-managed",
  "No longer syncing",
] as const;
export type SyncState = (typeof syncStates)[number];

/** Days from issue to due where neither the trader nor Xero says otherwise. */
export const defaultTermsDays = 14;

/** A bill above this is so unusual for a sole trader that it is confirmed first: £100,000. */
export const unusualTotalMinor = 10_000_000;

export function lineAmountMinor(line: { readonly quantity: number; readonly unitMinor: number }): number {
  return roundHalfAway(line.quantity * line.unitMinor);
}

/** Why an amount cannot be billed or paid, or null where it can. */
export function amountRefusal(minor: number): AmountRefusal | null {
  if (!Number.isSafeInteger(minor)) return "not-pence";
  if (minor === 0) return "zero";
  if (minor < 0) return "negative";
  return minor > amountMaxMinor ? "too-large" : null;
}
export type AmountRefusal = "not-pence" | "zero" | "negative" | "too-large";

export function amountDueMinor(bill: Bill): number {
  return isOwed(bill) ? bill.totalMinor - bill.paidMinor : 0;
}

/** True while money may still come for it. */
export function isOwed(bill: Bill): boolean {
  return bill.state === "open" || bill.state === "part-paid" || bill.state === "processing";
}

export function daysOverdue(bill: Bill, today: Day): number {
  return isOwed(bill) ? Math.max(0, daysBetween(bill.dueOn, today)) : 0;
}

/**
 * The state that follows from what has been paid, for a bill that is neither cancelled nor credited. `awaited`: more
 * is on its way.
 */
export function stateFromPaid(totalMinor: number, paidMinor: number, awaited = false): BillState {
  if (paidMinor >= totalMinor) return "paid";
  if (awaited) return "processing";
  return paidMinor > 0 ? "part-paid" : "open";
}

/** The number that the client and Xero see: `JPM-0014`. */
export function clientNumber({ number }: Pick<Bill, "number">): string {
  return `JPM-${String(number).padStart(4, "0")}`;
}

export function dueOnFor(issuedOn: Day, termsDays: number): Day {
  return addDays(issuedOn, termsDays);
}
