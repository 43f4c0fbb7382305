import { isOwed } from "../domain/bill.ts";
import type { Currency } from "../domain/money.ts";
import { getClient } from "../store/clients.ts";
import { startHold } from "./change-holds.ts";
import type { MoneyNews } from "./money-news.ts";
import type { TakenOff } from "./take-back.ts";
import { type Turn, viewOf } from "./turn.ts";

/** Why money that counted counts no longer. */
type Return = Extract<MoneyNews, { what: "returned" }>["why"];

/**
 * What there is to tell of money that went back, a bill at a time; nothing where it was known. A client who had paid
 * is not chased again by itself: only a bank that never paid leaves the reminders as they were.
 */
export async function newsOfReturn(
  turn: Turn,
  why: Return,
  off: readonly TakenOff[] | undefined,
): Promise<readonly MoneyNews[]> {
  const news: MoneyNews[] = [];
  for (const { bill, amountMinor } of off ?? []) {
    news.push({ what: "returned", why, bill: await viewOf(turn, bill), amountMinor });
    if (why !== "failed" && isOwed(bill)) {
      const { id: billId, clientId } = bill;
      await startHold(turn, { billId, clientId, kind: "asked", until: null, promisedOn: null });
    }
  }
  return news;
}

/** News of money that changes no bill by itself. */
export async function restNews(
  turn: Turn,
  what: "rest-refunded" | "refund-failed" | "dispute-won",
  clientId: string,
  amountMinor: number,
  currency: Currency,
): Promise<readonly MoneyNews[]> {
  return [{ what, client: await getClient(turn.tx, turn.trader.id, clientId), amountMinor, currency }];
}
