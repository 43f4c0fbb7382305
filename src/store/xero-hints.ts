import { and, asc, eq, gt } from "./sql.ts";
import type { Tx } from "./store.ts";

/** A bill that a card payment elsewhere may have been for: it is not chased before Xero shows it, or the time is up. */
export interface XeroHint {
  readonly traderId: string;
  readonly billId: string;
  readonly intentRef: string;
  readonly until: Date;
}

export async function addXeroHint(tx: Tx, hint: XeroHint): Promise<void> {
  await tx.builder.insert(tx.tables.xeroHints).values(hint).onConflictDoNothing();
}

/** The hints of a bill that still count. */
export async function listXeroHints(
  tx: Tx,
  traderId: string,
  billId: string,
  now: Date,
): Promise<readonly XeroHint[]> {
  const { xeroHints: row } = tx.tables;
  return await tx.builder
    .select()
    .from(row)
    .where(and(eq(row.traderId, traderId), eq(row.billId, billId), gt(row.until, now)))
    .orderBy(asc(row.intentRef));
}

/** A payment has been found, or was not for any of these after all. */
export async function endXeroHints(tx: Tx, traderId: string, intentRef: string): Promise<void> {
  const { xeroHints: row } = tx.tables;
  await tx.builder.delete(row).where(and(eq(row.traderId, traderId), eq(row.intentRef, intentRef)));
}
