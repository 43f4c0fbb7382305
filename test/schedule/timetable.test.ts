import { expect, it } from "vitest";
import { createLog } from "../../src/log.ts";
import { createTimetable, type Source } from "../../src/schedule/timetable.ts";
import { manualClock } from "../helpers/manual-clock.ts";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour));

/** Business due at these hours, each done once. */
function due(name: string, hours: readonly number[], done: string[], fail = false): Source {
  const left = [...hours];
  return {
    name,
    nextAt: async (after) => left.map(at).find((it) => it > after) ?? null,
    run: async (now) => {
      if (fail) throw new Error("broken");
      while (left[0] !== undefined && at(left[0]) <= now) done.push(`${name} ${left.shift()}`);
    },
  };
}

it("does what is due of every source, and is not kept from it by one that fails", async () => {
  const done: string[] = [];
  const clock = manualClock("2026-11-23T10:00:00Z");
  const sources = [due("broken", [8], done, true), due("summary", [8, 12], done), due("chase", [10], done)];
  const timetable = createTimetable({ sources, clock, log: createLog("silent") });
  expect(await timetable.nextAt(at(9))).toEqual(at(10));
  await timetable.runDue();
  expect(done).toEqual(["summary 8", "chase 10"]);
  expect(await timetable.nextAt(clock.now())).toEqual(at(12));
});

it("does not begin twice at once", async () => {
  const clock = manualClock("2026-11-23T10:00:00Z");
  let under = 0;
  let most = 0;
  const slow: Source = {
    name: "slow",
    nextAt: async () => null,
    run: async () => {
      most = Math.max(most, ++under);
      await new Promise((resolve) => setTimeout(resolve, 5));
      under -= 1;
    },
  };
  const timetable = createTimetable({ sources: [slow], clock, log: createLog("silent") });
  await Promise.all([timetable.runDue(), timetable.runDue()]);
  expect(most).toBe(1);
});
