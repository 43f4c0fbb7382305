import { assert } from "../assert.ts";
import { amountDueMinor, type Bill, stateFromPaid } from "../domain/bill.ts";
import type { Money, Payment, PaymentState, Share } from "../domain/payment.ts";
import { getBill } from "../store/bills.ts";
import {
  addPayment,
  changePayment,
  findPayment,
  listAllocations,
  listPaymentsOn,
  type PaymentOn,
  setAllocation,
} from "../store/payments.ts";
import { cancelSteps } from "../store/steps.ts";
import { move, type Turn } from "./turn.ts";

/** What became of some money. */
export type Settled =
  /** It was known before: nothing has changed. */
  | { readonly kind: "known"; readonly payment: Payment }
  /** It is on its way: the bills wait for it, and nothing is said of it. */
  | { readonly kind: "awaited"; readonly payment: Payment }
  | {
      readonly kind: "arrived";
      readonly payment: Payment;
      readonly parts: readonly Part[];
      /** What of it no bill needed. */
      readonly restMinor: number;
    };

/** What some money did to one bill. */
export interface Part {
  /** As it is now. */
  readonly bill: Bill;
  /** What is new on it: nothing where the trader had told of this money before it came. */
  readonly amountMinor: number;
  /** Reminders that need not be sent any more. */
  readonly cancelled: number;
}

/**
 * Sets money against bills: the only place where a bill becomes paid. It may be told of the same money by every
 * path, as often as they like and at once: whoever comes first in the trader's turn wins, the rest change nothing.
 */
export async function settle(turn: Turn, money: Money): Promise<Settled> {
  const known = await findKnown(turn, money);
  if (known !== undefined && !mayArrive(known, money)) return { kind: "known", payment: known };
  if (known === undefined && (await hasTwin(turn, money)))
    return { kind: "known", payment: await keepTwin(turn, money) };
  const payment = known === undefined ? await record(turn, money) : await arrive(turn, known, money);
  if (money.state === "arrived") return await allocate(turn, payment, money.toward);
  await setAside(turn, payment, money.toward);
  return { kind: "awaited", payment };
}

/**
 * Whether this is money that another system has told of already: a card payment that the books hold as well, in the
 * one order or the other. It is so only where no bill needs it: who paid two halves alike has paid both.
 */
async function hasTwin(turn: Turn, { source, state, amountMinor, toward }: Money): Promise<boolean> {
  const [share] = toward;
  if (source === "said" || state !== "arrived" || share === undefined || toward.length > 1) return false;
  if (amountDueMinor(await getBill(turn.tx, turn.trader.id, share.billId)) > 0) return false;
  const on = await listPaymentsOn(turn.tx, turn.trader.id, share.billId);
  const other = source === "stripe" ? "xero" : "stripe";
  const count = (of: Payment["source"], as: PaymentState) =>
    on.filter(
      (it) => it.payment.source === of && it.payment.state === as && it.payment.amountMinor === amountMinor,
    ).length;
  return count(other, "arrived") > count(source, "confirmed");
}

/** Keeps what is known from elsewhere, so that it is known again: it counts for nothing. */
async function keepTwin(turn: Turn, money: Money): Promise<Payment> {
  const payment = await record(turn, { ...money, state: "confirmed" });
  const [share] = money.toward;
  const { amountMinor } = money;
  assert(share !== undefined, "whatever has a twin is for a bill.");
  await setAllocation(turn.tx, turn.trader.id, { paymentId: payment.id, billId: share.billId, amountMinor });
  return payment;
}

/** A bank's debit has come on the day it came, not when it was asked for. */
async function arrive(turn: Turn, known: Payment, { paidOn }: Money): Promise<Payment> {
  const arrived = await changePayment(turn.tx, known, { state: "arrived", removedAt: null, paidOn });
  assert(arrived !== undefined, "nobody changes a payment during its trader's turn.");
  return arrived;
}

/** A bank that promised money, or refused it, may have sent it since; whatever was taken back stays so. */
function mayArrive(known: Payment, money: Money): boolean {
  return money.state === "arrived" && (known.state === "processing" || known.state === "failed");
}

async function findKnown(turn: Turn, { source, externalId }: Money): Promise<Payment | undefined> {
  return externalId === null ? undefined : await findPayment(turn.tx, turn.trader.id, source, externalId);
}

type Recorded = Omit<Money, "state"> & Pick<Payment, "state">;
async function record(turn: Turn, money: Recorded): Promise<Payment> {
  const { toward: _, ...reported } = money;
  const payment: Payment = {
    ...reported,
    id: turn.random.id(),
    traderId: turn.trader.id,
    refundedMinor: 0,
    createdAt: turn.now,
    removedAt: null,
  };
  const added = await addPayment(turn.tx, payment);
  assert(added, "nobody records a payment during its trader's turn.");
  return payment;
}

/** Sets a payment against what is due on bills; one that is awaited counts once it has come. Answers the rest. */
export async function setAside(turn: Turn, payment: Payment, toward: readonly Share[]): Promise<number> {
  let leftMinor = payment.amountMinor - payment.refundedMinor;
  for (const share of toward) {
    const bill = await getBill(turn.tx, turn.trader.id, share.billId);
    const amountMinor = Math.min(leftMinor, share.amountMinor ?? leftMinor, amountDueMinor(bill));
    if (amountMinor === 0) continue;
    leftMinor -= amountMinor;
    await setAllocation(turn.tx, turn.trader.id, { paymentId: payment.id, billId: bill.id, amountMinor });
    await recount(turn, bill);
  }
  return leftMinor;
}

