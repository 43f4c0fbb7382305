import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTermsDays, termsPattern } from "../../src/understand/read-terms-days.ts";

const said: readonly (readonly [string, number | null])[] = [
  ["30 days", 30],
  ["30-day", 30],
  ["30 days'", 30],
  ["net 30", 30],
  ["30 days net", 30],
  ["thirty days", 30],
  ["twenty-eight days", 28],
  ["a week", 7],
  ["2 weeks", 14],
  ["a fortnight", 14],
  ["fortnight", 14],
  ["a month", 30],
  ["three months", 90],
  ["0 days", 0],
  ["on receipt", 0],
  ["payment on receipt", 0],
  ["due upon receipt", 0],
  ["cash on delivery", 0],
  ["straight away", 0],
  ["end of month", null],
  ["30 days end of month", null],
  ["30 days from the end of the month", null],
  ["ages", null],
];

describe("how long somebody has to pay", () => {
  it.each(said)("%s is %s days", (text, days) => {
    expect(readTermsDays(text)).toBe(days);
    if (text !== "ages") expect(text).toMatch(new RegExp(`^(?:${termsPattern})$`, "i"));
  });

  it("is the figure said, in days or weeks", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), (count) => {
        expect(readTermsDays(`${count} days`)).toBe(count);
        expect(readTermsDays(`${count} weeks`)).toBe(count * 7);
      }),
    );
  });
});
