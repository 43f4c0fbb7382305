/**
 * `npm run doctor`: tries each credential and webhook, the clock, the disk, the store and the backups, and says what to do.
 * Sends nothing to anybody and changes nothing. Exit code 1 where something is wrong.
 */
import { readConfig } from "../config.ts";
import { checks } from "./doctor-checks.ts";
import { checkOutside } from "./doctor-outside.ts";
import type { Finding } from "./finding.ts";
import { loadEnvironment, orExplain } from "./shell.ts";

await orExplain(async () => {
  const config = readConfig(loadEnvironment());
  let wrong = 0;
  const tell = ({ what, state, says, remedy }: Finding) => {
    if (state === "wrong") wrong += 1;
    const mark = { good: "ok   ", off: "off  ", wrong: "WRONG" }[state];
    process.stdout.write(`${mark}  ${what}: ${says}\n${remedy === undefined ? "" : `         ${remedy}\n`}`);
  };
  for (const check of [...checks, ...checkOutside]) {
    for (const finding of await check(config)) tell(finding);
  }
  process.stdout.write(wrong === 0 ? "All is well.\n" : `${wrong} to look at.\n`);
  process.exitCode = wrong === 0 ? 0 : 1;
});
