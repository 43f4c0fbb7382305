import type { Day } from "./day.ts";
import { daysBetween } from "./day.ts";

/** How long money has been owed, by the day it was due. */
export const ages = ["current", "1–30", "31–60", "61–90", "90+"] as const;
export type Age = (typeof ages)[number];

export interface Debt {
  readonly clientId: string;
  readonly client: string;
  readonly dueOn: Day;
  readonly dueMinor: number;
}

/** What one client owes, by age, in the order of `ages`. */
export interface AgedDebt {
  readonly client: string;
  readonly byAge: readonly number[];
  readonly totalMinor: number;
}

export function ageOf(dueOn: Day, today: Day): Age {
  const late = daysBetween(dueOn, today);
  if (late <= 0) return "current";
  if (late <= 30) return "1–30";
  if (late <= 60) return "31–60";
  return late <= 90 ? "61–90" : "90+";
}

/** What is owed, a row a client, whoever owes most first. One currency at a time. */
export function agedDebt(debts: readonly Debt[], today: Day): readonly AgedDebt[] {
  const rows = new Map<string, { client: string; byAge: number[] }>();
  for (const { clientId, client, dueOn, dueMinor } of debts) {
    const row = rows.get(clientId) ?? { client, byAge: ages.map(() => 0) };
    const at = ages.indexOf(ageOf(dueOn, today));
    row.byAge[at] = (row.byAge[at] ?? 0) + dueMinor;
    rows.set(clientId, row);
  }
  return [...rows.values()]
    .map((row) => ({ ...row, totalMinor: row.byAge.reduce((sum, minor) => sum + minor, 0) }))
    .sort((a, b) => b.totalMinor - a.totalMinor || (a.client < b.client ? -1 : 1));
}
