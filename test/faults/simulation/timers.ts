import { syncBuiltinESMExports } from "node:module";
import timersPromises from "node:timers/promises";

/** Time that passes only when it is told to: every timer of the process hangs on it. */
export interface Timers {
  /** Waits so long. What the world outside takes its time with; the product's own timers come by `setTimeout`. */
  after(ms: number): Promise<void>;
  /** When the world outside next does something; null when nothing there is under way. */
  nextOutside(): number | null;
  next(): number | null;
  /** Nobody waits for anything any more: another run begins. */
  forget(): void;
  /** Lets everything happen that was to happen by an instant. */
  fire(nowMs: number): void;
}

interface Timer {
  readonly atMs: number;
  readonly run: () => void;
  readonly outside: boolean;
}

/** Takes the place of the process's timers, for good: who wants real ones starts another process. */
export function takeOverTimers(nowMs: () => number): Timers {
  const timers = new Map<object, Timer>();
  const add = (run: () => void, ms: number, outside: boolean): object => {
    const handle = Object.freeze({ unref: () => handle, ref: () => handle, hasRef: () => false });
    timers.set(handle, { atMs: nowMs() + Math.max(0, Math.ceil(ms)), run, outside });
    return handle;
  };
  const fake = {
    setTimeout: (run: () => void, ms = 0) => add(run, ms, false),
    clearTimeout: (handle: object | undefined) => void (handle !== undefined && timers.delete(handle)),
  };
  Object.assign(globalThis, fake);
  const pause = <T>(ms: number, value: T) =>
    new Promise<T>((resolve) => fake.setTimeout(() => resolve(value), ms));
  Object.assign(timersPromises, { setTimeout: pause });
  syncBuiltinESMExports();
  AbortSignal.timeout = (ms) => {
    const controller = new AbortController();
    fake.setTimeout(() => controller.abort(new DOMException("timed out", "TimeoutError")), ms);
    return controller.signal;
  };
  const earliest = (which: (timer: Timer) => boolean): number | null => {
    let at: number | null = null;
    for (const it of timers.values()) if (which(it) && (at === null || it.atMs < at)) at = it.atMs;
    return at;
  };
  return {
    after: (ms) => new Promise((resolve) => add(resolve, ms, true)),
    nextOutside: () => earliest((it) => it.outside),
    next: () => earliest(() => true),
    forget: () => timers.clear(),
    fire: (now) => {
      const due = [...timers].filter(([, it]) => it.atMs <= now).sort(([, a], [, b]) => a.atMs - b.atMs);
      for (const [handle, it] of due) if (timers.delete(handle)) it.run();
    },
  };
}
