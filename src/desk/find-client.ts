import { type Client, capitalised, cleanName, nameKey } from "../domain/client.ts";
import type { ClientMention, Intent } from "../domain/intent.ts";
import { keepLatest } from "../keep-latest.ts";
import { nameListsMax, nameMaxChars } from "../limits.ts";
import { findClientByAlias, listAliases } from "../store/aliases.ts";
import { addClient, findClientByKey, listClientNames } from "../store/clients.ts";
import type { Tx } from "../store/store.ts";
import type { Turn } from "./turn.ts";

/** The client that was meant, or undefined where there is none of that name. */
export async function findClient(turn: Turn, mention: ClientMention): Promise<Client | undefined> {
  const client = await findClientByName(turn.tx, turn.trader.id, mention.match ?? mention.said);
  if (client !== undefined) turn.clients.set(client.id, client);
  return client;
}

/** The client of that name, or of that alias. */
export async function findClientByName(tx: Tx, traderId: string, name: string): Promise<Client | undefined> {
  const key = nameKey(name);
  return (await findClientByKey(tx, traderId, key)) ?? (await findClientByAlias(tx, traderId, key));
}

/** The lists last answered: while a trader's names are the same, so is the list. */
const lists = new Map<string, readonly string[]>();

/** Every name a client may be called by. The reader keeps its index of a list, so the same names are the same list. */
export async function listNames(tx: Tx, traderId: string): Promise<readonly string[]> {
  const [own, aliases] = await Promise.all([listClientNames(tx, traderId), listAliases(tx, traderId)]);
  const names = [...own, ...aliases.map(({ name }) => name)];
  const before = lists.get(traderId) ?? [];
  const same = before.length === names.length && names.every((name, at) => name === before[at]);
  const list = same ? before : names;
  keepLatest(lists, traderId, list, nameListsMax);
  return list;
}

/** How a client is reached, as far as it was said. */
type Contact = Partial<Pick<Client, "email" | "phone" | "address">>;

export function contactIn({ email = null, phone = null, address = null }: Intent): Required<Contact> {
  return { email, phone, address };
}

/** The client that was meant, made on the spot where new. Null where the name has nothing left in it to write. */
export async function findOrAddClient(
  turn: Turn,
  mention: ClientMention,
  details: Contact = {},
): Promise<Client | null> {
  const known = await findClient(turn, mention);
  if (known !== undefined) return known;
  const name = capitalised(cleanName(mention.match ?? mention.said, nameMaxChars));
  if (name === "") return null;
  return await makeClient(turn, name, details);
}

export async function makeClient(
  turn: Turn,
  name: string,
  details: Contact & Partial<Pick<Client, "termsDays">>,
): Promise<Client> {
  const client: Client = {
    id: turn.random.id(),
    traderId: turn.trader.id,
    name,
    nameKey: nameKey(name),
    email: details.email ?? null,
    phone: details.phone ?? null,
    address: details.address ?? null,
    company: null,
    payBy: null,
    chasePlan: null,
    chaseTone: null,
    termsDays: details.termsDays ?? null,
    createdAt: turn.now,
  };
  const added = await addClient(turn.tx, client);
  if (!added) throw new Error("Broken assumption: a client who was not found can be added.");
  turn.clients.set(client.id, client);
  return client;
}
