import { assert } from "../assert.ts";
import { amountDueMinor, type Bill, isOwed, stateFromPaid } from "../domain/bill.ts";
import type { Allocated } from "../domain/journal.ts";
import type { Payment } from "../domain/payment.ts";
import { getBill } from "../store/bills.ts";
import { findCredit, setCredit } from "../store/credits.ts";
import {
  addPayment,
  getPayment,
  listAllocations,
  removePayment,
  replaceAllocations,
} from "../store/payments.ts";
import { move, type Turn } from "./turn.ts";

/** A payment's part for one bill. */
export interface Part {
  readonly bill: Bill;
  readonly amountMinor: number;
}

/**
 * Sets a payment against bills of one client: the only place where a bill becomes paid. What is over is kept as the
 * client's credit. Answers the bills as they are then, in the order given.
 */
export async function settle(
  turn: Turn,
  payment: Payment,
  clientId: string,
  parts: readonly Part[],
): Promise<readonly Bill[]> {
  const usedMinor = sum(parts);
  assert(usedMinor <= payment.amountMinor, "no more is set against bills than was paid.");
  for (const { bill, amountMinor } of parts) {
    assert(isOwed(bill), "money is set only against a bill that is owed.");
    assert(amountMinor <= amountDueMinor(bill), "no more is set against a bill than is due on it.");
    assert(payment.currency === bill.currency, "a payment and its bill share a currency.");
  }
  const { id: paymentId, currency } = payment;
  const allocations = parts.map(({ bill, amountMinor }) => ({ paymentId, billId: bill.id, amountMinor }));
  const added = await addPayment(turn.tx, payment, allocations);
  assert(added, "a payment is recorded once.");
  const leftMinor = payment.amountMinor - usedMinor;
  const traderId = turn.trader.id;
  if (leftMinor > 0)
    await setCredit(turn.tx, { traderId, paymentId, clientId, currency, leftMinor, refundedMinor: 0 });
  const settled: Bill[] = [];
  for (const { bill, amountMinor } of parts)
    settled.push(await movePaid(turn, bill, bill.paidMinor + amountMinor));
  return settled;
}

/**
 * Sets a payment against other bills, or other parts of them, than now; what is over becomes or stays credit. Undefined,
 * and nothing changed, where a bill has no room for it any more or more was given back than would be over.
 */
export async function resettle(
  turn: Turn,
  paymentId: string,
  now: readonly Allocated[],
): Promise<readonly Bill[] | undefined> {
  const { tx, trader } = turn;
  const payment = await getPayment(tx, trader.id, paymentId);
  const was = await listAllocations(tx, trader.id, paymentId);
  const credit = await findCredit(tx, trader.id, paymentId);
  const leftMinor = payment.amountMinor - sum(now) - (credit?.refundedMinor ?? 0);
  if (payment.removedAt !== null || leftMinor < 0) return undefined;
  const changes: Part[] = [];
  for (const id of new Set([...was, ...now].map(({ billId }) => billId))) {
    const bill = await getBill(tx, trader.id, id);
    const moreMinor = partOf(now, id) - partOf(was, id);
    if (moreMinor > amountDueMinor(bill)) return undefined;
    changes.push({ bill, amountMinor: moreMinor });
  }
  await replaceAllocations(tx, trader.id, paymentId, now);
  const clientId = credit?.clientId ?? changes[0]?.bill.clientId;
  if (clientId !== undefined && (credit !== undefined || leftMinor > 0)) {
    const { currency } = payment;
    const refundedMinor = credit?.refundedMinor ?? 0;
    await setCredit(tx, { traderId: trader.id, paymentId, clientId, currency, leftMinor, refundedMinor });
  }
  const moved: Bill[] = [];
  for (const { bill, amountMinor } of changes)
    moved.push(amountMinor === 0 ? bill : await movePaid(turn, bill, bill.paidMinor + amountMinor));
  return moved;
}

/** Takes a payment back off the bills it was set against. Undefined where that was done before. */
export async function unsettle(turn: Turn, paymentId: string): Promise<readonly Part[] | undefined> {
  const allocations = await removePayment(turn.tx, turn.trader.id, paymentId, turn.now);
  if (allocations === undefined) return undefined;
  const credit = await findCredit(turn.tx, turn.trader.id, paymentId);
  if (credit !== undefined) await setCredit(turn.tx, { ...credit, leftMinor: 0 });
  const unsettled: Part[] = [];
  for (const { billId, amountMinor } of allocations) {
    const bill = await getBill(turn.tx, turn.trader.id, billId);
    unsettled.push({ bill: await movePaid(turn, bill, bill.paidMinor - amountMinor), amountMinor });
  }
  return unsettled;
}

function sum(parts: readonly { readonly amountMinor: number }[]): number {
  return parts.reduce((total, { amountMinor }) => total + amountMinor, 0);
}

function partOf(parts: readonly Allocated[], billId: string): number {
  return sum(parts.filter((part) => part.billId === billId));
}

async function movePaid(turn: Turn, bill: Bill, paidMinor: number): Promise<Bill> {
  assert(paidMinor >= 0 && paidMinor <= bill.totalMinor, "what is paid lies between nothing and the total.");
  // What was written off stays written off, whatever becomes of the money that had come before.
  const state = bill.state === "credited" ? bill.state : stateFromPaid(bill.totalMinor, paidMinor);
  const moved = await move(turn, bill, { state, paidMinor });
  assert(moved.paidMinor === paidMinor, "what was written is what is read.");
  return moved;
}
