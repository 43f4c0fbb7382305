/**
 * `npm run show:clone`: the two commands of the README on a fresh clone, where PATH has git, node and npm and nothing
 * that compiles. Prints how long each step took.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startProduct, tempFolder } from "../helpers/product.ts";
import { printTable } from "./table.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = tempFolder();
const bin = join(folder.path, "bin");
const clone = join(folder.path, "justpayme");

/** Everything a bare machine has: these programs, and those a shell cannot do without. */
const programs = ["git", "node", "npm", "sh", "env", "uname", "sed", "basename", "dirname"];
const outside = (process.env["PATH"] ?? "").split(delimiter).filter((it) => !it.includes("node_modules"));
mkdirSync(bin);
for (const program of programs) {
  const found = execFileSync("sh", ["-c", `command -v ${program}`], {
    env: { PATH: outside.join(delimiter) },
  });
  symlinkSync(realpathSync(found.toString().trim()), join(bin, program));
}
const env = { ...process.env, PATH: bin };

function timed<T>(work: () => T): { value: T; seconds: string } {
  const before = performance.now();
  const value = work();
  return { value, seconds: ((performance.now() - before) / 1000).toFixed(1) };
}

const node = execFileSync(join(bin, "node"), ["--version"]).toString().trim();
const cloned = timed(() => execFileSync("git", ["clone", "-q", root, clone], { env }));
const installed = timed(() => execFileSync(join(bin, "npm"), ["ci"], { cwd: clone, env, stdio: "inherit" }));
const before = performance.now();
const product = await startProduct({ command: [join(bin, "npm"), "start"], cwd: clone, env: { PATH: bin } });
const listening = ((performance.now() - before) / 1000).toFixed(1);
await product.say("me", "bill Acme £230");
const { text } = await product.until("me", (it) => it.from === "bot");
const replied = ((performance.now() - before) / 1000).toFixed(1);
await product.stop();
printTable(
  `Two commands on a fresh clone (the machine's own Node is ${node}; PATH has ${programs.join(", ")})`,
  [
    { step: "git clone", seconds: cloned.seconds },
    { step: "npm ci", seconds: installed.seconds },
    { step: "npm start: listening", seconds: listening },
    { step: `first reply: ${text}`, seconds: replied },
  ],
);
folder.remove();
