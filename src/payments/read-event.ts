import type { MoneyNews } from "../desk/money-news.ts";
import { tellOf } from "../desk/take-money.ts";
import { inTraderTurn } from "../desk/trader-turn.ts";
import type { ClaimedEffect } from "../domain/effect.ts";
import type { Delivery, Handler } from "../effects/attempt.ts";
import { Fault } from "../fault.ts";
import { stripe as limits } from "../limits.ts";
import { getBill } from "../store/bills.ts";
import { type CardAccountRow, getCardAccount, noteCaughtUp } from "../store/card-accounts.ts";
import { findCardLink } from "../store/card-links.ts";
import { findKnownKeys } from "../store/effects.ts";
import { findPayment } from "../store/payments.ts";
import type { Tx } from "../store/store.ts";
import { isInXero } from "../store/xero-mirrors.ts";
import { ownerOf } from "./owner.ts";
import { type ReadOrder, readOf } from "./read-order.ts";
import { ask, type CardRoom } from "./room.ts";
import { owesInXero } from "./take-elsewhere.ts";
import { type CardFact, readFact, takeFact } from "./take-event.ts";

const nothing: Delivery = { remoteId: null };

/** Reads again what a push was about, and takes it into the books. */
export function readEventHandler(room: CardRoom): Handler<"read-card-event"> {
  return {
    inDoubt: "repeat",
    deliver: async (effect, signal) => {
      const traderId = ownerOf(effect);
      const { accountId, object, objectRef } = effect.work;
      // Of a shop that uses the account too, no payment is looked at while nothing of ours could be meant.
      if (object === "intent" && !(await room.desk.store.read((tx) => owesInXero(tx, traderId))))
        return nothing;
      const account = await room.desk.store.read((tx) => getCardAccount(tx, traderId, accountId));
      const early = room.early.take(effect.id);
      const fact = await ask(room, account, (cards) => early ?? readFact(cards, object, objectRef, signal));
      if (fact === undefined) return nothing;
      await askBooksFirst(room, traderId, fact);
      await waitForPayment(room, effect, fact);
      return { remoteId: objectRef, record: (tx) => takeFacts(room, tx, traderId, [fact]) };
    },
    reconcile: async () => ({ kind: "absent" }),
  };
}

/** What became of a payment may be heard before the payment is. One that is never heard of is not ours. */
async function waitForPayment(room: CardRoom, effect: ClaimedEffect, fact: CardFact): Promise<void> {
  const intentId =
    fact.object === "charge"
      ? fact.charge.intentId
      : fact.object === "dispute"
        ? fact.dispute.intentId
        : null;
  if (intentId === null) return;
  const known = await room.desk.store.read((tx) => findPayment(tx, ownerOf(effect), "stripe", intentId));
  const ageMs = room.desk.clock.now().getTime() - effect.createdAt.getTime();
  if (known !== undefined || ageMs > limits.strangerMs) return;
  throw new Fault("later", "the payment has not been heard of yet", { retryAfterMs: limits.strangerLookMs });
}

/** Of a bill that the books hold, what they say is taken first: the payment may stand there already. */
async function askBooksFirst(room: CardRoom, traderId: string, fact: CardFact): Promise<void> {
  const linkId = fact.object === "session" && fact.session.state === "paid" ? fact.session.linkId : null;
  if (linkId === null) return;
  const bill = await room.desk.store.read(async (tx) => {
    const link = await findCardLink(tx, traderId, linkId);
    return link === undefined ? undefined : await getBill(tx, traderId, link.billId);
  });
  // Where they do not answer, Stripe's word is proof enough.
  if (bill !== undefined && isInXero(bill)) await room.lookInBooks(traderId, [bill], null);
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
      // The look before names the next one: two that end at one instant would have one name, and there would be no more.
      const until = new Date(Math.max(room.desk.clock.now().getTime(), account.caughtUpTo.getTime() + 1));
      const since = new Date(account.caughtUpTo.getTime() - limits.overlapMs);
      const missed = await ask(room, account, async (cards) => {
        const reads = (await cards.listEvents(since, signal)).map((event) => readOf(room, account, event));
        const wanted = reads.filter((it) => it !== null);
        const known = await room.desk.store.read((tx) =>
          findKnownKeys(
            tx,
            wanted.map((it) => it.dedupeKey),
          ),
        );
        return wanted.filter((it) => !known.has(it.dedupeKey));
      });
      if (missed === undefined) return nothing;
      // A few are read now and told in one message. Of many each is read by itself: one attempt could not hold them.
      const together = missed.length <= togetherMax;
      const facts = together ? await readAll(room, account, missed, signal) : [];
      if (facts === undefined) return nothing;
      return {
        remoteId: null,
        record: async (tx) => {
          await noteCaughtUp(tx, traderId, accountId, until);
          if (together) await takeFacts(room, tx, traderId, facts);
          else await room.desk.queue.enqueue(tx, missed);
        },
      };
    },
    reconcile: async () => ({ kind: "absent" }),
  };
}

const togetherMax = 20;

/** What became of all that was missed, each thing once, whatever happened to it. */
async function readAll(
  room: CardRoom,
  account: CardAccountRow,
  missed: readonly ReadOrder[],
  signal: AbortSignal,
): Promise<readonly CardFact[] | undefined> {
  const works = new Map(missed.map(({ work }) => [`${work.object} ${work.objectRef}`, work]));
  return await ask(room, account, async (cards) => {
    const facts: CardFact[] = [];
    for (const { object, objectRef } of works.values())
      facts.push(await readFact(cards, object, objectRef, signal));
    return facts;
  });
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
