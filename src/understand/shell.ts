import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { printed } from "./printed.ts";
import { readOrder } from "./read-order.ts";

interface Options {
  readonly now: Date;
  readonly clients: readonly string[];
}

/** `--now <instant>` and `--clients <file>`; anything wrong is one line on stderr and exit 2. */
function readOptions(args: readonly string[]): Options {
  let now = new Date();
  let clients: readonly string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const [name = "", inline] = (args[at] ?? "").split(/=(.*)/s, 2);
    if (name !== "--now" && name !== "--clients") fail(`unknown option "${name}"`);
    const value = inline ?? args[++at];
    if (value === undefined) fail(`${name} needs a value`);
    if (name === "--now") now = readInstant(value);
    else clients = readClients(value);
  }
  return { now, clients };
}

function readInstant(value: string): Date {
  const at = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(
    value,
  )
    ? Date.parse(value)
    : Number.NaN;
  if (Number.isNaN(at)) fail(`--now must be an instant such as 2026-11-22T09:00:00Z, not "${value}"`);
  const now = new Date(at);
  const year = now.getUTCFullYear();
  // A day that rolls over (30 February) is a slip, not another day.
  if (year < 1900 || year > 2200 || !isRealDay(value.slice(0, 10)))
    fail(`--now is not a real day: "${value}"`);
  return now;
}

function isRealDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}

function readClients(path: string): readonly string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    fail(`--clients cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!Array.isArray(parsed) || !parsed.every((name) => typeof name === "string")) {
    fail("--clients must be a JSON array of names");
  }
  return parsed as string[];
}

function fail(reason: string): never {
  process.stderr.write(`understand: ${reason}\n`);
  process.exit(2);
}

const context = readOptions(process.argv.slice(2));
const input = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
process.stdout.on("error", () => process.exit(0));
for await (const line of input) {
  if (!process.stdout.write(`${JSON.stringify(printed(readOrder(line, context)))}\n`)) {
    await new Promise((resolve) => process.stdout.once("drain", resolve));
  }
}
