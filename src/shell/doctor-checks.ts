import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { realClock } from "../clock.ts";
import type { Config } from "../config.ts";
import { createSeal } from "../seal.ts";
import { openSealedWithAny } from "../sealed-file.ts";
import { dataFolder, secretKeysOf } from "../secret-key.ts";
import { listChores } from "../store/chores.ts";
import { countEffects } from "../store/effects-watch.ts";
import { openStore, sqlitePath } from "../store/open-store.ts";
import { oldestDueAt } from "../store/operator.ts";
import { renewSealed, type SealedColumn, sealedColumns } from "../store/sealed-columns.ts";
import { type Check, type Finding, good, off, wrong } from "./finding.ts";

const freeMinBytes = 256 * 1024 * 1024;
const hourMs = 3_600_000;

/** What is on this machine. */
export const checks: readonly Check[] = [checkDisk, checkStore, checkKey, checkBackups];

async function checkDisk(config: Config): Promise<readonly Finding[]> {
  const folder = dataFolder(config.databaseUrl);
  const probe = join(folder, `.doctor-${randomUUID()}`);
  try {
    writeFileSync(probe, "x", { flush: true });
    const { bavail, bsize } = statfsSync(folder);
    const free = `${Math.floor((bavail * bsize) / 1024 / 1024)} MB free in ${folder}`;
    return bavail * bsize >= freeMinBytes
      ? [good("disk", free)]
      : [wrong("disk", `only ${free}`, "Make room: a full disk stops the bot before it loses anything.")];
  } catch (error) {
    const remedy = `Let the bot's user write to ${folder}, or point DATABASE_URL elsewhere.`;
    return [wrong("disk", `${folder} cannot be written to (${(error as Error).message})`, remedy)];
  } finally {
    rmSync(probe, { force: true });
  }
}

async function checkStore(config: Config): Promise<readonly Finding[]> {
  const path = sqlitePath(config.databaseUrl);
  if (path !== null && !existsSync(path))
    return [off("store", `none at ${path} yet: the first start makes it`)];
  try {
    const store = await openStore(config.databaseUrl, "beside");
    try {
      const now = realClock.now();
      const { oldest, dead } = await store.read(async (tx) => ({
        oldest: await oldestDueAt(tx, now),
        dead: (await countEffects(tx)).find(({ state }) => state === "dead")?.count ?? 0,
      }));
      const waitedMs = oldest === null ? 0 : now.getTime() - oldest.getTime();
      return [
        good("store", `${store.dialect}, whole and up to date`),
        waitedMs < hourMs
          ? good("queue", "nothing waits that should have gone")
          : wrong(
              "queue",
              `something has been due for ${Math.floor(waitedMs / hourMs)} hours`,
              "Is the bot running? /operator says what is being tried, and why it fails.",
            ),
        ...(dead === 0
          ? []
          : [
              wrong(
                "given up",
                `${dead} messages were given up`,
                "Look at them on /operator, with their reasons.",
              ),
            ]),
      ];
    } finally {
      await store.close();
    }
  } catch (error) {
    const remedy = "Stop the bot and restore the latest backup: npm run restore -- data/backups/<file>";
    return [wrong("store", (error as Error).message, remedy)];
  }
}

/** Whether what is sealed opens. */
async function checkKey(config: Config): Promise<readonly Finding[]> {
  const path = sqlitePath(config.databaseUrl);
  if (path !== null && !existsSync(path)) return [off("secret key", "nothing is sealed yet")];
  const keys = secretKeysOf(config);
  const store = await openStore(config.databaseUrl, "beside").catch(() => null);
  if (store === null) return [];
  let [sealed, closed, old] = [0, 0, 0];
  try {
    for (const column of Object.values<SealedColumn>(sealedColumns)) {
      const seal = createSeal(keys.current, column.purpose, keys.before);
      await renewSealed(store, column, (text, place) => {
        sealed += 1;
        if (!seal.isCurrent(text)) old += 1;
        try {
          seal.open(text, place);
        } catch {
          // Which it is does not matter: what does not open is counted.
          closed += 1;
        }
        return null;
      });
    }
  } finally {
    await store.close();
  }
  if (closed > 0) {
    const remedy = "Set SECRET_KEY to the key it was, or have those traders connect Xero and Stripe again.";
    return [wrong("secret key", `${closed} of ${sealed} sealed secrets do not open`, remedy)];
  }
  if (old > 0) {
    const remedy = "Run npm run rotate-key: until then SECRET_KEY_BEFORE must stay.";
    return [wrong("secret key", `${old} of ${sealed} are sealed with the key of before`, remedy)];
  }
  return [good("secret key", `opens all ${sealed} sealed secrets`)];
}

async function checkBackups(config: Config): Promise<readonly Finding[]> {
  if (sqlitePath(config.databaseUrl) === null)
    return [off("backup", "Postgres is backed up with its own tools (pg_dump)")];
  const folder = join(dataFolder(config.databaseUrl), "backups");
  const names = existsSync(folder) ? readdirSync(folder).filter((it) => it.endsWith(".sealed")) : [];
  const newest = names.sort().at(-1);
  const remedy = "The bot makes one every hour while it runs; by hand: npm run backup";
  if (newest === undefined) return [wrong("backup", "there is none", remedy)];
  const path = join(folder, newest);
  const hours = Math.floor((realClock.now().getTime() - statSync(path).mtimeMs) / hourMs);
  const plain = join(folder, `.doctor-${randomUUID()}`);
  const { current, before } = secretKeysOf(config);
  try {
    await openSealedWithAny(path, plain, before === null ? [current] : [current, before]);
  } catch (error) {
    return [
      wrong("backup", (error as Error).message, "A backup opens with the SECRET_KEY it was made with."),
    ];
  } finally {
    rmSync(plain, { force: true });
  }
  if (hours >= 3) {
    const store = await openStore(config.databaseUrl, "beside");
    const chore = (await store.read(listChores)).find(({ name }) => name === "backup");
    await store.close();
    return [wrong("backup", `the newest is ${hours} hours old (${chore?.outcome ?? "never tried"})`, remedy)];
  }
  return [good("backup", `${newest} opens; ${names.length} are kept`)];
}
