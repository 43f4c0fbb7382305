import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { describeWith } from "../helpers/need.ts";
import { mutants } from "./simulation/mutants.ts";

/** It takes minutes, so a person asks for it; every change to the project is held to it. */
const need = {
  there: process.env["TEST_REQUIRE"] === "all",
  name: "the mutants' turn",
  turnOn: "npm run mutants, or TEST_REQUIRE=all",
};

describeWith(need, () => {
  it("finds every safeguard missed that is taken out", async () => {
    const path = join(import.meta.dirname, "simulation/kill-mutants.ts");
    const { stdout } = await promisify(execFile)(process.execPath, [path]).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toContain(`${mutants.length} mutants, ${mutants.length} killed`);
  }, 1_200_000);
});
