import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const run = promisify(execFile);
const path = join(import.meta.dirname, "simulation/run.ts");

/** In a process of its own: a run takes over the timers of the whole process. */
async function play(from: number, seeds: number): Promise<string> {
  const args = [path, "--from", String(from), "--seeds", String(seeds)];
  // What fails is told on standard output, with the command that plays the seed again.
  const { stdout } = await run(process.execPath, args).catch((error: { stdout: string }) => error);
  return stdout;
}

it("keeps every promise through faults, stalls and deaths, whatever the seed", async () => {
  const said = await Promise.all([play(1, 150), play(151, 150)]);
  for (const it of said) expect(it).toMatch(/: 0 failed\n$/);
  const deaths = said.map((it) => Number(/(\d+) deaths/.exec(it)?.[1])).reduce((a, b) => a + b, 0);
  // A run in which nothing dies would hold every promise.
  expect(deaths).toBeGreaterThan(1_500);
}, 600_000);
