import type { AuditEntry } from "../domain/audit.ts";
import { getTableColumns } from "./sql.ts";
import { mine, slots, statement, type Tx, write } from "./store.ts";

const insert = write<AuditEntry>((builder, { audit }) =>
  builder.insert(audit).values(slots(getTableColumns(audit))),
);

export function addAuditEntry(tx: Tx, entry: AuditEntry): Promise<void> {
  return insert(tx, entry);
}

const ofTrader = statement<{ traderId: string }, AuditEntry[]>((builder, { audit: row }) =>
  builder.select().from(row).where(mine(row)).orderBy(row.id),
);

export async function listAuditEntries(tx: Tx, traderId: string): Promise<readonly AuditEntry[]> {
  return await ofTrader(tx, { traderId });
}
