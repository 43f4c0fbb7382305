import type { MovableClock } from "../clock.ts";
import type { Queue } from "../effects/queue.ts";
import { clockLeapMaxMs } from "../limits.ts";
import type { Timetable } from "./timetable.ts";

/** An ISO 8601 duration of weeks, days, hours, minutes and seconds, in milliseconds; a day is 24 hours. */
export function durationMs(text: string): number | null {
  const match =
    /^P(?=.)(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?=.)(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/.exec(
      text,
    );
  if (match === null) return null;
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return (
    ((((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60_000 +
    (seconds ?? 0) * 1000
  );
}

/** Where a move leads, or null where it makes no sense: backwards, too far, or not a time. */
export function clockTarget(
  move: { readonly advance: string } | { readonly to: string },
  now: Date,
): Date | null {
  const leapMs = "advance" in move ? durationMs(move.advance) : Date.parse(move.to) - now.getTime();
  if (leapMs === null || !(leapMs >= 0 && leapMs <= clockLeapMaxMs)) return null;
  return new Date(now.getTime() + leapMs);
}

/** Moves the clock to `to`, stopping at each moment on the way at which something falls due and trying that. */
export async function moveClock(
  clock: MovableClock,
  queue: Queue,
  timetable: Timetable,
  to: Date,
): Promise<Date> {
  const settle = async () => {
    await queue.drain();
    await timetable.runDue();
    await queue.drain();
  };
  await settle();
  for (;;) {
    const next = earliest(await queue.nextAt(clock.now()), await timetable.nextAt(clock.now()));
    const stop = next !== null && next < to ? next : to;
    await clock.moveTo(stop);
    await settle();
    if (stop === to) return clock.now();
  }
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
