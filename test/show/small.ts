/**
 * `npm run show:small -- [traders] [MB]`: a thousand traders on a machine of one gigabyte. The product runs in a group
 * of processes to which Linux gives no more memory than that (as root, with either kind of control group), page cache
 * included. Each trader says three bills and asks who owes them; then ten days pass, and reminders go.
 */
import { existsSync, mkdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from "node:fs";
import { startCommand, startProduct, tempFolder } from "../helpers/product.ts";
import { createLoad, quantile } from "./load.ts";
import { printTable } from "./table.ts";

const traders = Number(process.argv[2] ?? 1_000);
const limitMb = Number(process.argv[3] ?? 1_024);
const billsEach = 3;
const lanes = 16;

/** A control group with that limit; null where this machine does not let us make one. */
function limitMemory(bytes: number) {
  const old = existsSync("/sys/fs/cgroup/memory");
  const folder = `/sys/fs/cgroup/${old ? "memory/" : ""}justpayme-${process.pid}`;
  const file = old
    ? { limit: "memory.limit_in_bytes", peak: "memory.max_usage_in_bytes" }
    : { limit: "memory.max", peak: "memory.peak" };
  try {
    mkdirSync(folder);
    writeFileSync(`${folder}/${file.limit}`, `${bytes}`);
  } catch (error) {
    process.stdout.write(`no limit could be set here: ${String(error)}\n`);
    return null;
  }
  return {
    members: `${folder}/cgroup.procs`,
    peakMb: () => Number(readFileSync(`${folder}/${file.peak}`, "utf8")) / 1_048_576,
    remove: () => rmdirSync(folder),
  };
}

const folder = tempFolder();
const path = `${folder.path}/s.db`;
const group = limitMemory(limitMb * 1_048_576);
const inGroup = group === null ? "" : `echo $$ > ${group.members}; `;
const product = await startProduct({
  command: ["sh", "-c", `${inGroup}exec "$0" "$@"`, ...startCommand],
  env: { DATABASE_URL: `file:${path}` },
});
const load = createLoad(() => [product]);
const chats = Array.from({ length: traders }, (_, i) => `chat${i}`);
const waitsMs: number[] = [];
const from = performance.now();
const waiting = [...chats];
await Promise.all(
  Array.from({ length: lanes }, async () => {
    for (let chat = waiting.pop(); chat !== undefined; chat = waiting.pop()) {
      for (let pounds = 1; pounds <= billsEach; pounds += 1) waitsMs.push(await load.bill(chat, pounds));
      await product.say(chat, "Acme's email is a@acme.example");
      await product.say(chat, "who owes me");
    }
  }),
);
const talkedMs = performance.now() - from;
const passed = await product.post("/local/clock", { advance: "P10D" });
const verdict = await load.judge(new Map(chats.map((chat) => [chat, billsEach])));
const status = readFileSync(`/proc/${product.process.pid}/status`, "utf8");
const mb = (name: string) => (Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1_024).toFixed(0);
printTable(`${traders} traders with ${billsEach} bills each within ${limitMb} MB`, [
  {
    "messages a second": ((traders * (billsEach + 2) * 1_000) / talkedMs).toFixed(0),
    "answer p50, ms": quantile(waitsMs, 0.5).toFixed(0),
    "p99, ms": quantile(waitsMs, 0.99).toFixed(0),
    "ten days later": passed.status,
    "most of its own memory, MB": mb("VmHWM"),
    "now, MB": mb("VmRSS"),
    "most with page cache, MB": group?.peakMb().toFixed(0) ?? "not limited",
    "database, MB": (statSync(path).size / 1e6).toFixed(0),
    ...verdict,
  },
]);
await product.stop();
group?.remove();
folder.remove();
process.exit(verdict.lost + verdict.doubled === 0 && passed.ok ? 0 : 1);
