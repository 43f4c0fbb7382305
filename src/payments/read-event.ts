import type { MoneyNews } from "../desk/money-news.ts";
import { tellOf } from "../desk/take-money.ts";
import { inTraderTurn } from "../desk/trader-turn.ts";
import type { Delivery, Handler } from "../effects/attempt.ts";
import { stripe as limits } from "../limits.ts";
import { getCardAccount, noteCaughtUp } from "../store/card-accounts.ts";
import type { Tx } from "../store/store.ts";
import { ownerOf } from "./owner.ts";
import { ask, type CardRoom } from "./room.ts";
import { type CardFact, readFact, takeFact } from "./take-event.ts";

const nothing: Delivery = { remoteId: null };

/** Reads again what a push was about, and takes it into the books. */
export function readEventHandler(room: CardRoom): Handler<"read-card-event"> {
  return {
    inDoubt: "repeat",
    deliver: async (effect, signal) => {
      const traderId = ownerOf(effect);
      const { accountId, object, objectRef } = effect.work;
      const account = await room.desk.store.read((tx) => getCardAccount(tx, traderId, accountId));
      const fact = await ask(room, account, (cards) => readFact(cards, object, objectRef, signal));
      if (fact === undefined) return nothing;
      return { remoteId: objectRef, record: (tx) => takeFacts(room, tx, traderId, [fact]) };
    },
    reconcile: async () => ({ kind: "absent" }),
  };
}

/** What was pushed while nobody listened: everything since the last look, told in one message. */
export function catchUpHandler(room: CardRoom): Handler<"catch-up-cards"> {
  return {
    inDoubt: "repeat",
    deliver: async (effect, signal) => {
      const traderId = ownerOf(effect);
      const { accountId } = effect.work;
      const account = await room.desk.store.read((tx) => getCardAccount(tx, traderId, accountId));
      if (account.endedAt !== null) return nothing;
      const until = room.desk.clock.now();
      const facts = await ask(room, account, async (cards) => {
        const since = new Date(account.caughtUpTo.getTime() - limits.overlapMs);
        const objects = new Map<string, readonly [CardFact["object"], string]>();
        for (const { about } of await cards.listEvents(since, signal))
          if (about.object !== "other") objects.set(`${about.object} ${about.id}`, [about.object, about.id]);
        const found: CardFact[] = [];
        for (const [object, id] of objects.values()) found.push(await readFact(cards, object, id, signal));
        return found;
      });
      if (facts === undefined) return nothing;
      return {
        remoteId: null,
        record: async (tx) => {
          await noteCaughtUp(tx, traderId, accountId, until);
          await takeFacts(room, tx, traderId, facts);
        },
      };
    },
    reconcile: async () => ({ kind: "absent" }),
  };
}

async function takeFacts(
  { desk }: CardRoom,
  tx: Tx,
  traderId: string,
  facts: readonly CardFact[],
): Promise<void> {
  await inTraderTurn(desk, tx, traderId, async (turn) => {
    const news: MoneyNews[] = [];
    for (const fact of facts) news.push(...(await takeFact(turn, fact)));
    return tellOf(news);
  });
}
