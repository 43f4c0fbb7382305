import { newContact } from "../desk/tap-xero.ts";
import type { Client } from "../domain/client.ts";
import type { Contact, NewContact } from "../domain/ledger.ts";
import type { SyncProblem, XeroConnection } from "../domain/mirror.ts";
import type { Ledger } from "../ports-ledger.ts";
import { listContactLinks, putContactLink } from "../store/xero-mirrors.ts";
import { problemOf } from "./catalogue.ts";
import type { Room } from "./room.ts";

/** Whom a client is in Xero, or why that cannot be told. */
export type ContactFound =
  | { readonly kind: "contact"; readonly id: string }
  | { readonly kind: "problem"; readonly problem: SyncProblem; readonly candidates: readonly Contact[] };

/** With more clients than this, all contacts are read at once instead of asking for each. */
const eachMax = 3;
const createMax = 50;
const mergesMax = 5;

/**
 * The contact of each client: the one linked before; the one of that name; in doubt the trader is asked; else a new
 * one. None is made where one might be there.
 */
export async function contactsFor(
  room: Room,
  connection: XeroConnection,
  books: Ledger,
  clients: readonly Client[],
  key: string,
): Promise<ReadonlyMap<string, ContactFound>> {
  const { traderId, organisationId } = connection;
  const links = await room.store.read((tx) => listContactLinks(tx, { traderId, organisationId }));
  const linked = new Map(links.map((link) => [link.clientId, link.contactId]));
  const found = new Map<string, ContactFound>();
  const unknown: Client[] = [];
  const fresh: Client[] = [];
  for (const client of clients) {
    const id = linked.get(client.id);
    if (id === newContact) fresh.push(client);
    else if (id === undefined) unknown.push(client);
    else found.set(client.id, { kind: "contact", id });
  }
  const search = unknown.length > eachMax ? await amongAll(books) : oneByOne(books);
  for (const client of unknown) {
    const match = await search(client);
    if (match === null) fresh.push(client);
    else found.set(client.id, match);
  }
  for (let at = 0; at < fresh.length; at += createMax) {
    await create(books, fresh.slice(at, at + createMax), `${key}.contacts.${at}`, found);
  }
  await room.store.transaction(async (tx) => {
    for (const [clientId, it] of found) {
      if (it.kind !== "contact" || linked.get(clientId) === it.id) continue;
      await putContactLink(tx, { traderId, organisationId, clientId, contactId: it.id });
    }
  });
  return found;
}

type Search = (client: Client) => Promise<ContactFound | null>;

function oneByOne(books: Ledger): Search {
  return async (client) => {
    const named = await books.contactsBy({ name: contactName(client) });
    const byName = await settleNamed(books, named);
    if (byName !== null || client.email === null) return byName;
    return settleMailed(await books.contactsBy({ email: client.email }));
  };
}

/** Every contact there is, read a thousand at a time. */
async function everyContact(books: Ledger): Promise<readonly Contact[]> {
  const all: Contact[] = [];
  for (let page = 1; ; page += 1) {
    const { contacts, more } = await books.contacts(page);
    all.push(...contacts);
    if (!more) return all;
  }
}

function plain(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}

/** For many clients they are looked for among all. */
async function amongAll(books: Ledger): Promise<Search> {
  const all = await everyContact(books);
  return async (client) => {
    const mine = all.filter((it) => it.number === client.id && it.active);
    const named = mine.length > 0 ? mine : all.filter((it) => plain(it.name) === plain(contactName(client)));
    const byName = await settleNamed(books, named);
    if (byName !== null || client.email === null) return byName;
    const mail = client.email.toLowerCase();
    return settleMailed(all.filter((it) => it.email?.toLowerCase() === mail));
  };
}

/** The contact of that name; one that was merged is the one it was merged into. */
async function settleNamed(books: Ledger, named: readonly Contact[]): Promise<ContactFound | null> {
  const active = named.filter((it) => it.active);
  const [only] = active;
  if (active.length === 1 && only !== undefined) return { kind: "contact", id: only.id };
  if (active.length > 1) return doubt("contact-unclear", active);
  const [archived] = named;
  if (archived === undefined) return null;
  const merged = await followMerges(books, archived);
  return merged === null ? doubt("contact-archived", []) : { kind: "contact", id: merged.id };
}

/** The same address under another name may be the same client, or a colleague. */
function settleMailed(mailed: readonly Contact[]): ContactFound | null {
  const active = mailed.filter((it) => it.active);
  return active.length === 0 ? null : doubt("contact-unclear", active);
}

function doubt(kind: "contact-unclear" | "contact-archived", candidates: readonly Contact[]): ContactFound {
  return { kind: "problem", problem: { kind, words: "" }, candidates };
}

/** The contact that one was merged into, through however many hands; null where it was not. */
export async function followMerges(books: Ledger, contact: Contact): Promise<Contact | null> {
  let at: Contact | null = contact;
  for (let step = 0; step < mergesMax && at !== null; step += 1) {
    if (at.active) return at;
    if (at.mergedTo === null) return null;
    at = await books.contactById(at.mergedTo);
  }
  return null;
}

async function create(
  books: Ledger,
  clients: readonly Client[],
  key: string,
  found: Map<string, ContactFound>,
): Promise<void> {
  if (clients.length === 0) return;
  const made = await books.createContacts(clients.map(contactOf), key);
  for (const [at, client] of clients.entries()) {
    const it = made[at];
    if (it?.kind === "written") found.set(client.id, { kind: "contact", id: it.value.id });
    else found.set(client.id, await refusedContact(books, client, it?.messages ?? []));
  }
}

/** Xero holds names to be alike where a search does not find them so: with other accents, say. */
async function refusedContact(
  books: Ledger,
  client: Client,
  messages: readonly string[],
): Promise<ContactFound> {
  const problem = problemOf(messages);
  if (problem.kind !== "contact-name") return { kind: "problem", problem, candidates: [] };
  const alike = (await everyContact(books)).filter(
    (it) => it.active && plain(it.name) === plain(contactName(client)),
  );
  return { kind: "problem", problem, candidates: alike };
}

function contactOf(client: Client): NewContact {
  return { name: contactName(client), number: client.id, email: client.email, phone: client.phone };
}

/** Xero takes no angle brackets and no double spaces in a name. */
function contactName({ name }: Client): string {
  return name.replace(/[<>]/g, " ").replace(/\s+/g, " ").trim().slice(0, 255);
}
