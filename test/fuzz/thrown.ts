import { appendFileSync } from "node:fs";
import { afterAll } from "vitest";

/** Counts what a file throws at the product. `show:trust` says in THROWN_TO where it wants to read how much that was. */
export function countThrown(): () => void {
  let thrown = 0;
  afterAll(() => {
    const to = process.env["THROWN_TO"];
    if (to !== undefined) appendFileSync(to, `${thrown}\n`);
  });
  return () => {
    thrown += 1;
  };
}