async function allocate(turn: Turn, payment: Payment, toward: readonly Share[]): Promise<Settled> {
  // What was set aside while it was on its way is reckoned anew: other money may have come first.
  const awaited = await listAllocations(turn.tx, turn.trader.id, payment.id);
  for (const it of awaited) await setAllocation(turn.tx, turn.trader.id, { ...it, amountMinor: 0 });
  const parts: Part[] = [];
  let leftMinor = payment.amountMinor - payment.refundedMinor;
  for (const share of toward) {
    const { part, takenMinor } = await serve(turn, payment, {
      billId: share.billId,
      amountMinor: Math.min(leftMinor, share.amountMinor ?? leftMinor),
    });
    leftMinor -= takenMinor;
    parts.push(part);
  }
  return { kind: "arrived", payment, parts, restMinor: leftMinor };
}

interface Wanted {
  readonly billId: string;
  readonly amountMinor: number;
}

/** Gives one bill what it needs of some money, and puts it in the place of what the trader said had come. */
async function serve(turn: Turn, payment: Payment, wanted: Wanted) {
  const bill = await getBill(turn.tx, turn.trader.id, wanted.billId);
  assert(payment.currency === bill.currency, "a payment and its bill share a currency.");
  const said = payment.source === "said" ? [] : await listSaid(turn, bill);
  const dueMinor = amountDueMinor(bill);
  // The books hold what the trader told us of: the same sum there is the same money. A card payment of the same
  // sum may as well be the second half, and who has paid both halves must not be chased for one.
  const same =
    payment.source === "xero" ? said.find((it) => it.amountMinor === wanted.amountMinor) : undefined;
  const freshMinor = same === undefined ? Math.min(wanted.amountMinor, dueMinor) : 0;
  const provenMinor = await replaceSaid(
    turn,
    bill,
    same === undefined ? said : [same],
    wanted.amountMinor - freshMinor,
  );
  const takenMinor = freshMinor + provenMinor;
  if (takenMinor > 0) {
    await setAllocation(turn.tx, turn.trader.id, {
      paymentId: payment.id,
      billId: bill.id,
      amountMinor: takenMinor,
    });
  }
  const settled = await recount(turn, bill);
  const paid = settled.state === "paid";
  const cancelled = paid ? await cancelSteps(turn.tx, turn.trader.id, bill.id, "paid") : 0;
  return { part: { bill: settled, amountMinor: freshMinor, cancelled }, takenMinor };
}

async function listSaid(turn: Turn, bill: Bill): Promise<readonly PaymentOn[]> {
  const on = await listPaymentsOn(turn.tx, turn.trader.id, bill.id);
  return on.filter(({ payment }) => payment.source === "said" && payment.state === "arrived");
}

/** Takes up to so much off what the trader said, whose place money with proof takes. Answers how much it was. */
async function replaceSaid(
  turn: Turn,
  bill: Bill,
  said: readonly PaymentOn[],
  maxMinor: number,
): Promise<number> {
  let replacedMinor = 0;
  for (const { payment, amountMinor } of said) {
    const takenMinor = Math.min(amountMinor, maxMinor - replacedMinor);
    if (takenMinor === 0) break;
    replacedMinor += takenMinor;
    if (takenMinor === payment.amountMinor) {
      // Its row stays as it was said; it counts no longer.
      await change(turn, payment, "confirmed");
      continue;
    }
    const left = { paymentId: payment.id, billId: bill.id, amountMinor: amountMinor - takenMinor };
    await setAllocation(turn.tx, turn.trader.id, left);
    const smaller = await changePayment(turn.tx, payment, { amountMinor: payment.amountMinor - takenMinor });
    assert(smaller !== undefined, "nobody changes a payment during its trader's turn.");
  }
  return replacedMinor;
}

/** Moves a payment on. It counts only where it has arrived. */
export async function change(turn: Turn, payment: Payment, state: PaymentState): Promise<Payment> {
  const counts = state === "arrived" || state === "processing";
  const changed = await changePayment(turn.tx, payment, { state, removedAt: counts ? null : turn.now });
  assert(changed !== undefined, "nobody changes a payment during its trader's turn.");
  return changed;
}

/** Has a bill say what the payments set against it come to, in the state that follows. */
export async function recount(turn: Turn, bill: Bill): Promise<Bill> {
  const on = await listPaymentsOn(turn.tx, turn.trader.id, bill.id);
  const sumMinor = (state: PaymentState) =>
    on.filter((it) => it.payment.state === state).reduce((sum, it) => sum + it.amountMinor, 0);
  const paidMinor = sumMinor("arrived");
  assert(paidMinor >= 0 && paidMinor <= bill.totalMinor, "what is paid lies between nothing and the total.");
  // What was written off or cancelled stays so, whatever becomes of the money that had come before.
  const closed = bill.state === "credited" || bill.state === "cancelled";
  const state = closed ? bill.state : stateFromPaid(bill.totalMinor, paidMinor, sumMinor("processing") > 0);
  if (state === bill.state && paidMinor === bill.paidMinor) return bill;
  const moved = await move(turn, bill, { state, paidMinor });
  assert(moved.paidMinor === paidMinor, "what was written is what is read.");
  return moved;
}
