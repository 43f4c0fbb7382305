import { readdirSync, readFileSync } from "node:fs";

/** What Linux counts for one process, in MiB. */
export interface ProcessMemory {
  readonly residentMib: number;
  /** What it shares with others counted in part: these add up over processes. */
  readonly proportionalMib: number;
}

export function memoryOf(pid: number): ProcessMemory {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  const mib = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(rollup)?.[1] ?? 0) / 1_024;
  return { residentMib: mib("Rss"), proportionalMib: mib("Pss") };
}

/** All processes that this one started, and they. */
export function descendantsOf(pid: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    const parent = /^\d+$/.test(name) ? parentOf(Number(name)) : null;
    if (parent !== null) parents.set(Number(name), parent);
  }
  const found: number[] = [];
  const look = (of: number): void => {
    for (const [child, parent] of parents) {
      if (parent !== of) continue;
      found.push(child);
      look(child);
    }
  };
  look(pid);
  return found;
}

/** Null where it has ended since. */
function parentOf(pid: number): number | null {
  try {
    // The name stands in brackets and may hold any sign.
    const after = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\)/s, "").trim().split(" ");
    return Number(after[1]);
  } catch {
    return null;
  }
}
