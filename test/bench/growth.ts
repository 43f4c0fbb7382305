/**
 * `npm run bench:growth`: the rows of `rows/growth.ts` at ten thousand, a hundred thousand and a million bills, each
 * against a thousand; then a hundred thousand bills of one trader, of a hundred and of ten thousand.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { heading } from "./row.ts";

const sizes = [
  { BENCH_BILLS: "10000" },
  { BENCH_BILLS: "100000" },
  { BENCH_BILLS: "1000000" },
  { BENCH_BILLS: "100000", BENCH_TRADERS: "1" },
  { BENCH_BILLS: "100000", BENCH_TRADERS: "100" },
  { BENCH_BILLS: "100000", BENCH_TRADERS: "10000" },
];
const rows = fileURLToPath(new URL("./rows/growth.ts", import.meta.url));
process.stdout.write(`${heading}\n`);
for (const size of sizes)
  spawnSync(process.execPath, [rows], { stdio: "inherit", env: { ...process.env, ...size } });
