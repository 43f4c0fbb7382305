import { expect } from "vitest";
import type { Invoice, InvoiceDraft, Written } from "../../../src/domain/ledger.ts";
import type { Rule } from "../../../src/sandbox/xero/rules.ts";
import { aDraft, aLine, type Books } from "./books.ts";

let keys = 0;
export function key(): string {
  keys += 1;
  return `case-${keys}`;
}

export async function aContact(books: Books, name = "Acme"): Promise<string> {
  const [made] = await books
    .ledger()
    .createContacts([{ name, number: name, email: null, phone: null }], key());
  return written(made).id;
}

export async function anInvoice(books: Books, override: Partial<InvoiceDraft> = {}): Promise<Invoice> {
  const [made] = await books.ledger().createInvoices([aDraft(await aContact(books), override)], key());
  return written(made);
}

export function written<T>(it: Written<T> | undefined): T {
  if (it?.kind !== "written") throw new Error(`Refused: ${it?.messages.join("; ")}`);
  return it.value;
}

/** Why a new invoice is refused. */
async function refusalOf(books: Books, override: Partial<InvoiceDraft>): Promise<string> {
  const [made] = await books.ledger().createInvoices([aDraft(await aContact(books), override)], key());
  return made?.kind === "refused" ? made.messages.join("; ") : "written";
}

async function changeOf(books: Books, invoice: Invoice, override: Partial<InvoiceDraft>): Promise<string> {
  const draft = aDraft(invoice.contactId, override);
  const [made] = await books.ledger().updateInvoices([{ id: invoice.id, draft }], key());
  return made?.kind === "refused" ? made.messages.join("; ") : "written";
}

async function rawInvoice(books: Books, override: Record<string, unknown>) {
  const body = {
    Type: "ACCREC",
    Contact: { ContactID: await aContact(books) },
    LineItems: [{ Description: "x", UnitAmount: 10 }],
    ...override,
  };
  const response = await books.raw("PUT", "/api.xro/2.0/Invoices", { Invoices: [body] });
  return (await response.json()) as {
    Elements?: { ValidationErrors: { Message: string }[] }[];
    Invoices?: Record<string, unknown>[];
  };
}
const messageOf = (answer: Awaited<ReturnType<typeof rawInvoice>>) =>
  answer.Elements?.[0]?.ValidationErrors[0]?.Message;

async function payPart(books: Books, invoice: Invoice, amountMinor: number) {
  const [bank] = (await books.ledger().facts()).bankAccounts;
  return await books
    .ledger()
    .pay(
      { invoiceId: invoice.id, account: bank?.id ?? "", amountMinor, paidOn: "2026-11-22", reference: "r" },
      key(),
    );
}

