import { randomUUID } from "node:crypto";
import { contactNamed } from "./contacts.ts";
import { type LineBody, lineOf } from "./invoice-lines.ts";
import { Invalid } from "./rules.ts";
import type { Invoice, Organisation, State, Status } from "./state.ts";
import { metOf } from "./wire.ts";

/** An invoice as it is sent. What the description allows has been checked; what Xero allows is checked here. */
export interface InvoiceBody {
  readonly InvoiceID?: string;
  readonly Type?: Invoice["type"];
  readonly InvoiceNumber?: string;
  readonly Reference?: string;
  readonly Contact?: { readonly ContactID?: string; readonly Name?: string; readonly EmailAddress?: string };
  readonly Date?: string;
  readonly DueDate?: string;
  readonly LineAmountTypes?: Invoice["amounts"];
  readonly LineItems?: readonly LineBody[];
  readonly Status?: Status;
  readonly CurrencyCode?: string;
  readonly BrandingThemeID?: string;
  readonly Url?: string;
  readonly SentToContact?: boolean;
}

/** PUT: a new invoice, or a refusal. */
export function createInvoice(state: State, organisation: Organisation, body: InvoiceBody): Invoice {
  const number = body.InvoiceNumber ?? nextNumber(state, organisation);
  if ((body.Type ?? "ACCREC") === "ACCREC" && numbered(state, organisation, number) !== undefined) {
    throw new Invalid("number-taken", "Invoice # must be unique.");
  }
  const today = new Date(state.now()).toISOString().slice(0, 10);
  const blank: Invoice = {
    id: randomUUID(),
    organisationId: organisation.id,
    type: body.Type ?? "ACCREC",
    number,
    reference: "",
    contactId: "",
    date: today,
    dueOn: null,
    amounts: "Exclusive",
    lines: [],
    status: "DRAFT",
    currency: organisation.baseCurrency,
    themeId: organisation.themes[0]?.id ?? null,
    url: null,
    sent: false,
    byApp: true,
    subMinor: 0,
    taxMinor: 0,
    totalMinor: 0,
    updatedAtMs: state.now(),
  };
  if (body.Contact === undefined)
    throw new Invalid("contact-needed", "A Contact must be specified for this type of transaction");
  if ((body.LineItems ?? []).length === 0)
    throw new Invalid("lines-needed", "One or more line items must be specified");
  return keep(state, organisation, apply(state, organisation, blank, body), true);
}

/** POST with a number in use silently edits that invoice. */
export function upsertInvoice(state: State, organisation: Organisation, body: InvoiceBody): Invoice {
  const byId = body.InvoiceID === undefined ? undefined : state.get("invoices", body.InvoiceID);
  const known =
    byId ??
    (body.InvoiceNumber === undefined ? undefined : numbered(state, organisation, body.InvoiceNumber));
  if (known === undefined || known.organisationId !== organisation.id)
    return createInvoice(state, organisation, body);
  if (byId === undefined) state.fired.add("post-edits");
  return updateInvoice(state, organisation, known, body);
}

/** POST to an invoice. */
export function updateInvoice(
  state: State,
  organisation: Organisation,
  invoice: Invoice,
  body: InvoiceBody,
): Invoice {
  const closes = body.Status === "VOIDED" || body.Status === "DELETED";
  if (invoice.status === "VOIDED" || invoice.status === "DELETED") throw closed();
  const met = metOf(state, invoice);
  if (met.paidMinor + met.creditedMinor > 0 && (closes || touchesMoney(invoice, body))) {
    throw new Invalid(
      "paid-not-edited",
      "This document cannot be edited as it has a payment or credit note allocated to it.",
    );
  }
  if (closes) return closeInvoice(state, organisation, invoice, body.Status as "VOIDED" | "DELETED");
  if (invoice.status === "PAID") throw closed();
  if (invoice.status === "AUTHORISED" && body.Status !== undefined && body.Status !== "AUTHORISED")
    throw closed();
  if (body.InvoiceNumber !== undefined && body.InvoiceNumber !== invoice.number) {
    if (numbered(state, organisation, body.InvoiceNumber) !== undefined) {
      throw new Invalid("number-taken", "Invoice # must be unique.");
    }
  }
  return keep(state, organisation, apply(state, organisation, structuredClone(invoice), body), false);
}

