/** What the product takes of a machine: bytes for a bill, memory and time for a start. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startCommand, startProduct, tempFolder } from "../../helpers/product.ts";
import { billTables, bytesOf, fill, valueBytesOf } from "../fill.ts";
import { figure } from "../row.ts";

const bills = Number(process.env["BENCH_BILLS"] ?? 20_000);
const rounds = Number(process.env["BENCH_ROUNDS"] ?? 3);
const folder = tempFolder();
const path = `${folder.path}/store.db`;
await fill(path, bills);
figure(
  {
    name: "bytes on disk for a bill with its plan",
    floor: "the sum of its column values",
    durability: `${bills} bills, all indexes`,
    unit: "B",
    goal: { atMost: 350 },
  },
  [bytesOf(path, billTables) / bills],
  [valueBytesOf(path, billTables) / bills],
);

const bare = [
  process.execPath,
  fileURLToPath(new URL("../../show/cold-start-floor.ts", import.meta.url)),
] as const;

async function start(command: readonly [string, ...string[]], database: string) {
  const from = performance.now();
  const running = await startProduct({ command, env: { DATABASE_URL: `file:${database}` } });
  await running.say("me", "bill Acme £230");
  await running.until("me", (it) => it.from === "bot");
  const replyMs = performance.now() - from;
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const status = readFileSync(`/proc/${running.process.pid}/status`, "utf8");
  await running.stop();
  return { replyMs, restMb: Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1_024 };
}

const ours: Awaited<ReturnType<typeof start>>[] = [];
const floors: Awaited<ReturnType<typeof start>>[] = [];
// As a start finds it that is not the first: with the program in a bundle and its code compiled.
execFileSync(process.execPath, [fileURLToPath(new URL("../../../src/shell/bundle.ts", import.meta.url))]);
await start(startCommand, `${folder.path}/warm.db`);
for (let round = 0; round < rounds; round += 1) {
  ours.push(await start(startCommand, `${folder.path}/new-${round}.db`));
  floors.push(await start(bare, `${folder.path}/bare-${round}.db`));
}
const against = { floor: "node:http + better-sqlite3", durability: "SQLite, synchronous=FULL" };
figure(
  { ...against, name: "npm start to the first reply", unit: "ms", goal: { timesAtMost: 3.5 } },
  ours.map((it) => it.replyMs),
  floors.map((it) => it.replyMs),
);
const full: Awaited<ReturnType<typeof start>>[] = [];
for (let round = 0; round < rounds; round += 1) full.push(await start(startCommand, path));
figure(
  { ...against, name: `memory at rest, ${bills} bills`, unit: "MB", goal: { atMost: 130 } },
  full.map((it) => it.restMb),
  floors.map((it) => it.restMb),
);
folder.remove();
