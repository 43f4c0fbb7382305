import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { assertSound } from "./migrate.ts";
import { holdFile } from "./sqlite.ts";

export interface BackedUp {
  readonly bills: number;
  readonly bytes: number;
}

/** Copies a store that may be in use, as it is at one moment, and proves that the copy can be opened. */
export async function backUp(from: string, to: string): Promise<BackedUp> {
  if (!existsSync(from)) throw new Error(`There is no store at ${from}.`);
  mkdirSync(dirname(to), { recursive: true });
  const unfinished = `${to}.unfinished`;
  const source = new Database(from, { readonly: true });
  try {
    await source.backup(unfinished);
  } finally {
    source.close();
  }
  const counted = inspect(unfinished);
  renameSync(unfinished, to);
  return counted;
}

/**
 * Puts a backup in the place of the store. What was there is kept beside it; nothing is touched where the backup is
 * damaged or a process still has the store open. Answers where the old store went, if there was one.
 */
export function restore(
  from: string,
  to: string,
  stamp: string,
): BackedUp & { readonly kept: string | null } {
  if (!existsSync(from)) throw new Error(`There is no backup at ${from}.`);
  const counted = inspect(from);
  mkdirSync(dirname(to), { recursive: true });
  const letGo = holdFile(to);
  try {
    const incoming = `${to}.incoming`;
    copyFileSync(from, incoming);
    const kept = existsSync(to) ? `${to}.before-restore-${stamp}` : null;
    if (kept !== null) moveAside(to, kept);
    renameSync(incoming, to);
    return { ...counted, kept };
  } finally {
    letGo();
  }
}

/** A write-ahead log belongs to its file: it goes with it, or it would be played into the restored one. */
function moveAside(path: string, kept: string): void {
  for (const suffix of ["-wal", "-shm"]) {
    if (existsSync(path + suffix)) renameSync(path + suffix, kept + suffix);
  }
  renameSync(path, kept);
}

function inspect(path: string): BackedUp {
  const copy = new Database(path);
  try {
    assertSound(path);
    const bills = copy.prepare<[], { n: number }>("SELECT count(*) AS n FROM bills").get()?.n ?? 0;
    const pages = Number(copy.pragma("page_count", { simple: true }));
    return { bills, bytes: pages * Number(copy.pragma("page_size", { simple: true })) };
  } finally {
    copy.close();
    for (const suffix of ["-wal", "-shm"]) rmSync(path + suffix, { force: true });
  }
}
