import { type Day, dayFrom, partsOf } from "./day.ts";

/** A UK tax year, named by the year it begins in: 2026 runs from 6 April 2026 to 5 April 2027. */
export type TaxYear = number;

export function taxYearOf(day: Day): TaxYear {
  const { year } = partsOf(day);
  const begins = dayFrom(year, 4, 6);
  return begins !== null && day >= begins ? year : year - 1;
}

/** `2026-27`, as HMRC writes it. */
export function formatTaxYear(year: TaxYear): string {
  return `${year}-${String((year + 1) % 100).padStart(2, "0")}`;
}
