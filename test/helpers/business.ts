import type { ClientMessenger } from "../../src/chase/client-messenger.ts";
import { openChase } from "../../src/chase/open-chase.ts";
import { everyTruth, type Truth } from "../../src/chase/truth.ts";
import type { MovableClock } from "../../src/clock.ts";
import { type Core, type CorePorts, createCore } from "../../src/core.ts";
import type { DeskPorts } from "../../src/desk/desk.ts";
import type { Bill } from "../../src/domain/bill.ts";
import type { OutsideHandlers } from "../../src/effects/attempt.ts";
import type { Mailer } from "../../src/ports-mail.ts";
import { mondaySummaries } from "../../src/schedule/monday-summary.ts";
import { moveClock } from "../../src/schedule/move-clock.ts";
import { createTimetable, type Source } from "../../src/schedule/timetable.ts";

export interface BusinessPorts extends Omit<CorePorts, "outside"> {
  /** By which clients are written to; null where mail is off. */
  readonly mailer: Mailer | null;
  readonly messenger?: ClientMessenger | null;
  readonly truth?: Truth;
  /** The other systems outside that are on. */
  readonly outside?: ((desk: DeskPorts) => OutsideHandlers) | undefined;
}

/** The core and what time brings by itself: letters to clients, and Mondays. */
export interface Business extends Core {
  /** Lets what is due to clients go. */
  chase(): Promise<void>;
  /** Lets time pass while the product runs: what falls due on the way is done then. */
  pass(ms: number, clock: Pick<MovableClock, "now"> & { set(to: Date): void }): Promise<void>;
}

export function openBusiness({
  mailer,
  messenger = null,
  truth,
  outside,
  ...ports
}: BusinessPorts): Business {
  let chasing: Source | undefined;
  let sources: readonly Source[] = [];
  const core = createCore({
    ...ports,
    outside: (desk) => {
      const linkFor = async (_: unknown, bill: Bill) => `${ports.publicUrl()}/pay/${bill.number}`;
      const chase = openChase({ mailer, messenger, truth: truth ?? everyTruth([]), linkFor }, desk);
      chasing = chase.source;
      sources = [mondaySummaries(desk), chasing];
      return { ...chase.handlers, ...outside?.(desk) };
    },
  });
  const timetable = createTimetable({ sources, clock: ports.clock, log: ports.log });
  return {
    ...core,
    chase: async () => {
      await chasing?.run(ports.clock.now());
      await core.queue.drain();
    },
    pass: async (ms, { now, set }) => {
      const movable = { now, moveTo: async (to: Date) => set(to), refresh: async () => undefined };
      await moveClock(movable, core.queue, timetable, new Date(now().getTime() + ms));
    },
  };
}
