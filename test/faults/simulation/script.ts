import { formatMoney } from "../../../src/domain/money.ts";
import { seeded } from "../../helpers/seeded.ts";

/** Which systems a trader has connected. */
export const kinds = ["xero", "cards", "both", "plain"] as const;
export type Kind = (typeof kinds)[number];

/** What a seed stands for, spelled out so that a failing run says what it was. */
export interface Options {
  readonly seed: number;
  readonly bills: number;
  readonly days: number;
  /** Of the points at which a life may end. */
  readonly death: number;
  /** Of the calls to the outside. */
  readonly faults: number;
  /** Of the moments at which calls are on their way: the process is held up for longer than a lease. */
  readonly stalls: number;
  /** Of the messages that are delivered again, and of pushes. */
  readonly repeats: number;
  /** Of the pushes that never come. */
  readonly losses: number;
  readonly traders: readonly Kind[];
  /** One trader's Xero refuses everything until the end. */
  readonly refusing: boolean;
}

export function expand(seed: number): Options {
  const random = seeded(seed);
  const between = (low: number, high: number) => low + random() * (high - low);
  return {
    seed,
    bills: Math.floor(between(2, 7)),
    days: Math.floor(between(5, 24)),
    death: between(0.0001, 0.002),
    faults: between(0, 0.25),
    stalls: between(0, 0.15),
    repeats: between(0, 0.4),
    losses: between(0, 0.2),
    traders: Array.from(
      { length: [1, 1, 2, 2, 3][Math.floor(random() * 5)] ?? 1 },
      (_, i) => kinds[(seed + i) % 4] ?? "plain",
    ),
    refusing: random() < 0.2,
  };
}

/** One thing a trader says, at its time. */
export interface Said {
  readonly at: Date;
  readonly chat: string;
  readonly eventId: string;
  readonly text: string;
  /** How often the chat service delivers it, even when it was acknowledged. */
  readonly deliveries: number;
  /** Whether it makes a bill, and of what. */
  readonly bill: { readonly client: string; readonly totalMinor: number } | null;
}

/** What others do, at its time. */
export interface Deed {
  readonly at: Date;
  readonly deed: "pays" | "forges" | "all-down" | "all-up" | "restart";
}

export interface Trader {
  readonly chat: string;
  readonly kind: Kind;
  readonly business: string;
  readonly clients: readonly { readonly name: string; readonly email: string }[];
}

export const begin = new Date("2026-11-23T08:00:00Z");
const names = [
  ["Acme", "Harris", "Patel"],
  ["Dave", "Brook & Sons", "Jones"],
  ["Okafor", "Murphy", "Singh"],
] as const;
export const dayMs = 86_400_000;

export function tradersOf(options: Options): readonly Trader[] {
  return options.traders.map((kind, at) => ({
    chat: `trader-${at + 1}`,
    kind,
    business: `Trade Works ${at + 1}`,
    clients: (names[at] ?? []).map((name) => {
      return { name, email: `planted.${name.replace(/\W+/g, "").toLowerCase()}@clients.example` };
    }),
  }));
}

interface Billed {
  readonly client: string;
  readonly inDays: number;
  readonly ms: number;
}

/** What every trader says and when: bills, payments whole and in part, holds, second thoughts. */
export function writeScript(options: Options): readonly Said[] {
  const random = seeded(options.seed ^ 0x5ca1ab1e);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const spanMs = options.days * dayMs;
  const said: Said[] = [];
  for (const { chat, clients, kind } of tradersOf(options)) {
    // Some things are said in one breath, before there is any answer.
    const moments = Array.from({ length: options.bills }, () => random() * spanMs * 0.7);
    const times = [
      ...moments,
      ...moments.filter(() => random() < 0.4).map((ms) => ms + random() * 9 * dayMs),
    ];
    times.sort((a, b) => a - b);
    /** What each of the trader's bills still owes for all they say, by its number; null once they closed it. */
    const due: (number | null)[] = [];
    let before: Billed | null = null;
    const say = (ms: number, text: string, bill: Said["bill"] = null) =>
      said.push({
        at: new Date(begin.getTime() + ms),
        chat,
        eventId: `e${said.length + 1}`,
        text,
        deliveries: random() < options.repeats ? 2 + Math.floor(random() * 3) : 1,
        bill,
      });
    for (const ms of times) {
      const open = due.flatMap((minor, index) => (minor === null ? [] : [{ number: index + 1, minor }]));
      if (due.length < options.bills && (open.length === 0 || random() < 0.7)) {
        // No two bills are alike, so that each can be told from the others.
        const totalMinor = 1000 + due.length * 700 + Math.floor(random() * 600);
        // Now and then two for one client fall due on one day: their reminders go as one.
        const again: Billed | null = before !== null && random() < 0.35 ? before : null;
        const next: Billed =
          again === null
            ? { client: pick(clients).name, inDays: pick([2, 5, 14]), ms }
            : { ...again, ms: again.ms + 60_000 };
        before = next;
        const { client, inDays } = next;
        const where = kind === "both" && random() < 0.6 ? " not in xero" : "";
        say(next.ms, `bill ${client} ${formatMoney(totalMinor)} due in ${inDays} days${where}`, {
          client,
          totalMinor,
        });
        due.push(totalMinor);
      } else if (open.length > 0) {
        const { number, minor } = pick(open);
        const fate = random();
        if (fate < 0.25) {
          say(ms, `bill ${number} paid`);
          due[number - 1] = null;
        } else if (fate < 0.45) {
          const part = Math.floor(minor / 2);
          say(ms, `bill ${number} paid ${formatMoney(part)}`);
          due[number - 1] = minor - part;
        } else if (fate < 0.55) {
          say(ms, `write off bill ${number}`);
          due[number - 1] = null;
        } else if (fate < 0.75) say(ms, `hold bill ${number} for 4 days`);
        else if (fate < 0.85) say(ms, `resume bill ${number}`);
        else say(ms, "who owes me");
      }
    }
  }
  return said.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** What clients, strangers and the weather do. */
export function writeDeeds(options: Options): readonly Deed[] {
  const random = seeded(options.seed ^ 0x0dec1de5);
  const at = (part: number) => new Date(begin.getTime() + part * options.days * dayMs);
  const deeds: Deed[] = Array.from({ length: options.bills * 3 }, () => ({
    at: at(random()),
    deed: random() < 0.75 ? ("pays" as const) : random() < 0.7 ? ("forges" as const) : ("restart" as const),
  }));
  const from = random() * 0.8;
  deeds.push({ at: at(from), deed: "all-down" });
  deeds.push({ at: new Date(at(from).getTime() + (0.1 + random() * 0.3) * dayMs), deed: "all-up" });
  return deeds.sort((a, b) => a.at.getTime() - b.at.getTime());
}
