import type { Intent } from "../domain/intent.ts";
import { listLines } from "../store/bills.ts";
import { pausesOf } from "./change-holds.ts";
import { findSaidBill } from "./find-bill.ts";
import type { Outcome } from "./outcome.ts";
import { type Turn, viewOf } from "./turn.ts";

export async function showBill(turn: Turn, intent: Intent): Promise<Outcome> {
  const found = await findSaidBill(turn, intent);
  if (found.kind === "not") return found.outcome;
  const { bill } = found;
  const lines = await listLines(turn.tx, turn.trader.id, bill.id);
  const payUrl = `${turn.publicUrl}/pay/${bill.publicId}`;
  return {
    kind: "shown",
    bill: { ...(await viewOf(turn, bill)), lines, pauses: await pausesOf(turn, bill) },
    payUrl,
  };
}
