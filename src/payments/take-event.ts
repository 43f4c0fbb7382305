import type { MoneyNews } from "../desk/money-news.ts";
import { giveAgain, refund, takeBack } from "../desk/take-back.ts";
import { settleAll } from "../desk/take-money.ts";
import { newsOfReturn, restNews } from "../desk/tell-return.ts";
import type { Turn } from "../desk/turn.ts";
import { dayOf } from "../domain/day.ts";
import type { CardCharge, CardDispute, CardIntent, CardPayments, CardSession } from "../ports.ts";
import { getBill } from "../store/bills.ts";
import { findCardLink } from "../store/card-links.ts";
import { findPayment } from "../store/payments.ts";
import { takeElsewhere } from "./take-elsewhere.ts";

/** What an event was about, as it is now. */
export type CardFact =
  | { readonly object: "session"; readonly session: CardSession }
  | { readonly object: "intent"; readonly intent: CardIntent }
  | { readonly object: "charge"; readonly charge: CardCharge }
  | { readonly object: "dispute"; readonly dispute: CardDispute };

export async function readFact(
  cards: CardPayments,
  object: CardFact["object"],
  id: string,
  signal: AbortSignal,
): Promise<CardFact> {
  switch (object) {
    case "session":
      return { object, session: await cards.readSession(id, signal) };
    case "intent":
      return { object, intent: await cards.readIntent(id, signal) };
    case "charge":
      return { object, charge: await cards.readCharge(id, signal) };
    case "dispute":
      return { object, dispute: await cards.readDispute(id, signal) };
    default:
      return object satisfies never;
  }
}

/**
 * Takes a fact into the books, in the turn of the trader whose account it is from. Facts are what is now, so that it
 * makes no difference how often and in which order they come. Answers what there is to tell.
 */
export async function takeFact(turn: Turn, fact: CardFact): Promise<readonly MoneyNews[]> {
  switch (fact.object) {
    case "session":
      return await takeSession(turn, fact.session);
    case "intent":
      return await takeElsewhere(turn, fact.intent);
    case "charge":
      return await takeCharge(turn, fact.charge);
    case "dispute":
      return await takeDispute(turn, fact.dispute);
    default:
      return fact satisfies never;
  }
}

/** Only what was paid by a link of ours is ours: a session can be told anything else by anybody. */
async function takeSession(turn: Turn, session: CardSession): Promise<readonly MoneyNews[]> {
  const { linkId, intentId, state } = session;
  const link = linkId === null ? undefined : await findCardLink(turn.tx, turn.trader.id, linkId);
  if (link === undefined || intentId === null || link.currency !== session.currency) return [];
  if (state === "failed") return await takeFailure(turn, intentId);
  if (state !== "paid" && state !== "awaited") return [];
  const bill = await getBill(turn.tx, turn.trader.id, link.billId);
  const news = await settleAll(turn, [
    {
      clientId: bill.clientId,
      source: "stripe",
      externalId: intentId,
      method: "card",
      amountMinor: session.amountMinor,
      currency: session.currency,
      // By card the client paid when they did, whenever we hear of it; a bank's debit has come when it came.
      paidOn: session.paidAt === null ? turn.today : dayOf(session.paidAt),
      state: state === "paid" ? "arrived" : "processing",
      toward: [{ billId: bill.id, amountMinor: null }],
    },
  ]);
  return [...news, ...(await takeRefundBefore(turn, intentId, session.refundedMinor))];
}

/** A refund may be heard of before the payment is: then it is the session that tells of it. */
async function takeRefundBefore(
  turn: Turn,
  intentId: string,
  refundedMinor: number,
): Promise<readonly MoneyNews[]> {
  const known = await findPayment(turn.tx, turn.trader.id, "stripe", intentId);
  if (known === undefined || refundedMinor <= known.refundedMinor) return [];
  return await takeCharge(turn, { chargeId: "", intentId, refundedMinor });
}

/** A bank that had been asked has refused. */
async function takeFailure(turn: Turn, intentId: string): Promise<readonly MoneyNews[]> {
  const payment = await findPayment(turn.tx, turn.trader.id, "stripe", intentId);
  if (payment?.state !== "processing") return [];
  return await newsOfReturn(turn, "failed", await takeBack(turn, payment, "failed"));
}

async function takeCharge(
  turn: Turn,
  { intentId, refundedMinor }: CardCharge,
): Promise<readonly MoneyNews[]> {
  const payment = await paymentOf(turn, intentId);
  if (payment === undefined || payment.refundedMinor === refundedMinor) return [];
  const off = await refund(turn, payment, refundedMinor);
  if (refundedMinor < payment.refundedMinor) {
    const { clientId, currency } = payment;
    return await restNews(turn, "refund-failed", clientId, payment.refundedMinor - refundedMinor, currency);
  }
  if (off.length > 0) return await newsOfReturn(turn, "refunded", off);
  return await restNews(
    turn,
    "rest-refunded",
    payment.clientId,
    refundedMinor - payment.refundedMinor,
    payment.currency,
  );
}

async function takeDispute(turn: Turn, { intentId, state }: CardDispute): Promise<readonly MoneyNews[]> {
  const payment = await paymentOf(turn, intentId);
  if (payment === undefined) return [];
  if (state === "open" || state === "lost") {
    if (payment.state === "arrived") {
      const off = await takeBack(turn, payment, state === "open" ? "disputed" : "removed");
      return await newsOfReturn(turn, state === "open" ? "disputed" : "dispute-lost", off);
    }
    if (state === "open" || payment.state !== "disputed") return [];
    return await newsOfReturn(turn, "dispute-lost", await takeBack(turn, payment, "removed"));
  }
  if (state !== "won" || payment.state !== "disputed") return [];
  const before = payment.amountMinor - payment.refundedMinor;
  const restMinor = await giveAgain(turn, payment);
  return await restNews(turn, "dispute-won", payment.clientId, before - restMinor, payment.currency);
}

async function paymentOf(turn: Turn, intentId: string | null) {
  return intentId === null ? undefined : await findPayment(turn.tx, turn.trader.id, "stripe", intentId);
}
