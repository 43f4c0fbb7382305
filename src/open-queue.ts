import type { Config } from "./config.ts";
import type { AttemptPorts } from "./effects/attempt.ts";
import type { Queue } from "./effects/queue.ts";
import type { Log } from "./log.ts";

/**
 * What runs the effects. Several processes with parts of their own share the work through pg-boss, which wakes the one
 * that is free; it is loaded only for them, as it costs 90 ms. Null is the engine that needs no more than the store.
 */
export async function openQueue(
  { databaseUrl, role }: Config,
  log: Log,
): Promise<((ports: AttemptPorts) => Queue) | null> {
  if (role === "all") return null;
  const { createPgBossQueue, openPgBoss } = await import("./effects/pg-boss-queue.ts");
  const boss = await openPgBoss(databaseUrl, log);
  return (ports) => createPgBossQueue(boss, ports);
}
