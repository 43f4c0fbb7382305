import { unreachable } from "../assert.ts";
import type { ClaimedEffect, EffectKind, EffectWork } from "../domain/effect.ts";
import { Fault } from "../fault.ts";
import { effects as limits } from "../limits.ts";
import { firstLine, type Log } from "../log.ts";
import type { Clock, Random } from "../ports.ts";
import { settleEffect } from "../store/effects.ts";
import { nextInLane } from "../store/lanes.ts";
import type { Store, Tx } from "../store/store.ts";
import { inTrace, traceOf } from "../trace.ts";
import { retryDelayMs } from "./backoff.ts";

/** What a handler did. `record` is written in the transaction that marks the effect done. */
export interface Delivery {
  readonly remoteId: string | null;
  /** It may be written down a moment later: nobody waits for it, and that it may have to be done again is no worse. */
  readonly pace?: "patient";
  readonly record?: (tx: Tx, now: Date) => Promise<void>;
}

export type Reconciled =
  | { readonly kind: "done"; readonly delivery: Delivery }
  | { readonly kind: "absent" }
  | { readonly kind: "cannot-tell" };

/** An effect whose work is of one kind. */
export type EffectOf<K extends EffectKind> = ClaimedEffect & {
  readonly work: Extract<EffectWork, { kind: K }>;
};

export interface Handler<K extends EffectKind> {
  /** One attempt. Throws a `Fault` when the outside failed. */
  deliver(effect: EffectOf<K>, signal: AbortSignal): Promise<Delivery>;
  /** Was an earlier attempt, whose answer is missing, successful? */
  reconcile(effect: EffectOf<K>, signal: AbortSignal): Promise<Reconciled>;
  /** What to do where that cannot be told: say it again, or count it as said. */
  readonly inDoubt: "repeat" | "count-as-done";
}

type Every = { readonly [K in EffectKind]: Handler<K> };

/** The handlers of what is told in the chats, and of the systems outside that are switched on. */
export type Handlers = Pick<Every, "send-message" | "edit-message"> & OutsideHandlers;

/** The handlers of what is told to others than the trader. */
export type OutsideHandlers = Partial<Omit<Every, "send-message" | "edit-message">>;

export interface AttemptPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly handlers: Handlers;
  readonly log: Log;
}

/** What there is to do in the transaction that marks an effect done. */
export type Beside = (tx: Tx, now: Date) => Promise<void>;

/**
 * Tries a claimed effect once and writes down, under its fence, what became of it. Never throws for the outside's sake.
 * Answers whether its lane is empty now: then there is nothing to look for.
 */
export async function attemptEffect(
  ports: AttemptPorts,
  effect: ClaimedEffect,
  beside?: Beside,
): Promise<boolean> {
  // What nobody began has an id of its own.
  return await inTrace(effect.trace ?? traceOf(effect.id), () => attempt(ports, effect, beside));
}

async function attempt(ports: AttemptPorts, effect: ClaimedEffect, beside?: Beside): Promise<boolean> {
  const startedMs = performance.now();
  const { signal, end } = startLimit();
  try {
    const handler = ports.handlers[effect.work.kind] as Handler<EffectKind> | undefined;
    // Switched off since: it may come back, so the effect waits.
    if (handler === undefined) throw new Fault("reconnect", `nobody here does ${effect.work.kind}`);
    const delivery = await deliverOnce(handler, effect, signal);
    const emptied = await settleDone(ports, effect, delivery, beside);
    const { id, work, attempt: tries } = effect;
    ports.log.info(
      { effect: id, kind: work.kind, attempt: tries, ms: Math.round(performance.now() - startedMs) },
      "told",
    );
    return emptied;
  } catch (error) {
    await settleFailed(
      ports,
      effect,
      signal.aborted ? new Fault("unknown", "timed out", { cause: error }) : error,
    );
    return false;
  } finally {
    end();
  }
}

/** The time there is for one attempt. A signal that nobody ends goes off later, in the midst of something else. */
function startLimit() {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), limits.attemptTimeoutMs).unref();
  return { signal: limit.signal, end: () => clearTimeout(timer) };
}

async function deliverOnce(
  handler: Handler<EffectKind>,
  effect: ClaimedEffect,
  signal: AbortSignal,
): Promise<Delivery> {
  if (!effect.uncertain) return await handler.deliver(effect, signal);
  const earlier = await handler.reconcile(effect, signal).catch((error: unknown) => {
    // Still in doubt: whatever kept us from looking must not turn "unknown" into "surely not done".
    throw new Fault("unknown", "could not find out what became of an earlier attempt", { cause: error });
  });
  if (earlier.kind === "done") return earlier.delivery;
  if (earlier.kind === "cannot-tell" && handler.inDoubt === "count-as-done") return { remoteId: null };
  return await handler.deliver(effect, signal);
}

async function settleDone(
  ports: AttemptPorts,
  effect: ClaimedEffect,
  delivery: Delivery,
  beside: Beside | undefined,
): Promise<boolean> {
  const now = ports.clock.now();
  const { remoteId, record, pace } = delivery;
  const kept = await ports.store.transaction(async (tx) => {
    if (!(await settleEffect(tx, effect, { state: "done", remoteId, doneAt: now }))) return null;
    await record?.(tx, now);
    await beside?.(tx, now);
    return { emptied: (await nextInLane(tx, effect.lane)) === undefined };
  }, pace);
  if (kept === null) logGhost(ports, effect);
  return kept?.emptied === true;
}

async function settleFailed(ports: AttemptPorts, effect: ClaimedEffect, error: unknown): Promise<void> {
  const now = ports.clock.now();
  const result = failureResult(effect, error, now, ports.random.fraction());
  const text = firstLine(error);
  ports.log.warn(
    {
      effect: effect.id,
      kind: effect.work.kind,
      attempt: effect.attempt,
      to: result.state,
      error: text,
    },
    "not told",
  );
  const kept = await ports.store.transaction((tx) => settleEffect(tx, effect, { ...result, error: text }));
  if (!kept) logGhost(ports, effect);
}

/** A failure's consequence, by its class. Pure. */
export function failureResult(effect: ClaimedEffect, error: unknown, now: Date, fraction: number) {
  const ageMs = now.getTime() - effect.createdAt.getTime();
  const after = (ms: number) => new Date(now.getTime() + ms);
  const pauseMs = retryDelayMs(effect.attempt, ageMs, fraction);
  if (!(error instanceof Fault)) {
    const buried = effect.attempt >= limits.bugTriesMax;
    return buried
      ? { state: "dead" as const, doneAt: now }
      : { state: "unknown" as const, dueAt: after(pauseMs) };
  }
  switch (error.action) {
    case "retry":
      return { state: "ready" as const, dueAt: after(Math.max(pauseMs, error.retryAfterMs ?? 0)) };
    case "later":
      // Being told to wait is no failed try.
      return {
        state: "ready" as const,
        dueAt: after(error.retryAfterMs ?? pauseMs),
        attempt: effect.attempt - 1,
      };
    case "reconnect":
      return { state: "ready" as const, dueAt: after(limits.hourlyMs), attempt: effect.attempt - 1 };
    case "unknown":
      return { state: "unknown" as const, dueAt: after(pauseMs) };
    case "stop":
      return { state: "dead" as const, doneAt: now };
    default:
      return unreachable(error.action);
  }
}

/** This worker lost its lease while it worked; whoever has the effect now decides. */
function logGhost(ports: AttemptPorts, effect: ClaimedEffect): void {
  ports.log.warn({ effect: effect.id, fence: effect.fence }, "dropped the result of a lost lease");
}
