import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ClaimedEffect, NewEffect } from "../../src/domain/effect.ts";
import type { Delivery, Handlers } from "../../src/effects/attempt.ts";
import { createEmbeddedQueue } from "../../src/effects/embedded-queue.ts";
import type { Queue } from "../../src/effects/queue.ts";
import { effects as limits } from "../../src/limits.ts";
import { createLog } from "../../src/log.ts";
import { findEffect } from "../../src/store/effects.ts";
import { hastenLane } from "../../src/store/lanes.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { evenRandom, manualClock } from "../helpers/manual-clock.ts";
import { tempFolder } from "../helpers/product.ts";
import { onEveryStore } from "../helpers/stores.ts";
import { queueContract } from "./queue.contract.ts";

onEveryStore((maker) => {
  queueContract(maker, (ports) =>
    createEmbeddedQueue({ ...ports, shared: ports.store.dialect === "postgres" }),
  );
});

describe("on a store of its own, once it has found what was left", () => {
  const clock = manualClock();
  const random = evenRandom(clock);
  let folder: ReturnType<typeof tempFolder>;
  let store: Store;
  let queue: Queue;
  let calls: string[];
  let deliver: () => Promise<Delivery>;

  function makeQueue(): Queue {
    const handler = {
      inDoubt: "repeat" as const,
      deliver: async (effect: ClaimedEffect) => {
        calls.push(`deliver ${effect.lane}`);
        return await deliver();
      },
      reconcile: async (effect: ClaimedEffect) => {
        calls.push(`look for ${effect.lane}`);
        return { kind: "absent" as const };
      },
    };
    const handlers: Handlers = { "send-message": handler, "edit-message": handler, "mail-trader": handler };
    return createEmbeddedQueue({ store, clock, random, handlers, log: createLog("silent"), shared: false });
  }

  function effect(lane: string): NewEffect {
    const id = random.id();
    const to = { channel: "local", account: "local", chat: "me" } as const;
    const work = { kind: "send-message", conversationId: "c1", to, text: "hello", choices: [] } as const;
    return { id, traderId: "t1", lane, dedupeKey: id, work, dueAt: clock.now() };
  }

  function mail(lane: string): NewEffect {
    return { ...effect(lane), work: { kind: "mail-trader", email: "me@joe.example", subject: "", text: "" } };
  }

  /** Started, and over with what it does first. */
  async function startQueue(): Promise<void> {
    queue = makeQueue();
    queue.start();
    const first = effect("first");
    await store.transaction((tx) => queue.enqueue(tx, [first]));
    for (;;) {
      const { state } = (await store.read((tx) => findEffect(tx, first.id))) as never as { state: string };
      if (state === "done") break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    calls = [];
  }

  beforeEach(async () => {
    folder = tempFolder();
    store = openSqlite(`${folder.path}/store.db`);
    calls = [];
    deliver = async () => ({ remoteId: null });
    await startQueue();
  });
  afterEach(async () => {
    await queue.stop();
    await store.close();
    folder.remove();
  });

  it("an effect flies with the commit that adds it", async () => {
    const a = effect("a");
    await store.transaction(async (tx) => {
      await queue.enqueue(tx, [a]);
      expect(await findEffect(tx, a.id)).toMatchObject({ state: "sending", attempt: 1, fence: 1 });
      expect(calls).toEqual([]);
    });
    expect(calls).toEqual(["deliver a"]);
  });

  it("one whose transaction is undone never flies", async () => {
    const undone = store.transaction(async (tx) => {
      await queue.enqueue(tx, [effect("a")]);
      throw new Error("no");
    });
    await expect(undone).rejects.toThrow("no");
    await queue.stop();
    expect(calls).toEqual([]);
  });

  it("the second of a lane waits for the first, while others go their own way", async () => {
    let land: () => void = () => undefined;
    const landed = new Promise<void>((resolve) => (land = resolve));
    deliver = async () => {
      await landed;
      return { remoteId: null };
    };
    await store.transaction((tx) => queue.enqueue(tx, [effect("a"), effect("a")]));
    await store.transaction((tx) => queue.enqueue(tx, [effect("b")]));
    expect(calls).toEqual(["deliver a", "deliver b"]);
    land();
    while (calls.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(calls.at(-1)).toBe("deliver a");
  });

  it("what somebody waits for in a chat goes before what else the same commit sent off", async () => {
    await store.transaction((tx) => queue.enqueue(tx, [mail("m"), effect("a")]));
    while (calls.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(calls).toEqual(["deliver a", "deliver m"]);
  });

  it("what waits for its time is found once that is brought forward, and so is what came behind it", async () => {
    const later = { ...effect("a"), dueAt: new Date(clock.now().getTime() + 3_600_000) };
    await store.transaction((tx) => queue.enqueue(tx, [later]));
    await store.transaction(async (tx) => {
      await hastenLane(tx, "t1", "a", clock.now());
      await queue.enqueue(tx, [effect("a")]);
    });
    while (calls.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(calls).toEqual(["deliver a", "deliver a"]);
  });

  /** So many mails, of which the first hang until they are let go. */
  async function crowd(length: number): Promise<() => void> {
    let land: () => void = () => undefined;
    const landed = new Promise<void>((resolve) => (land = resolve));
    deliver = async () => {
      await landed;
      return { remoteId: null };
    };
    const many = Array.from({ length }, (_, i) => mail(`lane ${i}`));
    for (const one of many) await store.transaction((tx) => queue.enqueue(tx, [one]));
    while (calls.length < Math.min(length, limits.batch))
      await new Promise((resolve) => setTimeout(resolve, 5));
    return land;
  }

  it("what there is no room for goes as others land", async () => {
    const count = limits.batch * 2 + 1;
    const land = await crowd(count);
    expect(calls).toHaveLength(limits.batch);
    land();
    while (calls.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it("in a crowd the commit by which one lands is also the claim of the next", async () => {
    const count = limits.batch * 3;
    const land = await crowd(count);
    let commits = 0;
    const { transaction } = store;
    store.transaction = (...args) => {
      commits += 1;
      return transaction(...args);
    };
    land();
    while (calls.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
    await queue.stop();
    expect(commits).toBeLessThan(count + 5);
  });

  it("what is said in a chat does not wait behind a crowd", async () => {
    const land = await crowd(limits.batch * 2);
    await store.transaction((tx) => queue.enqueue(tx, [effect("chat")]));
    expect(calls.at(-1)).toBe("deliver chat");
    expect(calls).toHaveLength(limits.batch + 1);
    land();
    while (calls.length < limits.batch * 2 + 1) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it("stopping waits for one whose transaction is still open", async () => {
    let commit: () => void = () => undefined;
    const open = new Promise<void>((resolve) => (commit = resolve));
    const turn = store.transaction(async (tx) => {
      await queue.enqueue(tx, [effect("a")]);
      await open;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const stopped = queue.stop();
    commit();
    await Promise.all([turn, stopped]);
    expect(calls).toEqual(["deliver a"]);
  });

  it("one that a kill left in the air is looked for at the next start", async () => {
    deliver = () => new Promise(() => undefined);
    await store.transaction((tx) => queue.enqueue(tx, [effect("a")]));
    const killed = queue;
    deliver = async () => ({ remoteId: null });
    queue = makeQueue();
    queue.start();
    while (calls.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(calls).toEqual(["deliver a", "look for a", "deliver a"]);
    expect(killed).not.toBe(queue);
  });
});
