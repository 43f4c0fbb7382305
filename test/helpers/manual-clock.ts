import type { Clock, Random } from "../../src/ports.ts";
import { createRandom } from "../../src/random.ts";

/** A clock that stands still until it is told. */
export interface ManualClock extends Clock {
  set(at: Date): void;
  advanceMs(ms: number): void;
}

export function manualClock(start = "2026-11-22T09:00:00Z"): ManualClock {
  let now = new Date(start);
  return {
    now: () => new Date(now),
    set: (at) => {
      now = at;
    },
    advanceMs: (ms) => {
      now = new Date(now.getTime() + ms);
    },
  };
}

/** Randomness with ids of the real kind and a jitter that is always in the middle. */
export function evenRandom(clock: Clock): Random {
  return { ...createRandom(clock), fraction: () => 0.5 };
}
