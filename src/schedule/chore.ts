import { firstLine, type Log } from "../log.ts";
import type { Clock } from "../ports.ts";
import { noteChore, takeChore } from "../store/chores.ts";
import type { Store } from "../store/store.ts";
import type { Source } from "./timetable.ts";

/**
 * Something the house does for itself, at times that `next` gives and by the machine's own time: skipping days in
 * practice brings no backups. One that was missed is done once.
 */
export interface ChorePlan {
  readonly name: string;
  next(after: Date): Date;
  /** Does it, and answers in a line what was done. */
  run(now: Date): Promise<string>;
}

export function choreSource(
  plan: ChorePlan,
  ports: { readonly store: Store; readonly clock: Clock; readonly log: Log },
): Source {
  const { store, clock, log } = ports;
  const { name } = plan;
  return {
    name,
    // Nobody waits for it: it is done at the first look after it fell due.
    nextAt: async () => null,
    run: async () => {
      const now = clock.now();
      if (!(await store.transaction((tx) => takeChore(tx, name, now, plan.next(now))))) return;
      const outcome = await plan.run(now).catch((error: unknown) => {
        log.error({ chore: name, error: firstLine(error) }, "a chore failed");
        return `failed: ${firstLine(error)}`;
      });
      await store.transaction((tx) => noteChore(tx, name, outcome, clock.now()));
    },
  };
}

const hourMs = 3_600_000;

/** The next full hour. */
export function hourly(after: Date): Date {
  return new Date((Math.floor(after.getTime() / hourMs) + 1) * hourMs);
}

/** The next time it is this hour in UTC: for what no person waits for. */
export function nightly(hourUtc: number): (after: Date) => Date {
  return (after) => {
    const at = new Date(after);
    at.setUTCHours(hourUtc, 0, 0, 0);
    if (at <= after) at.setUTCDate(at.getUTCDate() + 1);
    return at;
  };
}
