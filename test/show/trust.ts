/**
 * `npm run show:trust [-- 200]`: seeds played, what was thrown at them, kills survived, requests thrown, mutants killed,
 * and each promise with the tests that hold it. Takes some minutes.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { killNine } from "../faults/kill-nine.ts";
import { invariants } from "../faults/simulation/invariants.ts";
import { mutants } from "../faults/simulation/mutants.ts";
import { stopped } from "../faults/stopped.ts";
import { postgresNeed, startPostgres } from "../helpers/postgres.ts";
import { diskFolder } from "../helpers/product.ts";
import { printTable } from "./table.ts";

const seeds = Number(process.argv[2] ?? 200);
const root = join(import.meta.dirname, "../..");
const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });

const simulated = run("test/faults/simulation/run.ts", "--seeds", String(seeds));
process.stdout.write(`Level A: ${simulated.stdout}\n`);

const rows: Record<string, string | number>[] = [];
const folder = diskFolder();
const kill = async (store: string, databaseUrl: string) => {
  const { kills, acknowledged, once, lost, doubled } = await killNine({
    bills: 100,
    kills: 8,
    seed: 5,
    databaseUrl,
  });
  rows.push({ store, how: "kill -9", times: kills, bills: acknowledged, "there once": once, lost, doubled });
};
const stop = async (store: string, databaseUrl: string, roles: readonly ("all" | "web" | "worker")[]) => {
  const it = await stopped({ databaseUrl, roles, chats: 4, billsEach: 10, seed: 5 });
  const times = it.stopped + it.killed;
  rows.push({
    store,
    how: "SIGSTOP for 43 s, and kill -9",
    times,
    bills: it.bills,
    "there once": it.bills - it.lost - it.doubled,
    lost: it.lost,
    doubled: it.doubled,
  });
};
await kill("SQLite", `file:${folder.path}/kill.db`);
await stop("SQLite", `file:${folder.path}/stop.db`, ["all"]);
if (postgresNeed.there) {
  const server = await startPostgres();
  await kill("Postgres", await server.database());
  await stop("Postgres, two workers", await server.database(), ["web", "worker", "worker"]);
  await server.stop();
}
folder.remove();
printTable("Level B: kills survived", rows);

process.stdout.write(run("test/show/torn-log.ts").stdout);
process.stdout.write(run("test/faults/simulation/kill-mutants.ts").stdout);

const fuzzing = spawnSync("npx", ["vitest", "run", "--dir", "test", "fuzz"], { cwd: root, encoding: "utf8" });
const runs = ["webhooks", "local"].flatMap((name) =>
  [
    ...readFileSync(join(root, `test/fuzz/${name}.test.ts`), "utf8").matchAll(/numRuns: (\d+)|runs = (\d+)/g),
  ].map((it) => Number(it[1] ?? it[2])),
);
// Each is tried on three webhooks or more.
const thrown = runs.reduce((a, b) => a + b, 0) * 2;
process.stdout.write(
  `Fuzzing: over ${thrown} requests thrown, ${fuzzing.status === 0 ? "none failed" : "SOME FAILED"}\n`,
);

const security = readFileSync(join(root, "src/SECURITY.md"), "utf8");
printTable(
  "Promises, and what holds each",
  invariants.map(({ number, promise, kind }) => ({
    "": number,
    promise,
    kind,
    mutants: mutants.filter(({ breaks }) => breaks === number).length,
    "held by": (
      new RegExp(`^\\| ${number}\\*? \\|.*\\| (.*) \\|$`, "m").exec(security)?.[1] ?? ""
    ).replaceAll("`", ""),
  })),
);
process.exit(simulated.status === 0 && fuzzing.status === 0 ? 0 : 1);
