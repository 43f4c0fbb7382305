import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { backUpHourly } from "../src/schedule/back-up.ts";
import { createSeal } from "../src/seal.ts";
import { openSealed } from "../src/sealed-file.ts";
import { localSecretKey } from "../src/secret-key.ts";
import { openStore } from "../src/store/open-store.ts";
import { sealedColumns } from "../src/store/sealed-columns.ts";
import type { Store } from "../src/store/store.ts";
import { findXeroGrant, putXeroGrant } from "../src/store/xero-connections.ts";
import { tempFolder } from "./helpers/product.ts";
import { seeded } from "./helpers/seeded.ts";

const [oldKey, newKey] = ["the-old-key-".repeat(4), "the-new-key-".repeat(4)];
const people = Array.from({ length: 80 }, (_, at) => `person-${at}`);
const { access, refresh } = sealedColumns;

let folder: ReturnType<typeof tempFolder>;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => folder.remove());

/** The command, killed after a while where `afterMs` is given. Answers its exit code. */
async function rotate(env: Record<string, string>, afterMs?: number): Promise<number | null> {
  const args = [join(import.meta.dirname, "../src/shell/rotate-key.ts")];
  const url = { DATABASE_URL: `file:${folder.path}/store.db` };
  const child = spawn(process.execPath, args, { cwd: folder.path, env: { ...process.env, ...url, ...env } });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  if (afterMs !== undefined) {
    await pause(afterMs);
    child.kill("SIGKILL");
  }
  return await ended;
}

async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(`file:${folder.path}/store.db`);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function fill(key: string): Promise<void> {
  const seal = createSeal(key, "xero");
  await withStore(async (store) => {
    for (const userId of people) {
      await store.transaction((tx) =>
        putXeroGrant(tx, {
          userId,
          access: seal.seal(`access of ${userId}`, access.placeOf(userId)),
          refresh: seal.seal(`refresh of ${userId}`, refresh.placeOf(userId)),
          accessUntil: new Date(),
          refreshedAt: new Date(),
          version: 1,
        }),
      );
    }
  });
  const plan = backUpHourly(`${folder.path}/store.db`, `${folder.path}/backups`, key);
  for (const hour of [9, 10, 11])
    await plan.run(new Date(`2026-11-22T${hour.toString().padStart(2, "0")}:00:00Z`));
}

/** How many of the tokens a key opens. */
async function opened(key: string): Promise<number> {
  const seal = createSeal(key, "xero");
  return await withStore(async (store) => {
    let good = 0;
    for (const userId of people) {
      const grant = await store.read((tx) => findXeroGrant(tx, userId));
      if (!seal.isCurrent(grant?.refresh ?? "") || !seal.isCurrent(grant?.access ?? "")) continue;
      expect(seal.open(grant?.refresh ?? "", refresh.placeOf(userId))).toBe(`refresh of ${userId}`);
      good += 1;
    }
    return good;
  });
}

describe("a key that is changed", () => {
  it("opens everything afterwards, and the old one nothing, however often the change was ended by a kill", async () => {
    await fill(oldKey);
    const keys = { SECRET_KEY: newKey, SECRET_KEY_BEFORE: oldKey };
    const random = seeded(11);
    for (let kill = 0; kill < 4; kill += 1) await rotate(keys, 300 + random() * 500);
    expect(await rotate(keys)).toBe(0);
    expect([await opened(newKey), await opened(oldKey)]).toEqual([people.length, 0]);
    const backups = readdirSync(`${folder.path}/backups`);
    expect(backups).toHaveLength(3);
    for (const name of backups) {
      await openSealed(`${folder.path}/backups/${name}`, `${folder.path}/plain`, newKey);
      await expect(
        openSealed(`${folder.path}/backups/${name}`, `${folder.path}/no`, oldKey),
      ).rejects.toThrow();
    }
  }, 120_000);

  it("is made beside the store where the operator set none", async () => {
    const before = localSecretKey(`${folder.path}/secret-key`);
    await fill(before);
    expect(await rotate({ SECRET_KEY: "" })).toBe(0);
    const after = readFileSync(`${folder.path}/secret-key`, "utf8").trim();
    expect(after).not.toBe(before);
    expect(existsSync(`${folder.path}/secret-key.before`)).toBe(false);
    expect(await opened(after)).toBe(people.length);
  }, 60_000);

  it("needs the old one: without it nothing is touched", async () => {
    await fill(oldKey);
    expect(await rotate({ SECRET_KEY: newKey })).toBe(1);
    expect(await opened(oldKey)).toBe(people.length);
  }, 60_000);
});

it("covers every column that says it is sealed", async () => {
  const files = readdirSync(join(import.meta.dirname, "../src/store/schema"));
  const text = files
    .map((file) => readFileSync(join(import.meta.dirname, "../src/store/schema", file), "utf8"))
    .join("\n");
  const named = [
    ...text.matchAll(/(?:sealed\w+|access|refresh|verifier): c\s*\.?\s*\.?text\("(\w+)"\)/g),
  ].map((it) => it[1]);
  const covered = Object.values(sealedColumns).map(({ placeOf }) => placeOf().split("|")[1]);
  expect([...new Set(named)].sort()).toEqual([...covered].sort());
});
