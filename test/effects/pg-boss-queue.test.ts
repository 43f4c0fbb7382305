import type { PgBoss } from "pg-boss";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ClaimedEffect, NewEffect } from "../../src/domain/effect.ts";
import type { Handlers } from "../../src/effects/attempt.ts";
import { createPgBossQueue, openPgBoss } from "../../src/effects/pg-boss-queue.ts";
import { createLog } from "../../src/log.ts";
import { createRandom } from "../../src/random.ts";
import { addEffect } from "../../src/store/effects.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { describeWith } from "../helpers/need.ts";
import { type PostgresServer, postgresNeed, startPostgres } from "../helpers/postgres.ts";
import { until } from "../helpers/until.ts";
import { queueContract } from "./queue.contract.ts";

const log = createLog("silent");

function aMessage(id: string, dueAt: Date): NewEffect {
  const to = { channel: "local", account: "local", chat: "me" } as const;
  const work = { kind: "send-message" as const, conversationId: "c1", to, text: id, choices: [] };
  return { id, traderId: "t1", lane: "chat:c1", dedupeKey: id, work, dueAt };
}

/** Takes whatever is to be told, and remembers in which order. */
function listening() {
  const tried: string[] = [];
  const handler = {
    inDoubt: "repeat" as const,
    deliver: async ({ id }: ClaimedEffect) => {
      tried.push(id);
      return { remoteId: null };
    },
    reconcile: async () => ({ kind: "absent" as const }),
  };
  return { tried, handlers: { "send-message": handler, "edit-message": handler } as unknown as Handlers };
}

describeWith(postgresNeed, () => {
  describe("pg-boss on Postgres", () => {
    let server: PostgresServer;
    /** One pg-boss a database; each queue of a test gets it. */
    let boss: PgBoss;
    beforeAll(async () => {
      server = await startPostgres();
    }, 60_000);
    afterAll(() => server.stop());
    afterEach(() => boss.stop({ graceful: false }));

    queueContract(
      {
        open: async () => {
          const url = await server.database();
          boss = await openPgBoss(url, log);
          return { store: await openStore(url), url };
        },
      },
      (ports) => createPgBossQueue(boss, ports),
    );

    it("an effect that one process writes is tried by another, woken by it", async () => {
      const url = await server.database();
      boss = await openPgBoss(url, log);
      const other = await openPgBoss(url, log);
      const store = await openStore(url);
      const clock = { now: () => new Date() };
      const random = createRandom(clock);
      const { handlers, tried } = listening();
      const web = createPgBossQueue(boss, { store, clock, random, handlers, log });
      const worker = createPgBossQueue(other, { store, clock, random, handlers, log });
      worker.start();
      const ids = Array.from({ length: 12 }, () => random.id());
      for (const id of ids) {
        const effect = aMessage(id, clock.now());
        await store.transaction((tx) => web.enqueue(tx, [effect]));
      }
      await until(() => tried.length === ids.length, "all tried");
      expect(tried).toEqual(ids);
      await worker.stop();
      await store.close();
    });

    it("a job that fails for the last time is kept, and its effect found without it", async () => {
      const url = await server.database();
      boss = await openPgBoss(url, log);
      const store = await openStore(url);
      let fails = true;
      const failing: Store = {
        ...store,
        read: (work) => (fails ? Promise.reject(new Error("the store is away")) : store.read(work)),
      };
      const clock = { now: () => new Date() };
      const random = createRandom(clock);
      const { handlers, tried } = listening();
      const queue = createPgBossQueue(boss, { store: failing, clock, random, handlers, log });
      const id = random.id();
      await store.transaction((tx) => addEffect(tx, aMessage(id, clock.now()), clock.now()));
      await boss.send("effects", { effect: id }, { singletonKey: "chat:c1", retryLimit: 0 });
      queue.start();
      const dead = async () => await boss.fetch("effects-dead");
      let kept: Awaited<ReturnType<typeof dead>> = [];
      await until(
        async () => {
          kept = await dead();
          return kept.length > 0;
        },
        "the job among the dead",
        20_000,
      );
      expect(kept.map((it) => it.data)).toEqual([{ effect: id }]);
      expect(tried).toEqual([]);
      fails = false;
      await store.transaction(async (tx) => queue.wake(tx));
      await until(() => tried.length === 1, "the effect, without its job", 20_000);
      expect(tried).toEqual([id]);
      await queue.stop();
      await store.close();
    });
  });
});
