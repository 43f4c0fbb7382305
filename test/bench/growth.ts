/** `npm run bench:growth [bills …]`: the rows of `rows/growth.ts` at ten thousand, a hundred thousand and a million bills. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { heading } from "./row.ts";

const sizes = process.argv.length > 2 ? process.argv.slice(2) : ["10000", "100000", "1000000"];
const rows = fileURLToPath(new URL("./rows/growth.ts", import.meta.url));
process.stdout.write(`${heading}\n`);
for (const BENCH_BILLS of sizes)
  spawnSync(process.execPath, [rows], { stdio: "inherit", env: { ...process.env, BENCH_BILLS } });