/** An approved invoice is voided, a draft deleted; never the other way round. */
function closeInvoice(
  state: State,
  organisation: Organisation,
  invoice: Invoice,
  to: "VOIDED" | "DELETED",
): Invoice {
  const draft = invoice.status === "DRAFT" || invoice.status === "SUBMITTED";
  if ((to === "DELETED") !== draft) throw closed();
  checkLocks(organisation, invoice.date);
  const closedNow = { ...invoice, status: to, updatedAtMs: state.now() };
  if (to === "VOIDED") state.fired.add("void-keeps-due");
  state.put("invoices", closedNow);
  state.changed("INVOICE", organisation.id, invoice.id, false);
  return closedNow;
}

function closed(): Invalid {
  return new Invalid("closed-not-edited", "Invoice not of valid status for modification");
}

function touchesMoney(invoice: Invoice, body: InvoiceBody): boolean {
  const other = <T>(value: T | undefined, now: T | null) => value !== undefined && value !== now;
  return (
    body.LineItems !== undefined ||
    other(body.LineAmountTypes, invoice.amounts) ||
    other(body.CurrencyCode, invoice.currency) ||
    other(body.Contact?.ContactID, invoice.contactId) ||
    other(body.Date, invoice.date)
  );
}

function apply(state: State, organisation: Organisation, invoice: Invoice, body: InvoiceBody): Invoice {
  for (const day of [body.Date, body.DueDate]) {
    if (day !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(day)) {
      throw new Invalid("date-shape", `"${day}" is not a valid date`);
    }
  }
  if (body.Contact !== undefined) invoice.contactId = contactFor(state, organisation, body.Contact);
  invoice.number = body.InvoiceNumber ?? invoice.number;
  invoice.reference = body.Reference ?? invoice.reference;
  invoice.date = body.Date ?? invoice.date;
  invoice.dueOn = body.DueDate ?? invoice.dueOn;
  invoice.amounts = body.LineAmountTypes ?? invoice.amounts;
  invoice.currency = body.CurrencyCode ?? invoice.currency;
  invoice.themeId = body.BrandingThemeID ?? invoice.themeId;
  invoice.status = body.Status ?? invoice.status;
  invoice.sent = body.SentToContact ?? invoice.sent;
  if (body.Url !== undefined) {
    if (/xero/i.test(body.Url)) throw new Invalid("url-says-xero", "Url must not contain xero");
    invoice.url = body.Url;
  }
  if (body.LineItems !== undefined)
    invoice.lines = body.LineItems.map((line) => lineOf(state, organisation, invoice, line));
  if (!organisation.currencies.includes(invoice.currency)) {
    throw new Invalid("currency-off", `Organisation is not subscribed to currency ${invoice.currency}`);
  }
  return invoice;
}

function contactFor(
  state: State,
  organisation: Organisation,
  said: NonNullable<InvoiceBody["Contact"]>,
): string {
  const byId = said.ContactID === undefined ? undefined : state.get("contacts", said.ContactID);
  const contact =
    byId ?? (said.Name === undefined ? undefined : contactNamed(state, organisation, said.Name));
  if (contact === undefined || contact.organisationId !== organisation.id) {
    throw new Invalid("contact-needed", "A Contact must be specified for this type of transaction");
  }
  if (contact.status !== "ACTIVE") {
    throw new Invalid(
      "contact-archived",
      "The specified contact details matched an archived contact. Archived contacts cannot currently be edited via the API.",
    );
  }
  if (said.EmailAddress !== undefined && said.EmailAddress !== contact.email) {
    state.fired.add("contact-fields-overwrite");
    state.put("contacts", { ...contact, email: said.EmailAddress, updatedAtMs: state.now() });
  }
  return contact.id;
}

