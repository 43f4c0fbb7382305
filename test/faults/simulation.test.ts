import { expect, it } from "vitest";
import { judge } from "./simulation/invariants.ts";
import { simulate } from "./simulation/simulate.ts";

it("keeps every promise through faults and deaths, whatever the seed", async () => {
  const broken: string[] = [];
  let deaths = 0;
  for (let seed = 1; seed <= 40; seed += 1) {
    const found = await simulate(seed, (run) => {
      deaths += run.deaths.length;
      return judge(run);
    });
    broken.push(...found.map((what) => `seed ${seed}: ${what}`));
  }
  expect(broken).toEqual([]);
  // A run in which nothing dies would hold every promise.
  expect(deaths).toBeGreaterThan(40);
}, 300_000);
