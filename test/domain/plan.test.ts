import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day, dayOf, formatDay, instantAt, timeOf } from "../../src/domain/day.ts";
import { isWorkingDay, type Nation } from "../../src/domain/holidays.ts";
import {
  anchorOf,
  billOpeningFrom,
  type ChasePlan,
  formatPlan,
  openingFrom,
  type PlanInput,
  parsePlan,
  planFor,
  planReminders,
  standardPlan,
} from "../../src/domain/plan.ts";
import type { PlannedStep } from "../../src/domain/step.ts";

const noWish = { plan: null, tone: null };

function input(override: Partial<PlanInput> = {}): PlanInput {
  const bill = override.bill ?? { issuedOn: "2026-11-16", dueOn: "2026-12-07" };
  const made = instantAt(bill.issuedOn, "12:00");
  return {
    bill,
    plan: planFor(bill, noWish, noWish),
    time: "10:00",
    nation: "england-and-wales",
    heldUntil: null,
    heldWhy: "held",
    from: made,
    now: made,
    gone: new Set(),
    billMailOn: bill.issuedOn,
    reminded: new Set(),
    chasedOn: null,
    ...override,
  };
}

/** A plan as a trader would write it down: slot, day, hour, tone, and the reason where it moved or was left out. */
function written(steps: readonly PlannedStep[]): readonly string[] {
  return steps.map((step) => {
    const when = step.at === null ? step.state : `${formatDay(dayOf(step.at))} ${timeOf(step.at)}`;
    return [step.slot, when, step.tone, step.why].filter((it) => it !== null).join(" · ");
  });
}

describe("a plan", () => {
  it("is −3, 0, +3, +7, +14 and a question at +21 where terms are a fortnight or more", () => {
    expect(written(planReminders(input()))).toEqual([
      "-3 · Fri 4 Dec 2026 10:00 · friendly",
      "+0 · Mon 7 Dec 2026 10:00 · friendly",
      "+3 · Thu 10 Dec 2026 10:00 · friendly",
      "+7 · Mon 14 Dec 2026 10:00 · formal",
      "+14 · Mon 21 Dec 2026 10:00 · firm",
      // 28 December stands in for Boxing Day, a Saturday.
      "ask · Tue 29 Dec 2026 10:00 · bank-holiday",
    ]);
  });

  it("is 0, +2, +5, +10 where terms are a week or less, and nothing on the day of the bill's own mail", () => {
    expect(written(planReminders(input({ bill: { issuedOn: "2026-11-16", dueOn: "2026-11-16" } })))).toEqual([
      "+0 · skipped · friendly · past",
      "+2 · Wed 18 Nov 2026 10:00 · friendly",
      "+5 · Mon 23 Nov 2026 10:00 · formal · weekend",
      "+10 · Thu 26 Nov 2026 10:00 · firm",
      "ask · Mon 7 Dec 2026 10:00",
    ]);
  });

  it("leaves out the reminder before the day where terms are less than a fortnight", () => {
    const bill = { issuedOn: "2026-11-16", dueOn: "2026-11-26" } as const;
    expect(planFor(bill, noWish, noWish)[0]).toEqual({ days: 0, tone: "friendly" });
  });

  it("lets the later step stand where rolled steps meet", () => {
    const bill = { issuedOn: "2026-12-01", dueOn: "2026-12-22" } as const;
    expect(written(planReminders(input({ bill })))).toEqual([
      // 19 December is a Saturday.
      "-3 · Mon 21 Dec 2026 10:00 · friendly · weekend",
      "+0 · Tue 22 Dec 2026 10:00 · friendly",
      // Christmas Day: with Boxing Day and the weekend after it, the next working day is the 29th.
      "+3 · skipped · friendly · met",
      "+7 · Tue 29 Dec 2026 10:00 · formal",
      "+14 · Tue 5 Jan 2027 10:00 · firm",
      "ask · Tue 12 Jan 2027 10:00",
    ]);
  });

  it("waits for the end of a hold, and then sends the newest only", () => {
    const held = input({ heldUntil: "2026-12-16", heldWhy: "held" });
    expect(written(planReminders(held))).toEqual([
      "-3 · skipped · friendly · met",
      "+0 · skipped · friendly · met",
      "+3 · skipped · friendly · met",
      "+7 · Wed 16 Dec 2026 10:00 · formal · held",
      "+14 · Mon 21 Dec 2026 10:00 · firm",
      "ask · Tue 29 Dec 2026 10:00 · bank-holiday",
    ]);
    expect(planReminders(input({ heldUntil: "told" })).every((step) => step.at === null)).toBe(true);
  });

  it("that is written again as a Sunday's step goes on Monday still says that it was moved, not missed", () => {
    const bill = { issuedOn: "2026-11-22", dueOn: "2026-12-06" } as const;
    const monday = new Date(instantAt("2026-12-07", "10:00").getTime() + 500);
    const steps = written(planReminders(input({ bill, now: monday, gone: new Set(["-3"]) })));
    expect(steps).toContain("+0 · Mon 7 Dec 2026 10:00 · friendly · weekend");
    const evening = instantAt("2026-12-07", "14:00");
    const later = written(planReminders(input({ bill, now: evening, gone: new Set(["-3"]) })));
    expect(later).toContain("+0 · Mon 7 Dec 2026 14:00 · friendly · missed");
  });

  it("sends the newest only after days of downtime", () => {
    const now = instantAt("2026-12-15", "14:20");
    expect(written(planReminders(input({ now })))).toEqual([
      "-3 · skipped · friendly · met",
      "+0 · skipped · friendly · met",
      "+3 · skipped · friendly · met",
      "+7 · Tue 15 Dec 2026 14:20 · formal · missed",
      "+14 · Mon 21 Dec 2026 10:00 · firm",
      "ask · Tue 29 Dec 2026 10:00 · bank-holiday",
    ]);
  });

  it("is in London's hours on both sides of a change of the clocks", () => {
    const plan: ChasePlan = [
      { days: 0, tone: "friendly" },
      { days: 3, tone: "firm" },
    ];
    const bill = { issuedOn: "2027-03-01", dueOn: "2027-03-25" } as const;
    const steps = planReminders(input({ bill, plan }));
    expect(steps.slice(0, 2).map((step) => step.at?.toISOString())).toEqual([
      "2027-03-25T10:00:00.000Z",
      // Good Friday, the weekend and Easter Monday lie between, and summer time begins.
      "2027-03-30T09:00:00.000Z",
    ]);
  });

  it("counts from the day of issue for a bill that was late when it was made", () => {
    expect(anchorOf({ issuedOn: "2026-11-22", dueOn: "2026-10-01" })).toBe("2026-11-22");
  });

  it("refuses to date what lies past the bank holidays known", () => {
    const bill = { issuedOn: "2028-12-01", dueOn: "2028-12-27" } as const;
    const steps = planReminders(input({ bill }));
    expect(written(steps).slice(2, 4)).toEqual([
      "+3 · skipped · friendly · calendar-ends",
      "+7 · skipped · formal · calendar-ends",
    ]);
  });

  it("is written down and read again", () => {
    expect(parsePlan(formatPlan(standardPlan))).toEqual(standardPlan);
  });
});

