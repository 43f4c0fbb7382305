import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** The key of a local installation: made once, readable by its owner alone, and kept beside the store. */
export function localSecretKey(path: string): string {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  }
  return readFileSync(path, "utf8").trim();
}

/** The folder that the books are in. */
export function dataFolder(databaseUrl: string): string {
  return databaseUrl.startsWith("file:") ? dirname(databaseUrl.slice("file:".length)) : "data";
}
