import { effects as limits } from "../limits.ts";

/**
 * The pause before the next try. Full jitter over a doubling range for the first day, then hourly for as long
 * as it takes: an outage alone never ends an effect. `fraction` is random in [0, 1).
 */
export function retryDelayMs(attempt: number, ageMs: number, fraction: number): number {
  if (ageMs >= limits.growingForMs) return limits.hourlyMs;
  const range = Math.min(limits.backoffCapMs, limits.backoffBaseMs * 2 ** Math.min(attempt, 30));
  return Math.max(250, Math.floor(fraction * range));
}
