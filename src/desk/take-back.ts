import { assert } from "../assert.ts";
import type { Bill } from "../domain/bill.ts";
import type { Allocation, Payment, Share } from "../domain/payment.ts";
import { getBill } from "../store/bills.ts";
import { changePayment, listAllocations, setAllocation } from "../store/payments.ts";
import { change, recount, setAside } from "./settle-bill.ts";
import type { Turn } from "./turn.ts";

/** A bill that money was taken off, as it is now, and how much that was. */
export interface TakenOff {
  readonly bill: Bill;
  readonly amountMinor: number;
}

/**
 * Has a payment count for nothing from now on, and the bills it was set against owed again. What was set against
 * what is kept, in case it comes back. Undefined where it counted for nothing before.
 */
export async function takeBack(
  turn: Turn,
  payment: Payment,
  state: "failed" | "undone" | "disputed" | "removed",
): Promise<readonly TakenOff[] | undefined> {
  if (payment.state !== "arrived" && payment.state !== "processing") return undefined;
  await change(turn, payment, state);
  return await recountAll(turn, await listAllocations(turn.tx, turn.trader.id, payment.id));
}

/** Has a payment that was contested or struck out count again. Answers what of it no bill needs any more. */
export async function giveAgain(turn: Turn, payment: Payment): Promise<number> {
  const again = await change(turn, payment, "arrived");
  return await setAgain(turn, again, await listAllocations(turn.tx, turn.trader.id, payment.id));
}

/** Sets a payment anew against bills, as far as they still need it. */
async function setAgain(turn: Turn, payment: Payment, toward: readonly Share[]): Promise<number> {
  for (const { billId } of toward) {
    await setAllocation(turn.tx, turn.trader.id, { paymentId: payment.id, billId, amountMinor: 0 });
    await recount(turn, await getBill(turn.tx, turn.trader.id, billId));
  }
  return await setAside(turn, payment, toward);
}

/**
 * So much of a payment, in all, has been given back: no bill counts that any more, the rest of the payment first,
 * then the newest bill. A refund that failed makes it less again. Answers nothing where that was known.
 */
export async function refund(
  turn: Turn,
  payment: Payment,
  refundedMinor: number,
): Promise<readonly TakenOff[]> {
  if (refundedMinor === payment.refundedMinor) return [];
  assert(refundedMinor >= 0 && refundedMinor <= payment.amountMinor, "no more is given back than came.");
  const keptMinor = payment.amountMinor - refundedMinor;
  const state = keptMinor === 0 ? "refunded" : payment.state === "refunded" ? "arrived" : payment.state;
  const removedAt = keptMinor === 0 ? turn.now : state === "arrived" ? null : payment.removedAt;
  const changed = await changePayment(turn.tx, payment, { refundedMinor, state, removedAt });
  assert(changed !== undefined, "nobody changes a payment during its trader's turn.");
  const before = await listAllocations(turn.tx, turn.trader.id, payment.id);
  if (refundedMinor < payment.refundedMinor) {
    const toward = before.map(({ billId }) => ({ billId, amountMinor: null }));
    await setAgain(turn, changed, toward);
    return [];
  }
  // What it was set against is kept where nothing of it counts, in case it comes back.
  return keptMinor === 0 ? await recountAll(turn, before) : await takeOff(turn, before, keptMinor);
}

async function recountAll(turn: Turn, allocations: readonly Allocation[]): Promise<readonly TakenOff[]> {
  const off: TakenOff[] = [];
  for (const { billId, amountMinor } of allocations) {
    const bill = await recount(turn, await getBill(turn.tx, turn.trader.id, billId));
    off.push({ bill, amountMinor });
  }
  return off;
}

async function takeOff(
  turn: Turn,
  allocations: readonly Allocation[],
  keptMinor: number,
): Promise<readonly TakenOff[]> {
  let excessMinor = allocations.reduce((sum, it) => sum + it.amountMinor, 0) - keptMinor;
  const off: TakenOff[] = [];
  for (const it of allocations.toReversed()) {
    const amountMinor = Math.min(it.amountMinor, Math.max(0, excessMinor));
    if (amountMinor === 0) continue;
    excessMinor -= amountMinor;
    await setAllocation(turn.tx, turn.trader.id, { ...it, amountMinor: it.amountMinor - amountMinor });
    off.push({ bill: await recount(turn, await getBill(turn.tx, turn.trader.id, it.billId)), amountMinor });
  }
  return off;
}
