import type { AccountingApi, Contact as SdkContact, Invoice as SdkInvoice } from "xero-node";
import type { Contact, Invoice, NewContact, Written } from "../../domain/ledger.ts";
import type { Ledger, LedgerSession } from "../../ports-ledger.ts";
import { accountingApi, call, messagesIn } from "./call.ts";
import { readContact, readDay, readInvoice } from "./from-xero.ts";
import { LedgerFault } from "./ledger-fault.ts";
import { type Ask, readFacts } from "./read-facts.ts";
import { sdkInvoice } from "./to-xero.ts";

/** One call; longer than Xero takes over fifty invoices, shorter than an effect's attempt. */
const callTimeoutMs = 12_000;
const pageSize = 1000;
const salesOnly = 'Type=="ACCREC"';

/** Xero's books of one organisation, through Xero's SDK. */
export function createLedger(apiUrl: string): (session: LedgerSession) => Ledger {
  return (session) => {
    const of = session.organisationId;
    const ask = asker(apiUrl, session);
    return {
      ...readingInvoices(of, ask),
      ...writingInvoices(of, ask),
      ...contactCalls(of, ask),
      ...paymentCalls(of, ask),
      facts: () => readFacts(of, ask),
    };
  };
}

/** Each call waits for its turn first, and tells what the answer said of the limits. */
function asker(apiUrl: string, session: LedgerSession): Ask {
  const once: Asks = async (access, run, list, changes) => {
    const turn = await session.enter();
    try {
      const api = accountingApi(apiUrl, access, callTimeoutMs);
      const { body, heard } = await call(() => run(api), list, changes);
      await turn.leave({ asked: list, changes, failed: false, dayRemaining: heard.dayRemaining });
      return body;
    } catch (error) {
      const limit = error instanceof LedgerFault && error.trouble === "limit" ? error : null;
      const dayRemaining = limit?.problem === "day" ? 0 : null;
      const pausedMs = limit?.retryAfterMs ?? null;
      await turn.leave({ asked: list, changes, failed: true, dayRemaining, pausedMs });
      throw error;
    }
  };
  return async (run, list, changes = false) => {
    const access = await session.access(null);
    try {
      return await once(access, run, list, changes);
    } catch (error) {
      // A token may be refused before its time; nothing was done then.
      if (!(error instanceof LedgerFault) || error.trouble !== "token") throw error;
      return await once(await session.access(access), run, list, changes);
    }
  };
}

type Asks = <B extends object>(
  access: string,
  run: Parameters<typeof call<B>>[0] extends () => infer R ? (api: AccountingApi) => R : never,
  list: keyof B & string,
  changes: boolean,
) => Promise<B>;

interface Filter {
  readonly since?: Date;
  readonly where?: string;
  readonly order?: string;
  readonly ids?: readonly string[];
  readonly numbers?: readonly string[];
  readonly page?: number;
  readonly size?: number;
}

/** The SDK's arguments are told apart by their place alone; lists are one text with commas. */
async function getInvoices(of: string, api: AccountingApi, filter: Filter) {
  const { since, where = salesOnly, order, ids, numbers, page = 1, size = pageSize } = filter;
  const list = (items: readonly string[] | undefined) =>
    items === undefined ? undefined : [items.join(",")];
  const no = undefined;
  return await api.getInvoices(
    of,
    since,
    where,
    order,
    list(ids),
    list(numbers),
    no,
    no,
    page,
    no,
    no,
    no,
    no,
    size,
  );
}

function readingInvoices(of: string, ask: Ask) {
  const read = async (filter: Filter) => {
    const body = await ask((api) => getInvoices(of, api, filter), "invoices");
    return { invoices: (body.invoices ?? []).map(readInvoice), total: body.pagination?.itemCount ?? 0 };
  };
  return {
    invoicesByNumbers: async (numbers) => (await read({ numbers })).invoices,
    invoicesByIds: async (ids) => (await read({ ids })).invoices,
    invoicesSince: async (since, page) => {
      const { invoices } = await read(since === null ? { page } : { since, page });
      return { invoices, more: invoices.length === pageSize };
    },
    latestChange: async () => {
      const { invoices } = await read({ order: "UpdatedDateUTC DESC", size: 1 });
      return invoices[0]?.updatedAt ?? null;
    },
    openInvoices: async (page, size) => {
      const where = `${salesOnly} AND Status=="AUTHORISED" AND AmountDue>0`;
      const { invoices, total } = await read({ where, order: "InvoiceNumber ASC", page, size });
      return { invoices, more: invoices.length === size, total };
    },
    onlineUrl: async (id) => {
      const body = await ask((api) => api.getOnlineInvoice(of, id), "onlineInvoices");
      return body.onlineInvoices?.[0]?.onlineInvoiceUrl ?? null;
    },
  } satisfies Partial<Ledger>;
}

