import { setTimeout as pause } from "node:timers/promises";
import { type Api, GrammyError } from "grammy";
import { telegram as limits } from "../../src/limits.ts";
import type { Log } from "../common/log.ts";
import type { Signal } from "./commands.ts";
import { notSent } from "./failures.ts";
import type { Intake } from "./intake.ts";
import { updateIdOf, updateKinds } from "./parse.ts";

/** The right to poll: one process at a time has it. */
export interface PollLease {
  /** Takes it or keeps it; false while another process has it. */
  take(): Promise<boolean>;
  release(): Promise<void>;
}

export interface PumpPorts {
  /** A client whose calls may last as long as a poll. */
  readonly api: Api;
  readonly lease: PollLease;
  readonly intake: Intake;
  readonly log: Log;
  readonly fraction: () => number;
  readonly timing: Timing;
}
export type Timing = Readonly<
  Record<"pollMs" | "leaseRetryMs" | "conflictMs" | "retryBaseMs" | "retryCapMs" | "refusedMs", number>
>;

/**
 * Polls until it is told to stop. Nothing is confirmed to Telegram that is not stored: the offset moves past an
 * update only then, and what was handed out and not confirmed is handed out again, here or after a restart.
 */
export async function runPump(ports: PumpPorts, signal: AbortSignal): Promise<void> {
  const { lease, log, timing } = ports;
  const poller = createPoller(ports, signal);
  let waitingForLease = false;
  while (!signal.aborted) {
    let waitMs: number;
    try {
      const mine = await lease.take();
      if (!mine && !waitingForLease) log.info({}, "another process polls Telegram; waiting for it to go");
      if (!mine) poller.lose();
      waitingForLease = !mine;
      waitMs = mine ? await poller.turn() : timing.leaseRetryMs;
    } catch (error) {
      // Neither the store nor Telegram may end the pump.
      waitMs = poller.failed(error);
    }
    if (waitMs > 0) await sleep(waitMs, signal);
  }
  await lease
    .release()
    .catch((error: unknown) => log.warn({ error: nameOf(error) }, "the lease stays until its end"));
}

function createPoller({ api, intake, log, fraction, timing }: PumpPorts, signal: AbortSignal) {
  const abort = signal as Signal;
  let ready = false;
  let offset: number | undefined;
  let failures = 0;
  let conflicted = false;

  /** Polls once and takes what came. Answers how long to wait before the next. */
  async function turn(): Promise<number> {
    // A webhook that is set makes every poll fail.
    if (!ready) await api.deleteWebhook({ drop_pending_updates: false }, abort);
    ready = true;
    const updates = await api.getUpdates(
      {
        limit: limits.pollBatch,
        timeout: Math.round(timing.pollMs / 1_000),
        allowed_updates: updateKinds,
        ...(offset === undefined ? {} : { offset }),
      },
      abort,
    );
    if (conflicted || failures > 0) log.info({}, "polling Telegram again");
    conflicted = false;
    failures = 0;
    // All that was handed out is confirmed. Without an offset it does not matter that Telegram may go on with
    // any number, a lower one too, after a quiet week.
    if (updates.length === 0) offset = undefined;
    for (const update of updates) {
      if (signal.aborted) return 0;
      if (!(await intake.take(update))) return timing.retryBaseMs;
      const id = updateIdOf(update);
      if (id !== null) offset = id + 1;
    }
    return 0;
  }

  /** Notes a failure, once for each kind that follows the last, and answers how long to wait. */
  function failed(error: unknown): number {
    if (signal.aborted) return 0;
    if (error instanceof GrammyError && error.error_code === 409) {
      ready = false;
      if (!conflicted) log.warn({}, "somebody else polls with this bot's token; waiting for them");
      conflicted = true;
      return timing.conflictMs;
    }
    const { why, detail, retryAfterMs } = notSent(error);
    failures += 1;
    if (failures === 1) log.warn({ why, detail }, "Telegram cannot be polled");
    if (why === "account-down") return timing.refusedMs;
    if (retryAfterMs !== undefined) return retryAfterMs;
    const range = Math.min(timing.retryCapMs, timing.retryBaseMs * 2 ** Math.min(failures, 10));
    return Math.round(range * (0.5 + fraction() / 2));
  }

  return {
    turn,
    failed,
    /** Another process polls now: where we were means nothing any more. */
    lose: () => {
      ready = false;
      offset = undefined;
    },
  };
}

/** Ends early, and without an error, when told to stop. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
