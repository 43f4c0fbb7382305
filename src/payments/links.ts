import { fitsBill, takeOff, takesCard } from "../desk/offer-card.ts";
import { inTraderTurn } from "../desk/trader-turn.ts";
import { amountDueMinor, formatBillNumber } from "../domain/bill.ts";
import type { Handler } from "../effects/attempt.ts";
import { getBill } from "../store/bills.ts";
import { findCardAccount, getCardAccount } from "../store/card-accounts.ts";
import { addCardLink, listLiveCardLinks } from "../store/card-links.ts";
import { getTrader } from "../store/traders.ts";
import { ownerOf } from "./owner.ts";
import { ask, type CardRoom } from "./room.ts";

/**
 * Makes the page at Stripe on which a bill is paid. What is due may have changed since this was written down, and may
 * change while Stripe is asked: the bill as it is decides, before and after.
 */
export function makeLinkHandler(room: CardRoom): Handler<"make-card-link"> {
  const { desk } = room;
  return {
    inDoubt: "repeat",
    deliver: async (effect, signal) => {
      const traderId = ownerOf(effect);
      const { billId } = effect.work;
      const now = await desk.store.read(async (tx) => ({
        bill: await getBill(tx, traderId, billId),
        trader: await getTrader(tx, traderId),
        account: await findCardAccount(tx, traderId),
        links: await listLiveCardLinks(tx, traderId, billId),
      }));
      const { bill, account, trader, links } = now;
      const there = account !== undefined && links.some((link) => fitsBill(link, bill, account));
      if (account === undefined || there || !takesCard(bill)) return { remoteId: null };
      const amountMinor = amountDueMinor(bill);
      const { currency } = bill;
      const number = formatBillNumber(bill.number);
      const name = trader.tradingName ?? trader.legalName;
      const made = await ask(room, account, (cards) =>
        cards.makeLink(
          {
            billId,
            name: `Bill ${number}`,
            description: name === null ? `Bill ${number}` : `Bill ${number} from ${name}`,
            amountMinor,
            currency,
            returnUrl: `${desk.publicUrl()}/pay/${bill.publicId}?by=card`,
          },
          effect.id,
          signal,
        ),
      );
      if (made === undefined) return { remoteId: null };
      const { linkId: linkRef, url } = made;
      return {
        remoteId: linkRef,
        record: async (tx, at) => {
          const link = { traderId, billId, linkRef, accountId: account.id, url, amountMinor, currency };
          await addCardLink(tx, { ...link, createdAt: at, endedAt: null });
          await inTraderTurn(desk, tx, traderId, async (turn) => {
            const since = await getBill(tx, traderId, billId);
            const row = { ...link, createdAt: at, endedAt: null };
            if (!fitsBill(row, since, account)) await takeOff(desk, turn, row);
            return [];
          });
        },
      };
    },
    // Asked again under the same key, Stripe answers with what it made the first time.
    reconcile: async () => ({ kind: "absent" }),
  };
}

/** Has a page at Stripe take no payment any more. Doing so twice is doing it once. */
export function endLinkHandler(room: CardRoom): Handler<"end-card-link"> {
  return {
    inDoubt: "repeat",
    deliver: async (effect, signal) => {
      const { accountId, linkRef } = effect.work;
      const account = await room.desk.store.read((tx) => getCardAccount(tx, ownerOf(effect), accountId));
      if (account.endedAt === null) await ask(room, account, (cards) => cards.endLink(linkRef, signal));
      return { remoteId: linkRef };
    },
    reconcile: async () => ({ kind: "absent" }),
  };
}
