import { describe, it } from "vitest";

/**
 * Tests that need what a machine may lack. Where it is missing they say that they are skipped and how to turn
 * them on; with TEST_REQUIRE=all a missing thing is a failure.
 */
export function describeWith(
  what: { there: boolean; name: string; turnOn: string },
  tests: () => void,
): void {
  if (what.there) {
    tests();
    return;
  }
  const said = `${what.name} is missing: ${what.turnOn}`;
  if (process.env["TEST_REQUIRE"] === "all") {
    it(said, () => {
      throw new Error(said);
    });
    return;
  }
  process.stderr.write(`skipped: ${said}\n`);
  describe.skip(said, tests);
}
