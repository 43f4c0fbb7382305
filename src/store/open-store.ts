import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { patiently } from "./patience.ts";
import type { Store } from "./store.ts";

/** The path of a `file:` url; null for any other. */
export function sqlitePath(databaseUrl: string): string | null {
  return databaseUrl.startsWith("file:") ? databaseUrl.slice("file:".length) : null;
}

/**
 * Opens what `DATABASE_URL` names, brought up to date. Only the driver that is needed is loaded. Who serves from a
 * SQLite file has it alone; a command that looks in for a moment opens it `beside`.
 */
export async function openStore(databaseUrl: string, how: "alone" | "beside" = "alone"): Promise<Store> {
  const path = sqlitePath(databaseUrl);
  if (path === null) return (await import("./postgres.ts")).openPostgres(databaseUrl);
  mkdirSync(dirname(path), { recursive: true });
  const { openSqlite, openSqliteBeside } = await import("./sqlite.ts");
  return how === "alone" ? patiently(openSqlite(path)) : openSqliteBeside(path);
}
