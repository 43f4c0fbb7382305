import type { Contact, Credit, Invoice, Line, Organisation, Payment, State } from "./state.ts";

/** Records as Xero writes them: pounds as numbers, days and instants as `/Date(ms+0000)/`. */

export function pounds(minor: number): number {
  return minor / 100;
}

export function pence(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value) * 100 + 1e-7);
}

export function wireDay(day: string): string {
  return wireInstant(Date.parse(`${day}T00:00:00Z`));
}

export function wireInstant(ms: number): string {
  return `/Date(${ms}+0000)/`;
}

/** What of an invoice has been met, and how. */
export interface Met {
  readonly payments: readonly Payment[];
  readonly credits: readonly Credit[];
  readonly paidMinor: number;
  readonly creditedMinor: number;
  readonly dueMinor: number;
}

export function metOf(state: State, invoice: Invoice): Met {
  const payments = state
    .all("payments")
    .filter((it) => it.invoiceId === invoice.id && it.status === "AUTHORISED");
  const credits = state.all("credits").filter((it) => it.invoiceId === invoice.id && !it.removed);
  const paidMinor = payments.reduce((sum, it) => sum + it.minor, 0);
  const creditedMinor = credits.reduce((sum, it) => sum + it.minor, 0);
  return {
    payments,
    credits,
    paidMinor,
    creditedMinor,
    dueMinor: invoice.totalMinor - paidMinor - creditedMinor,
  };
}

/** `full` has lines, payments and the whole contact; lists without paging leave them out. */
export function wireInvoice(state: State, invoice: Invoice, full: boolean): object {
  const met = metOf(state, invoice);
  const contact = state.get("contacts", invoice.contactId);
  const theme = invoice.themeId === null ? {} : { BrandingThemeID: invoice.themeId };
  const due =
    invoice.dueOn === null
      ? {}
      : { DueDate: wireDay(invoice.dueOn), DueDateString: `${invoice.dueOn}T00:00:00` };
  const last = [...met.payments, ...met.credits].reduce((day, it) => (it.date > day ? it.date : day), "");
  return {
    Type: invoice.type,
    InvoiceID: invoice.id,
    InvoiceNumber: invoice.number,
    Reference: invoice.reference,
    Contact:
      full && contact !== undefined
        ? wireContact(contact)
        : { ContactID: invoice.contactId, Name: contact?.name },
    DateString: `${invoice.date}T00:00:00`,
    Date: wireDay(invoice.date),
    ...due,
    ...theme,
    ...(invoice.url === null ? {} : { Url: invoice.url }),
    Status: invoice.status,
    LineAmountTypes: invoice.amounts,
    ...(full ? { LineItems: invoice.lines.map((line) => wireLine(invoice, line)) } : { LineItems: [] }),
    SubTotal: pounds(invoice.subMinor),
    TotalTax: pounds(invoice.taxMinor),
    Total: pounds(invoice.totalMinor),
    UpdatedDateUTC: wireInstant(invoice.updatedAtMs),
    UpdatedDateUTCString: new Date(invoice.updatedAtMs).toISOString().slice(0, 19),
    CurrencyCode: invoice.currency,
    CurrencyRate: 1,
    ...(full ? wireMet(met) : {}),
    AmountDue: pounds(met.dueMinor),
    AmountPaid: pounds(met.paidMinor),
    AmountCredited: pounds(met.creditedMinor),
    ...(invoice.status === "PAID" ? { FullyPaidOnDate: wireDay(last) } : {}),
    SentToContact: invoice.sent,
    IsDiscounted: false,
    HasAttachments: false,
    HasErrors: false,
    InvoicePaymentServices: [],
  };
}

