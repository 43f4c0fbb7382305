import { type Logger, pino } from "pino";

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

/** JSON lines on standard error: standard output belongs to the conversation. */
export function createLog(level: string): Log {
  const paths = secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino({ level, redact: { paths, censor: "[hidden]" } }, pino.destination(2));
}

/** An error as a log may hold it: a database's message goes on to list the parameters, people's names among them. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return (text.split("\n")[0] ?? "").slice(0, 300);
}
