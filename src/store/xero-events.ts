import type { Tables } from "./schema.ts";
import { and, asc, eq, inArray, isNull } from "./sql.ts";
import type { Tx } from "./store.ts";

export type XeroEvent = Tables["xeroEvents"]["$inferSelect"];

/** False where it was delivered before. */
export async function addXeroEvent(tx: Tx, event: XeroEvent): Promise<boolean> {
  const { xeroEvents: row } = tx.tables;
  return (
    (await tx.builder.insert(row).values(event).onConflictDoNothing().returning({ it: row.id })).length === 1
  );
}

export async function listWaitingEvents(tx: Tx, organisationId: string): Promise<readonly XeroEvent[]> {
  const { xeroEvents: row } = tx.tables;
  return await tx.builder
    .select()
    .from(row)
    .where(and(eq(row.organisationId, organisationId), isNull(row.doneAt)))
    .orderBy(asc(row.receivedAt))
    .limit(200);
}

export async function closeEvents(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  const { xeroEvents: row } = tx.tables;
  await tx.builder
    .update(row)
    .set({ doneAt: now })
    .where(inArray(row.id, [...ids]));
}
