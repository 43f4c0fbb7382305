/** A sleeper that can be woken early. A nudge that comes while nobody sleeps ends the next sleep at once. */
export interface Nudge {
  sleep(ms: number): Promise<void>;
  nudge(): void;
}

export function createNudge(): Nudge {
  let nudged = false;
  let wake: (() => void) | undefined;
  return {
    sleep: async (ms) => {
      if (!nudged) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      wake = undefined;
      nudged = false;
    },
    nudge: () => {
      nudged = true;
      wake?.();
    },
  };
}
