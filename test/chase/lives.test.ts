import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wrongs } from "./kept.ts";
import { type Deed, dues, live, untils } from "./live.ts";

/*
 * Whole lives of a trader's bills: whatever is billed, paid, cancelled, moved and paused, whatever the calendar and
 * however often nothing ran or mail came back, clients are written to by the rules. `CHASE_LIVES=100` tries that many.
 */
const client = fc.nat({ max: 3 });
const nth = fc.nat({ max: 30 });
const due = fc.constantFrom(...dues);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant("bill" as const), client, due }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant("pay" as const), nth }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("cancel" as const), nth }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("move" as const), nth, due }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant("hold" as const), client, until: fc.constantFrom(...untils) }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("returned" as const), nth }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("again" as const), client }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant("down" as const), hours: fc.integer({ min: 1, max: 70 }) }),
  },
);
/** Christmas, Easter with the change of the clocks, the twelfth of July, and the clocks going back. */
const start = fc.constantFrom(
  "2026-12-10T00:00:00Z",
  "2027-03-12T00:00:00Z",
  "2027-06-25T23:00:00Z",
  "2026-10-10T23:00:00Z",
);
const day = fc.array(fc.tuple(fc.integer({ min: 6, max: 22 }), deed), { maxLength: 2 });
const days = fc.array(day, { minLength: 20, maxLength: 40 });

const numRuns = Number(process.env["CHASE_LIVES"] ?? 5);

describe("chasing, whatever befalls a trader", () => {
  it("keeps every rule: hours, one a day, nobody who has paid, in order, none lost, nowhere that mail came back from", async () => {
    await fc.assert(
      fc.asyncProperty(start, days, async (from, deeds) => {
        const { life, mails, steps } = await live(from, deeds);
        expect(wrongs(life, mails, steps)).toEqual([]);
      }),
      { numRuns },
    );
  }, 3_600_000);
});
