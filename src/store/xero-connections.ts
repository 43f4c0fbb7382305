import type { XeroConnection } from "../domain/mirror.ts";
import { isOn } from "./schema/xero.ts";
import type { Tables } from "./schema.ts";
import { and, asc, eq, getTableColumns, gt, lte, ne } from "./sql.ts";
import { is, mine, oneRow, slot, slots, statement, type Tx, write } from "./store.ts";

export type XeroGrant = Tables["xeroGrants"]["$inferSelect"];

const grantOf = oneRow<{ userId: string }, XeroGrant>((builder, { xeroGrants: row }) =>
  builder.select().from(row).where(is(row.userId, "userId")),
);

export function findXeroGrant(tx: Tx, userId: string): Promise<XeroGrant | undefined> {
  return grantOf(tx, { userId });
}

/** Keeps what a consent gave: it takes the place of an earlier one of the same person. */
export async function putXeroGrant(tx: Tx, grant: XeroGrant): Promise<void> {
  const { xeroGrants: row } = tx.tables;
  await tx.builder
    .insert(row)
    .values(grant)
    .onConflictDoUpdate({ target: [row.userId], set: grant });
}

const rotate = statement<XeroGrant & { from: number }, { it: string }[]>((builder, { xeroGrants: row }) =>
  builder
    .update(row)
    .set(slots(getTableColumns(row)))
    .where(and(is(row.userId, "userId"), is(row.version, "from")))
    .returning({ it: row.userId }),
);

/** Keeps rotated tokens. False where somebody rotated them first. */
export async function rotateXeroGrant(tx: Tx, grant: XeroGrant, from: number): Promise<boolean> {
  return (await rotate(tx, { ...grant, from })).length === 1;
}

export async function removeXeroGrant(tx: Tx, userId: string): Promise<void> {
  const { xeroGrants: row } = tx.tables;
  await tx.builder.delete(row).where(eq(row.userId, userId));
}

/** Asked with every message, so it is prepared. */
const ofTrader = oneRow<{ traderId: string }, XeroConnection>((builder, { xeroConnections: row }) =>
  builder.select().from(row).where(mine(row)),
);

export function findXeroConnection(tx: Tx, traderId: string): Promise<XeroConnection | undefined> {
  return ofTrader(tx, { traderId });
}

export async function putXeroConnection(tx: Tx, connection: XeroConnection): Promise<void> {
  const { xeroConnections: row } = tx.tables;
  await tx.builder
    .insert(row)
    .values(connection)
    .onConflictDoUpdate({ target: [row.traderId], set: connection });
}

export type ConnectionChanges = Partial<Omit<XeroConnection, "traderId" | "organisationId">>;

/** Changes a trader's connection, as long as it is to the same organisation. */
export async function changeXeroConnection(
  tx: Tx,
  { traderId, organisationId }: Pick<XeroConnection, "traderId" | "organisationId">,
  changes: ConnectionChanges,
): Promise<boolean> {
  const { xeroConnections: row } = tx.tables;
  const rows = await tx.builder
    .update(row)
    .set(changes)
    .where(and(eq(row.traderId, traderId), eq(row.organisationId, organisationId)))
    .returning({ it: row.traderId });
  return rows.length === 1;
}

/** The connections through which a person's consent is used, besides one trader's. */
export async function listXeroConnectionsOf(tx: Tx, userId: string): Promise<readonly XeroConnection[]> {
  const { xeroConnections: row } = tx.tables;
  return await tx.builder
    .select()
    .from(row)
    .where(and(eq(row.userId, userId), ne(row.state, "off")));
}

const toOrganisation = statement<{ organisationId: string }, { traderId: string }[]>(
  (builder, { xeroConnections: row }) =>
    builder
      .select({ traderId: row.traderId })
      .from(row)
      .where(and(is(row.organisationId, "organisationId"), isOn)),
);

/** Whether anybody here is connected to an organisation. */
export async function isXeroConnected(tx: Tx, organisationId: string): Promise<boolean> {
  return (await toOrganisation(tx, { organisationId })).length > 0;
}

const hasten = write<{ organisationId: string; now: Date }>((builder, { xeroConnections: row }) =>
  builder
    .update(row)
    .set({ pollDueAt: slot(row.pollDueAt, "now") })
    .where(and(is(row.organisationId, "organisationId"), isOn)),
);

/** Has everybody who is connected to an organisation look at it now. */
export function hastenPoll(tx: Tx, organisationId: string, now: Date): Promise<void> {
  return hasten(tx, { organisationId, now });
}

const due = statement<{ now: Date }, XeroConnection[]>((builder, { xeroConnections: row }) =>
  builder
    .select()
    .from(row)
    .where(and(isOn, lte(row.pollDueAt, slot(row.pollDueAt, "now"))))
    .orderBy(asc(row.pollDueAt))
    .limit(20),
);

/** Connections whose next look at Xero is due. */
export async function listDueConnections(tx: Tx, now: Date): Promise<readonly XeroConnection[]> {
  return await due(tx, { now });
}

const nextFull = oneRow<{ after: Date }, { at: Date }>((builder, { xeroConnections: row }) =>
  builder
    .select({ at: row.fullDueAt })
    .from(row)
    .where(and(isOn, gt(row.fullDueAt, slot(row.fullDueAt, "after"))))
    .orderBy(asc(row.fullDueAt))
    .limit(1),
);

/** When, after an instant, everything that is open is next to be read. */
export async function nextFullAt(tx: Tx, after: Date): Promise<Date | null> {
  return (await nextFull(tx, { after }))?.at ?? null;
}
