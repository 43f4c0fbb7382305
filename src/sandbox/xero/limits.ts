import { Refusal, type Rule } from "./rules.ts";
import type { State } from "./state.ts";

/** What one organisation has used of its calls. Windows are fixed, and begin at another moment for each. */
interface Used {
  minute: number;
  inMinute: number;
  day: number;
  inDay: number;
  flying: number;
}

export interface Allowances {
  minute: number;
  day: number;
  concurrent: number;
  appMinute: number;
}

export interface Limits {
  readonly allowances: Allowances;
  /** How often each limit refused a call: a well-behaved app has none. */
  readonly refused: Map<string, number>;
  /** Counts a call in; answers the headers, and how to count it out. Throws where it is one too many. */
  enter(organisationId: string): { headers: Record<string, string>; leave(): void };
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

export function createLimits(state: State): Limits {
  const used = new Map<string, Used>();
  const refused = new Map<string, number>();
  const allowances: Allowances = { minute: 60, day: 1000, concurrent: 5, appMinute: 10_000 };
  let app = { minute: -1, count: 0 };

  function usedBy(organisationId: string): Used {
    const now = state.now() + offsetOf(organisationId);
    const [minute, day] = [Math.floor(now / minuteMs), Math.floor(now / dayMs)];
    const before = used.get(organisationId) ?? { minute, inMinute: 0, day, inDay: 0, flying: 0 };
    const fresh = {
      minute,
      inMinute: before.minute === minute ? before.inMinute : 0,
      day,
      inDay: before.day === day ? before.inDay : 0,
      flying: before.flying,
    };
    used.set(organisationId, fresh);
    return fresh;
  }

  function refuse(
    rule: Rule,
    problem: string,
    retryAfterMs: number | null,
    headers: Record<string, string>,
  ): never {
    refused.set(problem, (refused.get(problem) ?? 0) + 1);
    throw tooMany(rule, problem, retryAfterMs, headers);
  }

  return {
    allowances,
    refused,
    enter: (organisationId) => {
      const it = usedBy(organisationId);
      const now = state.now() + offsetOf(organisationId);
      const appMinute = Math.floor(state.now() / minuteMs);
      if (app.minute !== appMinute) app = { minute: appMinute, count: 0 };
      const left = () => ({
        "x-daylimit-remaining": String(Math.max(0, allowances.day - it.inDay)),
        "x-minlimit-remaining": String(Math.max(0, allowances.minute - it.inMinute)),
        "x-appminlimit-remaining": String(Math.max(0, allowances.appMinute - app.count)),
      });
      if (it.flying >= allowances.concurrent) refuse("limit-concurrent", "concurrent", null, left());
      if (app.count >= allowances.appMinute) {
        refuse("limit-app", "appminute", minuteMs - (state.now() % minuteMs), left());
      }
      if (it.inDay >= allowances.day) refuse("limit-day", "day", dayMs - (now % dayMs), left());
      if (it.inMinute >= allowances.minute)
        refuse("limit-minute", "minute", minuteMs - (now % minuteMs), left());
      it.inMinute += 1;
      it.inDay += 1;
      it.flying += 1;
      app.count += 1;
      state.fired.add("limit-headers");
      return {
        headers: left(),
        leave: () => {
          usedBy(organisationId).flying -= 1;
        },
      };
    },
  };
}

/** Recorded: no body, no content type. */
export function tooMany(
  rule: Rule,
  problem: string,
  retryAfterMs: number | null,
  headers: Record<string, string> = {},
): Refusal {
  const retry =
    retryAfterMs === null ? {} : { "retry-after": String(Math.max(1, Math.ceil(retryAfterMs / 1000))) };
  return new Refusal(rule, 429, null, { ...headers, ...retry, "x-rate-limit-problem": problem });
}

function offsetOf(organisationId: string): number {
  return Number.parseInt(organisationId.slice(0, 6), 16) * 97;
}
