import type { DeskPorts } from "../desk/desk.ts";
import { withdraw } from "../desk/leave.ts";
import { inTraderTurn } from "../desk/trader-turn.ts";
import { withdrawForMs } from "../limits.ts";
import { addAuditEntry } from "../store/audit.ts";
import { eraseTrader } from "../store/erase.ts";
import type { Tx } from "../store/store.ts";
import { listLeaving, takeTraderTurn } from "../store/traders.ts";
import type { Source } from "./timetable.ts";

/**
 * Removes the traders who asked for it, once their time to think better of it is over: first from Xero and Stripe, where
 * we would else go on being let in; then here. Where those cannot be reached for days, the rows go all the same.
 */
export function removeLeavers(desk: DeskPorts): Source {
  const { store } = desk;
  return {
    name: "remove-leavers",
    nextAt: async (after) =>
      (await store.read(listLeaving)).find(({ deleteAt }) => deleteAt > after)?.deleteAt ?? null,
    run: async (now) => {
      for (const { id, deleteAt } of await store.read(listLeaving)) {
        if (deleteAt > now) return;
        await store.transaction((tx) => remove(desk, tx, id, now));
      }
    },
  };
}

async function remove(desk: DeskPorts, tx: Tx, id: string, now: Date): Promise<void> {
  // Asked again under the lock: they may have thought better of it this moment.
  const { deleteAt } = await takeTraderTurn(tx, id);
  if (deleteAt === null || deleteAt > now) return;
  let over = now.getTime() - deleteAt.getTime() >= withdrawForMs;
  if (!over) {
    await inTraderTurn(desk, tx, id, async (turn) => {
      over = await withdraw(turn);
      return [];
    });
  }
  if (!over) return;
  await eraseTrader(tx, id);
  await addAuditEntry(tx, {
    id: desk.random.id(),
    traderId: id,
    conversationId: null,
    what: "deleted",
    at: now,
  });
}
