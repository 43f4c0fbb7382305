import { type Day, dayFrom } from "../domain/day.ts";
import { chronoEnglish } from "./packages.ts";

/** Longer than any way of naming a day. */
const phraseMax = 60;

/**
 * Asks chrono about a day that none of our own forms knows. It is right two times in three, so what it reads is
 * only ever a guess to confirm; and only a phrase that it reads from its first word counts.
 */
export function readDayByChrono(phrase: string, now: Date): Day | null {
  const [found] = chronoEnglish().GB.parse(phrase.slice(0, phraseMax), now, { forwardDate: true });
  if (found === undefined || found.index > 3) return null;
  const { start } = found;
  if (!start.isCertain("day") && !start.isCertain("weekday")) return null;
  const [year, month, date] = [start.get("year"), start.get("month"), start.get("day")];
  return year === null || month === null || date === null ? null : dayFrom(year, month, date);
}
