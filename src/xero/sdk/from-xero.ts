import type { Contact as SdkContact, Invoice as SdkInvoice } from "xero-node";
import { type Day, isDay } from "../../domain/day.ts";
import type { Contact, Invoice, InvoiceCredit, InvoiceStatus, LineAmounts } from "../../domain/ledger.ts";
import { amountMaxMinor } from "../../domain/money.ts";
import { LedgerFault } from "./ledger-fault.ts";

const statuses: Readonly<Record<string, InvoiceStatus>> = {
  DRAFT: "draft",
  SUBMITTED: "submitted",
  AUTHORISED: "approved",
  PAID: "paid",
  VOIDED: "voided",
  DELETED: "deleted",
};
const amountTypes: Readonly<Record<string, LineAmounts>> = {
  Exclusive: "without-tax",
  Inclusive: "with-tax",
  NoTax: "no-tax",
};

export function readInvoice(it: SdkInvoice): Invoice {
  const status = statuses[String(it.status)];
  const issuedOn = readDay(it.date);
  if (it.invoiceID === undefined || status === undefined || issuedOn === null) {
    throw new LedgerFault("retry", "outage", "Xero answered with an invoice that cannot be read");
  }
  return {
    id: it.invoiceID,
    number: it.invoiceNumber ?? "",
    reference: it.reference ?? "",
    contactId: it.contact?.contactID ?? "",
    contactName: it.contact?.name ?? "",
    issuedOn,
    dueOn: readDay(it.dueDate),
    amounts: amountTypes[String(it.lineAmountTypes)] ?? "without-tax",
    currency: String(it.currencyCode ?? "GBP"),
    status,
    lines: (it.lineItems ?? []).map((line) => ({
      id: line.lineItemID ?? null,
      description: line.description ?? "",
      quantity: line.quantity ?? 1,
      unitMinor: readMinor(line.unitAmount),
      amountMinor: readMinor(line.lineAmount),
      account: line.accountCode ?? null,
      taxType: line.taxType ?? null,
    })),
    totalMinor: readMinor(it.total),
    vatMinor: readMinor(it.totalTax),
    dueMinor: readMinor(it.amountDue),
    payments: (it.payments ?? []).map((paid) => ({
      id: paid.paymentID ?? "",
      amountMinor: readMinor(paid.amount),
      paidOn: readDay(paid.date) ?? issuedOn,
      reference: paid.reference ?? "",
    })),
    credits: creditsOf(it, issuedOn),
    updatedAt: readInstant(it.updatedDateUTC) ?? new Date(0),
  };
}

/** What of each credit was set against this invoice; the SDK's types call it what the whole note comes to. */
function creditsOf(it: SdkInvoice, fallback: Day): readonly InvoiceCredit[] {
  const one = (kind: InvoiceCredit["kind"], id: string | undefined, amount: unknown, date: unknown) => {
    return { kind, id: id ?? "", amountMinor: readMinor(amount), on: readDay(date) ?? fallback };
  };
  return [
    ...(it.creditNotes ?? []).map((of) =>
      one("credit-note", of.creditNoteID, of.appliedAmount ?? of.total, of.date),
    ),
    ...(it.overpayments ?? []).map((of) =>
      one("overpayment", of.overpaymentID, of.appliedAmount ?? of.total, of.date),
    ),
    ...(it.prepayments ?? []).map((of) =>
      one("prepayment", of.prepaymentID, of.appliedAmount ?? of.total, of.date),
    ),
  ];
}

export function readContact(it: SdkContact): Contact {
  return {
    id: it.contactID ?? "",
    name: it.name ?? "",
    number: it.contactNumber || null,
    email: it.emailAddress || null,
    active: String(it.contactStatus ?? "ACTIVE") === "ACTIVE",
    mergedTo: it.mergedToContactID ?? null,
  };
}

/** The SDK says text and gives a `Date` at midnight UTC: a day has no time zone. */
export function readDay(value: unknown): Day | null {
  const text =
    value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : String(value ?? "");
  const day = text.slice(0, 10);
  return isDay(day) ? day : null;
}

function readInstant(value: unknown): Date | null {
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value : null;
}

/** Pounds on the wire to pence, within what we reckon with. */
export function readMinor(value: unknown): number {
  const pounds = typeof value === "number" ? value : 0;
  const minor = Math.sign(pounds) * Math.round(Math.abs(pounds) * 100);
  if (Math.abs(minor) > amountMaxMinor * 100) {
    throw new LedgerFault("stop", "refused", "an amount in Xero is too large to read");
  }
  return minor;
}