function wireLine(invoice: Invoice, line: Line): object {
  return {
    LineItemID: line.id,
    ...(line.description === null ? {} : { Description: line.description }),
    UnitAmount: line.unitAmount,
    ...(line.taxType === null ? {} : { TaxType: line.taxType }),
    TaxAmount: pounds(invoice.amounts === "NoTax" ? 0 : line.taxMinor),
    LineAmount: pounds(line.amountMinor),
    ...(line.accountCode === null ? {} : { AccountCode: line.accountCode }),
    Tracking: [],
    Quantity: line.quantity,
  };
}

function wireMet(met: Met): object {
  const credits = (kind: Credit["kind"], id: string) =>
    met.credits
      .filter((it) => it.kind === kind)
      .map((it) => ({
        [id]: it.id,
        AppliedAmount: pounds(it.minor),
        Total: pounds(it.minor),
        Date: wireDay(it.date),
      }));
  return {
    Payments: met.payments.map((it) => ({
      PaymentID: it.id,
      Date: wireDay(it.date),
      Amount: pounds(it.minor),
      Reference: it.reference,
      CurrencyRate: 1,
      HasAccount: false,
      HasValidationErrors: false,
    })),
    CreditNotes: credits("CreditNotes", "CreditNoteID"),
    Overpayments: credits("Overpayments", "OverpaymentID"),
    Prepayments: credits("Prepayments", "PrepaymentID"),
  };
}

export function wireContact(contact: Contact): object {
  return {
    ContactID: contact.id,
    ...(contact.number === null ? {} : { ContactNumber: contact.number }),
    ContactStatus: contact.status,
    Name: contact.name,
    EmailAddress: contact.email ?? "",
    Addresses: [],
    Phones: contact.phone === null ? [] : [{ PhoneType: "DEFAULT", PhoneNumber: contact.phone }],
    ContactPersons: [],
    ...(contact.mergedTo === null ? {} : { MergedToContactID: contact.mergedTo }),
    UpdatedDateUTC: wireInstant(contact.updatedAtMs),
    HasValidationErrors: false,
  };
}

export function wirePayment(state: State, payment: Payment): object {
  const invoice = state.get("invoices", payment.invoiceId);
  return {
    PaymentID: payment.id,
    Date: wireDay(payment.date),
    Amount: pounds(payment.minor),
    Reference: payment.reference,
    CurrencyRate: 1,
    PaymentType: "ACCRECPAYMENT",
    Status: payment.status,
    UpdatedDateUTC: wireInstant(payment.updatedAtMs),
    IsReconciled: false,
    Account: { AccountID: payment.accountId },
    ...(invoice === undefined
      ? {}
      : { Invoice: { Type: invoice.type, InvoiceID: invoice.id, InvoiceNumber: invoice.number } }),
    HasValidationErrors: false,
  };
}

export function wireOrganisation(organisation: Organisation): object {
  const { periodLockOn, yearLockOn, salesTermsDays } = organisation;
  return {
    Name: organisation.name,
    LegalName: organisation.name,
    PaysTax: organisation.vatRegistered,
    Version: "UK",
    OrganisationType: "SOLETRADER",
    BaseCurrency: organisation.baseCurrency,
    CountryCode: "GB",
    IsDemoCompany: false,
    OrganisationStatus: "ACTIVE",
    ...(periodLockOn === null ? {} : { PeriodLockDate: wireDay(periodLockOn) }),
    ...(yearLockOn === null ? {} : { EndOfYearLockDate: wireDay(yearLockOn) }),
    SalesTaxBasis: organisation.vatRegistered ? "ACCRUALS" : "NONE",
    DefaultSalesTax: organisation.vatRegistered ? "Tax Inclusive" : "No Tax",
    FinancialYearEndDay: 5,
    FinancialYearEndMonth: 4,
    Timezone: "GMTSTANDARDTIME",
    OrganisationEntityType: "SOLETRADER",
    ShortCode: organisation.shortCode,
    OrganisationID: organisation.id,
    Edition: "BUSINESS",
    Class: organisation.plan,
    PaymentTerms:
      salesTermsDays === null ? {} : { Sales: { Day: salesTermsDays, Type: "DAYSAFTERBILLDATE" } },
  };
}
