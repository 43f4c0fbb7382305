import type { Money } from "../domain/payment.ts";
import { getBill } from "../store/bills.ts";
import { getClient } from "../store/clients.ts";
import type { MoneyNews } from "./money-news.ts";
import type { Outcome } from "./outcome.ts";
import { settle } from "./settle-bill.ts";
import { type Turn, viewOf } from "./turn.ts";

/**
 * Settles what a system reports of money, in the trader's turn (`inTraderTurn`). Answers what there is to tell: what
 * was known already is not told again.
 */
export async function settleAll(turn: Turn, found: readonly Money[]): Promise<readonly MoneyNews[]> {
  const news: MoneyNews[] = [];
  for (const money of found) news.push(...(await settleOne(turn, money)));
  return news;
}

/** One message for all the news there is; none where there is none. */
export function tellOf(news: readonly MoneyNews[]): readonly Outcome[] {
  return news.length === 0 ? [] : [{ kind: "money-news", news }];
}

async function settleOne(turn: Turn, money: Money): Promise<readonly MoneyNews[]> {
  const settled = await settle(turn, money);
  if (settled.kind !== "arrived") return [];
  const news: MoneyNews[] = [];
  for (const { bill, amountMinor, cancelled } of settled.parts) {
    if (amountMinor === 0) continue;
    const view = await viewOf(turn, bill);
    news.push(
      bill.state === "paid"
        ? { what: "paid", bill: view, cancelled }
        : { what: "part-paid", bill: view, amountMinor },
    );
  }
  if (settled.restMinor > 0) {
    const [first] = money.toward;
    const bill = first === undefined ? null : await getBill(turn.tx, turn.trader.id, first.billId);
    const client = await getClient(turn.tx, turn.trader.id, money.clientId);
    const { currency } = money;
    news.push({ what: "over", client, bill, restMinor: settled.restMinor, currency });
  }
  return news;
}
