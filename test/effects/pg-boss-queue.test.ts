import type { PgBoss } from "pg-boss";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ClaimedEffect } from "../../src/domain/effect.ts";
import type { Handlers } from "../../src/effects/attempt.ts";
import { createPgBossQueue, openPgBoss } from "../../src/effects/pg-boss-queue.ts";
import { createLog } from "../../src/log.ts";
import { createRandom } from "../../src/random.ts";
import { openStore } from "../../src/store/open-store.ts";
import { describeWith } from "../helpers/need.ts";
import { type PostgresServer, postgresNeed, startPostgres } from "../helpers/postgres.ts";
import { until } from "../helpers/until.ts";
import { queueContract } from "./queue.contract.ts";

const log = createLog("silent");

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
      const tried: string[] = [];
      const handler = {
        inDoubt: "repeat" as const,
        deliver: async ({ id }: ClaimedEffect) => {
          tried.push(id);
          return { remoteId: null };
        },
        reconcile: async () => ({ kind: "absent" as const }),
      };
      const handlers = { "send-message": handler, "edit-message": handler } as unknown as Handlers;
      const web = createPgBossQueue(boss, { store, clock, random, handlers, log });
      const worker = createPgBossQueue(other, { store, clock, random, handlers, log });
      worker.start();
      const to = { channel: "local", account: "local", chat: "me" } as const;
      const ids = Array.from({ length: 12 }, () => random.id());
      for (const id of ids) {
        const work = { kind: "send-message" as const, conversationId: "c1", to, text: id, choices: [] };
        const effect = { id, traderId: "t1", lane: "chat:c1", dedupeKey: id, work, dueAt: clock.now() };
        await store.transaction((tx) => web.enqueue(tx, [effect]));
      }
      await until(() => tried.length === ids.length, "all tried");
      expect(tried).toEqual(ids);
      await worker.stop();
      await store.close();
    });
  });
});
