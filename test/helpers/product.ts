import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { leaksIn, parts } from "./watched-log.ts";

/** Variables whose values nobody else may know. */
const secret = /SECRET|TOKEN|KEY$|^SMTP_URL$/;

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What `npm start` runs, without npm. */
export const startCommand: readonly [string, ...string[]] = [process.execPath, ...startArguments()];

function startArguments(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as {
    scripts: { start: string };
  };
  return scripts.start.split(" ").slice(1);
}

export interface LocalItem {
  readonly n: number;
  readonly from: "trader" | "bot";
  readonly text: string;
  readonly choices: readonly { readonly label: string; readonly token?: string; readonly url?: string }[];
  readonly replaces: number | null;
  readonly at: string;
}

/** The product in a process of its own, spoken to over HTTP as anybody would. */
export interface Product {
  readonly url: string;
  readonly process: ChildProcess;
  /** What it wrote to standard output and standard error. */
  output(): string;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  say(chat: string, text: string): Promise<number>;
  items(chat: string, after?: number): Promise<readonly LocalItem[]>;
  /** Waits until the chat has an item that fits. */
  until(chat: string, fits: (item: LocalItem) => boolean): Promise<LocalItem>;
  /** Sends SIGKILL and waits for the end. */
  kill(): Promise<void>;
  /** Sends SIGTERM and waits; answers the exit code. */
  stop(): Promise<number | null>;
}

export interface StartOptions {
  /** How it is started; `npm start` unless said. */
  readonly command?: readonly [string, ...string[]];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Folder {
  readonly path: string;
  remove(): void;
}

/** A folder for one test's store, and how to remove it. It may be in memory. */
export function tempFolder(): Folder {
  return folderIn(tmpdir());
}

/** A folder on a disk: for what dies while it is written, where waiting for the disk takes its time. */
export function diskFolder(): Folder {
  return folderIn(existsSync("/var/tmp") ? "/var/tmp" : tmpdir());
}

function folderIn(place: string): Folder {
  const path = mkdtempSync(join(place, "justpayme-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Starts the product and waits until it listens. Rejects with its output where it ends instead. */
export async function startProduct(options: StartOptions = {}): Promise<Product> {
  const [command, ...args] = options.command ?? startCommand;
  const env = { ...process.env, PORT: "0", LOG_LEVEL: "trace", ...options.env };
  const child = spawn(command, args, {
    cwd: options.cwd ?? root,
    // A group of its own, so that ending it ends what npm started too.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env,
  });
  let output = "";
  child.stdout.on("data", (data) => {
    output += String(data);
  });
  child.stderr.on("data", (data) => {
    output += String(data);
  });
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const url = await listening(() => output, exited);
  const heard = new Set<string>(
    Object.entries(env).flatMap(([name, value]) => (secret.test(name) && value ? [value] : [])),
  );
  const examine = () => {
    const lines = output.split("\n").filter((line) => line.startsWith('{"level"'));
    const leaks = leaksIn(lines, heard);
    if (leaks.length > 0) throw new Error(`Invariant 19 is broken: ${leaks.slice(0, 5).join("\n")}`);
  };
  const hear = (text: string) => {
    for (const part of parts(text)) heard.add(part);
  };
  return { ...client(url, hear), process: child, output: () => output, ...endings(child, exited, examine) };
}

async function listening(output: () => string, exited: Promise<unknown>): Promise<string> {
  let ended = false;
  void exited.then(() => {
    ended = true;
  });
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(15)) {
    const url = /listening on (http:\/\/localhost:\d+)/.exec(output())?.[1];
    if (url !== undefined) return url;
    if (ended) break;
  }
  throw new Error(`The product did not start:\n${output()}`);
}

function endings(child: ChildProcess, exited: Promise<number | null>, examine: () => void) {
  const send = async (signal: "SIGKILL" | "SIGTERM") => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, signal);
    const code = await exited;
    examine();
    return code;
  };
  return {
    kill: async () => void (await send("SIGKILL")),
    stop: () => send("SIGTERM"),
  };
}

/** `hear` is told all that is said, by either side: no log may have it. */
function client(url: string, hear: (text: string) => void) {
  const items = async (chat: string, after = 0): Promise<readonly LocalItem[]> => {
    const response = await fetch(`${url}/local/chats/${encodeURIComponent(chat)}/messages?after=${after}`);
    const found = (await response.json()) as readonly LocalItem[];
    for (const { text, choices } of found) {
      hear(text);
      for (const { token } of choices ?? []) if (token !== undefined) hear(token);
    }
    return found;
  };
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(url + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  return {
    url,
    items,
    post,
    say: async (chat: string, text: string) => {
      hear(text);
      const response = await post(`/local/chats/${encodeURIComponent(chat)}/messages`, { text });
      if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
      return ((await response.json()) as { n: number }).n;
    },
    until: async (chat: string, fits: (item: LocalItem) => boolean) => {
      for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(10)) {
        const found = (await items(chat)).find(fits);
        if (found !== undefined) return found;
      }
      throw new Error(`Nothing in chat ${chat} fits:\n${JSON.stringify(await items(chat), null, 1)}`);
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
