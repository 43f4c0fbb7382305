import type { Day } from "./day.ts";

/** Why chasing is paused. `dispute`: what is owed is in question, and still counted as owed. */
export const holdKinds = ["asked", "promise", "says-paid", "dispute"] as const;
export type HoldKind = (typeof holdKinds)[number];

/** Chasing paused: for one bill, one client, or (both null) everything of a trader's. */
export interface Hold {
  readonly id: string;
  readonly traderId: string;
  readonly billId: string | null;
  readonly clientId: string | null;
  readonly kind: HoldKind;
  /** The first day on which chasing goes on; null until the trader says so. */
  readonly until: Day | null;
  /** The day a promise named. */
  readonly promisedOn: Day | null;
  readonly createdAt: Date;
  /** Set when it was lifted, or the promise kept. One that ran out by its day is left as it is. */
  readonly endedAt: Date | null;
}

export function isActive(hold: Hold, today: Day): boolean {
  return hold.endedAt === null && (hold.until === null || hold.until > today);
}

/** A promise whose day went by without the money. */
export function isBroken(hold: Hold, today: Day): boolean {
  return hold.kind === "promise" && hold.endedAt === null && hold.until !== null && hold.until <= today;
}

/** How long holds together last: the longest decides, and one without an end outlasts all. Null where there is none. */
export function heldUntil(holds: readonly Hold[], today: Day): Day | "told" | null {
  let latest: Day | null = null;
  for (const { until } of holds.filter((hold) => isActive(hold, today))) {
    if (until === null) return "told";
    if (latest === null || until > latest) latest = until;
  }
  return latest;
}
