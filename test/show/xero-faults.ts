/**
 * `npm run show:xero-faults`: a thousand bills pushed to the sandbox while one call in twenty goes wrong in each of
 * Xero's ways and the process is killed ten times. Afterwards each bill has one invoice, and no limit was exceeded.
 * Then, where nothing goes wrong, what a bill costs in calls.
 */
import { callsPerBill, xeroStorm } from "../faults/xero-storm.ts";
import { diskFolder } from "../helpers/product.ts";
import { printTable } from "./table.ts";

const [, , bills = "1000", kills = "10", seed = "7"] = process.argv;
const folder = diskFolder();
const { struckBy, ...report } = await xeroStorm({
  bills: Number(bills),
  kills: Number(kills),
  chanceEach: 0.05,
  seed: Number(seed),
  folder: folder.path,
});
folder.remove();
printTable(
  `${bills} bills, each call struck by every fault at 5 %, ${kills} times kill -9 (seed ${seed})`,
  Object.entries(report).map(([what, figure]) => ({ what, figure })),
);
printTable(
  "What struck",
  Object.entries(struckBy).map(([fault, times]) => ({
    fault,
    times,
    "of all calls": `${((times / report.calls) * 100).toFixed(1)} %`,
  })),
);
const quiet = diskFolder();
const { alone, inBulk, links } = await callsPerBill(quiet.path, 500, 40);
quiet.remove();
printTable("Calls a bill, where nothing goes wrong", [
  { what: "said alone, its client known there (goal: 2)", calls: alone.toFixed(2) },
  { what: "in bulk, clients and all (goal: 0.1)", calls: inBulk.toFixed(3) },
  { what: "the client's link of a bill in bulk, fetched when it is needed", calls: links.toFixed(2) },
]);
const sound =
  report.invoices === report.bills &&
  report.billsWithoutInvoice === 0 &&
  report.numbersUsedTwice === 0 &&
  report.totalsWrong === 0 &&
  report.contacts === report.clients &&
  report.limitsExceeded === 0;
process.stdout.write(sound ? "One invoice each, and no limit exceeded.\n" : "BROKEN\n");
process.exit(sound && alone < 2.1 && inBulk <= 0.1 ? 0 : 1);
