import { isOwed } from "../domain/bill.ts";
import type { Intent } from "../domain/intent.ts";
import { findSaidBill } from "./find-bill.ts";
import type { Outcome } from "./outcome.ts";
import { journal, move, type Turn, viewOf } from "./turn.ts";

/** "write off bill 3": the rest of it will never come. What was paid stays paid. */
export async function writeOff(turn: Turn, intent: Intent): Promise<Outcome> {
  const found = await findSaidBill(turn, intent);
  if (found.kind === "not") return found.outcome;
  const { bill } = found;
  const before = await viewOf(turn, bill);
  if (!isOwed(bill)) return { kind: "not-owed", bill: before };
  await move(turn, bill, { state: "credited", paidMinor: bill.paidMinor });
  const actionId = await journal(turn, { kind: "write-off", billId: bill.id, was: bill.state });
  return { kind: "written-off", bill: before, actionId };
}