describe("hours", () => {
  it("open again the next working day after five", () => {
    const friday = openingFrom(instantAt("2026-11-27", "17:00"), "10:00", "england-and-wales");
    expect(friday?.at).toEqual(instantAt("2026-11-30", "10:00"));
    const scots = openingFrom(instantAt("2026-11-27", "17:00"), "10:00", "scotland");
    expect(scots?.at).toEqual(instantAt("2026-12-01", "10:00"));
  });

  it("are eight to eight on any day for the bill itself", () => {
    expect(billOpeningFrom(instantAt("2026-11-22", "19:59")).at).toEqual(instantAt("2026-11-22", "19:59"));
    expect(billOpeningFrom(instantAt("2026-11-22", "20:00")).at).toEqual(instantAt("2026-11-23", "08:00"));
    expect(billOpeningFrom(instantAt("2026-11-22", "05:00")).at).toEqual(instantAt("2026-11-22", "08:00"));
  });
});

const someDay = fc.integer({ min: 0, max: 600 }).map((offset) => addDays("2026-01-01", offset));
const someNation = fc.constantFrom<Nation>("england-and-wales", "scotland", "northern-ireland");
const someTime = fc.constantFrom("09:00", "10:00", "13:45", "16:59");
const someInput = fc
  .record({
    issuedOn: someDay,
    terms: fc.integer({ min: -40, max: 90 }),
    later: fc.integer({ min: 0, max: 120 * 24 }),
    nation: someNation,
    time: someTime,
    hold: fc.option(fc.oneof(fc.constant("told" as const), fc.integer({ min: 0, max: 60 })), { nil: null }),
    reminded: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 }),
    gone: fc.subarray(["-3", "+0", "+3", "ask"]),
    chased: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
  })
  .map(({ issuedOn, terms, later, hold, reminded, gone, chased, ...rest }): PlanInput => {
    const bill = { issuedOn, dueOn: addDays(issuedOn, terms) };
    const made = instantAt(issuedOn, "12:00");
    const now = new Date(made.getTime() + later * 3_600_000);
    const today = dayOf(now);
    return input({
      bill,
      ...rest,
      now,
      heldUntil: typeof hold === "number" ? addDays(today, hold) : hold,
      reminded: new Set(reminded.map((it): Day => addDays(today, it))),
      gone: new Set(gone),
      chasedOn: chased === null ? null : addDays(today, chased),
    });
  });

it("whatever is asked of it, goes only on working days in hours, in order, once a day and never back", () => {
  fc.assert(
    fc.property(someInput, (it) => {
      const steps = planReminders(it);
      const reminders = steps.filter((step) => step.kind === "reminder");
      const going = reminders.flatMap((step) => (step.at === null ? [] : [{ ...step, at: step.at }]));
      // None is lost: each rule that has not gone yet is there once, planned or left out with the reason.
      expect(reminders.length).toBe(
        it.plan.filter(({ days }) => !it.gone.has(days < 0 ? `${days}` : `+${days}`)).length,
      );
      for (const step of reminders) expect(step.state === "skipped" ? step.why : "planned").not.toBeNull();
      for (const { at, nominalOn } of going) {
        expect(isWorkingDay(dayOf(at), it.nation)).toBe(true);
        expect(timeOf(at) >= "09:00" && timeOf(at) < "17:00").toBe(true);
        expect(dayOf(at) >= nominalOn).toBe(true);
        expect(at >= it.now).toBe(true);
        expect(dayOf(at)).not.toBe(it.billMailOn);
        expect(it.reminded.has(dayOf(at))).toBe(false);
        if (it.heldUntil !== null) expect(dayOf(at) >= it.heldUntil).toBe(true);
      }
      const days = going.map(({ at }) => dayOf(at));
      expect(days).toEqual([...new Set(days)].sort());
      // The trader is asked after the last of them.
      const ask = steps.find((step) => step.kind === "ask");
      if (ask?.at && going.length > 0) expect(ask.at > (going.at(-1)?.at ?? it.now)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
