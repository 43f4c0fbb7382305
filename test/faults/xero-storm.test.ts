import { expect, it } from "vitest";
import { diskFolder } from "../helpers/product.ts";
import { xeroStorm } from "./xero-storm.ts";

it("makes one invoice of each bill, whatever goes wrong with the calls and though the process is killed", async () => {
  const folder = diskFolder();
  try {
    const options = { bills: 40, kills: 2, chanceEach: 0.05, seed: 7, folder: folder.path };
    const report = await xeroStorm(options);
    expect(report).toMatchObject({
      invoices: 40,
      billsWithoutInvoice: 0,
      numbersUsedTwice: 0,
      totalsWrong: 0,
    });
    expect(report.contacts).toBe(report.clients);
    expect(report.limitsExceeded).toBe(0);
    expect(report.callsStruck).toBeGreaterThan(5);
  } finally {
    folder.remove();
  }
}, 180_000);
