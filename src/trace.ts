import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";

/*
 * One id for all that follows from one message: what it changed, what was told because of it and whom that was told
 * to. It is in the effects' rows, so it survives restarts and goes from one process to another, and in every line of
 * the log.
 */

const running = new AsyncLocalStorage<string>();

/** Of what is being done now; null where nothing began it. */
export function currentTrace(): string | null {
  return running.getStore() ?? null;
}

/** Does something as part of what a message began. Null leaves it as it is. */
export function inTrace<T>(trace: string | null, run: () => T): T {
  return trace === null ? run() : running.run(trace, run);
}

/** The same names make the same id: of a message that is delivered again, too. */
export function traceOf(...names: readonly string[]): string {
  return createHash("sha256").update(names.join("\n")).digest("base64url").slice(0, 12);
}
