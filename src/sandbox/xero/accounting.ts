import { randomUUID } from "node:crypto";
import { type ContactBody, contactNamed, createContact, updateContact } from "./contacts.ts";
import { createInvoice, type InvoiceBody, updateInvoice, upsertInvoice } from "./invoices.ts";
import { createPayment, deletePayment, type PaymentBody } from "./payments.ts";
import { filterOf, listOf, paged, sinceOf } from "./query.ts";
import { badRequest, forbidden, Invalid, notFound, Refusal } from "./rules.ts";
import { answerSettings } from "./settings.ts";
import type { Contact, Invoice, Organisation, State } from "./state.ts";
import { wireContact, wireInstant, wireInvoice, wirePayment } from "./wire.ts";

/** One request to the Accounting API, checked against the description. */
export interface Asked {
  readonly state: State;
  readonly organisation: Organisation;
  readonly operation: string;
  /** The path's parts after `/api.xro/2.0`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly since: string | undefined;
  readonly body: Record<string, unknown>;
}

const zero = "00000000-0000-0000-0000-000000000000";

/** Answers a request, as Xero would with its books as they are. */
export function answer(asked: Asked): object {
  const { operation, organisation } = asked;
  if (!operation.startsWith("GET") && organisation.readOnlyRole) {
    throw forbidden("no-permission", "AuthorizationUnsuccessful: the user does not have permission");
  }
  const [resource = "", id, more] = asked.path;
  const reply = settle(asked, resource, id, more);
  return {
    Id: randomUUID(),
    Status: "OK",
    ProviderName: "JustPayMe sandbox",
    DateTimeUTC: wireInstant(asked.state.now()),
    ...reply,
  };
}

function settle(asked: Asked, resource: string, id: string | undefined, more: string | undefined): object {
  const settings = answerSettings(asked, resource, id);
  if (settings !== null) return settings;
  if (resource === "Invoices")
    return more === "OnlineInvoice" ? onlineInvoice(asked, id ?? "") : invoices(asked, id);
  if (resource === "Contacts") return contacts(asked, id);
  return payments(asked, id);
}

function invoices(asked: Asked, id: string | undefined): object {
  const { state, organisation, operation, body } = asked;
  if (id === undefined && operation.startsWith("GET")) return listInvoices(asked);
  if (id === undefined) {
    const make = operation.startsWith("PUT") ? createInvoice : upsertInvoice;
    const sent = elements<InvoiceBody>(body, "Invoices");
    return each(
      asked,
      "Invoices",
      sent,
      (it) => wireInvoice(state, make(state, organisation, it), true),
      "InvoiceID",
    );
  }
  const found = invoiceOf(asked, id);
  if (operation.startsWith("GET")) return { Invoices: [wireInvoice(state, found, true)] };
  const sent = elements<InvoiceBody>(body, "Invoices").slice(0, 1);
  const change = (it: InvoiceBody) => wireInvoice(state, updateInvoice(state, organisation, found, it), true);
  return each(asked, "Invoices", sent, change, "InvoiceID", id);
}

function invoiceOf({ state, organisation }: Asked, id: string): Invoice {
  const all = state.all("invoices").filter((it) => it.organisationId === organisation.id);
  const found = all.find((it) => it.id === id) ?? all.find((it) => it.number === id);
  if (found === undefined) throw notFound();
  return found;
}

function listInvoices({ state, organisation, query, since }: Asked): object {
  const ids = listOf(query, "IDs");
  const numbers = listOf(query, "InvoiceNumbers");
  const contactIds = listOf(query, "ContactIDs");
  const statuses = listOf(query, "Statuses");
  const fits = filterOf(query.get("where"), state);
  const changed = sinceOf(since, state);
  const all = state
    .all("invoices")
    .filter((it) => it.organisationId === organisation.id && changed(it))
    .filter((it) => ids === null || ids.includes(it.id))
    .filter((it) => numbers === null || numbers.includes(it.number))
    .filter((it) => contactIds === null || contactIds.includes(it.contactId))
    .filter((it) => statuses === null || statuses.includes(it.status))
    .filter((it) => query.get("createdByMyApp") !== "true" || it.byApp)
    .sort((a, b) => (a.updatedAtMs - b.updatedAtMs) * (query.get("order") === "UpdatedDateUTC DESC" ? -1 : 1))
    .filter((it) => fits(wireInvoice(state, it, true)));
  const { items, page } = paged(all, query, state);
  const full = page !== null && query.get("summaryOnly") !== "true";
  state.fired.add("lines-only-paged");
  return {
    ...(page === null ? {} : { pagination: page }),
    Invoices: items.map((it) => wireInvoice(state, it, full)),
  };
}

function onlineInvoice(asked: Asked, id: string): object {
  const found = invoiceOf(asked, id);
  if (found.status === "DRAFT" || found.status === "SUBMITTED" || found.status === "DELETED") {
    throw badRequest(
      "online-not-draft",
      "ValidationException",
      "Online invoices are not available for drafts",
    );
  }
  return {
    OnlineInvoices: [
      { OnlineInvoiceUrl: `https://in.xero.com/${found.id.replaceAll("-", "").slice(0, 20)}` },
    ],
  };
}

function contacts(asked: Asked, id: string | undefined): object {
  const { state, organisation, operation, query, since, body } = asked;
  const mine = state.all("contacts").filter((it) => it.organisationId === organisation.id);
  if (operation.startsWith("GET") && id === undefined) {
    const ids = listOf(query, "IDs");
    const fits = filterOf(query.get("where"), state);
    const term = query.get("searchTerm")?.toLowerCase() ?? "";
    const archived = query.get("includeArchived") === "true";
    if (!archived) state.fired.add("archived-left-out");
    const all = mine
      .filter(sinceOf(since, state))
      .filter((it) => archived || it.status === "ACTIVE")
      .filter((it) => ids === null || ids.includes(it.id))
      .filter((it) => `${it.name} ${it.email ?? ""} ${it.number ?? ""}`.toLowerCase().includes(term))
      .filter((it) => fits(wireContact(it)));
    const { items, page } = paged(all, query, state);
    return { ...(page === null ? {} : { pagination: page }), Contacts: items.map(wireContact) };
  }
  const found = id === undefined ? undefined : mine.find((it) => it.id === id || it.number === id);
  if (id !== undefined && found === undefined) throw notFound();
  if (operation.startsWith("GET")) return { Contacts: [wireContact(found as Contact)] };
  const change = (it: ContactBody) => wireContact(writeContact(asked, it, found));
  return each(asked, "Contacts", elements<ContactBody>(body, "Contacts"), change, "ContactID", id);
}

/** PUT makes one; POST changes the one of that id or name, or makes it. */
function writeContact(
  { state, organisation, operation }: Asked,
  body: ContactBody,
  known: Contact | undefined,
): Contact {
  if (operation.startsWith("PUT")) return createContact(state, organisation, body);
  const byId = body.ContactID === undefined ? undefined : state.get("contacts", body.ContactID);
  const found =
    known ?? byId ?? (body.Name === undefined ? undefined : contactNamed(state, organisation, body.Name));
  return found === undefined
    ? createContact(state, organisation, body)
    : updateContact(state, organisation, found, body);
}

function payments(asked: Asked, id: string | undefined): object {
  const { state, organisation, operation, query, since, body } = asked;
  const mine = state.all("payments").filter((it) => it.organisationId === organisation.id);
  if (id !== undefined) {
    const found = mine.find((it) => it.id === id);
    if (found === undefined) throw notFound();
    const sent = [body] as const;
    return each(
      asked,
      "Payments",
      sent,
      (it) => wirePayment(state, deletePayment(state, found, it)),
      "PaymentID",
      id,
    );
  }
  if (operation.startsWith("GET")) {
    const fits = filterOf(query.get("where"), state);
    const all = mine.filter(sinceOf(since, state)).filter((it) => fits(wirePayment(state, it)));
    const { items, page } = paged(all, query, state);
    return {
      ...(page === null ? {} : { pagination: page }),
      Payments: items.map((it) => wirePayment(state, it)),
    };
  }
  const sent = elements<PaymentBody>(body, "Payments");
  const make = (it: PaymentBody) => wirePayment(state, createPayment(state, organisation, it));
  return each(asked, "Payments", sent, make, "PaymentID");
}

function elements<T>(body: Record<string, unknown>, name: string): readonly T[] {
  const list = body[name];
  if (!Array.isArray(list) || list.length === 0) {
    throw badRequest("unreadable-body", "PostDataInvalidException", `${name} is missing`);
  }
  return list as readonly T[];
}

/**
 * Does each element in turn. With summarised errors the first bad one refuses the whole and nothing is kept; without,
 * each is told of.
 */
function each<T extends object>(
  asked: Asked,
  name: string,
  sent: readonly T[],
  act: (element: T) => object,
  idName: string,
  id = zero,
): object {
  const summarised = asked.query.get("summarizeErrors") !== "false";
  const refusals: object[] = [];
  const done: object[] = [];
  const takeBack = asked.state.remember();
  for (const element of sent) {
    try {
      done.push({ ...act(element), StatusAttributeString: "OK" });
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      asked.state.fired.add(error.rule);
      asked.state.fired.add("summarised");
      const told = {
        ...element,
        [idName]: (element as Record<string, unknown>)[idName] ?? id,
        HasErrors: true,
        HasValidationErrors: true,
        StatusAttributeString: "ERROR",
        ValidationErrors: [{ Message: error.message }],
      };
      refusals.push(told);
      done.push(told);
      if (summarised) break;
    }
  }
  if (refusals.length > 0 && summarised) {
    takeBack();
    throw new Refusal("summarised", 400, {
      ErrorNumber: 10,
      Type: "ValidationException",
      Message: "A validation exception occurred",
      Elements: refusals,
    });
  }
  return { [name]: done };
}
