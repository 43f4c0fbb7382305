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

/** Whether a process runs: one that ended and that nobody has asked about does not. */
export function runs(pid: number): boolean {
  const [state] = statOf(pid) ?? [];
  return state !== undefined && state !== "Z" && state !== "X";
}

/** All processes that this one started, and they. */
export function descendantsOf(pid: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    const [, parent] = /^\d+$/.test(name) ? (statOf(Number(name)) ?? []) : [];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
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

/** Its state, its parent and more; null where there is none, or it has ended since. */
function statOf(pid: number): readonly string[] | null {
  try {
    // The name stands in brackets and may hold any sign.
    return readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\)/s, "").trim().split(" ");
  } catch {
    return null;
  }
}
