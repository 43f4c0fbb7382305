import type { Clock } from "./ports.ts";
import { readClockOffsetMs, writeClockOffsetMs } from "./store/clock.ts";
import type { Store } from "./store/store.ts";

/** The machine's own time, which nobody moves: for what the house does for itself. */
export const realClock: Clock = { now: () => new Date() };

/** Real time plus an offset kept in the store. Only the local chat moves it, and never backwards. */
export interface MovableClock extends Clock {
  /** Jumps ahead; `to` must not be earlier than now. */
  moveTo(to: Date): Promise<void>;
  /** Reads the offset again: another process may have moved the clock. */
  refresh(): Promise<void>;
}

export async function openClock(store: Store, realNow: () => number = Date.now): Promise<MovableClock> {
  let offsetMs = await store.read(readClockOffsetMs);
  return {
    now: () => new Date(realNow() + offsetMs),
    moveTo: async (to) => {
      const wanted = Math.max(offsetMs, to.getTime() - realNow());
      await store.transaction((tx) => writeClockOffsetMs(tx, wanted));
      offsetMs = wanted;
    },
    refresh: async () => {
      offsetMs = await store.read(readClockOffsetMs);
    },
  };
}
