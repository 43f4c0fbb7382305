/**
 * `npm run rotate-key`: seals everything anew with a new key: tokens, keys to Stripe, backups. On a server set SECRET_KEY
 * to the new one and SECRET_KEY_BEFORE to the old, and run it while the bot works on; on one machine stop the bot, and
 * the key beside the store is made anew. Ended in the middle, run it again.
 */
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "../config.ts";
import { createSeal } from "../seal.ts";
import { isSealed, openSealedWithAny, sealFile } from "../sealed-file.ts";
import { dataFolder, type KeySettings, localKeyFiles, type SecretKeys, secretKeysOf } from "../secret-key.ts";
import { openStore } from "../store/open-store.ts";
import { renewSealed, type SealedColumn, sealedColumns } from "../store/sealed-columns.ts";
import type { Store } from "../store/store.ts";
import { loadEnvironment, orExplain } from "./shell.ts";

await orExplain(async () => {
  const config = readConfig(loadEnvironment());
  const own = config.secretKey === null;
  // With its own key the bot would go on sealing with the old one: it must be stopped, and the store says so.
  const store = await openStore(config.databaseUrl, own ? "alone" : "beside");
  try {
    if (own) beginAnew(config);
    const keys = secretKeysOf(config);
    if (keys.before === null)
      throw new Error("Set SECRET_KEY to the new key and SECRET_KEY_BEFORE to the present one.");
    await renewStore(store, keys);
    await renewBackups(join(dataFolder(config.databaseUrl), "backups"), keys);
  } finally {
    await store.close();
  }
  if (own) rmSync(localKeyFiles(config).before, { force: true });
  process.stdout.write(
    own
      ? "Done. The new key is beside the store; the old one is gone.\n"
      : "Done. Once every process runs with the new key, run it once more; then SECRET_KEY_BEFORE can go.\n",
  );
});

/** Makes a new key beside the store; the one of before stays until everything is sealed anew. */
function beginAnew(config: KeySettings): void {
  const { path, before } = localKeyFiles(config);
  if (existsSync(before)) return;
  secretKeysOf(config);
  // In this order: whenever it ends, one of the two files has the key that things are sealed with.
  writeFileSync(`${path}.next`, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flush: true });
  renameSync(path, before);
  renameSync(`${path}.next`, path);
}

async function renewStore(store: Store, { current, before }: SecretKeys): Promise<void> {
  for (const column of Object.values<SealedColumn>(sealedColumns)) {
    const seal = createSeal(current, column.purpose, before);
    const { rows, renewed } = await renewSealed(store, column, (sealed, place) =>
      seal.isCurrent(sealed) ? null : seal.seal(seal.open(sealed, place), place),
    );
    process.stdout.write(`${column.what}: ${renewed} of ${rows} sealed anew\n`);
  }
}

async function renewBackups(folder: string, { current, before }: SecretKeys): Promise<void> {
  const files = existsSync(folder) ? readdirSync(folder).filter((it) => it.endsWith(".sealed")) : [];
  let renewed = 0;
  for (const name of files) {
    const path = join(folder, name);
    if (!isSealed(path)) continue;
    const [plain, fresh] = [`${path}.plain`, `${path}.fresh`];
    try {
      const opened = await openSealedWithAny(path, plain, before === null ? [current] : [current, before]);
      if (opened === current) continue;
      await sealFile(plain, fresh, current);
      renameSync(fresh, path);
      renewed += 1;
    } finally {
      rmSync(plain, { force: true });
      rmSync(fresh, { force: true });
    }
  }
  process.stdout.write(`backups: ${renewed} of ${files.length} sealed anew\n`);
}