function keep(state: State, organisation: Organisation, invoice: Invoice, fresh: boolean): Invoice {
  const before = state.get("invoices", invoice.id);
  const approved = invoice.status === "AUTHORISED" || invoice.status === "SUBMITTED";
  if (approved) checkApproved(state, organisation, invoice, before?.status === "AUTHORISED");
  if (invoice.sent && !approved)
    throw new Invalid("sent-only-approved", "SentToContact can only be set on approved invoices");
  if (before !== undefined) checkLocks(organisation, before.date);
  checkLocks(organisation, invoice.date);
  const typedMinor = invoice.lines.reduce((sum, line) => sum + line.amountMinor, 0);
  invoice.taxMinor = invoice.lines.reduce((sum, line) => sum + line.taxMinor, 0);
  if (invoice.lines.length > 1) state.fired.add("tax-per-line");
  invoice.totalMinor = invoice.amounts === "Exclusive" ? typedMinor + invoice.taxMinor : typedMinor;
  invoice.subMinor = invoice.totalMinor - invoice.taxMinor;
  const quiet = before !== undefined && metOf(state, before).paidMinor > 0;
  if (quiet) state.fired.add("part-paid-date-quiet");
  if (!quiet) invoice.updatedAtMs = state.now();
  state.put("invoices", invoice);
  state.changed("INVOICE", organisation.id, invoice.id, fresh);
  return invoice;
}

function checkApproved(state: State, organisation: Organisation, invoice: Invoice, already: boolean): void {
  if (invoice.dueOn === null) throw new Invalid("due-needed", "The document must have a due date");
  for (const line of invoice.lines) {
    if (!line.description) throw new Invalid("line-complete", "Description cannot be empty");
    if (line.accountCode === null) throw new Invalid("line-complete", "Account code must be specified");
  }
  const cap = organisation.monthlyCap;
  if (cap === null || already) return;
  const month = invoice.date.slice(0, 7);
  const count = state
    .all("invoices")
    .filter((it) => it.organisationId === organisation.id && it.date.startsWith(month))
    .filter((it) => it.status === "AUTHORISED" || it.status === "PAID").length;
  if (count >= cap) throw new Invalid("plan-cap", "You have reached the limit of invoices you can approve");
}

export function checkLocks(organisation: Organisation, date: string): void {
  const { periodLockOn, yearLockOn } = organisation;
  if (periodLockOn !== null && date <= periodLockOn) {
    throw new Invalid(
      "lock-date",
      `The document date cannot be before the period lock date, currently set at ${said(periodLockOn)}`,
    );
  }
  if (yearLockOn !== null && date <= yearLockOn) {
    throw new Invalid(
      "lock-date",
      `The document date cannot be before the end of year lock date, currently set at ${said(yearLockOn)}`,
    );
  }
}

function said(day: string): string {
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const [year, month, date] = day.split("-");
  return `${date}-${months[Number(month) - 1]}-${year}`;
}

/** A voided invoice keeps its number, a deleted draft gives it back. */
function numbered(state: State, organisation: Organisation, number: string): Invoice | undefined {
  const all = state
    .all("invoices")
    .filter((it) => it.organisationId === organisation.id && it.number === number);
  if (all.some((it) => it.status === "VOIDED" || it.status === "DELETED"))
    state.fired.add("number-of-voided");
  return all.find((it) => it.type === "ACCREC" && it.status !== "DELETED");
}

function nextNumber(state: State, organisation: Organisation): string {
  state.fired.add("number-given");
  const number = `INV-${String(organisation.nextNumber).padStart(4, "0")}`;
  organisation.nextNumber += 1;
  state.put("organisations", organisation);
  return number;
}
