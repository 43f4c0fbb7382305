/**
 * `npm run show:trust [-- 300]`: seeds played, what was thrown at them, kills survived, requests thrown, mutants killed,
 * and each promise with the tests that hold it. Takes some minutes.
 */
import { execFile, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { killNine } from "../faults/kill-nine.ts";
import { invariants } from "../faults/simulation/invariants.ts";
import { mutants } from "../faults/simulation/mutants.ts";
import { stopped } from "../faults/stopped.ts";
import { postgresNeed, startPostgres } from "../helpers/postgres.ts";
import { diskFolder } from "../helpers/product.ts";
import { printTable } from "./table.ts";

const seeds = Number(process.argv[2] ?? 300);
const root = join(import.meta.dirname, "../..");
const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });

/** Two halves at once, each in a process of its own. */
const half = Math.ceil(seeds / 2);
const played = await Promise.all(
  [1, half + 1].map(async (from) => {
    const args = ["test/faults/simulation/run.ts", "--from", `${from}`, "--seeds", `${half}`];
    return await promisify(execFile)(process.execPath, args, { cwd: root }).then(
      ({ stdout }) => ({ stdout, clean: true }),
      ({ stdout }: { stdout: string }) => ({ stdout, clean: false }),
    );
  }),
);
for (const { stdout } of played) process.stdout.write(`Level A: ${stdout}`);

const rows: Record<string, string | number>[] = [];
const folder = diskFolder();
const kill = async (store: string, databaseUrl: string) => {
  const { kills, acknowledged, once, lost, doubled, broken } = await killNine({
    bills: 100,
    kills: 8,
    seed: 5,
    databaseUrl,
  });
  rows.push({
    store,
    how: "kill -9",
    times: kills,
    bills: acknowledged,
    "there once": once,
    lost,
    doubled,
    "promises broken": broken.length,
  });
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
    "promises broken": it.broken.length,
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
printTable("Level B: kills survived", rows);

process.stdout.write(run("test/show/torn-log.ts").stdout);
process.stdout.write(run("test/faults/simulation/kill-mutants.ts").stdout);

const counted = join(folder.path, "thrown");
const fuzzing = spawnSync(
  "npx",
  ["vitest", "run", "--config", "test/vitest.config.ts", "test/fuzz/", "test/web/strangers"],
  { cwd: root, encoding: "utf8", env: { ...process.env, THROWN_TO: counted } },
);
const thrown = readFileSync(counted, "utf8")
  .split("\n")
  .reduce((sum, line) => sum + Number(line), 0);
folder.remove();
process.stdout.write(
  `Fuzzing: ${thrown} requests, pushes, presses and orders thrown, ${fuzzing.status === 0 ? "none failed" : "SOME FAILED"}\n`,
);

const security = readFileSync(join(root, "src/SECURITY.md"), "utf8");
printTable(
  "Promises, and what holds each",
  invariants.map(({ number, promise, kind }) => ({
    "": number,
    promise,
    kind,
    "broken by": mutants
      .filter(({ breaks }) => breaks === number)
      .map(({ without }) => `no ${without}`)
      .join("; "),
    "held by": (new RegExp(`^\\| ${number} \\|.*\\| (.*) \\|$`, "m").exec(security)?.[1] ?? "").replaceAll(
      "`",
      "",
    ),
  })),
);
process.exit(played.every(({ clean }) => clean) && fuzzing.status === 0 ? 0 : 1);
