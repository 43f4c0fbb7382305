import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineAmountMinor } from "../../src/domain/bill.ts";
import { settingsAtFirst } from "../../src/domain/setting.ts";
import { amountsOf } from "../../src/domain/vat.ts";
import type { Trader } from "../../src/store/traders.ts";
import { type Invoice, invoiceOn } from "../../src/web/pay/invoice.ts";
import { aBill, aClient } from "../helpers/builders.ts";

const joe: Trader = {
  ...settingsAtFirst,
  id: "t1",
  currency: "GBP",
  turns: 1,
  nextBillNumber: 15,
  summaryAt: null,
  deleteAt: null,
  createdAt: new Date("2026-11-22T09:00:00Z"),
  tradingName: "Joe's Plumbing",
  legalName: "Joe Smith",
  address: "1 High Street, Leeds LS1 4AP",
  replyEmail: "joe@example.com",
};
const registered: Trader = { ...joe, vatRegistered: true, vatNumber: "123456782" };
const acme = aClient({ name: "Acme Ltd", address: "Unit 4, Canal Street, Leeds LS1 4AP" });
const line = (description: string, quantity: number, unitMinor: number) => {
  return { description, quantity, unitMinor, amountMinor: lineAmountMinor({ quantity, unitMinor }) };
};

function invoice(
  trader: Trader,
  change: Parameters<typeof aBill>[0] = {},
  lines = [line("labour", 2, 10_000)],
): Invoice {
  const bill = aBill({ number: 14, totalMinor: 20_000, reference: "PO-77", ...change });
  const totalMinor = amountsOf(lines, bill).grossMinor;
  return invoiceOn({ bill: { ...bill, totalMinor }, client: acme, trader, lines, xeroUrl: null });
}

describe("a bill on paper", () => {
  it("of who is not registered shows who, to whom, what for and when, and no VAT", () => {
    const shown = invoice(joe, { supplyOn: "2026-11-17" });
    expect(shown.title).toBe("Invoice");
    expect(shown.number).toBe("JPM-0014");
    // A sole trader's own name stands beside the business's, with an address for legal papers.
    expect(shown.from).toEqual([
      "Joe's Plumbing",
      "Joe Smith",
      "1 High Street",
      "Leeds LS1 4AP",
      "joe@example.com",
    ]);
    expect(shown.to).toEqual(["Acme Ltd", "Unit 4", "Canal Street", "Leeds LS1 4AP"]);
    expect(shown.dates).toEqual([
      "Invoice date Sun 22 Nov 2026",
      "Work done Tue 17 Nov 2026",
      "Due Sun 6 Dec 2026",
      "Your reference PO-77",
    ]);
    expect(shown.rows).toEqual([["Labour", "2", "£100.00", "£200.00"]]);
    expect(shown.sums).toEqual([["Total", "£200.00"]]);
    expect(JSON.stringify(shown)).not.toContain("VAT");
  });

  it("of who is registered is a full VAT invoice: number, tax point, and each line without VAT with its rate", () => {
    const shown = invoice(registered, { vat: "plus", plusVat: true });
    expect(shown.title).toBe("VAT invoice");
    expect(shown.from).toContain("VAT number GB 123456782");
    expect(shown.dates[0]).toBe("Invoice date and tax point Sun 22 Nov 2026");
    expect(shown.rows).toEqual([["Labour", "2", "£100.00", "20%", "£200.00"]]);
    expect(shown.sums).toEqual([
      ["Total without VAT", "£200.00"],
      ["VAT at 20%", "£40.00"],
      ["Total with VAT", "£240.00"],
    ]);
  });

  it("takes VAT out of each line where the prices had it in", () => {
    const shown = invoice(registered, { vat: "included" }, [
      line("labour", 2, 12_000),
      line("parts", 1, 999),
    ]);
    expect(shown.rows).toEqual([
      ["Labour", "2", "£100.00", "20%", "£200.00"],
      ["Parts", "1", "£8.33", "20%", "£8.33"],
    ]);
    expect(shown.sums[0]).toEqual(["Total without VAT", "£208.33"]);
    expect(shown.sums.at(-1)).toEqual(["Total with VAT", "£249.99"]);
  });

  it("shows the reduced and the zero rate, and none on a bill that has none", () => {
    expect(invoice(registered, { vat: "reduced", plusVat: true }).rows[0]?.[3]).toBe("5%");
    expect(invoice(registered, { vat: "zero" }).rows[0]?.[3]).toBe("0%");
    expect(invoice(registered, { vat: "none" }).title).toBe("Invoice");
  });

  it("has lines that add up to the sum under them, whatever they are", () => {
    const lines = fc.array(
      fc.record({ quantity: fc.integer({ min: 1, max: 9 }), unitMinor: fc.integer({ min: 1, max: 99_999 }) }),
      { minLength: 1, maxLength: 6 },
    );
    const rates = fc.constantFrom("plus" as const, "included" as const, "reduced" as const, "zero" as const);
    fc.assert(
      fc.property(lines, rates, fc.boolean(), (made, vat, plusVat) => {
        const shown = invoice(
          registered,
          { vat, plusVat: vat === "plus" || (vat === "reduced" && plusVat) },
          made.map(({ quantity, unitMinor }) => line("work", quantity, unitMinor)),
        );
        const pence = (text: string | undefined) => Math.round(Number(text?.replace(/[£,]/g, "")) * 100);
        const net = shown.rows.reduce((sum, row) => sum + pence(row.at(-1)), 0);
        expect(net).toBe(pence(shown.sums[0]?.[1]));
        expect(net + pence(shown.sums[1]?.[1])).toBe(pence(shown.sums[2]?.[1]));
      }),
    );
  });
});
