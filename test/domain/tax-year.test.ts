import { expect, it } from "vitest";
import { formatTaxYear, taxYearOf } from "../../src/domain/tax-year.ts";

it("begins on 6 April", () => {
  expect(formatTaxYear(taxYearOf("2026-04-05"))).toBe("2025-26");
  expect(formatTaxYear(taxYearOf("2026-04-06"))).toBe("2026-27");
  expect(formatTaxYear(taxYearOf("2100-01-01"))).toBe("2099-00");
});
