/** `npm run mutants`: takes each safeguard out of a copy of the code and sees whether the simulation notices. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printTable } from "../../show/table.ts";
import { type Mutant, mutants } from "./mutants.ts";

/** "Nothing is left in a worker's hands, in doubt or waiting." */
const restless = 12;
const root = join(import.meta.dirname, "../../..");

/** Plays seeds against the code without one safeguard; answers the numbers of the invariants that broke. */
function breaches(mutant: Mutant): ReadonlySet<number> {
  const folder = mkdtempSync(join(tmpdir(), "mutant-"));
  try {
    for (const part of ["src", "bots", "test", "package.json"]) {
      cpSync(join(root, part), join(folder, part), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const path = join(folder, mutant.file);
    const before = readFileSync(path, "utf8");
    if (before.split(mutant.from).length !== 2) {
      throw new Error(`${mutant.file} does not have the line of "${mutant.without}" exactly once.`);
    }
    writeFileSync(
      path,
      before.replace(mutant.from, () => mutant.to),
    );
    const run = join(folder, "test/faults/simulation/run.ts");
    const options = { cwd: folder, encoding: "utf8", timeout: 60_000 } as const;
    const { stdout, signal } = spawnSync(process.execPath, [run, "--seeds", "8"], options);
    // One that never comes to rest is found by never coming to rest.
    if (signal !== null) return new Set([restless]);
    return new Set([...stdout.matchAll(/invariant (\d+) /g)].map((match) => Number(match[1])));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const rows = mutants.map((mutant) => {
  const broken = breaches(mutant);
  const dead = broken.has(mutant.breaks);
  return {
    without: mutant.without,
    "must break": mutant.breaks,
    broke: [...broken].sort((a, b) => a - b).join(" ") || "nothing",
    mutant: dead ? "killed" : "SURVIVES",
  };
});
printTable("Safeguards taken out, and what notices", rows);
const alive = rows.filter((row) => row.mutant !== "killed").length;
process.stdout.write(`${rows.length} mutants, ${rows.length - alive} killed\n`);
process.exit(alive === 0 ? 0 : 1);
