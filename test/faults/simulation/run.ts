/** `npm run simulate [-- --seed 7] [-- --seeds 300]`: plays seeds and judges each; a failing one is printed whole. */
import { parseArgs } from "node:util";
import { judge } from "./invariants.ts";
import { type Run, simulate } from "./simulate.ts";

const { values } = parseArgs({
  options: { seed: { type: "string" }, seeds: { type: "string", default: "300" } },
});
const seeds =
  values.seed === undefined
    ? Array.from({ length: Number(values.seeds) }, (_, i) => i + 1)
    : [Number(values.seed)];
let deaths = 0;
let messages = 0;
let failed = 0;
for (const seed of seeds) {
  const { run, broken } = await simulate(seed, (run: Run) => ({ run, broken: judge(run) }));
  deaths += run.deaths.length;
  messages += run.script.length;
  if (broken.length === 0) continue;
  failed += 1;
  process.stdout.write(`seed ${seed} ${JSON.stringify(run.options)}\n  ${broken.slice(0, 8).join("\n  ")}\n`);
}
process.stdout.write(`${seeds.length} seeds, ${messages} messages, ${deaths} deaths: ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
