/**
 * `npm run show:cold-start`: from the start of the process to the first reply, and memory at rest, beside a floor of
 * the same run: Node's own HTTP server with one durable SQLite insert for each message, and nothing else.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Product, startCommand, startProduct, tempFolder } from "../helpers/product.ts";
import { median, printTable } from "./table.ts";

const rounds = Number(process.argv[2] ?? 7);
const floor = fileURLToPath(new URL("./cold-start-floor.ts", import.meta.url));
const candidates = {
  "floor: node:http + better-sqlite3": [process.execPath, floor],
  "the product": startCommand,
  // What it does not pay where nobody uses Xero.
  "the product, were Xero's SDK loaded": [
    process.execPath,
    "--import",
    "./test/show/load-xero-sdk.ts",
    ...startCommand.slice(1),
  ],
} as const;

interface Sample {
  readonly readyMs: number;
  readonly replyMs: number;
  readonly restMb: number;
}

async function sample(command: readonly [string, ...string[]]): Promise<Sample> {
  const folder = tempFolder();
  const before = performance.now();
  const product: Product = await startProduct({ command, env: { DATABASE_URL: `file:${folder.path}/s.db` } });
  const readyMs = performance.now() - before;
  await product.say("me", "bill Acme £230");
  await product.until("me", (it) => it.from === "bot");
  const replyMs = performance.now() - before;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const status = readFileSync(`/proc/${product.process.pid}/status`, "utf8");
  const restMb = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  await product.stop();
  folder.remove();
  return { readyMs, replyMs, restMb };
}

const samples = new Map<string, Sample[]>(Object.keys(candidates).map((name) => [name, []]));
for (let round = 0; round < rounds; round += 1) {
  for (const [name, command] of Object.entries(candidates)) samples.get(name)?.push(await sample(command));
}
const of = (name: string, key: keyof Sample) => (samples.get(name) ?? []).map((it) => it[key]);
const [floorName = ""] = samples.keys();
printTable(
  `Cold start and memory at rest, medians of ${rounds} rounds (spread in brackets)`,
  [...samples.keys()].map((name) => ({
    what: name,
    "listening, ms": spreadOf(of(name, "readyMs")),
    "first reply, ms": spreadOf(of(name, "replyMs")),
    "× floor": (median(of(name, "replyMs")) / median(of(floorName, "replyMs"))).toFixed(2),
    "at rest, MB": spreadOf(of(name, "restMb")),
    "× floor ": (median(of(name, "restMb")) / median(of(floorName, "restMb"))).toFixed(2),
  })),
);

function spreadOf(values: readonly number[]): string {
  return `${median(values).toFixed(0)} (${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)})`;
}