function writingInvoices(of: string, ask: Ask) {
  /** Sets some of an invoice and leaves the rest of it alone. */
  const set = (id: string, some: Partial<SdkInvoice>, key: string) =>
    refusable(async () => {
      const invoices = [{ invoiceID: id, ...some }];
      const body = await ask(
        (api) => api.updateInvoice(of, id, { invoices }, undefined, key),
        "invoices",
        true,
      );
      return readInvoice(first(body.invoices));
    });
  return {
    createInvoices: async (drafts, key) => {
      const invoices = drafts.map((draft) => sdkInvoice(draft));
      // PUT makes and never changes: POST would silently edit whichever invoice has the number.
      const body = await ask(
        (api) => api.createInvoices(of, { invoices }, false, undefined, key),
        "invoices",
        true,
      );
      return writtenInvoices(body.invoices ?? [], drafts);
    },
    updateInvoices: async (changes, key) => {
      const invoices = changes.map(({ id, draft }) => ({ ...sdkInvoice(draft), invoiceID: id }));
      const body = await ask(
        (api) => api.updateOrCreateInvoices(of, { invoices }, false, undefined, key),
        "invoices",
        true,
      );
      return writtenInvoices(body.invoices ?? [], changes);
    },
    closeInvoice: (id, to, key) =>
      // The SDK's types are string enums, whose words are Xero's.
      set(id, { status: (to === "voided" ? "VOIDED" : "DELETED") as unknown as SdkInvoice.StatusEnum }, key),
    markSent: (id, key) => set(id, { sentToContact: true }, key),
  } satisfies Partial<Ledger>;
}

function contactCalls(of: string, ask: Ask) {
  return {
    contactsBy: async (search) => {
      const [field, value] = "name" in search ? ["Name", search.name] : ["EmailAddress", search.email];
      // Xero's filters know no escape for a quotation mark.
      const where = `${field}=="${value.replaceAll('"', "")}"`;
      const body = await ask(
        (api) => api.getContacts(of, undefined, where, undefined, undefined, 1, true),
        "contacts",
      );
      return (body.contacts ?? []).map(readContact);
    },
    contacts: async (page) => {
      const no = undefined;
      const body = await ask(
        (api) => api.getContacts(of, no, no, no, no, page, true, no, no, pageSize),
        "contacts",
      );
      const contacts = (body.contacts ?? []).map(readContact);
      return { contacts, more: contacts.length === pageSize };
    },
    contactById: async (id) => {
      try {
        const body = await ask((api) => api.getContact(of, id), "contacts");
        return readContact(first(body.contacts));
      } catch (error) {
        if (error instanceof LedgerFault && error.trouble === "not-found") return null;
        throw error;
      }
    },
    createContacts: async (contacts, key) => {
      const sent = { contacts: contacts.map(sdkContact) };
      const body = await ask((api) => api.createContacts(of, sent, false, key), "contacts", true);
      return (body.contacts ?? []).map((it): Written<Contact> => {
        const messages = messagesIn(it);
        const refused = it.hasValidationErrors === true || messages.length > 0;
        return refused ? { kind: "refused", messages } : { kind: "written", value: readContact(it) };
      });
    },
  } satisfies Partial<Ledger>;
}

function paymentCalls(of: string, ask: Ask) {
  return {
    pay: (payment, key) =>
      refusable(async () => {
        const sent = {
          invoice: { invoiceID: payment.invoiceId },
          account: { accountID: payment.account },
          date: payment.paidOn,
          amount: payment.amountMinor / 100,
          reference: payment.reference,
        };
        // The plural: of the SDK's two, only this one is a PUT.
        const body = await ask(
          (api) => api.createPayments(of, { payments: [sent] }, undefined, key),
          "payments",
          true,
        );
        const paid = first(body.payments);
        return { id: paid.paymentID ?? "", paidOn: readDay(paid.date) ?? payment.paidOn };
      }),
    unpay: (id, key) =>
      refusable(async () => {
        await ask((api) => api.deletePayment(of, id, { status: "DELETED" }, key), "payments", true);
        return null;
      }),
  } satisfies Partial<Ledger>;
}

/** A whole call that was refused for what it said, as a value. */
async function refusable<T>(run: () => Promise<T>): Promise<Written<T>> {
  try {
    return { kind: "written", value: await run() };
  } catch (error) {
    if (error instanceof LedgerFault && error.trouble === "refused") {
      return { kind: "refused", messages: error.messages };
    }
    throw error;
  }
}

/** One answer for each that was sent, in order; refused ones come back in an answer that reads as success. */
function writtenInvoices(
  answers: readonly SdkInvoice[],
  sent: readonly unknown[],
): readonly Written<Invoice>[] {
  if (answers.length !== sent.length) {
    throw new LedgerFault("unknown", "outage", "Xero answered for another number of invoices than were sent");
  }
  return answers.map((it) => {
    const messages = messagesIn(it);
    const refused = it.hasErrors === true || it.statusAttributeString === "ERROR" || messages.length > 0;
    return refused ? { kind: "refused", messages } : { kind: "written", value: readInvoice(it) };
  });
}

function sdkContact({ name, number, email, phone }: NewContact): SdkContact {
  return {
    name,
    contactNumber: number,
    ...(email === null ? {} : { emailAddress: email }),
    ...(phone === null ? {} : { phones: [{ phoneNumber: phone }] }),
  };
}

function first<T>(list: readonly T[] | undefined): T {
  const [one] = list ?? [];
  if (one === undefined) throw new LedgerFault("unknown", "outage", "Xero answered without the record");
  return one;
}
