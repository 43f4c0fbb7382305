/**
 * `npm run bench [name …]`: every row in one table. Each file of `rows/` is a process of its own, so that no row runs
 * in the other's memory or on the other's compiled code.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startCommand } from "../helpers/product.ts";
import { heading } from "./row.ts";

const folder = fileURLToPath(new URL("./rows/", import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(folder).filter(
  (it) => wanted.length === 0 || wanted.includes(it.replace(/\.ts$/, "")),
);
process.stdout.write(`${heading}\n`);
/** As `npm start` runs the product. */
const flags = startCommand.filter((it) => it.startsWith("--"));
const failed = files.filter(
  (file) => spawnSync(process.execPath, [...flags, folder + file], { stdio: "inherit" }).status !== 0,
);
for (const file of failed) process.stdout.write(`${file} broke off\n`);
process.exit(failed.length === 0 ? 0 : 1);
