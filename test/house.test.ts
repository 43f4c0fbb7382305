import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { editsOf, mutants } from "./faults/simulation/mutants.ts";
import { allImports, findCycle, importsOf, listFiles, objectionTo, readFile, root } from "./house/imports.ts";
import { bannedWords, clockReaders, foreignNames } from "./house/rules.ts";

const files = listFiles("src", "bots");
const code = files.filter((file) => file.endsWith(".ts"));

describe("the house", () => {
  it("lets each room import only what it may", () => {
    const imports = allImports();
    expect(imports.length).toBeGreaterThan(100);
    expect(imports.map(objectionTo).filter((it) => it !== null)).toEqual([]);
  });

  it("names the offending import", () => {
    const text =
      'import { x } from "../store/bills.ts";\nconst y = require("stripe");\nawait import("../main.ts");';
    const said = importsOf("bots/local/sneak.ts", text.replace("../store", "../../src/store")).map(
      objectionTo,
    );
    expect(said).toEqual([
      "bots/local/sneak.ts imports src/store/bills.ts, which bots/local may not know.",
      "bots/local/sneak.ts imports stripe, which bots/local may not use.",
      "bots/local/sneak.ts imports bots/main.ts, which bots/local may not know.",
    ]);
    expect(objectionTo({ from: "src/attic/x.ts", to: "pg", kind: "package" })).toContain("no room");
  });

  it("has no import that leads back to where it began", () => {
    expect(findCycle(allImports())).toBeNull();
    const round = [
      { from: "a", to: "b", kind: "file" as const },
      { from: "b", to: "a", kind: "file" as const },
    ];
    expect(findCycle(round)).toEqual(["a", "b", "a"]);
  });

  it("has every safeguard stand where the mutants take it out", () => {
    const gone = mutants.flatMap((mutant) =>
      editsOf(mutant)
        .filter(({ file, from }) => readFile(file).split(from).length !== 2)
        .map(
          ({ file }) =>
            `${file} has not once the line of "${mutant.without}": mend test/faults/simulation/mutants.ts`,
        ),
    );
    expect(gone).toEqual([]);
  });

  it("keeps the clock in one place", () => {
    const hidden = /\bDate\.now\b|\bnew Date\(\)|\bTemporal\.Now\b/;
    const readers = code.filter((file) => !clockReaders.includes(file) && hidden.test(readFile(file)));
    expect(readers).toEqual([]);
  });

  it("gives each thing one name", () => {
    const ours = code.filter((file) => !file.startsWith("src/understand/"));
    const said = ours.flatMap((file) =>
      bannedWords
        .filter(([word]) => word.test(readFile(file).replace(foreignNames, "")))
        .map(([word, say]) => `${file} says ${word.source}; say ${say}.`),
    );
    expect(said).toEqual([]);
  });

  it("has no barrel, no .tsx and no name that is not kebab-case", () => {
    expect(files.filter((file) => /(?:^|\/)index\.ts$|\.tsx$/.test(file))).toEqual([]);
    const odd = files.filter(
      (file) =>
        !/(?:^|\/)(?:[a-z0-9.]+(?:-[a-z0-9.]+)*|(?:README|RUNBOOK|SECURITY|SOURCE)\.md|\d{4}_[a-z0-9-]+\.sql)$/.test(
          file,
        ),
    );
    expect(odd).toEqual([]);
  });

  it("has the top level that was agreed, besides hidden files", () => {
    const there = readdirSync(root).filter((name) => !name.startsWith(".") && name !== "node_modules");
    const agreed = [
      "Dockerfile",
      "README.md",
      "bots",
      "compose.yaml",
      "data",
      "package-lock.json",
      "package.json",
    ];
    expect(there.sort()).toEqual([...agreed, "src", "test", "tsconfig.json"].sort());
  });
});
