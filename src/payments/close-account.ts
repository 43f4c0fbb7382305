import type { Handler } from "../effects/attempt.ts";
import { Fault } from "../fault.ts";
import { closeCardAccount, getCardAccount } from "../store/card-accounts.ts";
import { endCardLink, listEveryLiveCardLink } from "../store/card-links.ts";
import { ownerOf } from "./owner.ts";
import { accountOf, type CardRoom } from "./room.ts";

/** Switches off what we made at Stripe, and forgets the key. Where the key is refused there is nothing we can do. */
export function closeAccountHandler(room: CardRoom): Handler<"close-card-account"> {
  const { store } = room.desk;
  return {
    inDoubt: "repeat",
    deliver: async (effect, signal) => {
      const traderId = ownerOf(effect);
      const { accountId } = effect.work;
      const { account, links } = await store.read(async (tx) => ({
        account: await getCardAccount(tx, traderId, accountId),
        links: await listEveryLiveCardLink(tx, traderId),
      }));
      const own = links.filter((link) => link.accountId === accountId);
      try {
        const cards = await accountOf(room, account);
        for (const { linkRef } of own) await cards.endLink(linkRef, signal);
        if (account.endpointRef !== null) await cards.endEndpoint(account.endpointRef, signal);
      } catch (error) {
        if (!(error instanceof Fault) || error.action !== "reconnect") throw error;
      }
      return {
        remoteId: account.accountRef,
        record: async (tx, now) => {
          for (const { linkRef } of own) await endCardLink(tx, traderId, linkRef, now);
          await closeCardAccount(tx, traderId, accountId, now);
        },
      };
    },
    reconcile: async () => ({ kind: "absent" }),
  };
}
