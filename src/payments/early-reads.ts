import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { stripe as limits } from "../limits.ts";
import type { CardFact } from "./take-event.ts";

/** So many at most are begun at a time, and good for so long. */
const earlyMax = 4;
const earlyMs = 2_000;

/**
 * Reads that are begun while the push that asks for them is being written down: the network and the disk are waited for at
 * once. Whoever has the order next takes what was begun for it; after a moment it is old, and read anew.
 */
export interface EarlyReads {
  /** Has the read on its way. Where several are, as in a burst, it is left to whoever has the order. */
  begin(orderId: string, read: (signal: AbortSignal) => Promise<CardFact>): Promise<void>;
  /** What was begun for the order: once. */
  take(orderId: string): Promise<CardFact> | undefined;
}

export function createEarlyReads(): EarlyReads {
  const begun = new Map<string, Promise<CardFact>>();
  return {
    begin: async (orderId, read) => {
      if (begun.size >= earlyMax) return;
      const limit = new AbortController();
      const timer = setTimeout(() => limit.abort(), limits.callTimeoutMs).unref();
      const reading = read(limit.signal).finally(() => clearTimeout(timer));
      // Whoever takes it hears of its failure; where nobody does, nobody needs to.
      reading.catch(() => undefined);
      begun.set(orderId, reading);
      setTimeout(() => begun.delete(orderId), earlyMs).unref();
      // What was asked leaves before the disk is written to, which lets nothing else happen.
      await turnOfTheLoop();
    },
    take: (orderId) => {
      const reading = begun.get(orderId);
      begun.delete(orderId);
      return reading;
    },
  };
}
