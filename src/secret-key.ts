import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What seals others' secrets and the backups. */
export interface SecretKeys {
  readonly current: string;
  /** Opens what was sealed before the key was changed; nothing is sealed with it any more. */
  readonly before: string | null;
}

export interface KeySettings {
  readonly secretKey: string | null;
  readonly secretKeyBefore: string | null;
  readonly databaseUrl: string;
}

/** The operator's keys, or those of this installation's own. */
export function secretKeysOf(config: KeySettings): SecretKeys {
  const { secretKey, secretKeyBefore } = config;
  if (secretKey !== null) return { current: secretKey, before: secretKeyBefore };
  const { path, before } = localKeyFiles(config);
  return {
    current: localSecretKey(path),
    before: existsSync(before) ? readFileSync(before, "utf8").trim() : null,
  };
}

/** Where a local installation keeps its key, and the one of before while not everything is sealed anew. */
export function localKeyFiles({ databaseUrl }: Pick<KeySettings, "databaseUrl">) {
  const path = join(dataFolder(databaseUrl), "secret-key");
  return { path, before: `${path}.before` };
}

/** The folder that the books are in. */
export function dataFolder(databaseUrl: string): string {
  return databaseUrl.startsWith("file:") ? dirname(databaseUrl.slice("file:".length)) : "data";
}

/** The key of a local installation: made once, readable by its owner alone, and kept beside the store. */
export function localSecretKey(path: string): string {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  }
  return readFileSync(path, "utf8").trim();
}
