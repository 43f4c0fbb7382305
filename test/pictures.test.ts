import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agedDebt } from "../src/domain/aged-debt.ts";
import { addDays, type Day } from "../src/domain/day.ts";
import { monthlyFigures } from "../src/domain/report.ts";
import { chart } from "../src/pictures/chart.ts";
import { draw } from "../src/pictures/draw.ts";

const today: Day = "2026-11-22";
const owed = (client: string, late: number, dueMinor: number) => {
  return { clientId: client, client, dueOn: addDays(today, -late), dueMinor };
};
const aged = (debts: readonly ReturnType<typeof owed>[]) =>
  ({ kind: "aged-debt", on: today, currency: "GBP", rows: agedDebt(debts, today) }) as const;

describe("the picture of what is owed", () => {
  it("has a bar for each client as long as their share, and says each sum", () => {
    const svg = chart(aged([owed("Acme", 3, 30_000), owed("Dave", 0, 15_000)]));
    expect(svg).toContain(">You are owed £450<");
    expect(svg).toContain(">Acme<");
    const widths = [...svg.matchAll(/y="(?:132|174)" width="([\d.]+)" height="26" fill="#(?!fffdf9)/g)].map(
      ([, it]) => Number(it),
    );
    const [acme = 0, dave = 0] = widths.filter((width) => width > 0);
    expect(acme / dave).toBeCloseTo(2, 1);
  });

  it("shows at most eight rows, and loses no penny in the last", () => {
    const many = Array.from({ length: 20 }, (_, index) => owed(`Client ${index}`, index * 9, 1_000 + index));
    const svg = chart(aged(many));
    expect(svg.match(/height="26"/g)).toHaveLength(8 * 5);
    expect(svg).toContain(">13 others<");
    expect(svg).toContain(`>You are owed £${((20_000 + 190) / 100).toFixed(2)}<`);
  });

  it("is made of nothing that a client's name could put in", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (name) => {
        const svg = chart(aged([owed(`<image href="http://x/">${name}`, 1, 100)]));
        expect(svg).not.toMatch(/<(?!\/?(?:svg|rect|text)\b)/);
        expect(svg.isWellFormed()).toBe(true);
      }),
    );
  });

  it("is a PNG, whatever the letters of the name", async () => {
    for (const name of ["Acme", "Łukasz Żółć", "مرحبا", "日本", "\u0000\uD800", "👩‍👩‍👧‍👦"]) {
      const png = await draw(aged([owed(name, 1, 100)]));
      expect(Buffer.from(png.subarray(0, 8)).toString("hex")).toBe("89504e470d0a1a0a");
      expect(png.length).toBeLessThan(120_000);
    }
  });

  it("is the same picture when it is drawn again", async () => {
    const picture = aged([owed("Acme", 3, 30_000)]);
    expect(Buffer.from(await draw(picture)).equals(Buffer.from(await draw(picture)))).toBe(true);
  });
});

describe("the picture of the months", () => {
  it("has the last six months, quiet ones among them, over the turn of a year", () => {
    const months = monthlyFigures(
      "2027-02-10",
      new Map([["2026-12", 12_300]]),
      new Map([["2027-01", 12_300]]),
      [{ issuedOn: "2026-12-20", paidOn: "2027-01-09" }],
    );
    expect(months.map(({ month }) => month)).toEqual([
      "2026-09",
      "2026-10",
      "2026-11",
      "2026-12",
      "2027-01",
      "2027-02",
    ]);
    expect(months[4]).toEqual({ month: "2027-01", billedMinor: 0, paidMinor: 12_300, daysToPay: 20 });
    const svg = chart({ kind: "months", currency: "GBP", months });
    expect(svg.match(/>£123</g)).toHaveLength(2);
    expect(svg).toContain(">20 days<");
  });
});
