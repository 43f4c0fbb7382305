import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What seals others' secrets and the backups: the operator's key, or one of this installation's own. */
export function secretKeyOf(config: {
  readonly secretKey: string | null;
  readonly databaseUrl: string;
}): string {
  return config.secretKey ?? localSecretKey(join(dataFolder(config.databaseUrl), "secret-key"));
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
