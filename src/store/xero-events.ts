import type { Tables } from "./schema.ts";
import { and, asc, getTableColumns, inArray, isNull } from "./sql.ts";
import { is, slots, statement, type Tx } from "./store.ts";

export type XeroEvent = Tables["xeroEvents"]["$inferSelect"];

const insert = statement<XeroEvent, { id: string }[]>((builder, { xeroEvents: row }) =>
  builder
    .insert(row)
    .values(slots(getTableColumns(row)))
    .onConflictDoNothing()
    .returning({ id: row.id }),
);

/** False where it was delivered before. */
export async function addXeroEvent(tx: Tx, event: XeroEvent): Promise<boolean> {
  return (await insert(tx, event)).length === 1;
}

const waiting = statement<{ organisationId: string }, XeroEvent[]>((builder, { xeroEvents: row }) =>
  builder
    .select()
    .from(row)
    .where(and(is(row.organisationId, "organisationId"), isNull(row.doneAt)))
    .orderBy(asc(row.receivedAt))
    .limit(200),
);

export async function listWaitingEvents(tx: Tx, organisationId: string): Promise<readonly XeroEvent[]> {
  return await waiting(tx, { organisationId });
}

export async function closeEvents(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  const { xeroEvents: row } = tx.tables;
  await tx.builder
    .update(row)
    .set({ doneAt: now })
    .where(inArray(row.id, [...ids]));
}
