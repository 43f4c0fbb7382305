import { type Logger, pino } from "pino";
import { currentTrace } from "./trace.ts";

/** Ids, kinds and counts; never message text, names, addresses or tokens. */
export type Log = Logger;

const secret = new Set([
  "authorization",
  "cookie",
  "token",
  "access_token",
  "refresh_token",
  "secret",
  "password",
  "email",
  "phone",
]);

type Fields = Record<string, unknown>;

/** How deep secrets are looked for. */
const depthMax = 3;

/** What is logged, without what goes by a secret's name. pino's own way takes twenty times as long as writing the line. */
function withoutSecrets(what: Fields, depth = 1): Fields {
  const hidden = Object.entries(what).flatMap(([name, value]): [string, unknown][] => {
    if (secret.has(name)) return [[name, "[hidden]"]];
    if (depth === depthMax || typeof value !== "object" || value === null) return [];
    const inner = withoutSecrets(value as Fields, depth + 1);
    return inner === value ? [] : [[name, inner]];
  });
  if (hidden.length === 0) return what;
  const copy = (Array.isArray(what) ? [...what] : { ...what }) as Fields;
  return Object.assign(copy, Object.fromEntries(hidden));
}

/** JSON lines on standard error: standard output belongs to the conversation. */
export function createLog(level: string): Log {
  return createLogTo(level, pino.destination(2));
}

/** As `createLog`, to another place. Every line says which message it follows from. */
export function createLogTo(level: string, to: { write(line: string): void }): Log {
  const mixin = () => {
    const trace = currentTrace();
    return trace === null ? {} : { trace };
  };
  const log = (what: Fields) => withoutSecrets(what);
  return pino({ level, mixin, formatters: { log } }, to);
}

/** An error as a log may hold it: a database's message goes on to list the parameters, people's names among them. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return (text.split("\n")[0] ?? "").slice(0, 300);
}
