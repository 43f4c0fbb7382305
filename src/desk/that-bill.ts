import type { Bill } from "../domain/bill.ts";
import type { AnyVerb, Intent } from "../domain/intent.ts";
import { findLatestBill, getBill } from "../store/bills.ts";
import type { Turn } from "./turn.ts";

/** What "that" means: the bill whose card is replied to, else the one last talked of in this chat, else the newest. */
export async function thatBill(turn: Turn): Promise<Bill | undefined> {
  if (turn.repliedTo !== null) return turn.repliedTo;
  const { aboutBillId } = turn.conversation;
  if (aboutBillId !== null) return await getBill(turn.tx, turn.trader.id, aboutBillId);
  return await findLatestBill(turn.tx, turn.trader.id);
}

/** Orders about a bill that is there. */
const aboutOne: ReadonlySet<AnyVerb> = new Set(["edit-bill", "cancel-bill", "write-off", "record-payment"]);

/** Says "that" by its number, so that a card shows which bill is meant and a later yes means the same one. */
export async function pinned(turn: Turn, intent: Intent): Promise<Intent> {
  const open = aboutOne.has(intent.intent) && typeof intent.bill !== "number";
  if (!open || (intent.client && intent.repoint !== true)) return intent;
  const bill = await thatBill(turn);
  return bill === undefined ? intent : { ...intent, bill: bill.number };
}
