import type { Client, ClientDetails } from "../domain/client.ts";
import { and, asc, eq, getTableColumns } from "./sql.ts";
import { is, mine, oneRow, only, slots, statement, type Tx } from "./store.ts";

const insert = statement<Client, { id: string }[]>((builder, { clients }) =>
  builder
    .insert(clients)
    .values(slots(getTableColumns(clients)))
    .onConflictDoNothing()
    .returning({ id: clients.id }),
);

/** False where the trader already has a client of that name. */
export async function addClient(tx: Tx, client: Client): Promise<boolean> {
  return (await insert(tx, client)).length === 1;
}

const byKey = oneRow<{ traderId: string; nameKey: string }, Client>((builder, { clients: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), is(row.nameKey, "nameKey"))),
);

export function findClientByKey(tx: Tx, traderId: string, nameKey: string): Promise<Client | undefined> {
  return byKey(tx, { traderId, nameKey });
}

const byId = oneRow<{ traderId: string; id: string }, Client>((builder, { clients: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), is(row.id, "id"))),
);

/** The trader's client of that id, or undefined where they have none: a page may ask for anything. */
export function findClientById(tx: Tx, traderId: string, id: string): Promise<Client | undefined> {
  return byId(tx, { traderId, id });
}

export async function getClient(tx: Tx, traderId: string, id: string): Promise<Client> {
  const client = await findClientById(tx, traderId, id);
  if (client === undefined) throw new Error(`Broken assumption: the trader has a client ${id}.`);
  return client;
}

const all = statement<{ traderId: string }, Client[]>((builder, { clients: row }) =>
  builder.select().from(row).where(mine(row)).orderBy(asc(row.id)),
);

export async function listClients(tx: Tx, traderId: string): Promise<readonly Client[]> {
  return await all(tx, { traderId });
}

const names = statement<{ traderId: string }, { name: string }[]>((builder, { clients: row }) =>
  builder.select({ name: row.name }).from(row).where(mine(row)).orderBy(asc(row.id)),
);

/** What a trader's clients are called, in the order they came. */
export async function listClientNames(tx: Tx, traderId: string): Promise<readonly string[]> {
  return (await names(tx, { traderId })).map(({ name }) => name);
}

/** Changes a client. Only during its trader's turn. */
export async function changeClient(tx: Tx, client: Client, changes: Partial<ClientDetails>): Promise<Client> {
  const { clients: row } = tx.tables;
  const { traderId, id } = client;
  const changed = only(
    await tx.builder
      .update(row)
      .set(changes)
      .where(and(eq(row.traderId, traderId), eq(row.id, id)))
      .returning(),
  );
  if (changed === undefined) throw new Error(`Broken assumption: the trader has a client ${id}.`);
  return changed;
}

export async function removeClient(tx: Tx, traderId: string, id: string): Promise<void> {
  const { clients: row, aliases } = tx.tables;
  await tx.builder.delete(aliases).where(and(eq(aliases.traderId, traderId), eq(aliases.clientId, id)));
  await tx.builder.delete(row).where(and(eq(row.traderId, traderId), eq(row.id, id)));
}
