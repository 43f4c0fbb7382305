/**
 * `npm run show:soak -- [minutes] [bills a second]`: ten minutes of steady load on one process and SQLite, which is
 * killed with -9 every forty seconds. Prints each minute's answers, memory and disk, and what was lost at the end.
 */
import { readFileSync, statSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { type Product, startProduct, tempFolder } from "../helpers/product.ts";
import { createLoad, quantile } from "./load.ts";
import { printTable } from "./table.ts";

const minutes = Number(process.argv[2] ?? 10);
const perSecond = Number(process.argv[3] ?? 10);
const chats = 40;
const killEveryMs = 40_000;
const minuteMs = 60_000;

const folder = tempFolder();
const path = `${folder.path}/s.db`;
const start = () => startProduct({ env: { DATABASE_URL: `file:${path}` } });
let product: Product = await start();
const load = createLoad(() => [product]);
const said = new Map<string, number>();
let waitsMs: number[] = [];
let kills = 0;
let over = false;

/** Says bills at their times, whether or not the ones before have been answered. */
async function talk(): Promise<void> {
  const flying = new Set<Promise<void>>();
  const began = performance.now();
  for (let i = 0; performance.now() - began < minutes * minuteMs; i += 1) {
    const chat = `chat${i % chats}`;
    const pounds = (said.get(chat) ?? 0) + 1;
    said.set(chat, pounds);
    const flight = load
      .bill(chat, pounds)
      .then((ms) => void waitsMs.push(ms))
      .finally(() => flying.delete(flight));
    flying.add(flight);
    await pause(Math.max(0, began + ((i + 1) * 1_000) / perSecond - performance.now()));
  }
  await Promise.all(flying);
  over = true;
}

async function disturb(): Promise<void> {
  for (;;) {
    for (let waitedMs = 0; waitedMs < killEveryMs; waitedMs += 200) {
      if (over) return;
      await pause(200);
    }
    await product.kill();
    product = await start();
    kills += 1;
  }
}

const rows: Record<string, string | number>[] = [];
async function watch(): Promise<void> {
  for (let minute = 1; !over; minute += 1) {
    for (let waitedMs = 0; waitedMs < minuteMs && !over; waitedMs += 200) await pause(200);
    const status = readFileSync(`/proc/${product.process.pid}/status`, "utf8");
    rows.push({
      minute,
      answered: waitsMs.length,
      "p50, ms": quantile(waitsMs, 0.5).toFixed(0),
      "p99, ms": quantile(waitsMs, 0.99).toFixed(0),
      "longest, ms": Math.max(0, ...waitsMs).toFixed(0),
      "memory, MB": (Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024).toFixed(0),
      "disk, MB": (statSync(path).size / 1e6).toFixed(1),
      "kills so far": kills,
    });
    waitsMs = [];
  }
}

await Promise.all([talk(), disturb(), watch()]);
const verdict = await load.judge(said);
await product.stop();
folder.remove();
const bills = [...said.values()].reduce((sum, it) => sum + it, 0);
printTable(
  `${perSecond} bills a second of ${chats} traders, a kill -9 every ${killEveryMs / 1_000} seconds`,
  rows,
);
process.stdout.write(`${bills} bills: ${verdict.lost} lost, ${verdict.doubled} made twice, `);
process.stdout.write(`${verdict.answeredTwice} answered twice, after ${kills} kills.\n`);
process.exit(verdict.lost + verdict.doubled === 0 ? 0 : 1);
