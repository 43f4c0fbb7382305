/** `npm run show:contracts`: how many cases of each contract suite passed, on each store and channel. */
import { runTests } from "./report.ts";
import { printTable } from "./table.ts";

const ran = runTests("store.contract", "embedded-queue", "channel.contract");
const counts = new Map<string, { passed: number; failed: number; skipped: number }>();
for (const { file, within, status } of ran) {
  const key = `${file}\t${within.replace(/ .*$/, "")}`;
  const count = counts.get(key) ?? { passed: 0, failed: 0, skipped: 0 };
  if (status === "passed") count.passed += 1;
  else if (status === "failed") count.failed += 1;
  else count.skipped += 1;
  counts.set(key, count);
}
printTable(
  "Contract suites",
  [...counts].map(([key, count]) => ({
    suite: key.split("\t")[0] ?? "",
    where: key.split("\t")[1] ?? "",
    ...count,
  })),
);
