import type { Bill } from "../domain/bill.ts";
import type { Hold } from "../domain/hold.ts";
import { unended } from "./schema/chase.ts";
import { and, asc, eq, getTableColumns, gte, inArray, isNull, or } from "./sql.ts";
import { mine, slots, statement, type Tx, write } from "./store.ts";

const insert = write<Hold>((builder, { holds }) =>
  builder.insert(holds).values(slots(getTableColumns(holds))),
);

export function addHold(tx: Tx, hold: Hold): Promise<void> {
  return insert(tx, hold);
}

const open = statement<{ traderId: string }, Hold[]>((builder, { holds: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), unended))
    .orderBy(asc(row.id)),
);

/** The trader's holds that were not lifted, those that ran out by their day among them. */
export async function listHolds(tx: Tx, traderId: string): Promise<readonly Hold[]> {
  return await open(tx, { traderId });
}

/** Every hold that was ever about a bill: its own, its client's, and those of everything. */
export async function listHoldsAbout(
  tx: Tx,
  { traderId, id, clientId, createdAt }: Pick<Bill, "traderId" | "id" | "clientId" | "createdAt">,
): Promise<readonly Hold[]> {
  const { holds: row } = tx.tables;
  return await tx.builder
    .select()
    .from(row)
    .where(
      and(
        eq(row.traderId, traderId),
        or(isNull(row.billId), eq(row.billId, id)),
        or(isNull(row.clientId), eq(row.clientId, clientId)),
        or(isNull(row.endedAt), gte(row.endedAt, createdAt)),
      ),
    )
    .orderBy(asc(row.id));
}

/** Lifts holds; `null` puts back what was lifted. */
export async function endHolds(
  tx: Tx,
  traderId: string,
  ids: readonly string[],
  endedAt: Date | null,
): Promise<void> {
  if (ids.length === 0) return;
  const { holds: row } = tx.tables;
  await tx.builder
    .update(row)
    .set({ endedAt })
    .where(and(eq(row.traderId, traderId), inArray(row.id, [...ids])));
}
