import type { CardWork, NewEffect } from "../domain/effect.ts";
import { stripe as limits } from "../limits.ts";
import type { Source } from "../schedule/timetable.ts";
import { type CardAccountRow, listCardAccounts, listClosingAccounts } from "../store/card-accounts.ts";
import type { Tx } from "../store/store.ts";
import { findLoneTrader } from "../store/traders.ts";
import { addAccount } from "./add-account.ts";
import type { CardRoom } from "./room.ts";

/**
 * What time brings here: every account is looked through at the start and daily, in case a push was lost; every few
 * minutes where nothing can be pushed. What was disconnected is closed.
 */
export function createCardWatch(room: CardRoom): Source {
  const { desk } = room;
  let looked = false;
  return {
    name: "card payments",
    nextAt: async (after) => {
      const dues = (await desk.store.read(listCardAccounts)).map(dueAt).filter((at) => at > after);
      return dues.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
    },
    run: async (now) => {
      await adopt(room);
      const first = !looked;
      looked = true;
      await desk.store.transaction(async (tx) => {
        for (const account of await listCardAccounts(tx))
          if (first || dueAt(account) <= now) await enqueue(room, tx, account, "catch-up-cards", now);
        for (const account of await listClosingAccounts(tx))
          await enqueue(room, tx, account, "close-card-account", now);
      });
    },
  };
}

function dueAt({ caughtUpTo, endpointRef, sealedKey }: CardAccountRow): Date {
  const pushed = endpointRef !== null || sealedKey === null;
  return new Date(caughtUpTo.getTime() + (pushed ? limits.catchUpMs : limits.pollMs));
}

/** At most one look at an account is under way: its key names the look before. */
async function enqueue(
  { desk }: CardRoom,
  tx: Tx,
  account: CardAccountRow,
  kind: "catch-up-cards" | "close-card-account",
  now: Date,
): Promise<void> {
  const work: CardWork = { kind, accountId: account.id };
  const effect: NewEffect = {
    id: desk.random.id(),
    traderId: account.traderId,
    lane: `card-account:${account.id}`,
    dedupeKey: `${kind}:${account.id}:${account.caughtUpTo.getTime()}`,
    work,
    dueAt: now,
  };
  await desk.queue.enqueue(tx, [effect]);
}

/** The installation's own key serves the only trader, as soon as there is one. */
async function adopt(room: CardRoom): Promise<void> {
  const { installation, desk } = room;
  if (installation === null) return;
  const trader = await desk.store.read(findLoneTrader);
  if (trader === undefined || trader.hadAccount) return;
  const cards = await room.open(installation.key);
  const account = await cards.check(AbortSignal.timeout(limits.connectTimeoutMs));
  await desk.store.transaction(async (tx) => {
    const still = await findLoneTrader(tx);
    if (still?.id !== trader.id || still.hadAccount) return;
    await addAccount(room, tx, { traderId: trader.id, account, key: null, handle: null, endpoint: null });
  });
}
