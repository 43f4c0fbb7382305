import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { allImports, listFiles, readFile } from "./house/imports.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string) => JSON.parse(readFileSync(join(root, path), "utf8")) as Record<string, unknown>;

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}
const locked = Object.entries(read("package-lock.json")["packages"] as Record<string, Locked>).filter(
  ([path]) => path !== "",
);

/** Licences under which what we run may be used in a product that is not given away. */
const licences =
  /^\(?(?:MIT(?:-0)?|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|BlueOak-1\.0\.0|Unlicense|OFL-1\.1|CC0-1\.0|CC-BY-3\.0|PSF-2\.0|Python-2\.0|MPL-2\.0)(?: (?:AND|OR) (?:MIT|Apache-2\.0|OFL-1\.1|CC0-1\.0|CC-BY-3\.0)| OR EUPL-1\.1\+)?\)?$/;

describe("what we depend on", () => {
  it("is pinned to the byte, and comes from nowhere but the registry", () => {
    const { dependencies, devDependencies, optionalDependencies } = read("package.json");
    const asked = Object.entries({
      ...(dependencies as object),
      ...(devDependencies as object),
      ...(optionalDependencies as object),
    });
    expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(String(version)))).toEqual([]);
    expect(locked.filter(([, it]) => !/^sha512-/.test(it.integrity ?? "")).map(([path]) => path)).toEqual([]);
    // By .npmrc the lock leaves out the address of what comes from the registry; all else has to name its own.
    expect(locked.filter(([, it]) => it.resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  it("runs nothing of its own when it is installed", () => {
    expect(readFileSync(join(root, ".npmrc"), "utf8")).toContain("ignore-scripts=true");
  });

  it("may be used: each licence of what runs is one we know", () => {
    const strange = locked
      .filter(([, it]) => it.dev !== true)
      .filter(([path, it]) => {
        const own = join(root, path, "package.json");
        const said =
          it.license ??
          (existsSync(own) ? (JSON.parse(readFileSync(own, "utf8")) as Locked).license : undefined);
        // Not installed here, and not told in the lockfile: it is for another machine.
        return said === undefined ? existsSync(own) : !licences.test(said);
      })
      .map(([path, it]) => `${path}: ${it.license}`);
    expect(strange.filter((it) => !known.has(it))).toEqual([]);
  });

  it("has no serious flaw that is known, where the registry can be asked", () => {
    const { stdout } = spawnSync("npm", ["audit", "--omit=dev", "--json"], {
      cwd: root,
      encoding: "utf8",
      timeout: 30_000,
    });
    const answer = stdout.startsWith("{")
      ? (JSON.parse(stdout) as { metadata?: { vulnerabilities?: Record<string, number> } })
      : {};
    const found = answer.metadata?.vulnerabilities;
    if (found === undefined) {
      process.stderr.write("the registry does not answer npm audit here: nothing is known of flaws\n");
      return;
    }
    expect([found["high"] ?? 0, found["critical"] ?? 0]).toEqual([0, 0]);
  }, 60_000);
});

/** Looked at by a person: MIT, said only in the files beside; and a part of the optional client of a linked phone. */
const known: ReadonlySet<string> = new Set([
  "node_modules/fluent-ffmpeg/node_modules/async: undefined",
  "node_modules/png-js: undefined",
  "node_modules/node-webpmux: LGPL-3.0-or-later",
]);

describe("calls to the outside", () => {
  /** Who calls out by themselves; everybody else goes through a platform's own client. */
  const callers = [
    "bots/local/terminal.ts",
    "bots/whatsapp-cloud/graph.ts",
    "src/second-reader/read-second.ts",
    "src/shell/finding.ts",
    "src/xero/sdk/door.ts",
  ];
  const code = listFiles("src", "bots").filter(
    (file) => file.endsWith(".ts") && !file.startsWith("src/sandbox/") && !file.includes("/browser/"),
  );

  it("are made by few, to addresses that the operator set, and follow no redirect", () => {
    const calling = code.filter((file) => /\bfetch\(|\bhttps?\.(?:get|request)\(/.test(readFile(file)));
    expect(calling.sort()).toEqual(callers);
    for (const file of callers) {
      if (file === "bots/local/terminal.ts") continue;
      expect(readFile(file), file).toMatch(/redirect: "(?:manual|error)"/);
    }
  });

  it("never go where somebody's words point: no client of the web is imported but the platforms' own", () => {
    const clients = new Set(["axios", "got", "node-fetch", "undici", "request", "superagent", "ky"]);
    const used = allImports().filter(({ to, from }) => clients.has(to) && !from.startsWith("test/"));
    expect(used).toEqual([]);
  });
});
