/**
 * `npm run simulate [-- --seed 7] [-- --seeds 300] [-- --from 1]`: plays seeds and judges each; a failing one is printed
 * whole, with the command that plays it again.
 */
import { parseArgs } from "node:util";
import { judge } from "./invariants.ts";
import { Restless, type Run, simulate } from "./simulate.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    seeds: { type: "string", default: "300" },
    from: { type: "string", default: "1" },
    // Ends at the first seed that breaks this invariant.
    until: { type: "string" },
  },
});
const first = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.seeds) : 1;
const total = { deaths: 0, messages: 0, mails: 0, calls: 0, faults: 0, stalls: 0, forged: 0, failed: 0 };

for (let seed = first; seed < first + count; seed += 1) {
  const options: Run["options"][] = [];
  let broken: readonly string[];
  try {
    broken = await simulate(seed, (run) => {
      options.push(run.options);
      total.deaths += run.deaths.length;
      total.messages += run.script.length;
      total.mails += run.posted.length;
      total.calls += run.books.calls.length;
      total.faults += [...run.met.values()].reduce((sum, times) => sum + times, 0);
      total.stalls += run.stalls;
      total.forged += run.town.forged.length;
      return judge(run);
    });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    if (error instanceof Restless)
      broken = ["invariant 12 (nothing is left in anybody's hands): it never came to rest"];
    else if (/ is damaged /.test(said)) broken = [`invariant 20 (the file is sound): ${said}`];
    else throw error;
  }
  if (broken.length === 0) continue;
  total.failed += 1;
  process.stdout.write(
    `seed ${seed} ${JSON.stringify(options[0] ?? "")}\n  ${broken.slice(0, values.until === undefined ? 12 : 40).join("\n  ")}\n  again: npm run simulate -- --seed ${seed}\n`,
  );
  if (values.until !== undefined && broken.some((it) => it.startsWith(`invariant ${values.until} `))) break;
}
const { deaths, messages, mails, calls, faults, stalls, forged, failed } = total;
process.stdout.write(
  `${count} seeds: ${messages} messages, ${mails} mails, ${calls} calls to Xero, ${faults} faults, ${forged} forgeries, ${stalls} stalls, ${deaths} deaths: ${failed} failed\n`,
);
process.exit(failed === 0 ? 0 : 1);
