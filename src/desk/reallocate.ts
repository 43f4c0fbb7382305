import { amountDueMinor, type Bill } from "../domain/bill.ts";
import type { Allocated } from "../domain/journal.ts";
import { getBill } from "../store/bills.ts";
import { getPayment, listAllocations, setAllocation } from "../store/payments.ts";
import { recount } from "./settle-bill.ts";
import type { Turn } from "./turn.ts";

/**
 * Sets a payment against other bills, or other parts of them, than now; what is over is credit. Answers the bills
 * touched, as they are then. Undefined, and nothing changed, where the payment counts no more, a bill has no room for
 * it, or more is asked of the payment than there is.
 */
export async function reallocate(
  turn: Turn,
  paymentId: string,
  now: readonly Allocated[],
): Promise<readonly Bill[] | undefined> {
  const { tx, trader } = turn;
  const payment = await getPayment(tx, trader.id, paymentId);
  if (payment.state !== "arrived") return undefined;
  if (partOf(now, null) > payment.amountMinor - payment.refundedMinor) return undefined;
  const was = await listAllocations(tx, trader.id, paymentId);
  const ids = new Set([...was, ...now].map(({ billId }) => billId));
  for (const id of ids) {
    const bill = await getBill(tx, trader.id, id);
    if (partOf(now, id) - partOf(was, id) > amountDueMinor(bill)) return undefined;
  }
  const bills: Bill[] = [];
  for (const billId of ids) {
    await setAllocation(tx, trader.id, { paymentId, billId, amountMinor: partOf(now, billId) });
    bills.push(await recount(turn, await getBill(tx, trader.id, billId)));
  }
  return bills;
}

/** How much of it is for one bill; null: for all. */
function partOf(parts: readonly Allocated[], billId: string | null): number {
  return parts
    .filter((part) => billId === null || part.billId === billId)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}
