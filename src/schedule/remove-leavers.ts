import type { Clock, Random } from "../ports.ts";
import { addAuditEntry } from "../store/audit.ts";
import { eraseTrader } from "../store/erase.ts";
import type { Store } from "../store/store.ts";
import { listLeaving, takeTraderTurn } from "../store/traders.ts";
import type { Source } from "./timetable.ts";

/** Removes the traders who asked for it, once their time to think better of it is over. */
export function removeLeavers(ports: {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
}): Source {
  const { store, random } = ports;
  return {
    name: "remove-leavers",
    nextAt: async (after) =>
      (await store.read(listLeaving)).find(({ deleteAt }) => deleteAt > after)?.deleteAt ?? null,
    run: async (now) => {
      for (const { id, deleteAt } of await store.read(listLeaving)) {
        if (deleteAt > now) return;
        await store.transaction(async (tx) => {
          // Asked again under the lock: they may have thought better of it this moment.
          const trader = await takeTraderTurn(tx, id);
          if (trader.deleteAt === null || trader.deleteAt > now) return;
          await eraseTrader(tx, id);
          const entry = {
            id: random.id(),
            traderId: id,
            conversationId: null,
            what: "deleted",
            at: now,
          } as const;
          await addAuditEntry(tx, entry);
        });
      }
    },
  };
}
