import { readFileSync, writeFileSync } from "node:fs";
import Holidays from "date-holidays";
import { expect, it } from "vitest";
import { addDays, type Day, weekdayOf } from "../../src/domain/day.ts";
import { holidaysKnownUntil, isBankHoliday, type Nation, workingDayFrom } from "../../src/domain/holidays.ts";

const official = JSON.parse(readFileSync(new URL("bank-holidays.json", import.meta.url), "utf8")) as Readonly<
  Record<Nation | "source", readonly string[]>
>;
const nations: readonly Nation[] = ["england-and-wales", "scotland", "northern-ireland"];

it.each(nations)("keeps the bank holidays the government published for %s since 2013", (nation) => {
  const published = new Set(official[nation]);
  const wrong: string[] = [];
  for (let day: Day = "2013-01-01"; day <= holidaysKnownUntil; day = addDays(day, 1)) {
    const weekend = weekdayOf(day) === 0 || weekdayOf(day) === 6;
    // A holiday that falls on a weekend is kept on another day; which of the two is listed makes no difference.
    if (!weekend && isBankHoliday(day, nation) !== published.has(day)) wrong.push(day);
  }
  expect(wrong).toEqual([]);
  expect(published.size).toBeGreaterThan(120);
});

/**
 * The table is what the package works out: it costs 2 MB of code to load, which the product need not do for days that
 * are known. `WRITE_HOLIDAYS=1 npx vitest run --dir test holidays` writes the table anew.
 */
it("has in its table what the package date-holidays works out", () => {
  const path = new URL("../../src/domain/bank-holidays.ts", import.meta.url);
  const table = printed();
  if (process.env["WRITE_HOLIDAYS"] !== undefined) writeFileSync(path, table);
  expect(readFileSync(path, "utf8")).toBe(table);
});

function printed(): string {
  const regions = { "england-and-wales": "ENG", scotland: "SCT", "northern-ireland": "NIR" };
  const tables = nations.map((nation) => {
    const calendar = new Holidays("GB", regions[nation], {
      types: ["public", "bank"],
      timezone: "Europe/London",
    });
    const lines = Array.from({ length: 28 }, (_, i) => lineOf(calendar, 2013 + i));
    return `  ${/^\w+$/.test(nation) ? nation : `"${nation}"`}: \`${lines.join("\n")}\`,\n`;
  });
  return `/** Bank holidays, and days kept for one that falls on a weekend: a year, then months with days. Written by a test. */\nexport const bankHolidays = {\n${tables.join("")}};\n`;
}

function lineOf(calendar: Holidays, year: number): string {
  const all = calendar.getHolidays(year).filter(({ type }) => type === "public" || type === "bank");
  const inYear = new Set(all.map(({ date }) => date.slice(5, 10).replace("-", "")).sort());
  return [year, ...inYear].join(" ");
}

it("does not guess past the end of what was published", () => {
  for (const nation of nations) {
    expect(official[nation].at(-1)?.slice(0, 4)).toBe(holidaysKnownUntil.slice(0, 4));
    expect(workingDayFrom("2028-12-29", nation)).toBe("2028-12-29");
    expect(workingDayFrom("2028-12-30", nation)).toBeNull();
    expect(workingDayFrom("2029-01-03", nation)).toBeNull();
  }
});

it("keeps each nation's own days", () => {
  expect(workingDayFrom("2026-07-13", "northern-ireland")).toBe("2026-07-14");
  expect(workingDayFrom("2026-07-13", "england-and-wales")).toBe("2026-07-13");
  expect(workingDayFrom("2026-11-30", "scotland")).toBe("2026-12-01");
  expect(workingDayFrom("2027-03-26", "england-and-wales")).toBe("2027-03-30");
  expect(workingDayFrom("2027-03-26", "scotland")).toBe("2027-03-29");
});
