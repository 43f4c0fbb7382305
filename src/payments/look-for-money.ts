import { answerOf, clientOrNull, isMeant } from "../desk/look-for-money.ts";
import type { MoneyNews } from "../desk/money-news.ts";
import { tellOf } from "../desk/take-money.ts";
import { inTraderTurn } from "../desk/trader-turn.ts";
import type { Handler } from "../effects/attempt.ts";
import { Fault } from "../fault.ts";
import { listOwed } from "../store/bills.ts";
import { getCardAccount } from "../store/card-accounts.ts";
import { listEveryLiveCardLink } from "../store/card-links.ts";
import { ownerOf } from "./owner.ts";
import { ask, type CardRoom } from "./room.ts";
import { type CardFact, takeFact } from "./take-event.ts";

/** Looks at what clients did by the links of the bills that were asked about, and answers in the chat that asked. */
export function lookForMoneyHandler(room: CardRoom): Handler<"look-for-money"> {
  const { desk } = room;
  return {
    inDoubt: "repeat",
    deliver: async (effect, signal) => {
      const traderId = ownerOf(effect);
      const { accountId, conversationId, clientId, amountMinor } = effect.work;
      const { account, links } = await desk.store.read(async (tx) => {
        const owed = await listOwed(tx, traderId);
        const meant = new Set(
          owed.filter((it) => isMeant(it, clientId, amountMinor)).map(({ bill }) => bill.id),
        );
        const live = await listEveryLiveCardLink(tx, traderId);
        return {
          account: await getCardAccount(tx, traderId, accountId),
          links: live.filter((it) => it.accountId === accountId && meant.has(it.billId)).slice(-linksMax),
        };
      });
      let reached = true;
      const facts: CardFact[] = [];
      try {
        await ask(room, account, async (cards) => {
          for (const { linkRef } of links)
            for (const session of await cards.listSessions(linkRef, signal))
              facts.push({ object: "session", session });
        });
      } catch (error) {
        // Whoever asks is answered now; what is on its way will be told when it is here.
        if (!(error instanceof Fault)) throw error;
        reached = false;
      }
      return {
        remoteId: null,
        record: async (tx) => {
          const take = async (turn: Parameters<typeof takeFact>[0]) => {
            const news: MoneyNews[] = [];
            for (const fact of facts) news.push(...(await takeFact(turn, fact)));
            if (news.length > 0) return tellOf(news);
            const client = await clientOrNull(turn, clientId);
            const answer = await answerOf(turn, client, amountMinor, reached ? "stripe" : "in-vain");
            return [{ kind: "money-answer", answer } as const];
          };
          await inTraderTurn(desk, tx, traderId, take, conversationId);
        },
      };
    },
    reconcile: async () => ({ kind: "absent" }),
  };
}

/** Somebody waits for the answer. */
const linksMax = 20;
