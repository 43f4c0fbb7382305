import { describe, expect, it } from "vitest";
import type { DayShift } from "../../src/domain/day.ts";
import { shiftDay } from "../../src/domain/holidays.ts";
import { readShift } from "../../src/understand/read-shift.ts";

const days = (count: number): DayShift => ({ count, unit: "day" });

const said: readonly (readonly [string, string, DayShift | null, boolean])[] = [
  ["a week", "push it back", days(7), false],
  ["another week", "give", days(7), false],
  ["another two weeks", "give", days(14), false],
  ["an extra week", "give", days(7), false],
  ["two more weeks", "give", days(14), false],
  ["by 14 days", "extend", days(14), false],
  ["another fortnight", "give", days(14), false],
  ["a fortnight", "delay", days(14), false],
  ["10 working days", "extend", { count: 10, unit: "working-day" }, false],
  ["a month", "push back", { count: 1, unit: "month" }, false],
  ["on 30 days", "put", days(30), false],
  ["two days", "bring it forward", days(-2), false],
  ["3 days earlier", "make it due earlier", days(-3), false],
  // People mean either by it.
  ["two days", "move it forward", days(-2), true],
  ["5 days", "move it back", days(5), true],
  ["5 days", "bring it back", days(5), true],
  // How far is that?
  ["a few days", "push it back", null, false],
  ["a bit", "push it back", null, false],
  ["two hours", "push it back", null, false],
];

describe("how far a due day is moved", () => {
  it.each(said)("%s, with %s", (long, how, by, guessed) => {
    expect(readShift(long, how.split(" "))).toEqual(by === null ? null : { by, guessed });
  });

  const from: readonly (readonly [DayShift, string | null])[] = [
    [days(7), "2026-12-28"],
    [days(-2), "2026-12-19"],
    [{ count: 1, unit: "month" }, "2027-01-21"],
    [{ count: -1, unit: "month" }, "2026-11-21"],
    // Christmas, Boxing Day (moved on from Saturday) and a weekend lie between.
    [{ count: 5, unit: "working-day" }, "2026-12-30"],
    [{ count: -5, unit: "working-day" }, null],
  ];
  it.each(from)("%o from Monday 21 December 2026 is %s", (by, day) => {
    expect(shiftDay("2026-12-21", by, "england-and-wales")).toBe(day);
  });

  it("is reckoned to the end of a shorter month", () => {
    expect(shiftDay("2027-01-31", { count: 1, unit: "month" }, "scotland")).toBe("2027-02-28");
  });
});