export const invoiceCases: Partial<Record<Rule, (books: Books) => Promise<void>>> = {
  "number-taken": async (books) => {
    const { contactId } = await anInvoice(books);
    const [again] = await books.ledger().createInvoices([aDraft(contactId)], key());
    expect(again).toEqual({ kind: "refused", messages: ["Invoice # must be unique."] });
  },
  "number-of-voided": async (books) => {
    const invoice = await anInvoice(books);
    await books.ledger().closeInvoice(invoice.id, "voided", key());
    const [again] = await books.ledger().createInvoices([aDraft(invoice.contactId)], key());
    expect(again?.kind).toBe("refused");
    const draft = aDraft(invoice.contactId, { number: "JPM-0002", approved: false });
    const [made] = await books.ledger().createInvoices([draft], key());
    await books.ledger().closeInvoice(written(made).id, "deleted", key());
    expect((await books.ledger().createInvoices([draft], key()))[0]?.kind).toBe("written");
  },
  "number-given": async (books) => {
    expect((await rawInvoice(books, {})).Invoices?.[0]?.["InvoiceNumber"]).toBe("INV-0001");
  },
  "post-edits": async (books) => {
    const invoice = await anInvoice(books);
    const body = { Invoices: [{ Type: "ACCREC", InvoiceNumber: invoice.number, Reference: "silently" }] };
    await books.raw("POST", "/api.xro/2.0/Invoices", body);
    expect((await books.ledger().invoicesByIds([invoice.id]))[0]?.reference).toBe("silently");
  },
  "contact-needed": async (books) => {
    expect(messageOf(await rawInvoice(books, { Contact: undefined }))).toContain(
      "A Contact must be specified",
    );
  },
  "lines-needed": async (books) => {
    expect(messageOf(await rawInvoice(books, { LineItems: [] }))).toContain("line items");
  },
  "due-needed": async (books) => {
    expect(await refusalOf(books, { dueOn: null })).toContain("due date");
    await expect(refusalOf(books, { dueOn: null, approved: false, number: "D" })).rejects.toThrow(
      "already assigned",
    );
  },
  "line-complete": async (books) => {
    expect(await refusalOf(books, { lines: [aLine({ account: null })] })).toContain("Account code");
  },
  "line-total": async (books) => {
    const line = { Description: "x", Quantity: 2, UnitAmount: 333.44, LineAmount: 666.93 };
    expect(messageOf(await rawInvoice(books, { LineItems: [line] }))).toBe(
      "The line total 666.93 does not match the expected line total 666.88",
    );
  },
  "tax-per-line": async (books) => {
    books.set({ vatRegistered: true });
    for (const account of books.organisation.accounts)
      if (account.class === "REVENUE") account.taxType = "OUTPUT2";
    const line = aLine({ unitMinor: 333, amountMinor: 333, taxType: "OUTPUT2" });
    const invoice = await anInvoice(books, { amounts: "with-tax", lines: [line, line, line] });
    // 3.33 − 2.78 = 0.55 (rounded, each), where the sum's would be 1.67.
    expect([invoice.totalMinor, invoice.vatMinor]).toEqual([999, 3 * (333 - 278)]);
  },
  "tax-of-account": async (books) => {
    const invoice = await anInvoice(books, { lines: [aLine({ taxType: null })] });
    expect(invoice.lines[0]?.taxType).toBe("NONE");
  },
  "tax-unknown": async (books) => {
    expect(await refusalOf(books, { lines: [aLine({ taxType: "TAX001" })] })).toBe(
      "The TaxType code 'TAX001' does not exist or cannot be used with this type of transaction.",
    );
  },
  "tax-not-for-account": async (books) => {
    expect(await refusalOf(books, { lines: [aLine({ taxType: "OUTPUT2" })] })).toBe(
      "The TaxType code 'OUTPUT2' cannot be used with account code '200'.",
    );
  },
  "account-unknown": async (books) => {
    expect(await refusalOf(books, { lines: [aLine({ account: "Z" })] })).toBe(
      "Account code 'Z' is not a valid code for this document.",
    );
  },
  "account-archived": async (books) => {
    expect(await refusalOf(books, { lines: [aLine({ account: "299" })] })).toBe(
      "Account code '299' has been archived, or deleted.",
    );
  },
  "lines-replaced": async (books) => {
    const invoice = await anInvoice(books);
    await changeOf(books, invoice, { lines: [aLine({ description: "Anew" })] });
    const [anew] = await books.ledger().invoicesByIds([invoice.id]);
    expect(anew?.lines[0]?.id).not.toBe(invoice.lines[0]?.id);
    await changeOf(books, invoice, {
      lines: [aLine({ id: anew?.lines[0]?.id ?? null, description: "Kept" })],
    });
    expect((await books.ledger().invoicesByIds([invoice.id]))[0]?.lines[0]).toMatchObject({
      id: anew?.lines[0]?.id,
      description: "Kept",
    });
  },
  "contact-fields-overwrite": async (books) => {
    const id = await aContact(books, "Beta");
    await rawInvoice(books, { Contact: { ContactID: id, EmailAddress: "new@beta.test" } });
    expect((await books.ledger().contactById(id))?.email).toBe("new@beta.test");
  },
  "url-says-xero": async (books) => {
    expect(await refusalOf(books, { url: "https://xero.example/bills/1" })).toContain("xero");
  },
  "sent-only-approved": async (books) => {
    expect(messageOf(await rawInvoice(books, { SentToContact: true }))).toContain("SentToContact");
  },
  "date-shape": async (books) => {
    expect(messageOf(await rawInvoice(books, { Date: "22/11/2026" }))).toContain("not a valid date");
  },
  "currency-off": async (books) => {
    expect(await refusalOf(books, { currency: "EUR" })).toBe(
      "Organisation is not subscribed to currency EUR",
    );
  },
  "lock-date": async (books) => {
    books.set({ periodLockOn: "2026-11-30" });
    expect(await refusalOf(books, {})).toBe(
      "The document date cannot be before the period lock date, currently set at 30-Nov-2026",
    );
    expect((await books.ledger().facts()).lockedUntil).toBe("2026-11-30");
  },
  "plan-cap": async (books) => {
    books.set({ monthlyCap: 1 });
    const invoice = await anInvoice(books);
    const more = (approved: boolean) =>
      books.ledger().createInvoices([aDraft(invoice.contactId, { number: "JPM-0002", approved })], key());
    expect((await more(true))[0]).toEqual({
      kind: "refused",
      messages: ["You have reached the limit of invoices you can approve"],
    });
    expect((await more(false))[0]?.kind).toBe("written");
  },
  "paid-not-edited": async (books) => {
    const invoice = await anInvoice(books);
    await payPart(books, invoice, 10_000);
    const why = "This document cannot be edited as it has a payment or credit note allocated to it.";
    expect(await changeOf(books, invoice, { lines: [aLine({ unitMinor: 100 })] })).toBe(why);
    expect(await books.ledger().closeInvoice(invoice.id, "voided", key())).toEqual({
      kind: "refused",
      messages: [why],
    });
  },
  "closed-not-edited": async (books) => {
    const invoice = await anInvoice(books);
    const why = "Invoice not of valid status for modification";
    expect(await books.ledger().closeInvoice(invoice.id, "deleted", key())).toEqual({
      kind: "refused",
      messages: [why],
    });
    await books.ledger().closeInvoice(invoice.id, "voided", key());
    expect(await changeOf(books, invoice, {})).toBe(why);
  },
  "void-keeps-due": async (books) => {
    const invoice = await anInvoice(books);
    const voided = written(await books.ledger().closeInvoice(invoice.id, "voided", key()));
    expect([voided.status, voided.dueMinor]).toEqual(["voided", 23_000]);
  },
  "online-not-draft": async (books) => {
    const draft = await anInvoice(books, { approved: false });
    await expect(books.ledger().onlineUrl(draft.id)).rejects.toThrow("refused");
    const [approved] = await books
      .ledger()
      .createInvoices([aDraft(draft.contactId, { number: "JPM-0002" })], key());
    expect(await books.ledger().onlineUrl(written(approved).id)).toMatch(/^https:\/\/in\.xero\.com\//);
  },
  "payment-too-much": async (books) => {
    const invoice = await anInvoice(books);
    expect(await payPart(books, invoice, 23_001)).toEqual({
      kind: "refused",
      messages: ["Payment amount exceeds the amount outstanding on this document"],
    });
    expect((await payPart(books, invoice, 23_000)).kind).toBe("written");
    expect((await books.ledger().invoicesByIds([invoice.id]))[0]).toMatchObject({
      status: "paid",
      dueMinor: 0,
    });
  },
  "payment-not-approved": async (books) => {
    const draft = await anInvoice(books, { approved: false });
    expect(await payPart(books, draft, 100)).toEqual({
      kind: "refused",
      messages: ["Payments can only be made against Authorised documents"],
    });
  },
  "payment-account": async (books) => {
    const invoice = await anInvoice(books);
    const sales = books.organisation.accounts.find((it) => it.code === "200")?.id ?? "";
    const payment = {
      invoiceId: invoice.id,
      account: sales,
      amountMinor: 100,
      paidOn: "2026-11-22",
      reference: "",
    } as const;
    expect(await books.ledger().pay(payment, key())).toEqual({
      kind: "refused",
      messages: ["Account type is invalid for making a payment to/from"],
    });
  },
  "payment-only-status": async (books) => {
    const invoice = await anInvoice(books);
    const { id } = written(await payPart(books, invoice, 100));
    expect((await books.ledger().unpay(id, key())).kind).toBe("written");
    expect(await books.ledger().unpay(id, key())).toEqual({
      kind: "refused",
      messages: ["Only Status accepted for updates."],
    });
  },
  "payment-deleted": async (books) => {
    const invoice = await anInvoice(books);
    const { id } = written(await payPart(books, invoice, 23_000));
    await books.ledger().unpay(id, key());
    expect((await books.ledger().invoicesByIds([invoice.id]))[0]).toMatchObject({
      status: "approved",
      payments: [],
    });
  },
};
