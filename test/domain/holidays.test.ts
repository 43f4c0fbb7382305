import { readFileSync } from "node:fs";
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
