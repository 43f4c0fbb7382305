import { AsyncResource } from "node:async_hooks";
import type { Store } from "./store.ts";

/** How long a patient transaction waits for another one to be committed with. What it would have kept is in doubt as long. */
const patienceMs = 10;

/**
 * A store of one process in which what may wait is committed with the next transaction, before it: the disk is waited
 * for once for both. It waits for nobody longer than a moment.
 */
export function patiently(store: Store): Store {
  let held: (() => void)[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const release = () => {
    clearTimeout(timer);
    timer = undefined;
    const all = held;
    held = [];
    for (const begin of all) begin();
  };
  return {
    ...store,
    transaction: async (work, pace) => {
      if (pace !== "patient") {
        release();
        return await store.transaction(work);
      }
      return await new Promise((resolve, reject) => {
        // Whoever lets it go, it is part of what its caller is doing.
        const caller = new AsyncResource("transaction");
        held.push(() => caller.runInAsyncScope(() => void store.transaction(work).then(resolve, reject)));
        timer ??= setTimeout(release, patienceMs);
      });
    },
    close: async () => {
      release();
      await store.close();
    },
  };
}
