import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import type { ClaimedEffect, NewEffect } from "../domain/effect.ts";
import { effects as limits } from "../limits.ts";
import { firstLine } from "../log.ts";
import { addClaimed, addEffect, claimEffects, expireLeases, nextEffectAt } from "../store/effects.ts";
import type { Tx } from "../store/store.ts";
import { type AttemptPorts, attemptEffect } from "./attempt.ts";
import { createNudge } from "./nudge.ts";
import type { Queue } from "./queue.ts";

/** The latest instant a `Date` can hold that both databases can too. */
const endOfTime = new Date("9999-12-31T00:00:00Z");

type Ports = AttemptPorts & { readonly shared: boolean };

/** Effects in the air: how they are claimed and let fly. `landed` is told of each that may have made way for another. */
function createFlights(ports: Ports, landed: () => void) {
  const { store, clock, log } = ports;
  const flying = new Set<Promise<void>>();
  let lookedAt = clock.now();
  /** There was not room for all at the last look. */
  let crowded = false;
  let closed = false;
  const leaseUntil = (now: Date) => new Date(now.getTime() + limits.leaseMs);

  function fly(effect: ClaimedEffect): void {
    let followed = false;
    /**
     * In a crowd the commit by which one lands is also the claim of the one that has its place. Now and then it is not,
     * so that all is looked at, leases too.
     */
    async function makeWay(tx: Tx, now: Date): Promise<void> {
      followed = false;
      if (closed || !crowded || flying.size > limits.batch) return;
      if (now.getTime() - lookedAt.getTime() >= limits.idleSharedMs) return;
      const next = await claimEffects(tx, { now, leaseUntil: leaseUntil(now), limit: 1 });
      followed = next.length > 0;
      tx.afterCommit(() => next.forEach(fly));
    }
    // Of what one commit sent off, that goes first for which somebody waits in a chat.
    const attempt = () => attemptEffect(ports, effect, makeWay);
    const flight = (isTalk(effect) ? attempt() : turnOfTheLoop().then(attempt))
      .catch((error: unknown) => {
        log.error({ effect: effect.id, error: firstLine(error) }, "result not written");
        return false;
      })
      .then((emptied) => {
        flying.delete(flight);
        if (!followed && (crowded || !emptied)) landed();
      });
    flying.add(flight);
  }

  return {
    flying,
    /** When effects were looked for last. */
    lookedAt: () => lookedAt,
    /** Claims what may fly now and lets it fly; answers how many. */
    launch: async (): Promise<number> => {
      const limit = limits.batch - flying.size;
      crowded = limit <= 0;
      if (crowded) return 0;
      const now = clock.now();
      lookedAt = now;
      const claimed = await store.transaction(async (tx) => {
        await expireLeases(tx, now);
        return await claimEffects(tx, { now, leaseUntil: leaseUntil(now), limit });
      });
      crowded = claimed.length === limit;
      for (const effect of claimed) fly(effect);
      return claimed.length;
    },
    /** Adds an effect, which flies with the commit that adds it where it may and can. */
    add: async (
      tx: Tx,
      effect: NewEffect,
      atOnce: boolean,
    ): Promise<"flies" | "later" | "behind" | "known"> => {
      const now = clock.now();
      // Nobody waits for an answer behind a crowd of letters.
      const room = isTalk(effect) ? 2 * limits.batch : limits.batch;
      if (!atOnce || flying.size >= room) return (await addEffect(tx, effect, now)) ? "later" : "known";
      const added = await addClaimed(tx, effect, now, leaseUntil(now));
      if (typeof added === "string") return added;
      tx.afterCommit(() => fly(added));
      return "flies";
    },
    /** Nobody takes another's place any more. */
    close: () => {
      closed = true;
    },
  };
}

/** Whether somebody in a chat waits for it. */
function isTalk({ work: { kind } }: Pick<NewEffect, "work">): boolean {
  return kind === "send-message" || kind === "edit-message";
}

/**
 * The engine that needs nothing but the store: it is woken by the write and by each attempt that ends, sleeps
 * until the next effect is due, and looks about now and then in case another process wrote (`shared`). On a store
 * of its own an effect that is due and first in its lane is claimed as it is added, which saves a commit.
 */
export function createEmbeddedQueue(ports: Ports): Queue {
  const { store, clock, log, shared } = ports;
  const idleMs = shared ? limits.idleSharedMs : limits.idleMs;
  const { nudge, sleep } = createNudge();
  const { flying, launch, add, lookedAt, close } = createFlights(ports, nudge);
  let running: Promise<void> | undefined;
  let started = false;
  /** What was left in the air by the process before is found: from here on, what is in the air is ours. */
  let recovered = false;

  const triesAtOnce = () => started && recovered && !shared;

  async function enqueue(tx: Tx, effect: NewEffect): Promise<boolean> {
    const added = await add(tx, effect, triesAtOnce());
    // What is behind another is found when that one lands.
    if (added === "later") tx.afterCommit(nudge);
    return added !== "known";
  }

  /** Until the next effect falls due. One that was due at the last look waits for its lane, whose end wakes us. */
  async function untilDue(): Promise<number> {
    const next = await store.read((tx) => nextEffectAt(tx, lookedAt()));
    return next === null ? idleMs : Math.min(Math.max(0, next.getTime() - clock.now().getTime()), idleMs);
  }

  /** Nobody else works on a store of our own: what was being sent when we were killed need not wait for its lease. */
  async function recover(): Promise<void> {
    if (!shared) await store.transaction((tx) => expireLeases(tx, endOfTime));
  }

  /** When every transaction that began before is committed, or refused. */
  async function lastCommit(): Promise<void> {
    await store
      .transaction(async () => undefined)
      .catch((error: unknown) => log.warn({ error: firstLine(error) }, "stopped without the store"));
  }

  async function run(): Promise<void> {
    await recover().catch((error: unknown) =>
      log.error({ error: firstLine(error) }, "leases are left to run out"),
    );
    recovered = true;
    while (started) {
      try {
        if ((await launch()) === 0) await sleep(await untilDue());
      } catch (error) {
        // The store failed, not the outside: every effect stays as it is.
        log.error({ error: firstLine(error) }, "the effects worker could not use the store");
        await sleep(limits.idleSharedMs);
      }
    }
  }

  return {
    triesAtOnce,
    enqueue: async (tx, effects) => {
      let added = 0;
      for (const effect of effects) if (await enqueue(tx, effect)) added += 1;
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
      close();
      nudge();
      await running;
      // What was claimed as it was added flies with its commit, which may still be on its way.
      if (!shared) await lastCommit();
      await Promise.all(flying);
    },
  };
}
