import { randomUUID } from "node:crypto";
import { Invalid } from "./rules.ts";
import type { Contact, Organisation, State } from "./state.ts";

export interface ContactBody {
  readonly ContactID?: string;
  readonly ContactNumber?: string;
  readonly Name?: string;
  readonly EmailAddress?: string;
  readonly Phones?: readonly { readonly PhoneNumber?: string }[];
  readonly ContactStatus?: Contact["status"];
}

/** The active contact of that name; failing one, an archived one. */
export function contactNamed(state: State, organisation: Organisation, name: string): Contact | undefined {
  const named = state
    .all("contacts")
    .filter((it) => it.organisationId === organisation.id && plain(it.name) === plain(name));
  return named.find((it) => it.status === "ACTIVE") ?? named[0];
}

/** PUT: a new contact, or a refusal. */
export function createContact(state: State, organisation: Organisation, body: ContactBody): Contact {
  const name = checkName(body.Name ?? "");
  const taken = contactNamed(state, organisation, name);
  if (taken?.status === "ACTIVE") {
    throw new Invalid(
      "contact-name-taken",
      `The contact name ${name} is already assigned to another contact. The contact name must be unique across all active contacts.`,
    );
  }
  const contact: Contact = {
    id: randomUUID(),
    organisationId: organisation.id,
    name,
    number: body.ContactNumber ?? null,
    email: body.EmailAddress ?? null,
    phone: body.Phones?.[0]?.PhoneNumber ?? null,
    status: "ACTIVE",
    mergedTo: null,
    updatedAtMs: state.now(),
  };
  return keep(state, contact, true);
}

/** POST: changes a contact. */
export function updateContact(
  state: State,
  organisation: Organisation,
  contact: Contact,
  body: ContactBody,
): Contact {
  if (contact.status !== "ACTIVE") {
    throw new Invalid(
      "contact-archived",
      "The specified contact details matched an archived contact. Archived contacts cannot currently be edited via the API.",
    );
  }
  const name = body.Name === undefined ? contact.name : checkName(body.Name);
  const taken = contactNamed(state, organisation, name);
  if (taken !== undefined && taken.id !== contact.id && taken.status === "ACTIVE") {
    throw new Invalid(
      "contact-name-taken",
      `The contact name ${name} is already assigned to another contact. The contact name must be unique across all active contacts.`,
    );
  }
  const changed = {
    ...contact,
    name,
    number: body.ContactNumber ?? contact.number,
    email: body.EmailAddress ?? contact.email,
    status: body.ContactStatus ?? contact.status,
    updatedAtMs: state.now(),
  };
  return keep(state, changed, false);
}

/** As only Xero's own pages can: the loser's invoices become the winner's. */
export function mergeContacts(state: State, loser: Contact, winner: Contact): void {
  state.fired.add("contact-merged");
  const merged = { ...loser, status: "ARCHIVED" as const, mergedTo: winner.id, updatedAtMs: state.now() };
  keep(state, merged, false);
  for (const invoice of state.all("invoices").filter((it) => it.contactId === loser.id)) {
    state.put("invoices", { ...invoice, contactId: winner.id, updatedAtMs: state.now() });
    state.changed("INVOICE", invoice.organisationId, invoice.id, false);
  }
}

function keep(state: State, contact: Contact, fresh: boolean): Contact {
  state.put("contacts", contact);
  state.changed("CONTACT", contact.organisationId, contact.id, fresh);
  return contact;
}

function checkName(name: string): string {
  if (name === "" || name.length > 255 || /[<>]|^\s|\s$| {2}/.test(name)) {
    throw new Invalid(
      "contact-name-shape",
      "The contact name must be given, without angle brackets, in at most 255 characters",
    );
  }
  return name;
}

function plain(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}
