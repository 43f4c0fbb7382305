/** `npm run show:contracts`: how many cases of each contract suite passed, on each store and channel. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printTable } from "./table.ts";

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly status: string;
    }[];
  }[];
}

const file = join(mkdtempSync(join(tmpdir(), "justpayme-")), "report.json");
const args = ["vitest", "run", "--dir", "test", "--reporter=json", `--outputFile=${file}`];
spawnSync("npx", [...args, "store.contract", "embedded-queue", "channel.contract"], { stdio: "inherit" });
const report = JSON.parse(readFileSync(file, "utf8")) as Report;
const counts = new Map<string, { passed: number; failed: number; skipped: number }>();
for (const { name, assertionResults } of report.testResults) {
  const suite = name.replace(/^.*\/test\//, "").replace(/\.test\.ts$/, "");
  for (const { ancestorTitles, status } of assertionResults) {
    const key = `${suite}\t${ancestorTitles[0] ?? ""}`;
    const count = counts.get(key) ?? { passed: 0, failed: 0, skipped: 0 };
    if (status === "passed") count.passed += 1;
    else if (status === "failed") count.failed += 1;
    else count.skipped += 1;
    counts.set(key, count);
  }
}
printTable(
  "Contract suites",
  [...counts].map(([key, count]) => ({
    suite: key.split("\t")[0] ?? "",
    where: key.split("\t")[1] ?? "",
    ...count,
  })),
);
