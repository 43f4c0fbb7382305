import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VatSaid } from "../../src/domain/intent.ts";
import { amountMaxMinor } from "../../src/domain/money.ts";
import { addedOn, amountsOf, type BillVat, decideVat, lineVatMinor } from "../../src/domain/vat.ts";

const words: readonly VatSaid[] = ["unsaid", "plus", "included", "none", "reduced", "zero"];
const trader = fc.record({ vatRegistered: fc.boolean(), plusVat: fc.boolean() });
const amount = fc.integer({ min: -amountMaxMinor, max: amountMaxMinor });
const vats = fc
  .tuple(trader, fc.constantFrom(...words))
  .map(([who, said]) => decideVat(who, said))
  .filter((it) => it.kind === "decided");
const lines = fc.array(
  amount.map((amountMinor) => ({ amountMinor })),
  { maxLength: 20 },
);

describe("the VAT of a bill", () => {
  it("and the net make what the client pays, in whole pence and never below nothing", () => {
    fc.assert(
      fc.property(lines, vats, (items, vat) => {
        const { netMinor, vatMinor, grossMinor } = amountsOf(items, vat);
        expect(netMinor + vatMinor).toBe(grossMinor);
        expect(Number.isSafeInteger(vatMinor)).toBe(true);
        expect(vatMinor).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("is the sum of its lines, each rounded by itself", () => {
    const positive = fc.array(
      fc.integer({ min: 1, max: amountMaxMinor }).map((amountMinor) => ({ amountMinor })),
    );
    fc.assert(
      fc.property(positive, vats, (items, vat) => {
        const each = items.map((line) => lineVatMinor(line.amountMinor, vat));
        expect(each.every((it) => it >= 0)).toBe(true);
        expect(amountsOf(items, vat).vatMinor).toBe(each.reduce((sum, it) => sum + it, 0));
      }),
    );
  });

  it("leaves the typed figure as what is paid, or as the net where it is added", () => {
    fc.assert(
      fc.property(lines, vats, (items, vat) => {
        const typed = items.reduce((sum, line) => sum + line.amountMinor, 0);
        expect(amountsOf(items, vat)[vat.plusVat ? "netMinor" : "grossMinor"]).toBe(typed);
        expect(amountsOf(items, addedOn(vat)).netMinor).toBe(typed);
      }),
    );
  });

  it("is none at all for a trader who is not registered", () => {
    for (const said of words) {
      const decided = decideVat({ vatRegistered: false, plusVat: true }, said);
      if (decided.kind === "decided") expect(amountsOf([{ amountMinor: 23_000 }], decided).vatMinor).toBe(0);
      else expect(["plus", "included", "reduced", "zero"]).toContain(said);
    }
  });

  it.each<[number, BillVat, number]>([
    [23_000, { vat: "included", plusVat: false }, 3833],
    [23_000, { vat: "plus", plusVat: true }, 4600],
    [10_500, { vat: "reduced", plusVat: false }, 500],
    [10_500, { vat: "reduced", plusVat: true }, 525],
    // A line less its rounded net: 3p is 2.5p net, which is 3p.
    [3, { vat: "included", plusVat: false }, 0],
    [-1000, { vat: "plus", plusVat: true }, -200],
    [23_000, { vat: "zero", plusVat: false }, 0],
    [23_000, { vat: "none", plusVat: false }, 0],
  ])("on %i is right", (amountMinor, vat, is) => {
    expect(lineVatMinor(amountMinor, vat)).toBe(is);
  });
});
