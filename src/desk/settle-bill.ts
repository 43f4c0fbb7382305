import { assert } from "../assert.ts";
import { amountDueMinor, type Bill, isOwed, stateFromPaid } from "../domain/bill.ts";
import type { Payment } from "../domain/payment.ts";
import { getBill } from "../store/bills.ts";
import { addPayment, removePayment } from "../store/payments.ts";
import { move, type Turn } from "./turn.ts";

/** Sets a payment against a bill: the only place where a bill becomes paid. Answers the bill as it is then. */
export async function settleBill(turn: Turn, bill: Bill, payment: Payment): Promise<Bill> {
  assert(isOwed(bill), "money is set only against a bill that is owed.");
  assert(payment.amountMinor <= amountDueMinor(bill), "no more is set against a bill than is due on it.");
  assert(payment.currency === bill.currency, "a payment and its bill share a currency.");
  const { id: paymentId, amountMinor } = payment;
  const added = await addPayment(turn.tx, payment, [{ paymentId, billId: bill.id, amountMinor }]);
  assert(added, "a payment is recorded once.");
  return await movePaid(turn, bill, bill.paidMinor + amountMinor);
}

/** Takes a payment back off the bills it was set against. Undefined where that was done before. */
export async function unsettle(turn: Turn, paymentId: string): Promise<readonly Unsettled[] | undefined> {
  const allocations = await removePayment(turn.tx, turn.trader.id, paymentId, turn.now);
  if (allocations === undefined) return undefined;
  const unsettled: Unsettled[] = [];
  for (const { billId, amountMinor } of allocations) {
    const bill = await getBill(turn.tx, turn.trader.id, billId);
    unsettled.push({ bill: await movePaid(turn, bill, bill.paidMinor - amountMinor), amountMinor });
  }
  return unsettled;
}
export interface Unsettled {
  readonly bill: Bill;
  readonly amountMinor: number;
}

async function movePaid(turn: Turn, bill: Bill, paidMinor: number): Promise<Bill> {
  assert(paidMinor >= 0 && paidMinor <= bill.totalMinor, "what is paid lies between nothing and the total.");
  // What was written off stays written off, whatever becomes of the money that had come before.
  const state = bill.state === "credited" ? bill.state : stateFromPaid(bill.totalMinor, paidMinor);
  const moved = await move(turn, bill, { state, paidMinor });
  assert(moved.paidMinor === paidMinor, "what was written is what is read.");
  return moved;
}
