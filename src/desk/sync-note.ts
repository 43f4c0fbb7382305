import type { Bill } from "../domain/bill.ts";
import type { SyncNote } from "../domain/mirror.ts";
import { findXeroConnection } from "../store/xero-connections.ts";
import { findMirror } from "../store/xero-mirrors.ts";
import type { Turn } from "./turn.ts";

/** What there is to say to a bill's pill; null where it speaks for itself. */
export async function syncNoteOf(turn: Turn, bill: Bill): Promise<SyncNote | null> {
  if (bill.sync === "Sync failed") {
    const problem = (await findMirror(turn.tx, turn.trader.id, bill.id))?.problem ?? null;
    return problem === null ? null : { why: "failed", problem };
  }
  const connection = bill.sync === "Not in Xero" ? await findXeroConnection(turn.tx, turn.trader.id) : null;
  if (connection == null || connection.state === "off") return null;
  if (!bill.toXero) return { why: "said" };
  const { settings, organisationName: organisation } = connection;
  if (settings === null) return { why: "not-set-up", organisation };
  if (settings.direction === "read-only") return { why: "read-only" };
  const pushed = await findMirror(turn.tx, turn.trader.id, bill.id);
  return bill.state === "open" && pushed === undefined ? { why: "earlier" } : null;
}

/** Whether only Xero may change a bill: it was made there, and nothing is written to it. */
export async function isXerosAlone(turn: Turn, bill: Bill): Promise<boolean> {
  if (bill.sync !== "Xero-managed") return false;
  const connection = await findXeroConnection(turn.tx, turn.trader.id);
  return connection?.settings?.direction === "read-only";
}
