import type { Bill } from "../domain/bill.ts";
import type { Tx } from "../store/store.ts";
import { findMirror } from "../store/xero-mirrors.ts";

/** Where the client sees and pays the bill's invoice in Xero; null where they are to see our own page. */
export async function invoiceLink(tx: Tx, bill: Bill): Promise<string | null> {
  if (bill.sync === "Not in Xero" || bill.sync === "No longer syncing") return null;
  const mirror = await findMirror(tx, bill.traderId, bill.id);
  return mirror === undefined || mirror.ownPage ? null : mirror.onlineUrl || null;
}
