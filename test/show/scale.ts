/**
 * `npm run show:scale`: the same load on SQLite with one process, and on Postgres with one, two and four workers; in
 * the middle of it one process of each kind is killed with -9 and started again. Prints what it took and what was lost.
 */
import { setTimeout as pause } from "node:timers/promises";
import { postgresNeed, startPostgres } from "../helpers/postgres.ts";
import { type Product, startProduct, tempFolder } from "../helpers/product.ts";
import { median, printTable } from "./table.ts";

const chats = Number(process.argv[2] ?? 8);
const billsEach = Number(process.argv[3] ?? 15);
const waitMaxMs = 90_000;

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
  const waitsMs: number[] = [];
  let said = 0;

  async function kill(role: string): Promise<void> {
    const victim = running.find((it) => it.role === role);
    if (victim === undefined) return;
    await victim.product.kill();
    victim.product = await start(role);
  }

  /** Says it until it is taken, under one key: what was taken just before a kill is not taken twice. */
  async function say(chat: string, pounds: number): Promise<number> {
    for (let attempt = 0; ; attempt += 1) {
      const door = doors()[(pounds + attempt) % doors().length];
      const key = { "idempotency-key": `the-same-load-${chat}-${pounds}` };
      const answer = await door
        ?.post(`/local/chats/${chat}/messages`, { text: `bill Acme £${pounds}` }, key)
        .catch(() => null);
      if (answer?.status === 202) return ((await answer.json()) as { n: number }).n;
      if (answer && answer.status < 500) throw new Error(`${answer.status}: ${await answer.text()}`);
      await pause(100);
    }
  }

  async function isAnswered(chat: string, after: number, pounds: number): Promise<boolean> {
    const items =
      (await doors()[0]
        ?.items(chat, after)
        .catch(() => [])) ?? [];
    return items.some((it) => it.from === "bot" && it.text.startsWith(`Billed Acme £${pounds} `));
  }

  async function talk(chat: string): Promise<void> {
    for (let pounds = 1; pounds <= billsEach; pounds += 1) {
      const from = performance.now();
      const n = await say(chat, pounds);
      said += 1;
      while (!(await isAnswered(chat, n, pounds))) {
        if (performance.now() - from > waitMaxMs)
          throw new Error(`${name}: no answer to ${chat}, £${pounds}`);
        await pause(20);
      }
      waitsMs.push(performance.now() - from);
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
  const verdict = { lost: 0, doubled: 0, answeredTwice: 0 };
  for (const chat of names) {
    const items = (await doors()[0]?.items(chat)) ?? [];
    const answers = items.filter(
      (it) => it.from === "bot" && it.replaces === null && it.text.startsWith("Billed"),
    );
    const numbers = new Set(answers.map((it) => /bill (\d+)/.exec(it.text)?.[1]));
    // Bills are numbered without gaps: as many numbers as bills said means that none was lost, and none made twice.
    verdict.lost += Math.max(0, billsEach - numbers.size);
    verdict.doubled += Math.max(0, numbers.size - billsEach);
    verdict.answeredTwice += answers.length - numbers.size;
  }
  for (const { product } of running) await product.stop();
  const sorted = waitsMs.sort((a, b) => a - b);
  return {
    on: name,
    bills: chats * billsEach,
    killed: [...new Set(roles)].join(", "),
    "a second": ((chats * billsEach * 1_000) / tookMs).toFixed(1),
    "answer p50, ms": median(sorted).toFixed(0),
    p90: (sorted[Math.floor(sorted.length * 0.9)] ?? 0).toFixed(0),
    longest: (sorted.at(-1) ?? 0).toFixed(0),
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
