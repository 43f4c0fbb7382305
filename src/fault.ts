/**
 * What to do about a failure of the outside world.
 * - `retry`: surely not done; try again after a growing pause.
 * - `later`: surely not done and not a failure; try again when told (a rate limit).
 * - `stop`: it will never work as it is; bury it with the reason.
 * - `reconnect`: the trader's connection is gone; wait for it.
 * - `unknown`: it may have been done; find out before anything else.
 */
export type FaultAction = "retry" | "later" | "stop" | "reconnect" | "unknown";

/** The outside failed. Thrown by adapters, caught by the effects worker; its text is for logs, not for people. */
export class Fault extends Error {
  readonly action: FaultAction;
  readonly retryAfterMs: number | undefined;

  constructor(
    action: FaultAction,
    message: string,
    options: { retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "Fault";
    this.action = action;
    this.retryAfterMs = options.retryAfterMs;
  }
}
