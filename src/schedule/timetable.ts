import { schedule } from "node-cron";
import { firstLine, type Log } from "../log.ts";
import type { Clock } from "../ports.ts";

/**
 * Business that the clock brings. Rows say what is due and when, so that a restart forgets nothing; several
 * processes may run one at once, so whatever is taken is taken by compare-and-set.
 */
export interface Source {
  readonly name: string;
  /** The next moment after this one at which something falls due; null when nothing does. */
  nextAt(after: Date): Promise<Date | null>;
  /** Does what is due. */
  run(now: Date): Promise<void>;
}

export interface Timetable {
  /** Looks every minute. */
  start(): void;
  /** Does what is due now, of every source. One that fails is logged and does not keep the others waiting. */
  runDue(): Promise<void>;
  nextAt(after: Date): Promise<Date | null>;
  stop(): Promise<void>;
}

export function createTimetable(ports: {
  readonly sources: readonly Source[];
  readonly clock: Clock;
  readonly log: Log;
}): Timetable {
  const { sources, clock, log } = ports;
  let running: Promise<void> = Promise.resolve();

  async function runAll(): Promise<void> {
    for (const source of sources) {
      try {
        await source.run(clock.now());
      } catch (error) {
        log.error({ source: source.name, error: firstLine(error) }, "what was due was not done");
      }
    }
  }
  /** One run after another, never two at once. */
  const runDue = () => {
    running = running.then(runAll);
    return running;
  };
  let wake: ReturnType<typeof schedule> | undefined;
  return {
    // What fell due while nothing ran is not left until the first minute is over.
    start: () => {
      if (sources.length === 0) return;
      wake = schedule("* * * * *", runDue, { noOverlap: true });
      void runDue();
    },
    runDue,
    nextAt: async (after) => {
      const times = await Promise.all(sources.map((source) => source.nextAt(after)));
      const next = times.filter((at) => at !== null).sort((a, b) => a.getTime() - b.getTime());
      return next[0] ?? null;
    },
    stop: async () => {
      await wake?.destroy();
      await running;
    },
  };
}
