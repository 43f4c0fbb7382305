/** `npm run show:paid-storm`: 1,000 bills paid by every path at once, with twenty times kill -9. */
import { paidStorm } from "../faults/paid-storm.ts";
import { diskFolder } from "../helpers/product.ts";
import { printTable } from "./table.ts";

const [, , bills = "1000", kills = "20", seed = "20261122"] = process.argv;
const folder = diskFolder();
const report = await paidStorm({
  bills: Number(bills),
  kills: Number(kills),
  seed: Number(seed),
  folder: folder.path,
});
folder.remove();
printTable(
  `${bills} payments by every path at once, ${kills} times kill -9 (seed ${seed})`,
  Object.entries(report).map(([what, count]) => ({ what, count })),
);
const sound =
  report.announcedWrong === 0 &&
  report.leftUnpaid === 0 &&
  report.remindersAnnounced === report.remindersCancelled &&
  report.billedMinor === report.allocatedMinor &&
  report.allocatedMinor === report.paidMinor;
process.stdout.write(sound ? "One announcement each, every count and every sum right.\n" : "BROKEN\n");
process.exit(sound ? 0 : 1);
