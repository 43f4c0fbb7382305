import type { Intent } from "../domain/intent.ts";
import { listLines } from "../store/bills.ts";
import { findSaidBill } from "./find-bill.ts";
import type { Outcome } from "./outcome.ts";
import { type Turn, viewOf } from "./turn.ts";

export async function showBill(turn: Turn, intent: Intent): Promise<Outcome> {
  const found = await findSaidBill(turn, intent);
  if (found.kind === "not") return found.outcome;
  const lines = await listLines(turn.tx, turn.trader.id, found.bill.id);
  return { kind: "shown", bill: { ...(await viewOf(turn, found.bill)), lines } };
}
