import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sealFile } from "../sealed-file.ts";
import { backUp } from "../store/backup.ts";
import { type ChorePlan, hourly } from "./chore.ts";

/** How many of the newest hours, days and weeks are kept, one backup each. */
export const kept = { hours: 24, days: 14, weeks: 8 } as const;

const namePattern = /^justpayme-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)\.db\.sealed$/;

function nameOf(at: Date): string {
  const stamp = at.toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 13);
  return `justpayme-${stamp}.db.sealed`;
}

function timeOf(name: string): number | null {
  const match = namePattern.exec(name);
  if (match === null) return null;
  const [year, month, day, hour, minute] = match.slice(1).map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute);
}

const hourMs = 3_600_000;
const spans = [
  [hourMs, kept.hours],
  [24 * hourMs, kept.days],
  [7 * 24 * hourMs, kept.weeks],
] as const;

/**
 * Which of the files may go: those that are not the newest of any of the latest hours, days or weeks that have one.
 * Files of other names are nobody's business here.
 */
export function expendable(names: readonly string[]): readonly string[] {
  const backups = names
    .flatMap((name) => {
      const at = timeOf(name);
      return at === null ? [] : [{ name, at }];
    })
    .sort((a, b) => b.at - a.at);
  const keep = new Set<string>();
  for (const [spanMs, count] of spans) {
    const newest = new Map<number, string>();
    for (const { name, at } of backups) {
      const span = Math.floor(at / spanMs);
      if (!newest.has(span) && newest.size < count) newest.set(span, name);
    }
    for (const name of newest.values()) keep.add(name);
  }
  return backups.map(({ name }) => name).filter((name) => !keep.has(name));
}

/** Every hour a copy of the store that was opened and counted, sealed with the secret key; old ones are cleared. */
export function backUpHourly(path: string, folder: string, secretKey: string): ChorePlan {
  return {
    name: "backup",
    next: hourly,
    run: async (now) => {
      mkdirSync(folder, { recursive: true });
      const to = join(folder, nameOf(now));
      const plain = `${to}.plain`;
      const { bills, bytes } = await backUp(path, plain);
      try {
        await sealFile(plain, to, secretKey);
      } finally {
        rmSync(plain, { force: true });
      }
      const old = expendable(readdirSync(folder));
      for (const name of old) rmSync(join(folder, name));
      return `${to}: ${bills} bills, ${bytes} bytes; ${old.length} old ones cleared`;
    },
  };
}
