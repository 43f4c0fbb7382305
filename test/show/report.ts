import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A test that ran. */
export interface Ran {
  /** Its file, from `test/` on and without `.test.ts`. */
  readonly file: string;
  readonly within: string;
  readonly title: string;
  readonly status: string;
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
    }[];
  }[];
}

/** Runs the tests of these names and answers what became of each. */
export function runTests(...names: readonly string[]): readonly Ran[] {
  const file = join(mkdtempSync(join(tmpdir(), "justpayme-")), "report.json");
  const args = [
    "vitest",
    "run",
    "--config",
    "test/vitest.config.ts",
    "--testTimeout=60000",
    "--reporter=json",
  ];
  spawnSync("npx", [...args, `--outputFile=${file}`, ...names], { stdio: ["ignore", "ignore", "inherit"] });
  const report = JSON.parse(readFileSync(file, "utf8")) as Report;
  return report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title, status }) => ({
      file: name.replace(/^.*\/test\//, "").replace(/\.test\.ts$/, ""),
      within: ancestorTitles.join(" "),
      title,
      status,
    })),
  );
}
