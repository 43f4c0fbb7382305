import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day } from "../../src/domain/day.ts";
import { habitText, type PaidBill, payHabit } from "../../src/domain/pay-habit.ts";

const due: Day = "2026-11-04";
const paidAfter = (...days: readonly number[]): readonly PaidBill[] =>
  days.map((late) => ({ dueOn: due, paidOn: addDays(due, late) }));

function said(paid: readonly PaidBill[]): string | null {
  const habit = payHabit(paid);
  return habit === null ? null : habitText(habit);
}

describe("how a client usually pays", () => {
  it("is not said of two bills, which may be chance", () => {
    expect(said(paidAfter(9, 9))).toBeNull();
  });

  it("names the day of the week where most of the money comes on it", () => {
    expect(said(paidAfter(9, 9, 16))).toBe("usually 9 days late, on a Friday");
    expect(said(paidAfter(9, 9, 9, 10, 11))).toBe("usually 9 days late, on a Friday");
  });

  it("names no day of the week where the money comes on any", () => {
    expect(said(paidAfter(1, 2, 3))).toBe("usually 2 days late");
    expect(said(paidAfter(1, 1, 2))).toBe("usually 1 day late");
  });

  it("says early, and on the day", () => {
    expect(said(paidAfter(-3, -2, -1))).toBe("usually 2 days early");
    expect(said(paidAfter(0, 0, 0))).toBe("usually on the due day, on a Wednesday");
  });

  it("is not moved by the one bill that took a year", () => {
    expect(said(paidAfter(1, 2, 3, 365))).toBe("usually 3 days late");
  });

  it("lies between the earliest and the latest there was, whatever their order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -60, max: 400 }), { minLength: 3, maxLength: 40 }), (days) => {
        const habit = payHabit(paidAfter(...days));
        expect(habit?.daysLate).toBeGreaterThanOrEqual(Math.min(...days));
        expect(habit?.daysLate).toBeLessThanOrEqual(Math.max(...days));
        expect(payHabit(paidAfter(...days.toReversed()))).toEqual(habit);
      }),
    );
  });
});
