import type { Intent } from "../domain/intent.ts";
import { told } from "./connect-xero.ts";
import { findSaidBill } from "./find-bill.ts";
import type { Outcome } from "./outcome.ts";
import { isXerosAlone } from "./sync-note.ts";
import { journal, move, type Turn, viewOf } from "./turn.ts";

/** "cancel bill 14". A bill with money against it is never cancelled: the books would say something untrue. */
export async function cancelBill(turn: Turn, intent: Intent): Promise<Outcome> {
  const found = await findSaidBill(turn, intent);
  if (found.kind === "not") return found.outcome;
  const { bill } = found;
  if (bill.state !== "open") return { kind: "not-cancelled", bill: await viewOf(turn, bill) };
  if (await isXerosAlone(turn, bill)) return told({ what: "managed-there", bill: await viewOf(turn, bill) });
  const cancelled = await move(turn, bill, { state: "cancelled", paidMinor: 0 });
  const actionId = await journal(turn, { kind: "cancel-bill", billId: bill.id, was: bill.state });
  return { kind: "cancelled", bill: await viewOf(turn, cancelled), actionId };
}
