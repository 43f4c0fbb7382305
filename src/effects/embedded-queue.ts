import { effects as limits } from "../limits.ts";
import { firstLine } from "../log.ts";
import { addEffect, claimEffects, expireLeases, nextEffectAt } from "../store/effects.ts";
import { type AttemptPorts, attemptEffect } from "./attempt.ts";
import { createNudge } from "./nudge.ts";
import type { Queue } from "./queue.ts";

/** The latest instant a `Date` can hold that both databases can too. */
const endOfTime = new Date("9999-12-31T00:00:00Z");

/**
 * The engine that needs nothing but the store: it is woken by the write and by each attempt that ends, sleeps
 * until the next effect is due, and looks about now and then in case another process wrote (`shared`).
 */
export function createEmbeddedQueue(ports: AttemptPorts & { readonly shared: boolean }): Queue {
  const { store, clock, log } = ports;
  const idleMs = ports.shared ? limits.idleSharedMs : limits.idleMs;
  const flying = new Set<Promise<void>>();
  const { nudge, sleep } = createNudge();
  let running: Promise<void> | undefined;
  let started = false;
  let lookedAt = clock.now();

  /** Claims what may fly now and lets it fly; answers how many. */
  async function launch(): Promise<number> {
    const limit = limits.batch - flying.size;
    if (limit <= 0) return 0;
    const now = clock.now();
    lookedAt = now;
    const leaseUntil = new Date(now.getTime() + limits.leaseMs);
    const claimed = await store.transaction(async (tx) => {
      await expireLeases(tx, now);
      return await claimEffects(tx, { now, leaseUntil, limit });
    });
    for (const effect of claimed) {
      const flight = attemptEffect(ports, effect)
        .catch((error: unknown) =>
          log.error({ effect: effect.id, error: firstLine(error) }, "result not written"),
        )
        .finally(() => {
          flying.delete(flight);
          nudge();
        });
      flying.add(flight);
    }
    return claimed.length;
  }

  /** Until the next effect falls due. One that was due at the last look waits for its lane, whose end wakes us. */
  async function untilDue(): Promise<number> {
    const next = await store.read((tx) => nextEffectAt(tx, lookedAt));
    return next === null ? idleMs : Math.min(Math.max(0, next.getTime() - clock.now().getTime()), idleMs);
  }

  /** Nobody else works on a store of our own: what was being sent when we were killed need not wait for its lease. */
  async function recover(): Promise<void> {
    if (!ports.shared) await store.transaction((tx) => expireLeases(tx, endOfTime));
  }

  async function run(): Promise<void> {
    await recover().catch((error: unknown) =>
      log.error({ error: firstLine(error) }, "leases are left to run out"),
    );
    while (started) {
      try {
        if ((await launch()) === 0) await sleep(await untilDue());
      } catch (error) {
        // The store failed, not the outside: every effect stays as it is.
        log.error({ error: firstLine(error) }, "the effects worker could not use the store");
        await sleep(limits.idleSharedMs);
      }
    }
    await Promise.all(flying);
  }

  return {
    enqueue: async (tx, effects) => {
      let added = 0;
      for (const effect of effects) if (await addEffect(tx, effect, clock.now())) added += 1;
      if (added > 0) tx.afterCommit(nudge);
      return added;
    },
    wake: (tx) => tx.afterCommit(nudge),
    start: () => {
      started = true;
      running ??= run();
    },
    drain: async () => {
      // One flight that ends may free the next effect of its lane.
      while ((await launch()) > 0 || flying.size > 0) {
        if (flying.size > 0) await Promise.race(flying);
      }
    },
    nextAt: (after) => store.read((tx) => nextEffectAt(tx, after)),
    stop: async () => {
      started = false;
      nudge();
      await running;
    },
  };
}
