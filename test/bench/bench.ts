/**
 * `npm run bench [name …]`: every row in one table. Each file of `rows/` is a process of its own, so that no row runs
 * in the other's memory or on the other's compiled code.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { heading } from "./row.ts";

const folder = fileURLToPath(new URL("./rows/", import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(folder).filter(
  (it) => wanted.length === 0 || wanted.includes(it.replace(/\.ts$/, "")),
);
process.stdout.write(`${heading}\n`);
const failed = files.filter(
  (file) => spawnSync(process.execPath, [folder + file], { stdio: "inherit" }).status !== 0,
);
for (const file of failed) process.stdout.write(`${file} broke off\n`);
process.exit(failed.length === 0 ? 0 : 1);
