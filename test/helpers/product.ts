import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const startMs = 20_000;

export interface Product {
  readonly url: string;
  /** Ends the process as a power cut would; what it had committed stays. */
  kill(): Promise<void>;
  /** Starts it again on the same store and the same port. */
  restart(): Promise<void>;
  /** Ends it and takes its store away. */
  remove(): Promise<void>;
}

/** The product as anyone would start it, on a store and a port of its own. */
export async function startProduct(environment: Readonly<Record<string, string>> = {}): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), "justpayme-"));
  const settings = { DATABASE_URL: `file:${join(folder, "test.db")}`, LOG_LEVEL: "silent", ...environment };
  let running = await run(settings, "0");
  const kill = async () => {
    if (running.child.exitCode !== null || running.child.signalCode !== null) return;
    const ended = once(running.child, "exit");
    running.child.kill("SIGKILL");
    await ended;
  };
  return {
    url: `http://localhost:${running.port}`,
    kill,
    restart: async () => {
      running = await run(settings, running.port);
    },
    remove: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function run(
  settings: Readonly<Record<string, string>>,
  port: string,
): Promise<{ readonly child: ChildProcess; readonly port: string }> {
  const child = spawn(process.execPath, ["src/main.ts"], {
    cwd: root,
    env: { PATH: process.env["PATH"] ?? "", ...settings, PORT: port },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const bound = await new Promise<string>((resolve, reject) => {
    let said = "";
    const late = setTimeout(() => reject(new Error(`It did not start: ${said}`)), startMs);
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const match = /listening on http:\/\/localhost:(\d+)/.exec(said);
      if (match?.[1] === undefined) return;
      clearTimeout(late);
      resolve(match[1]);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("exit", (code) => {
      clearTimeout(late);
      reject(new Error(`It ended with ${code}: ${said}`));
    });
  });
  return { child, port: bound };
}
