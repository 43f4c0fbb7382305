import { createHash } from "node:crypto";
import { PgBoss } from "pg-boss";
import type { ClaimedEffect, NewEffect } from "../domain/effect.ts";
import { effects as effectLimits, boss as limits } from "../limits.ts";
import { firstLine, type Log } from "../log.ts";
import type { Clock } from "../ports.ts";
import { addEffect, expireLeases } from "../store/effects.ts";
import { claimInLane, laneOf, listOverdue, nextInLane } from "../store/lanes.ts";
import type { Tx } from "../store/store.ts";
import { type AttemptPorts, attemptEffect } from "./attempt.ts";
import { createEmbeddedQueue } from "./embedded-queue.ts";
import type { Queue } from "./queue.ts";

const queueName = "effects";
const deadName = "effects-dead";

/** A job only names an effect: what there is to do, and whether, stands in the effects table. */
interface Job {
  readonly effect: string;
}
type Poke = Pick<NewEffect, "id" | "lane"> & { readonly dueAt: Date };

/**
 * The engine for many processes on one Postgres: pg-boss says when an effect's lane is looked at and by whom, and
 * wakes whichever process is free. Its jobs are written in the transaction of the effect they name.
 */
export async function openPgBoss(url: string, log: Log): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: url,
    max: limits.connections,
    useListenNotify: true,
    schedule: false,
    superviseIntervalSeconds: limits.superviseSeconds,
    monitorIntervalSeconds: limits.superviseSeconds,
  });
  // Without a listener a lost connection would end the process.
  boss.on("error", (error) => log.error({ error: firstLine(error) }, "pg-boss"));
  await boss.start();
  await boss.createQueue(deadName, { retentionSeconds: limits.deadKeptSeconds });
  const settings = {
    deadLetter: deadName,
    notify: true,
    heartbeatSeconds: limits.heartbeatSeconds,
    expireInSeconds: limits.expireSeconds,
    retryLimit: limits.retries,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: limits.retryDelayMaxSeconds,
    deleteAfterSeconds: limits.doneKeptSeconds,
  };
  // One lane (a chat, a bill) is looked at by one worker at a time, and in order.
  await boss.createQueue(queueName, { ...settings, policy: "key_strict_fifo" });
  await boss.updateQueue(queueName, settings);
  return boss;
}

export function createPgBossQueue(boss: PgBoss, ports: AttemptPorts): Queue {
  const { store, clock, log } = ports;
  // The table is the truth for either engine: to do what is due at once, and to say when, it alone is asked.
  const table = createEmbeddedQueue({ ...ports, shared: true });
  const poke = pokeThrough(boss, clock);
  let sweeping: ReturnType<typeof setInterval> | undefined;
  let searches: Promise<void> = Promise.resolve();

  /**
   * Effects due for so long that nobody was told of: brought forward, brought back by their trader, made by another
   * engine, or their job was lost. Those who look at the same instant say the same.
   */
  async function findForgotten(forMs: number, at: Date): Promise<void> {
    const overdue = await store.transaction(async (tx) => {
      await expireLeases(tx, at);
      return await listOverdue(tx, new Date(at.getTime() - forMs), limits.sweepBatch);
    });
    await unblock(boss);
    await poke(
      null,
      overdue.map((it) => ({ ...it, dueAt: at })),
    );
  }
  const search = (forMs: number, at: Date) => {
    const found = findForgotten(forMs, at).catch((error: unknown) =>
      log.error({ error: firstLine(error) }, "not searched"),
    );
    searches = Promise.all([searches, found]).then(() => undefined);
  };
  const sweep = () => {
    const ms = clock.now().getTime();
    search(limits.sweepMs, new Date(ms - (ms % limits.sweepMs)));
  };

  return {
    triesAtOnce: () => false,
    enqueue: async (tx, effects) => {
      const added: NewEffect[] = [];
      for (const effect of effects) if (await addEffect(tx, effect, clock.now())) added.push(effect);
      await poke(tx, added);
      return added.length;
    },
    wake: (tx) => tx.afterCommit(() => search(0, clock.now())),
    start: () => {
      workThrough(boss, ports, poke).catch((error: unknown) =>
        log.error({ error: firstLine(error) }, "pg-boss does not work"),
      );
      sweep();
      sweeping ??= setInterval(sweep, limits.sweepMs);
    },
    drain: table.drain,
    nextAt: table.nextAt,
    stop: async () => {
      clearInterval(sweeping);
      await searches;
      await boss.stop({ graceful: true, timeout: limits.stopMs, close: true });
    },
  };
}

