import { type Client, capitalised, cleanName, nameKey } from "../domain/client.ts";
import type { ClientMention } from "../domain/intent.ts";
import { nameMaxChars } from "../limits.ts";
import { addClient, findClientByKey } from "../store/clients.ts";
import type { Turn } from "./turn.ts";

/** The client that was meant, or undefined where there is none of that name. */
export async function findClient(turn: Turn, mention: ClientMention): Promise<Client | undefined> {
  return await findClientByKey(turn.tx, turn.trader.id, nameKey(mention.match ?? mention.said));
}

/** The client that was meant, made on the spot where new. Null where the name has nothing left in it to write. */
export async function findOrAddClient(turn: Turn, mention: ClientMention): Promise<Client | null> {
  const known = await findClient(turn, mention);
  if (known !== undefined) return known;
  const name = capitalised(cleanName(mention.match ?? mention.said, nameMaxChars));
  if (name === "") return null;
  return await makeClient(turn, name, {});
}

export async function makeClient(
  turn: Turn,
  name: string,
  details: { readonly email?: string | null; readonly phone?: string | null },
): Promise<Client> {
  const client: Client = {
    id: turn.random.id(),
    traderId: turn.trader.id,
    name,
    nameKey: nameKey(name),
    email: details.email ?? null,
    phone: details.phone ?? null,
    createdAt: turn.now,
  };
  const added = await addClient(turn.tx, client);
  if (!added) throw new Error("Broken assumption: a client who was not found can be added.");
  return client;
}
