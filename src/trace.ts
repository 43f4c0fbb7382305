import { AsyncLocalStorage } from "node:async_hooks";
import { hash } from "node:crypto";
import type { Inbound } from "./ports.ts";

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

/**
 * Of a message. A log names a message by this alone: a platform's own id of it may hold a phone number, as WhatsApp's do,
 * plain or encoded.
 */
export function traceOfMessage({ address, eventId }: Pick<Inbound, "address" | "eventId">): string {
  return traceOf(`${address.channel}/${address.account}`, eventId);
}

/** The same names make the same id: of a message that is delivered again, too. */
export function traceOf(...names: readonly string[]): string {
  return hash("sha256", names.join("\n"), "base64url").slice(0, 12);
}
