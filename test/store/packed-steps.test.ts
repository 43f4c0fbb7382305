import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, instantAt } from "../../src/domain/day.ts";
import { type Step, type StepWhy, stepKinds } from "../../src/domain/step.ts";
import { inPlan, pack, placeOf, unpack } from "../../src/store/packed-steps.ts";
import { stepId, whyLetters } from "../../src/store/plan-letters.ts";

const day = fc.integer({ min: 0, max: 1_000 }).map((days) => addDays("2026-01-01", days));
const instant = fc.integer({ min: 0, max: 2 ** 41 }).map((ms) => new Date(ms));
/** An hour as the clocks of London show it, on a day of the year. */
const hour = fc
  .tuple(day, fc.constantFrom("10:00", "09:30", "17:00", "00:00", "01:30", "23:59"))
  .map(([on, time]) => instantAt(on, time));
const of = { clientId: "c1", createdAt: new Date("2026-11-22T09:00:00Z") };
const whys = Object.keys(whyLetters) as StepWhy[];

const step = fc.record({
  clientId: fc.constantFrom("c1", "c2", "c3"),
  kind: fc.constantFrom(...stepKinds),
  slot: fc.oneof(fc.constantFrom("+3", "-3", "bill", "ask", "now 2026-12-01"), fc.string()),
  tone: fc.constantFrom("friendly", "formal", "firm", null),
  anchorOn: day,
  nominalOn: day,
  at: fc.option(fc.oneof(hour, instant)),
  why: fc.constantFrom(...whys, null),
  state: fc.constantFrom("planned", "skipped", "cancelled"),
  createdAt: instant,
});

describe("a plan as a text", () => {
  it("is read as it was written, whatever its steps and wherever some left it", () => {
    fc.assert(
      fc.property(fc.array(fc.option(step, { freq: 4 }), { maxLength: 12 }), (drawn) => {
        const steps = drawn.map((it, place): Step | null =>
          it === null
            ? null
            : {
                ...it,
                id: stepId("b1", place),
                traderId: "t1",
                billId: "b1",
                effectId: null,
                sentOn: null,
              },
        );
        const text = pack(steps, of);
        expect(unpack(text, "t1", "b1", of)).toEqual(steps);
        expect(pack(unpack(text, "t1", "b1", of), of)).toBe(text);
      }),
    );
  });

  it("names its steps by the bill and their place, and knows such a name from any other", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{20}$/), fc.nat(2_000), (billId, place) => {
        expect(placeOf(stepId(billId, place))).toEqual({ billId, place });
        expect(placeOf(billId)).toBeNull();
      }),
    );
  });

  it("holds only what nothing outside was told of", () => {
    const planned: Step = { ...fc.sample(step, { numRuns: 1, seed: 1 })[0] } as Step;
    const kept = { ...planned, effectId: null, sentOn: null };
    expect(inPlan({ ...kept, state: "planned" })).toBe(true);
    for (const state of ["queued", "sending", "offered", "sent"] as const)
      expect(inPlan({ ...kept, state })).toBe(false);
    expect(inPlan({ ...kept, state: "planned", effectId: "e1" })).toBe(false);
    expect(inPlan({ ...kept, state: "skipped", sentOn: "2026-01-01" })).toBe(false);
  });

  it("gives no two reasons the same letter", () => {
    expect(new Set(Object.values(whyLetters)).size).toBe(whys.length);
  });

  it("says only what does not follow from the rest", () => {
    const at = instantAt("2026-11-23", "14:31");
    const steps = ["bill", "-3", "+0", "+3", "ask"].map((slot, place): Step => {
      const on = addDays("2026-11-27", slot === "ask" ? 21 : Number(slot === "bill" ? -4 : slot));
      return {
        id: stepId("b1", place),
        traderId: "t1",
        billId: "b1",
        clientId: "01kb2m0000000000000c",
        kind: slot === "bill" || slot === "ask" ? slot : "reminder",
        slot,
        tone: slot === "bill" || slot === "ask" ? null : "friendly",
        anchorOn: "2026-11-27",
        nominalOn: on,
        at:
          slot === "bill"
            ? at
            : instantAt(slot === "-3" ? "2026-11-26" : on, slot === "+3" ? "09:30" : "10:00"),
        why: slot === "-3" ? "held" : null,
        state: "planned",
        effectId: null,
        sentOn: null,
        createdAt: at,
      };
    });
    const made = { clientId: "01kb2m0000000000000c", createdAt: at };
    expect(pack(steps, made)).toBe("pb~-4@:1431/g1c prH-3f@2 pr+0f@ pr+3f@:0930 pa~21@");
    const full = "pb~-4@:1431/g1c*mwtd5leo&01kb2m0000000000000c prH-3f@2 pr+0f@ pr+3f@:0930 pa~21@";
    expect(pack(steps, of), "planned on another day, to another client").toBe(full);
    expect(unpack(full, "t1", "b1", made)).toEqual(steps);
  });

  it("is read as it was written before, until somebody changes it", () => {
    const former =
      '[["p","b","bill","2026-11-22",null,null,"no-address","2026-11-27","c1",1795376791626],0,["s","r","+2","2026-11-29",null,"f","met"],["p","a","ask","2026-12-18",1797588000000]]';
    const steps = unpack(former, "t1", "b1", of);
    expect(steps.map((it) => it && [it.id, it.slot, it.nominalOn, it.at?.toISOString() ?? null])).toEqual([
      ["b1.000", "bill", "2026-11-22", null],
      null,
      ["b1.002", "+2", "2026-11-29", null],
      ["b1.003", "ask", "2026-12-18", "2026-12-18T10:00:00.000Z"],
    ]);
    expect(steps[2]).toMatchObject({
      state: "skipped",
      why: "met",
      tone: "friendly",
      anchorOn: "2026-11-27",
    });
    expect(unpack(pack(steps, of), "t1", "b1", of)).toEqual(steps);
    expect(unpack("[]", "t1", "b1", of)).toEqual([]);
  });
});
