import { forgetOld } from "../store/retention.ts";
import type { Store } from "../store/store.ts";
import { type ChorePlan, nightly } from "./chore.ts";

/** Every night what is too old to be of use to anybody is removed. */
export function forgetNightly(store: Store): ChorePlan {
  return {
    name: "forget",
    next: nightly(3),
    run: async (now) => {
      const counts = Object.entries(await forgetOld(store, now)).filter(([, count]) => count > 0);
      return counts.length === 0
        ? "nothing was too old"
        : `removed ${counts.map(([what, count]) => `${count} ${what}`).join(", ")}`;
    },
  };
}
