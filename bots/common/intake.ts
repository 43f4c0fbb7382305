import { storeTries } from "../../src/limits.ts";
import type { Inbound, Receive } from "../../src/ports.ts";
import { traceOfMessage } from "../../src/trace.ts";
import type { Log } from "./log.ts";

/** The one way in for what a platform hands over, pushed or fetched. */
export interface Intake {
  /** True once it is stored: only then may it be acknowledged. */
  store(inbound: Inbound): Promise<boolean>;
}

export function createIntake({ receive, log }: { receive: Receive; log: Log }): Intake {
  const failures = new Map<string, number>();

  async function tryToStore(inbound: Inbound): Promise<boolean> {
    try {
      await receive(inbound);
      failures.delete(inbound.eventId);
      return true;
    } catch (error) {
      log.warn(
        { trace: traceOfMessage(inbound), error: error instanceof Error ? error.name : "unknown" },
        "not stored",
      );
      return false;
    }
  }

  return {
    store: async (inbound) => {
      const { eventId, address } = inbound;
      if (await tryToStore(inbound)) return true;
      const failed = (failures.get(eventId) ?? 0) + 1;
      failures.set(eventId, failed);
      log.error({ trace: traceOfMessage(inbound), failed }, "an event was not stored");
      if (failed < storeTries) return false;
      // Perhaps it is the event and not the store: something in it that the database will not take. Without its
      // content it goes in, its sender is told, and those behind it are served. With the store down this fails too.
      return await tryToStore({ eventId, address, kind: "unsupported", nativeType: "unreadable" });
    },
  };
}
