import { answerOf, clientOrNull, isMeant } from "../desk/look-for-money.ts";
import type { MoneyAnswer, MoneyNews } from "../desk/money-news.ts";
import { tellOf } from "../desk/take-money.ts";
import { inTraderTurn } from "../desk/trader-turn.ts";
import type { Bill } from "../domain/bill.ts";
import type { EffectOf, Handler } from "../effects/attempt.ts";
import { Fault } from "../fault.ts";
import { listOwed } from "../store/bills.ts";
import { getCardAccount } from "../store/card-accounts.ts";
import { listEveryLiveCardLink } from "../store/card-links.ts";
import { ownerOf } from "./owner.ts";
import { ask, type CardRoom } from "./room.ts";
import { type CardFact, takeFact } from "./take-event.ts";

/** Somebody waits for the answer: of more bills only the newest are looked at. */
const billsMax = 20;

/**
 * Looks afresh whether money has come for the bills that were asked about: in the books that hold them, and by what
 * clients did at Stripe. Answers in the chat that asked.
 */
export function lookForMoneyHandler(room: CardRoom): Handler<"look-for-money"> {
  const { desk } = room;
  return {
    inDoubt: "repeat",
    deliver: async (effect, signal) => {
      const traderId = ownerOf(effect);
      const { conversationId, clientId, amountMinor } = effect.work;
      const owed = await desk.store.read((tx) => listOwed(tx, traderId));
      const meant = owed.filter((it) => isMeant(it, clientId, amountMinor)).slice(-billsMax);
      const bills = meant.map(({ bill }) => bill);
      const inBooks = await room.lookInBooks(traderId, bills, conversationId);
      const { facts, reached } = await lookAtStripe(room, effect, bills, signal);
      const silent: MoneyAnswer["silent"] = [
        ...(inBooks === "in-vain" ? (["Xero"] as const) : []),
        ...(reached ? [] : (["Stripe"] as const)),
      ];
      return {
        remoteId: null,
        record: async (tx) => {
          const take = async (turn: Parameters<typeof takeFact>[0]) => {
            const news: MoneyNews[] = [];
            for (const fact of facts) news.push(...(await takeFact(turn, fact)));
            if (news.length > 0) return tellOf(news);
            // The books have answered already.
            if (inBooks === "news") return [];
            const client = await clientOrNull(turn, clientId);
            return [
              { kind: "money-answer", answer: await answerOf(turn, client, amountMinor, silent) } as const,
            ];
          };
          await inTraderTurn(desk, tx, traderId, take, conversationId);
        },
      };
    },
    reconcile: async () => ({ kind: "absent" }),
  };
}

/** What clients did by the bills' links. Whoever asks is answered now; what is on its way is told when it is here. */
async function lookAtStripe(
  room: CardRoom,
  effect: EffectOf<"look-for-money">,
  bills: readonly Bill[],
  signal: AbortSignal,
): Promise<{ readonly facts: readonly CardFact[]; readonly reached: boolean }> {
  const traderId = ownerOf(effect);
  const { accountId } = effect.work;
  if (accountId === null) return { facts: [], reached: true };
  const meant = new Set(bills.map(({ id }) => id));
  const { account, links } = await room.desk.store.read(async (tx) => ({
    account: await getCardAccount(tx, traderId, accountId),
    links: (await listEveryLiveCardLink(tx, traderId)).filter(
      (it) => it.accountId === accountId && meant.has(it.billId),
    ),
  }));
  const facts: CardFact[] = [];
  try {
    await ask(room, account, async (cards) => {
      for (const { linkRef } of links)
        for (const session of await cards.listSessions(linkRef, signal))
          facts.push({ object: "session", session });
    });
    return { facts, reached: true };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { facts, reached: false };
  }
}
