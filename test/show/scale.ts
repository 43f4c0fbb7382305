/**
 * `npm run show:scale`: the same load on SQLite with one process, and on Postgres with one, two and four workers; in
 * the middle of it one process of each kind is killed with -9 and started again. Prints what it took and what was lost.
 */
import { setTimeout as pause } from "node:timers/promises";
import { postgresNeed, startPostgres } from "../helpers/postgres.ts";
import { type Product, startProduct, tempFolder } from "../helpers/product.ts";
import { createLoad, quantile } from "./load.ts";
import { printTable } from "./table.ts";

const chats = Number(process.argv[2] ?? 8);
const billsEach = Number(process.argv[3] ?? 15);

interface Setup {
  readonly name: string;
  readonly databaseUrl: string;
  readonly roles: readonly ("all" | "web" | "worker")[];
}

/** Processes that come back under another port after they were killed. */
async function run({ name, databaseUrl, roles }: Setup) {
  const start = (role: string) =>
    startProduct({
      env: { DATABASE_URL: databaseUrl, ROLE: role, SECRET_KEY: "only-for-this-show-".repeat(3) },
    });
  const running: { role: string; product: Product }[] = [];
  for (const role of roles) running.push({ role, product: await start(role) });
  const doors = () => running.filter((it) => it.role !== "worker").map((it) => it.product);
  const load = createLoad(doors);
  const waitsMs: number[] = [];
  let said = 0;

  async function kill(role: string): Promise<void> {
    const victim = running.find((it) => it.role === role);
    if (victim === undefined) return;
    await victim.product.kill();
    victim.product = await start(role);
  }

  async function talk(chat: string): Promise<void> {
    for (let pounds = 1; pounds <= billsEach; pounds += 1) {
      waitsMs.push(await load.bill(chat, pounds));
      said += 1;
    }
  }

  async function disturb(): Promise<void> {
    const kinds = [...new Set(roles)];
    for (const [at, role] of kinds.entries()) {
      while (said < (chats * billsEach * (at + 1)) / (kinds.length + 1)) await pause(20);
      await kill(role);
    }
  }

  const from = performance.now();
  const names = Array.from({ length: chats }, (_, i) => `chat${i}`);
  await Promise.all([...names.map(talk), disturb()]);
  const tookMs = performance.now() - from;
  const verdict = await load.judge(new Map(names.map((chat) => [chat, billsEach])));
  for (const { product } of running) await product.stop();
  return {
    on: name,
    bills: chats * billsEach,
    killed: [...new Set(roles)].join(", "),
    "a second": ((chats * billsEach * 1_000) / tookMs).toFixed(1),
    "answer p50, ms": quantile(waitsMs, 0.5).toFixed(0),
    p90: quantile(waitsMs, 0.9).toFixed(0),
    longest: Math.max(...waitsMs).toFixed(0),
    ...verdict,
  };
}

const folder = tempFolder();
const rows = [
  await run({ name: "SQLite, one process", databaseUrl: `file:${folder.path}/s.db`, roles: ["all"] }),
];
folder.remove();
if (postgresNeed.there) {
  const server = await startPostgres();
  for (const workers of [1, 2, 4]) {
    rows.push(
      await run({
        name: `Postgres, two web, ${workers} worker${workers > 1 ? "s" : ""}`,
        databaseUrl: await server.database(),
        roles: ["web", "web", ...Array.from({ length: workers }, () => "worker" as const)],
      }),
    );
  }
  await server.stop();
}
printTable(`${chats} traders at once, ${billsEach} bills each, a kill -9 of each kind of process`, rows);
const clean = rows.every((row) => row.lost + row.doubled === 0);
process.stdout.write(clean ? "Every bill that was said is there once.\n" : "BROKEN\n");
process.exit(clean ? 0 : 1);
