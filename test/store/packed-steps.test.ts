import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../src/domain/day.ts";
import { type Step, stepKinds } from "../../src/domain/step.ts";
import { inPlan, pack, placeOf, stepId, unpack } from "../../src/store/packed-steps.ts";

const day = fc.integer({ min: 0, max: 1_000 }).map((days) => addDays("2026-01-01", days));
const instant = fc.integer({ min: 0, max: 2 ** 41 }).map((ms) => new Date(ms));

const step = fc.record({
  clientId: fc.constantFrom("c1", "c2", "c3"),
  kind: fc.constantFrom(...stepKinds),
  slot: fc.oneof(fc.constantFrom("+3", "bill", "ask"), fc.string()),
  tone: fc.constantFrom("friendly", "formal", "firm", null),
  anchorOn: day,
  nominalOn: day,
  at: fc.option(instant),
  why: fc.constantFrom("held", "weekend", "doubt", "paid", null),
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
        const text = pack(steps);
        expect(unpack(text, "t1", "b1")).toEqual(steps);
        expect(pack(unpack(text, "t1", "b1"))).toBe(text);
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

  it("takes some fifty bytes a step", () => {
    const at = new Date("2026-11-23T10:00:00Z");
    const steps = ["bill", "+0", "+3", "+7", "+14", "ask"].map(
      (slot, place): Step => ({
        id: stepId("b1", place),
        traderId: "t1",
        billId: "b1",
        clientId: "01kb2m0000000000000c",
        kind: "reminder",
        slot,
        tone: "friendly",
        anchorOn: "2026-11-20",
        nominalOn: addDays("2026-11-23", place),
        at,
        why: null,
        state: "planned",
        effectId: null,
        sentOn: null,
        createdAt: at,
      }),
    );
    expect(pack(steps).length).toBeLessThan(6 * 50 + 60);
  });
});
