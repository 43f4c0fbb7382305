import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agedDebt, ageOf, ages } from "../../src/domain/aged-debt.ts";
import { addDays, type Day } from "../../src/domain/day.ts";

const today: Day = "2026-11-22";
const owed = (clientId: string, daysLate: number, dueMinor: number) => {
  return { clientId, client: clientId, dueOn: addDays(today, -daysLate), dueMinor };
};

describe("aged debt", () => {
  it("counts a bill due today as current, and each age to its last day", () => {
    expect([-5, 0, 1, 30, 31, 60, 61, 90, 91].map((late) => ageOf(addDays(today, -late), today))).toEqual([
      "current", "current", "1–30", "1–30", "31–60", "31–60", "61–90", "61–90", "90+",
    ]); // biome-ignore format: one row of ages
  });

  it("has a row a client, whoever owes most first", () => {
    const rows = agedDebt([owed("Acme", 3, 100), owed("Dave", 0, 900), owed("Acme", 95, 50)], today);
    expect(rows).toEqual([
      { client: "Dave", byAge: [900, 0, 0, 0, 0], totalMinor: 900 },
      { client: "Acme", byAge: [0, 100, 0, 0, 50], totalMinor: 150 },
    ]);
  });

  it("loses and makes no penny", () => {
    const debt = fc.record({
      clientId: fc.constantFrom("a", "b", "c"),
      late: fc.integer({ min: -40, max: 400 }),
      dueMinor: fc.integer({ min: 1, max: 1_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(debt), (debts) => {
        const rows = agedDebt(
          debts.map((it) => owed(it.clientId, it.late, it.dueMinor)),
          today,
        );
        const total = rows.reduce((sum, row) => sum + row.totalMinor, 0);
        expect(total).toBe(debts.reduce((sum, it) => sum + it.dueMinor, 0));
        for (const row of rows) expect(row.byAge).toHaveLength(ages.length);
      }),
    );
  });
});
