import type { Intent } from "../domain/intent.ts";
import { listLines } from "../store/bills.ts";
import { findInvoiceUrl } from "../store/xero-mirrors.ts";
import { pausesOf } from "./change-holds.ts";
import { findSaidBill } from "./find-bill.ts";
import type { Outcome } from "./outcome.ts";
import { syncNoteOf } from "./sync-note.ts";
import { type Turn, viewOf } from "./turn.ts";

export async function showBill(turn: Turn, intent: Intent): Promise<Outcome> {
  const found = await findSaidBill(turn, intent);
  if (found.kind === "not") return found.outcome;
  const { bill } = found;
  const lines = await listLines(turn.tx, turn.trader.id, bill.id);
  return {
    kind: "shown",
    bill: { ...(await viewOf(turn, bill)), lines, pauses: await pausesOf(turn, bill) },
    // What its client gets: Xero's own page of it, where it is there.
    payUrl: (await findInvoiceUrl(turn.tx, bill)) ?? `${turn.publicUrl}/pay/${bill.publicId}`,
    note: await syncNoteOf(turn, bill),
  };
}
