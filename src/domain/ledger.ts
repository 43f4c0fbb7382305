import type { Day } from "./day.ts";
import type { Currency } from "./money.ts";

/** The outside books in our words. "Invoice" is always Xero's. */

export type InvoiceStatus = "draft" | "submitted" | "approved" | "paid" | "voided" | "deleted";

/** Whether the lines' figures are without tax, with it, or know none. */
export type LineAmounts = "without-tax" | "with-tax" | "no-tax";

export interface InvoiceLine {
  /** Xero's id of it; null in a draft of ours that is not there yet. */
  readonly id: string | null;
  readonly description: string;
  readonly quantity: number;
  readonly unitMinor: number;
  /** What the line comes to, with or without tax as the invoice's `amounts` says. */
  readonly amountMinor: number;
  readonly account: string | null;
  readonly taxType: string | null;
}

/** What an invoice says, apart from what became of it: the part that is compared. */
export interface InvoiceContent {
  readonly number: string;
  readonly reference: string;
  readonly contactId: string;
  /** Only to be shown: the id tells whose it is. */
  readonly contactName: string;
  readonly issuedOn: Day;
  readonly dueOn: Day | null;
  readonly amounts: LineAmounts;
  readonly lines: readonly InvoiceLine[];
  readonly currency: Currency;
}

export interface InvoiceDraft extends InvoiceContent {
  readonly approved: boolean;
  readonly theme: string | null;
  /** Our own page of the bill. */
  readonly url: string | null;
}

export interface Invoice extends InvoiceContent {
  readonly id: string;
  readonly status: InvoiceStatus;
  readonly totalMinor: number;
  readonly vatMinor: number;
  /** Meaningless where it is voided or deleted. */
  readonly dueMinor: number;
  readonly payments: readonly InvoicePayment[];
  readonly credits: readonly InvoiceCredit[];
  readonly updatedAt: Date;
}

export interface InvoicePayment {
  readonly id: string;
  readonly amountMinor: number;
  readonly paidOn: Day;
  readonly reference: string;
}

/** A credit note or an over- or prepayment set against an invoice. A credit note is no payment. */
export interface InvoiceCredit {
  readonly id: string;
  readonly kind: "credit-note" | "overpayment" | "prepayment";
  readonly amountMinor: number;
  readonly on: Day;
}

export interface Contact {
  readonly id: string;
  readonly name: string;
  readonly number: string | null;
  readonly email: string | null;
  readonly active: boolean;
  /** Where it was merged into another: that one. */
  readonly mergedTo: string | null;
}

export interface NewContact {
  readonly name: string;
  readonly number: string;
  readonly email: string | null;
  readonly phone: string | null;
}

/** What of an organisation matters here, as it was when it was read. */
export interface OrganisationFacts {
  readonly name: string;
  /** For links into Xero's own pages. */
  readonly shortCode: string;
  readonly baseCurrency: Currency;
  readonly currencies: readonly Currency[];
  readonly plan: string;
  readonly vatRegistered: boolean;
  /** Nothing may be dated on or before it. */
  readonly lockedUntil: Day | null;
  /** Days from an invoice's date, where the organisation has terms of that kind. */
  readonly salesTermsDays: number | null;
  /** Whether Xero itself reminds clients: then they would be chased twice. */
  readonly remindersOn: boolean;
  readonly mayApprove: boolean;
  /** Active revenue accounts, no system accounts. */
  readonly salesAccounts: readonly {
    readonly code: string;
    readonly name: string;
    readonly taxType: string;
  }[];
  /** Accounts that payments may be put on. */
  readonly bankAccounts: readonly { readonly id: string; readonly name: string }[];
  readonly taxRates: readonly { readonly type: string; readonly name: string; readonly percent: number }[];
  readonly themes: readonly { readonly id: string; readonly name: string }[];
}

/** What Xero made of one invoice, contact or payment. */
export type Written<T> =
  | { readonly kind: "written"; readonly value: T }
  /** In Xero's own words. */
  | { readonly kind: "refused"; readonly messages: readonly string[] };
