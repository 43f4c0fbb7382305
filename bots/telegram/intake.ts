import { telegram as limits } from "../../src/limits.ts";
import type { Inbound, Receive } from "../../src/ports.ts";
import { pressIdOf } from "./parse.ts";

/** What an adapter says to the operator: kinds, ids and counts. */
export interface Log {
  info(what: object, text: string): void;
  warn(what: object, text: string): void;
  error(what: object, text: string): void;
}

export interface IntakePorts {
  readonly parse: (update: unknown) => readonly Inbound[];
  readonly receive: Receive;
  /** Ends the busy sign on a button. Never rejects. */
  readonly answerPress: (pressId: string) => Promise<void>;
  readonly log: Log;
}

/** The one way in for an update, polled or pushed. */
export interface Intake {
  /** True once all it says is stored: only then may it be acknowledged. */
  take(update: unknown): Promise<boolean>;
  /** Waits for what was begun outside the queue. */
  settle(): Promise<void>;
}

export function createIntake({ parse, receive, answerPress, log }: IntakePorts): Intake {
  const failures = new Map<string, number>();
  const answering = new Set<Promise<void>>();

  async function store(inbound: Inbound): Promise<boolean> {
    const { eventId, address } = inbound;
    if (await tryToStore(inbound)) return true;
    const failed = (failures.get(eventId) ?? 0) + 1;
    failures.set(eventId, failed);
    log.error({ event: eventId, failed }, "an update was not stored");
    if (failed < limits.storeTries) return false;
    // Perhaps it is the update and not the store: something in it that the database will not take. Without its
    // content it goes in, its sender is told, and those behind it are served. With the store down this fails too.
    return await tryToStore({ eventId, address, kind: "unsupported", nativeType: "unreadable" });
  }

  async function tryToStore(inbound: Inbound): Promise<boolean> {
    try {
      await receive(inbound);
      failures.delete(inbound.eventId);
      return true;
    } catch (error) {
      log.warn(
        { event: inbound.eventId, error: error instanceof Error ? error.name : "unknown" },
        "not stored",
      );
      return false;
    }
  }

  return {
    take: async (update) => {
      const pressId = pressIdOf(update);
      if (pressId !== null) {
        // The person sees the button as busy until then; what it does is the queue's and may take longer.
        const answer = answerPress(pressId).finally(() => answering.delete(answer));
        answering.add(answer);
      }
      for (const inbound of parse(update)) if (!(await store(inbound))) return false;
      return true;
    },
    settle: async () => void (await Promise.all(answering)),
  };
}
