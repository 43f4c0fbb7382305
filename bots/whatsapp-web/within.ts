import { setTimeout as pause } from "node:timers/promises";

/** A call into the browser that was given up on: it may hang for ever. */
export class TimeUp extends Error {
  constructor(what: string) {
    super(`${what} took too long`);
    this.name = "TimeUp";
  }
}

/** Waits for a call into the browser no longer than this. */
export async function within<T>(ms: number, what: string, call: Promise<T>): Promise<T> {
  const done = new AbortController();
  const late = pause(ms, undefined, { signal: done.signal, ref: false }).then(() => {
    throw new TimeUp(what);
  });
  // Ended by the abort below, or already told by the race.
  late.catch(() => undefined);
  // What comes after we gave up has nobody to tell.
  call.catch(() => undefined);
  try {
    return await Promise.race([call, late]);
  } finally {
    done.abort();
  }
}

/** Sleeps, unless it is told to wake. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal, ref: false }).catch(() => undefined);
}

/** What a log may hold of an error: some of the library's are strings. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error).slice(0, 80);
}
