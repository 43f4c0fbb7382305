import { alerts as limits } from "../limits.ts";
import type { Log } from "../log.ts";
import type { Channel, Clock, Random } from "../ports.ts";
import { listChores } from "../store/chores.ts";
import { countEffects } from "../store/effects-watch.ts";
import { takeLease } from "../store/leases.ts";
import { listFailingConnections, oldestDueAt } from "../store/operator.ts";
import type { Store } from "../store/store.ts";
import type { Source } from "./timetable.ts";

/** Something that an operator should look at. Ids and counts; no names. */
export interface Alert {
  /** The same for as long as it lasts. */
  readonly key: string;
  readonly says: string;
  readonly remedy: string;
}

export interface AlertPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly channels: () => readonly Channel[];
  /** Writes to the operator; null where there is no mail, or nobody to write to. */
  readonly tell: ((alerts: readonly Alert[]) => Promise<void>) | null;
}

/**
 * Looks every minute whether the queue is stuck, a channel dead, an organisation failing or a chore late. What begins is
 * said in the log as an error and mailed to the operator, once in a day however many processes look; what ends, too.
 */
export function alertSource(ports: AlertPorts): Source {
  const { store, log, clock } = ports;
  let lasting = new Map<string, Alert>();
  return {
    name: "alerts",
    // Nobody waits for it: it is looked for whenever the timetable looks.
    nextAt: async () => null,
    run: async () => {
      const now = clock.now();
      const found = new Map((await findAlerts(ports, now)).map((it) => [it.key, it]));
      const fresh = [...found.values()].filter(({ key }) => !lasting.has(key));
      for (const { key, says, remedy } of fresh) log.error({ alert: key, says, remedy }, "this needs a look");
      for (const { key } of lasting.values())
        if (!found.has(key)) log.info({ alert: key }, "this is well again");
      lasting = found;
      const untold: Alert[] = [];
      for (const it of fresh) {
        const until = new Date(now.getTime() + limits.againMs);
        const lease = { name: `alert:${it.key}`, holder: ports.random.id(), until };
        if (await store.transaction((tx) => takeLease(tx, lease, now))) untold.push(it);
      }
      if (untold.length > 0) await ports.tell?.(untold);
    },
  };
}

export async function findAlerts(
  { store, channels }: Pick<AlertPorts, "store" | "channels">,
  now: Date,
): Promise<readonly Alert[]> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const seen = await store.read(async (tx) => ({
    oldest: await oldestDueAt(tx, now),
    dead: (await countEffects(tx)).find(({ state }) => state === "dead")?.count ?? 0,
    failing: await listFailingConnections(tx, ago(limits.failingMs)),
    chores: await listChores(tx),
  }));
  const alerts: Alert[] = [];
  if (seen.oldest !== null && seen.oldest < ago(limits.stuckMs)) {
    const minutes = Math.floor((now.getTime() - seen.oldest.getTime()) / 60_000);
    const remedy = "Look at /operator for what is being tried and why it fails; is a worker running?";
    alerts.push({ key: "queue", says: `something has been due for ${minutes} minutes`, remedy });
  }
  if (seen.dead > 0) {
    const remedy = "/operator has the reasons; what a trader can put right they were told.";
    alerts.push({ key: "given-up", says: `${seen.dead} of what had to be told was given up`, remedy });
  }
  for (const channel of channels()) {
    const standing = channel.standing?.();
    if (standing === undefined || standing.up) continue;
    const remedy = "Traders there hear nothing. npm run doctor tries the credentials.";
    alerts.push({
      key: `channel:${channel.name}`,
      says: `${channel.name} is down: ${standing.says}`,
      remedy,
    });
  }
  for (const { organisationId, state } of seen.failing) {
    const says =
      state === "reconnect"
        ? "no longer lets us in"
        : `has not answered for ${limits.failingMs / 3_600_000} hours`;
    const remedy = "The trader was told; bills wait safely. status.xero.com says whether it is Xero.";
    alerts.push({ key: `organisation:${organisationId}`, says: `Xero's ${organisationId} ${says}`, remedy });
  }
  for (const { name, doneAt, dueAt, outcome } of seen.chores) {
    const late = (doneAt ?? dueAt) < ago(limits.choreLateMs);
    if (!late && outcome?.startsWith("failed") !== true) continue;
    const says = late ? `"${name}" has not been done for a day` : `"${name}" ${outcome}`;
    alerts.push({ key: `chore:${name}`, says, remedy: "npm run doctor looks at disk, backups and mail." });
  }
  return alerts;
}
