import type { Client } from "../domain/client.ts";
import { and, asc, eq, getTableColumns } from "./sql.ts";
import { is, mine, oneRow, only, slots, statement, type Tx } from "./store.ts";

/** Another name of a client. */
export interface Alias {
  readonly traderId: string;
  readonly nameKey: string;
  readonly name: string;
  readonly clientId: string;
}

const insert = statement<Alias, { nameKey: string }[]>((builder, { aliases }) =>
  builder
    .insert(aliases)
    .values(slots(getTableColumns(aliases)))
    .onConflictDoNothing()
    .returning({ nameKey: aliases.nameKey }),
);

/** False where a client of the trader has that alias already. */
export async function addAlias(tx: Tx, alias: Alias): Promise<boolean> {
  return (await insert(tx, alias)).length === 1;
}

const all = statement<{ traderId: string }, Alias[]>((builder, { aliases: row }) =>
  builder.select().from(row).where(mine(row)).orderBy(asc(row.nameKey)),
);

export async function listAliases(tx: Tx, traderId: string): Promise<readonly Alias[]> {
  return await all(tx, { traderId });
}

const clientByAlias = oneRow<{ traderId: string; nameKey: string }, { client: Client }>(
  (builder, { aliases, clients }) =>
    builder
      .select({ client: clients })
      .from(aliases)
      .innerJoin(clients, and(eq(clients.traderId, aliases.traderId), eq(clients.id, aliases.clientId)))
      .where(and(mine(aliases), is(aliases.nameKey, "nameKey"))),
);

export async function findClientByAlias(
  tx: Tx,
  traderId: string,
  nameKey: string,
): Promise<Client | undefined> {
  return (await clientByAlias(tx, { traderId, nameKey }))?.client;
}

/** The alias as it was; undefined where there is none any more. */
export async function removeAlias(tx: Tx, traderId: string, nameKey: string): Promise<Alias | undefined> {
  const { aliases: row } = tx.tables;
  return only(
    await tx.builder
      .delete(row)
      .where(and(eq(row.traderId, traderId), eq(row.nameKey, nameKey)))
      .returning(),
  );
}

export async function removeAliasesOf(tx: Tx, traderId: string, clientId: string): Promise<void> {
  const { aliases: row } = tx.tables;
  await tx.builder.delete(row).where(and(eq(row.traderId, traderId), eq(row.clientId, clientId)));
}
