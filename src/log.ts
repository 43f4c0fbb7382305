import { type Logger, pino } from "pino";
import { currentTrace } from "./trace.ts";

/** Ids, kinds and counts; never message text, names, addresses or tokens. */
export type Log = Logger;

const secret = [
  "authorization",
  "cookie",
  "token",
  "access_token",
  "refresh_token",
  "secret",
  "password",
  "email",
  "phone",
];

const secretPaths = secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

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
  return pino({ level, mixin, redact: { paths: secretPaths, censor: "[hidden]" } }, to);
}

/** An error as a log may hold it: a database's message goes on to list the parameters, people's names among them. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return (text.split("\n")[0] ?? "").slice(0, 300);
}
