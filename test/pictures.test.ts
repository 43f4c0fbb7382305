import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agedDebt } from "../src/domain/aged-debt.ts";
import { amountDueMinor } from "../src/domain/bill.ts";
import { addDays, type Day } from "../src/domain/day.ts";
import { monthlyFigures } from "../src/domain/report.ts";
import { accountFigures } from "../src/domain/statement.ts";
import { chart } from "../src/pictures/chart.ts";
import { draw } from "../src/pictures/draw.ts";
import { plain } from "../src/pictures/paper.ts";
import { render } from "../src/pictures/render.ts";
import { aBill, aPayment } from "./helpers/builders.ts";

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
    const widths = [...svg.matchAll(/y="[\d.]+" width="([\d.]+)" height="20" fill="#(?!fffdf9)/g)].map(
      ([, it]) => Number(it),
    );
    const [acme = 0, dave = 0] = widths.filter((width) => width > 0);
    expect(acme / dave).toBeCloseTo(2, 1);
  });

  it("shows at most eight rows, and loses no penny in the last", () => {
    const many = Array.from({ length: 20 }, (_, index) => owed(`Client ${index}`, index * 9, 1_000 + index));
    const svg = chart(aged(many));
    expect(svg.match(/height="20"/g)).toHaveLength(8 * 5);
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

describe("a statement", () => {
  const bills = fc.array(
    fc.record({
      late: fc.integer({ min: -30, max: 400 }),
      totalMinor: fc.integer({ min: 100, max: 100_000 }),
      paid: fc.integer({ min: 0, max: 99 }),
      state: fc.constantFrom("open" as const, "part-paid" as const, "paid" as const, "cancelled" as const),
    }),
    { maxLength: 12 },
  );

  it("ends with what is owed less the credit, whatever was billed and paid, and in order", () => {
    fc.assert(
      fc.property(bills, fc.integer({ min: 0, max: 500 }), (made, creditMinor) => {
        const all = made.map(({ late, totalMinor, paid, state }, at) => {
          const dueOn = addDays(today, -late);
          const paidMinor = state === "paid" ? totalMinor : state === "part-paid" ? paid : 0;
          return aBill({
            number: at + 1,
            totalMinor,
            paidMinor,
            state,
            dueOn,
            issuedOn: addDays(dueOn, -14),
          });
        });
        const payments = all.map((bill) =>
          aPayment({ amountMinor: Math.max(1, bill.paidMinor), paidOn: bill.issuedOn }),
        );
        const figures = accountFigures({ bills: all, payments, creditMinor }, today);
        const owedMinor = all.reduce((sum, bill) => sum + amountDueMinor(bill), 0);
        expect(figures.balanceMinor).toBe(owedMinor - creditMinor);
        expect(figures.entries.at(-1)?.balanceMinor ?? figures.broughtMinor).toBe(figures.balanceMinor);
        expect(figures.byAge.reduce((sum, minor) => sum + minor, 0)).toBe(owedMinor);
        const days = figures.entries.map(({ on }) => on);
        expect(days).toEqual([...days].sort());
      }),
    );
  });

  it("begins at nothing where everything of the account is listed", () => {
    const bill = aBill({ state: "part-paid", paidMinor: 10_000, issuedOn: addDays(today, -200) });
    const payments = [aPayment({ amountMinor: 10_000, paidOn: addDays(today, -100) })];
    const { broughtMinor, entries } = accountFigures({ bills: [bill], payments, creditMinor: 0 }, today);
    expect(broughtMinor).toBe(0);
    expect(entries.map(({ balanceMinor }) => balanceMinor)).toEqual([23_000, 13_000]);
  });

  it("lists so many lines at most, and brings what is older forward", () => {
    const many = Array.from({ length: 1_000 }, (_, at) =>
      aBill({ number: at + 1, totalMinor: 100, issuedOn: addDays(today, -300 + Math.floor(at / 4)) }),
    );
    const { entries, broughtMinor, since } = accountFigures(
      { bills: many, payments: [], creditMinor: 0 },
      today,
    );
    expect(entries).toHaveLength(400);
    expect(broughtMinor).toBe(60_000);
    expect(since).toBe(entries[0]?.on);
    expect(entries.at(-1)?.balanceMinor).toBe(100_000);
  });

  it("is a PDF of as many pages as it takes, whatever the letters of the names", async () => {
    const many = Array.from({ length: 60 }, (_, at) =>
      aBill({ number: at + 1, issuedOn: addDays(today, -60) }),
    );
    const account = { bills: many, payments: [], creditMinor: 0 };
    for (const client of ["Siân Ŵyn", "مرحبا 日本", "x".repeat(120)]) {
      const paper = {
        kind: "statement",
        on: today,
        currency: "GBP",
        client,
        to: [client],
        from: ["Joe's Plumbing", "Joe Smith"],
        bank: { name: "Joe Smith", sortCode: "200000", accountNumber: "12345678" },
        ...accountFigures(account, today),
      } as const;
      const { bytes, mime } = await render({ paper, alt: "" });
      const text = Buffer.from(bytes).toString("latin1");
      expect([mime, text.slice(0, 5)]).toEqual(["application/pdf", "%PDF-"]);
      expect(Number(/\/Count (\d+)/.exec(text)?.[1])).toBeGreaterThan(1);
      expect(bytes.length).toBeLessThan(60_000);
    }
  });
});

it("writes names on paper as they are, and leaves little pictures out", () => {
  expect(["Łukasz & Siân 🔧 Plumbing", "👨‍👩‍👧 Ünal", "Żółć © 2026"].map(plain)).toEqual([
    "Łukasz & Siân Plumbing",
    "Ünal",
    "Żółć © 2026",
  ]);
});
