/**
 * One row of the table of figures: the product beside a floor or a peer that ran in the same minutes, round by round,
 * so that whatever else the machine does falls on both. A figure of another day is never compared with.
 */
import { median } from "../show/table.ts";

/** One round of a program: how long it took as a whole, and each of its operations. */
export interface Sample {
  readonly tookMs: number;
  readonly eachMs: readonly number[];
}
export type Program = () => Promise<Sample>;

interface Named {
  /** What is done, with its size. */
  readonly name: string;
  /** What the product is held against. */
  readonly floor: string;
  /** What a power cut may take. */
  readonly durability: string;
}

/** What a row is to reach: of the floor's operations a second, times its median, or milliseconds. */
export interface Goal {
  readonly rateAtLeast?: number;
  readonly timesAtMost?: number;
  readonly p50AtMostMs?: number;
  readonly p99AtMostMs?: number;
}

/** One operation, told which it is, counted over all rounds. A function that it answers is done after it, untimed. */
type Op = (index: number) => unknown;

/** Operations one after the other, `count` in a round. */
export function inTurn(count: number, op: Op): Program {
  return abreast(1, count, op);
}

/** The same with `lanes` operations at a time. */
export function abreast(lanes: number, count: number, op: Op): Program {
  let next = 0;
  return async () => {
    const eachMs: number[] = [];
    const end = next + count;
    const lane = async () => {
      while (next < end) {
        const index = next;
        next += 1;
        const from = performance.now();
        const after = await op(index);
        eachMs.push(performance.now() - from);
        if (typeof after === "function") await after();
      }
    };
    const from = performance.now();
    await Promise.all(Array.from({ length: lanes }, lane));
    return { tookMs: performance.now() - from, eachMs };
  };
}

/** Runs both programs turn about, after a round to warm up, and prints the row. */
export async function row(
  what: Named & { readonly goal: Goal; readonly rounds?: number },
  ours: Program,
  floor: Program,
): Promise<void> {
  const rounds: { readonly mine: Sample; readonly least: Sample }[] = [];
  for (let round = 0; round <= (what.rounds ?? 9); round += 1) {
    // Who begins changes, as what the first leaves to be written falls on the second.
    const early = round % 2 === 0 ? await ours() : null;
    const least = await floor();
    const mine = early ?? (await ours());
    if (round > 0) rounds.push({ mine, least });
  }
  const mine = rounds.map((it) => it.mine);
  const least = rounds.map((it) => it.least);
  const rates = rounds.map((it) => rateOf(it.mine) / rateOf(it.least));
  const times = rounds.map((it) => quantile([it.mine], 0.5) / quantile([it.least], 0.5));
  const { rateAtLeast, timesAtMost, p50AtMostMs, p99AtMostMs } = what.goal;
  print(what, {
    ours: describe(mine),
    floor: describe(least),
    ratio: rateAtLeast === undefined ? `${spread(times)} × its p50` : `${spread(rates)} of its rate`,
    goals: [
      goal("≥", rateAtLeast, "", median(rates)),
      goal("≤", timesAtMost, "×", median(times)),
      goal("p50 ≤", p50AtMostMs, " ms", quantile(mine, 0.5)),
      goal("p99 ≤", p99AtMostMs, " ms", quantile(mine, 0.99)),
    ],
  });
}

/** A row of single figures, such as bytes: the medians of what was measured in turn. Smaller is better. */
export function figure(
  what: Named & {
    readonly unit: string;
    readonly goal: { readonly atMost?: number; readonly timesAtMost?: number };
  },
  ours: readonly number[],
  floor: readonly number[],
): void {
  const [mine, least] = [median(ours), median(floor)];
  const { unit } = what;
  print(what, {
    ours: `${short(mine)} ${unit}`,
    floor: `${short(least)} ${unit}`,
    ratio: `${spread(ours.map((it) => it / least))} ×`,
    goals: [
      goal("≤", what.goal.atMost, ` ${unit}`, mine),
      goal("≤", what.goal.timesAtMost, "×", mine / least),
    ],
  });
}

interface Asked {
  readonly text: string;
  readonly met: boolean;
}

function goal(than: string, limit: number | undefined, unit: string, value: number): Asked | null {
  if (limit === undefined) return null;
  return { text: `${than} ${limit}${unit}`, met: than === "≥" ? value >= limit : value <= limit };
}

export const heading = line("row", "product", "against", "product : the other", "goal", "met");

function print(
  { name, floor, durability }: Named,
  said: Readonly<Record<"ours" | "floor" | "ratio", string>> & { readonly goals: readonly (Asked | null)[] },
): void {
  const goals = said.goals.filter((it) => it !== null);
  const verdict = goals.length === 0 ? "" : goals.every((it) => it.met) ? "yes" : "NO";
  const text = line(name, said.ours, said.floor, said.ratio, goals.map((it) => it.text).join(", "), verdict);
  process.stdout.write(`${text}\n    against ${floor}; ${durability}\n`);
}

function line(...cells: readonly string[]): string {
  const widths = [44, 36, 36, 32, 22, 3];
  return cells
    .map((cell, at) => cell.padEnd(widths[at] ?? 0))
    .join(" ")
    .trimEnd();
}

function describe(samples: readonly Sample[]): string {
  const rate = median(samples.map(rateOf));
  return `${short(rate)}/s, p50 ${short(quantile(samples, 0.5))}, p99 ${short(quantile(samples, 0.99))} ms`;
}

function rateOf(sample: Sample): number {
  return (sample.eachMs.length * 1000) / sample.tookMs;
}

/** In milliseconds, over all operations of the rounds. */
function quantile(samples: readonly Sample[], of: number): number {
  const sorted = samples.flatMap((it) => it.eachMs).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? Number.NaN;
}

function spread(values: readonly number[]): string {
  return `${median(values).toFixed(2)} (${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)})`;
}

function short(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(3);
}
