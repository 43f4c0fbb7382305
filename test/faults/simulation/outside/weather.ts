import type { Timers } from "../timers.ts";

/** What becomes of one call to the outside. */
export type Fate =
  | "well"
  /** Nobody there: surely not done. */
  | "down"
  /** Too many calls: surely not done. */
  | "busy"
  /** The line broke before anything was done, or after. Whoever called cannot tell. */
  | "lost-before"
  | "lost-after";

/** How the world outside is just now. One is shared by all of it. */
export interface Weather {
  /** Nothing goes wrong any more. */
  calm: boolean;
  /** Everything outside but the chats is down. */
  allDown: boolean;
  /** Draws what becomes of a call, having waited as long as it takes to get there. */
  meet(system: string): Promise<Fate>;
  /** Calls that are on their way. */
  flying: number;
  /** How often the process was held up for longer than a lease while calls were on their way, as by SIGSTOP. */
  stalls: number;
  /** Called where somebody will look again in so long, as those do who look every minute. */
  lookAgain: (ms: number) => void;
  readonly random: () => number;
  readonly after: Timers["after"];
}

const bad = ["down", "busy", "lost-before", "lost-after", "lost-after"] as const;
/** How often a call is slow or very slow, and how long that takes at most. */
const slow = { often: 0.15, ms: 900, verySlow: 0.03 };
/** Each adapter gives up after a time of its own. */
const patienceMs: Readonly<Record<string, number>> = {
  chat: 10_000,
  xero: 12_000,
  stripe: 10_000,
  mail: 9_000,
  identity: 25_000,
};

export function createWeather(
  random: () => number,
  timers: Timers,
  faults: number,
): Weather & { readonly met: Map<string, number> } {
  const met = new Map<string, number>();
  const weather = {
    calm: true,
    allDown: false,
    flying: 0,
    stalls: 0,
    lookAgain: (_ms: number): void => undefined,
    random,
    after: timers.after,
    met,
    meet: async (system: string): Promise<Fate> => {
      if (weather.calm) return "well";
      const takesMs = random() < slow.verySlow ? patienceMs[system] : random() < slow.often ? slow.ms : null;
      if (takesMs != null) {
        weather.flying += 1;
        await timers.after(random() * takesMs);
        weather.flying -= 1;
      }
      const fate =
        weather.allDown && system !== "chat"
          ? "down"
          : random() < faults
            ? (bad[Math.floor(random() * bad.length)] ?? "down")
            : "well";
      if (fate !== "well") met.set(`${system} ${fate}`, (met.get(`${system} ${fate}`) ?? 0) + 1);
      return fate;
    },
  };
  return weather;
}
