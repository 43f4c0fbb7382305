/** `npm run mutants`: takes each safeguard out of a copy of the code and sees whether the simulation notices. */
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printTable } from "../../show/table.ts";
import { editsOf, type Mutant, mutants } from "./mutants.ts";

/** The most seeds that a mutant has to be found in, the time it is given, and how many are played at once. */
const [seeds, timeoutMs, atOnce] = [120, 240_000, 2];
const root = join(import.meta.dirname, "../../..");

/** A copy of the code to take things out of. */
function copyCode(): string {
  const folder = mkdtempSync(join(tmpdir(), "mutant-"));
  for (const part of ["src", "bots", "test/faults", "test/helpers", "package.json"])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** Takes one safeguard out of a copy. */
function mutate(folder: string, mutant: Mutant): void {
  for (const { file, from, to } of editsOf(mutant)) {
    const path = join(folder, file);
    const before = readFileSync(path, "utf8");
    writeFileSync(
      path,
      before.replace(from, () => to),
    );
  }
}

/** Puts it back. */
function mend(folder: string, mutant: Mutant): void {
  for (const { file } of editsOf(mutant)) cpSync(join(root, file), join(folder, file));
}

interface Verdict {
  readonly killed: boolean;
  /** What the first failing seeds said. */
  readonly said: string;
}

/** Plays seeds until the invariant breaks that must. */
async function hunt(folder: string, mutant: Mutant): Promise<Verdict> {
  mutate(folder, mutant);
  const run = join(folder, "test/faults/simulation/run.ts");
  const from = String(mutant.seed ?? 1);
  const args = [run, "--from", from, "--seeds", String(seeds), "--until", String(mutant.breaks)];
  // All but what was taken out is the same for each: compiled once.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, "compiled") };
  const child = spawn(process.execPath, args, { cwd: folder, timeout: timeoutMs, env });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await new Promise((resolve) => child.on("close", resolve));
  mend(folder, mutant);
  return { killed: new RegExp(`invariant ${mutant.breaks} `).test(said), said };
}

const wanted = process.argv[2];
const queue = mutants.filter(({ without }) => wanted === undefined || without.includes(wanted));
const rows = new Map<Mutant, Record<string, string | number>>();
let alive = 0;

async function work(): Promise<void> {
  const folder = copyCode();
  for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
    const { killed, said } = await hunt(folder, mutant);
    // The hunt ends with the seed that kills; the ones before broke something else.
    const seed = [...said.matchAll(/^seed (\d+)/gm)].at(-1)?.[1] ?? "-";
    const broke = new Set([...said.matchAll(/invariant (\d+) /g)].map((match) => Number(match[1])));
    rows.set(mutant, {
      without: mutant.without,
      "must break": mutant.breaks,
      "killed by seed": seed,
      broke: [...broke].sort((a, b) => a - b).join(" ") || "nothing",
      mutant: killed ? "killed" : "SURVIVES",
    });
    if (killed) continue;
    alive += 1;
    process.stdout.write(`survives: ${mutant.without}\n${said.slice(0, 1_500)}\n`);
  }
  rmSync(folder, { recursive: true, force: true });
}

await Promise.all(Array.from({ length: atOnce }, work));
const table = mutants.map((mutant) => rows.get(mutant)).filter((row) => row !== undefined);
printTable("Safeguards taken out, and what notices", table);
process.stdout.write(`${table.length} mutants, ${table.length - alive} killed\n`);
process.exit(alive === 0 ? 0 : 1);