/** A job that failed for the last time is kept among the dead; left in its queue it would hold up its lane for good. */
async function unblock(boss: PgBoss): Promise<void> {
  for (const key of await boss.getBlockedKeys(queueName)) {
    const failed = (await boss.findJobs(queueName, { key })).filter(({ state }) => state === "failed");
    await boss.deleteJob(
      queueName,
      failed.map(({ id }) => id),
    );
  }
}

type PokeAll = (tx: Tx | null, pokes: readonly Poke[]) => Promise<void>;

/** Has lanes looked at when something in them is due: once `tx` is committed, where there is one. */
function pokeThrough(boss: PgBoss, clock: Clock): PokeAll {
  return async (tx, pokes) => {
    if (pokes.length === 0) return;
    const now = clock.now().getTime();
    const jobs = pokes.map(({ id, lane, dueAt }) => {
      const waitMs = Math.max(0, dueAt.getTime() - now);
      // As a while, not an instant: our clock may have been moved, the database's has not.
      const startAfter = waitMs === 0 ? {} : { startAfter: waitMs / 1_000 };
      return { id: jobId(id, dueAt), data: { effect: id } satisfies Job, singletonKey: lane, ...startAfter };
    });
    const foreign = tx?.foreign;
    await boss.insert(queueName, jobs, foreign ? { db: { executeSql: foreign } } : {});
  };
}

/** Looks at the lanes that are poked, several together. */
async function workThrough(boss: PgBoss, ports: AttemptPorts, poke: PokeAll): Promise<void> {
  const options = {
    batchSize: limits.batch,
    burstWhenBatchFull: true,
    localConcurrency: limits.workers,
    perJobResults: true as const,
    pollingIntervalSeconds: 1,
    notifyPollingIntervalSeconds: 1,
  };
  const lookAt = async ({ id, data }: { id: string; data: Job }) => {
    try {
      await look(ports, poke, data);
      return { id, status: "completed" as const };
    } catch (error) {
      // The store failed, not the outside: pg-boss has it looked at again.
      ports.log.error({ effect: data.effect, error: firstLine(error) }, "a lane was not looked at");
      return { id, status: "failed" as const };
    }
  };
  await boss.work<Job, unknown, typeof options>(queueName, options, (jobs) => Promise.all(jobs.map(lookAt)));
}

/** Does all that is due in the effect's lane, and sees to it that what is due later is looked at then. */
async function look(ports: AttemptPorts, poke: PokeAll, { effect }: Job): Promise<void> {
  const { store, clock } = ports;
  const lane = await store.read((tx) => laneOf(tx, effect));
  if (lane === undefined) return;
  for (let next = await claim(ports, lane); next !== undefined; next = await claim(ports, lane))
    if (await attemptEffect(ports, next)) return;
  const first = await store.read((tx) => nextInLane(tx, lane));
  if (first === undefined) return;
  const soon = clock.now().getTime() + limits.againMs;
  await poke(null, [{ id: first.id, lane, dueAt: new Date(Math.max(first.at.getTime(), soon)) }]);
}

async function claim({ store, clock }: AttemptPorts, lane: string): Promise<ClaimedEffect | undefined> {
  const now = clock.now();
  const leaseUntil = new Date(now.getTime() + effectLimits.leaseMs);
  return await store.transaction(async (tx) => {
    await expireLeases(tx, now);
    return await claimInLane(tx, lane, { now, leaseUntil });
  });
}

/** The same for the same effect at the same time, so that a job said twice is one. */
function jobId(effect: string, dueAt: Date): string {
  const hex = createHash("sha256").update(`${effect} ${dueAt.getTime()}`).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
