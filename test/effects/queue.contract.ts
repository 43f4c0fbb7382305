import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ClaimedEffect, NewEffect } from "../../src/domain/effect.ts";
import type { AttemptPorts, Delivery, Handlers, Reconciled } from "../../src/effects/attempt.ts";
import type { Queue } from "../../src/effects/queue.ts";
import { Fault } from "../../src/fault.ts";
import { effects as limits } from "../../src/limits.ts";
import { createLog } from "../../src/log.ts";
import type { Random } from "../../src/ports.ts";
import { cancelEffect, claimEffects, reviveEffect, settleEffect } from "../../src/store/effects.ts";
import { listDeadEffects } from "../../src/store/effects-watch.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { evenRandom, type ManualClock, manualClock } from "../helpers/manual-clock.ts";
import type { StoreMaker } from "../helpers/stores.ts";

const log = createLog("silent");

/** What every engine behind the Queue port promises, whatever store it runs on. */
export function queueContract(maker: StoreMaker, makeQueue: (ports: AttemptPorts) => Queue): void {
  let store: Store;
  let url: string;
  let clock: ManualClock;
  let random: Random;
  let queue: Queue;
  /** What the outside was asked, in order. */
  let calls: string[];
  let deliver: (effect: ClaimedEffect) => Promise<Delivery>;
  let reconcile: (effect: ClaimedEffect) => Promise<Reconciled>;

  function ports(): AttemptPorts {
    const handler = {
      inDoubt: "repeat" as const,
      deliver: async (effect: ClaimedEffect) => {
        calls.push(`deliver ${textOf(effect)}`);
        return await deliver(effect);
      },
      reconcile: async (effect: ClaimedEffect) => {
        calls.push(`look for ${textOf(effect)}`);
        return await reconcile(effect);
      },
    };
    const handlers: Handlers = { "send-message": handler, "edit-message": handler };
    return { store, clock, random, handlers, log };
  }

  function effect(text: string, override: Partial<NewEffect> = {}): NewEffect {
    const id = random.id();
    const to = { channel: "local", account: "local", chat: "me" } as const;
    return {
      id,
      traderId: "t1",
      lane: `lane of ${text}`,
      dedupeKey: id,
      work: { kind: "send-message", conversationId: "c1", to, text, choices: [] },
      dueAt: clock.now(),
      ...override,
    };
  }

  const enqueue = (...effects: NewEffect[]) => store.transaction((tx) => queue.enqueue(tx, effects));

  beforeEach(async () => {
    ({ store, url } = await maker.open());
    clock = manualClock();
    random = evenRandom(clock);
    calls = [];
    deliver = async () => ({ remoteId: "r1" });
    reconcile = async () => ({ kind: "absent" });
    queue = makeQueue(ports());
  });
  afterEach(async () => {
    await queue.stop();
    await store.close();
  });

  describe("an effect", () => {
    it("is tried once, after the transaction that caused it", async () => {
      await enqueue(effect("a"));
      await queue.drain();
      await queue.drain();
      expect(calls).toEqual(["deliver a"]);
    });

    it("is tried by a started queue without anybody asking", async () => {
      const delivered = new Promise<void>((resolve) => {
        deliver = async () => {
          resolve();
          return { remoteId: null };
        };
      });
      queue.start();
      await enqueue(effect("a"));
      await delivered;
      await queue.stop();
      expect(calls).toEqual(["deliver a"]);
    });

    it("is never tried when the transaction was rolled back", async () => {
      const failed = store.transaction(async (tx) => {
        await queue.enqueue(tx, [effect("a")]);
        throw new Error("no");
      });
      await expect(failed).rejects.toThrow();
      await queue.drain();
      expect(calls).toEqual([]);
    });

    it("with a key that is known is not added again", async () => {
      expect(await enqueue(effect("a", { dedupeKey: "paid:1" }))).toBe(1);
      expect(await enqueue(effect("a", { dedupeKey: "paid:1" }), effect("b"))).toBe(1);
      await queue.drain();
      expect(calls).toEqual(["deliver a", "deliver b"]);
    });

    it("waits for its time, and is known of in advance", async () => {
      const dueAt = new Date(clock.now().getTime() + 60_000);
      await enqueue(effect("later", { dueAt }));
      await queue.drain();
      expect(calls).toEqual([]);
      expect(await queue.nextAt(clock.now())).toEqual(dueAt);
      clock.set(dueAt);
      await queue.drain();
      expect(calls).toEqual(["deliver later"]);
      expect(await queue.nextAt(clock.now())).toBeNull();
    });

    it("survives the store being closed", async () => {
      await enqueue(effect("a"));
      await store.close();
      store = await openStore(url);
      queue = makeQueue(ports());
      await queue.drain();
      expect(calls).toEqual(["deliver a"]);
    });

    it("that is taken back in time is not tried", async () => {
      const a = effect("a");
      await enqueue(a);
      expect(await store.transaction((tx) => cancelEffect(tx, "t2", a.id, clock.now()))).toBe(false);
      expect(await store.transaction((tx) => cancelEffect(tx, "t1", a.id, clock.now()))).toBe(true);
      await queue.drain();
      expect(calls).toEqual([]);
    });

    it("writes what it brought in the transaction that ends it", async () => {
      const seen: string[] = [];
      deliver = async () => ({ remoteId: "r1", record: async () => void seen.push("recorded") });
      await enqueue(effect("a"));
      await queue.drain();
      expect(seen).toEqual(["recorded"]);
    });
  });

  describe("a lane", () => {
    it("goes in order, one at a time, while others go their own way", async () => {
      let failures = 1;
      deliver = async (it) => {
        if (textOf(it) === "a1" && failures-- > 0) throw new Fault("retry", "down");
        return { remoteId: null };
      };
      await enqueue(effect("a1", { lane: "A" }), effect("a2", { lane: "A" }), effect("b1", { lane: "B" }));
      await queue.drain();
      expect(calls.sort()).toEqual(["deliver a1", "deliver b1"]);
      clock.advanceMs(limits.backoffCapMs);
      calls = [];
      await queue.drain();
      expect(calls).toEqual(["deliver a1", "deliver a2"]);
    });

    it("goes on past what was buried", async () => {
      deliver = async (it) => {
        if (textOf(it) === "a1") throw new Fault("stop", "blocked");
        return { remoteId: null };
      };
      await enqueue(effect("a1", { lane: "A" }), effect("a2", { lane: "A" }));
      await queue.drain();
      expect(calls).toEqual(["deliver a1", "deliver a2"]);
    });
  });

  describe("a failure", () => {
    it("that is surely not done is tried again, with growing pauses and for ever", async () => {
      deliver = async () => {
        throw new Fault("retry", "connection refused");
      };
      await enqueue(effect("a"));
      const gapsMs: number[] = [];
      for (let i = 0; i < 400; i += 1) {
        await queue.drain();
        const next = await queue.nextAt(clock.now());
        if (next === null) throw new Error("an outage ended an effect");
        gapsMs.push(next.getTime() - clock.now().getTime());
        clock.set(next);
      }
      expect(gapsMs.slice(0, 4)).toEqual([2000, 4000, 8000, 16_000]);
      expect(gapsMs.at(-1)).toBe(limits.hourlyMs);
      expect(new Set(calls)).toEqual(new Set(["deliver a"]));
    });

    it("that names a pause gets that pause, and is not held against the effect", async () => {
      let failures = 3;
      const attempts: number[] = [];
      deliver = async (it) => {
        attempts.push(it.attempt);
        if (failures-- > 0) throw new Fault("later", "slow down", { retryAfterMs: 30_000 });
        return { remoteId: null };
      };
      await enqueue(effect("a"));
      for (let i = 0; i < 4; i += 1) {
        await queue.drain();
        clock.advanceMs(30_000);
      }
      expect(attempts).toEqual([1, 1, 1, 1]);
    });

    it("that is final is buried with its reason, and can be tried again by its trader", async () => {
      deliver = async () => {
        throw new Fault("stop", "the bot was blocked");
      };
      const a = effect("a");
      await enqueue(a);
      await queue.drain();
      const dead = await store.read(listDeadEffects);
      expect(dead.map((it) => [it.id, it.error])).toEqual([[a.id, "Fault: the bot was blocked"]]);
      deliver = async () => ({ remoteId: null });
      expect(await store.transaction((tx) => reviveEffect(tx, "t2", a.id, clock.now()))).toBe(false);
      expect(await store.transaction((tx) => reviveEffect(tx, "t1", a.id, clock.now()))).toBe(true);
      await queue.drain();
      expect(await store.read(listDeadEffects)).toEqual([]);
    });

    it("of our own making is looked into before each try, and buried in the end", async () => {
      deliver = async () => {
        throw new TypeError("undefined is not a function");
      };
      await enqueue(effect("a"));
      for (let i = 0; i < 20; i += 1) {
        await queue.drain();
        clock.advanceMs(limits.backoffCapMs);
      }
      expect(calls.filter((it) => it === "deliver a")).toHaveLength(limits.bugTriesMax);
      expect(await store.read(listDeadEffects)).toHaveLength(1);
    });
  });

  describe("doubt", () => {
    it("is cleared up before anything is tried again: what was done is not repeated", async () => {
      deliver = async () => {
        throw new Fault("unknown", "the answer was cut off");
      };
      reconcile = async () => ({ kind: "done", delivery: { remoteId: "r7" } });
      await enqueue(effect("a"));
      await queue.drain();
      clock.advanceMs(limits.backoffCapMs);
      await queue.drain();
      expect(calls).toEqual(["deliver a", "look for a"]);
      expect(await queue.nextAt(clock.now())).toBeNull();
    });

    it("that turns out to be nothing is a fresh try", async () => {
      let lost = true;
      deliver = async () => {
        if (lost) throw new Fault("unknown", "the answer was cut off");
        return { remoteId: "r1" };
      };
      await enqueue(effect("a"));
      await queue.drain();
      lost = false;
      clock.advanceMs(limits.backoffCapMs);
      await queue.drain();
      expect(calls).toEqual(["deliver a", "look for a", "deliver a"]);
    });

    it("stays doubt while nobody can look", async () => {
      deliver = async () => {
        throw new Fault("unknown", "the answer was cut off");
      };
      reconcile = async () => {
        throw new Fault("retry", "still down");
      };
      await enqueue(effect("a"));
      for (let i = 0; i < 3; i += 1) {
        await queue.drain();
        clock.advanceMs(limits.backoffCapMs);
      }
      expect(calls).toEqual(["deliver a", "look for a", "look for a"]);
    });

    it("is what a worker leaves that vanished in the middle", async () => {
      await enqueue(effect("a"));
      const now = clock.now();
      const leaseUntil = new Date(now.getTime() + limits.leaseMs);
      const claimed = await store.transaction((tx) => claimEffects(tx, { now, leaseUntil, limit: 10 }));
      expect(claimed).toHaveLength(1);
      await queue.drain();
      expect(calls).toEqual([]);
      clock.advanceMs(limits.leaseMs);
      await queue.drain();
      expect(calls).toEqual(["look for a", "deliver a"]);
    });
  });

  describe("several workers", () => {
    it("never write a result under a lease they lost", async () => {
      await enqueue(effect("a"));
      const claim = () => {
        const now = clock.now();
        const leaseUntil = new Date(now.getTime() + limits.leaseMs);
        return store.transaction((tx) => claimEffects(tx, { now, leaseUntil, limit: 10 }));
      };
      const [ghost] = await claim();
      clock.advanceMs(limits.leaseMs);
      await queue.drain();
      if (ghost === undefined) throw new Error("nothing was claimed");
      const kept = await store.transaction((tx) => settleEffect(tx, ghost, { state: "dead" }));
      expect(kept).toBe(false);
      expect(await store.read(listDeadEffects)).toEqual([]);
    });

    it("are never given the same effect", async () => {
      const many = Array.from({ length: 300 }, (_, index) => effect(`${index}`, { lane: `${index % 60}` }));
      await enqueue(...many);
      const now = clock.now();
      const leaseUntil = new Date(now.getTime() + limits.leaseMs);
      const claims = Array.from({ length: 10 }, () =>
        store.transaction((tx) => claimEffects(tx, { now, leaseUntil, limit: 10 })),
      );
      const claimed = (await Promise.all(claims)).flat();
      expect(new Set(claimed.map((it) => it.id)).size).toBe(claimed.length);
      // One of each lane can fly at a time, and it is the oldest.
      expect(new Set(claimed.map((it) => it.lane)).size).toBe(claimed.length);
      expect(claimed.every((it) => Number(textOf(it)) < 60)).toBe(true);
    });

    it("share the work of many, each done once and in its lane's order", async () => {
      const second = makeQueue(ports());
      await enqueue(
        ...Array.from({ length: 120 }, (_, index) => effect(`${index}`, { lane: `${index % 8}` })),
      );
      await Promise.all([queue.drain(), second.drain()]);
      await queue.drain();
      await second.stop();
      expect(new Set(calls).size).toBe(120);
      expect(calls).toHaveLength(120);
      for (let lane = 0; lane < 8; lane += 1) {
        const inLane = calls.map((it) => Number(it.split(" ")[1])).filter((n) => n % 8 === lane);
        expect(inLane).toEqual([...inLane].sort((a, b) => a - b));
      }
    });
  });
}

function textOf(effect: ClaimedEffect): string {
  return "text" in effect.work ? effect.work.text : effect.work.kind;
}
