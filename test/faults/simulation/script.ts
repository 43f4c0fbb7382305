import { formatMoney } from "../../../src/domain/money.ts";
import { seeded } from "../../helpers/seeded.ts";

/** What a seed stands for, spelled out so that a failing run says what it was. */
export interface Options {
  readonly seed: number;
  readonly bills: number;
  readonly days: number;
  /** Of the points at which a life may end. */
  readonly death: number;
  /** Of the calls to the outside. */
  readonly faults: number;
  /** Of the messages that are delivered again. */
  readonly repeats: number;
  readonly traders: number;
}

export function expand(seed: number): Options {
  const random = seeded(seed);
  const between = (low: number, high: number) => low + random() * (high - low);
  return {
    seed,
    bills: Math.floor(between(8, 24)),
    days: Math.floor(between(10, 60)),
    death: between(0.0005, 0.01),
    faults: between(0, 0.3),
    repeats: between(0, 0.3),
    traders: 1 + Math.floor(random() * 3),
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

export const begin = new Date("2026-11-23T08:00:00Z");
const clients = ["Acme", "Harris", "Patel", "Dave", "Brook & Sons", "Jones"] as const;
const dayMs = 86_400_000;

/** What every trader says and when: bills, payments whole and in part, second thoughts. */
export function writeScript(options: Options): readonly Said[] {
  const random = seeded(options.seed ^ 0x5ca1ab1e);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const spanMs = options.days * dayMs;
  const said: Said[] = [];
  for (let trader = 1; trader <= options.traders; trader += 1) {
    // Some things are said in one breath, before there is any answer.
    const moments = Array.from({ length: options.bills }, () => random() * spanMs);
    const times = [
      ...moments,
      ...moments.filter(() => random() < 0.5),
      ...moments.filter(() => random() < 0.5),
    ];
    times.sort((a, b) => a - b);
    /** What each of the trader's bills still owes, by its number; null once it is closed. */
    const due: (number | null)[] = [];
    const say = (ms: number, text: string, bill: Said["bill"] = null) =>
      said.push({
        at: new Date(begin.getTime() + ms),
        chat: `trader-${trader}`,
        eventId: `e${said.length + 1}`,
        text,
        deliveries: random() < options.repeats ? 2 + Math.floor(random() * 3) : 1,
        bill,
      });
    for (const ms of times) {
      const open = due.flatMap((minor, index) => (minor === null ? [] : [{ number: index + 1, minor }]));
      if (due.length < options.bills && (open.length === 0 || random() < 0.6)) {
        // No two bills are alike, so that each can be told from the others.
        const totalMinor = 1000 + due.length * 700 + Math.floor(random() * 600);
        const client = pick(clients);
        say(ms, `bill ${client} ${formatMoney(totalMinor)} due in ${pick([5, 14, 30])} days`, {
          client,
          totalMinor,
        });
        due.push(totalMinor);
      } else if (open.length > 0) {
        const { number, minor } = pick(open);
        const fate = random();
        if (fate < 0.5) {
          say(ms, `bill ${number} paid`);
          due[number - 1] = null;
        } else if (fate < 0.75) {
          const part = Math.floor(minor / 2);
          say(ms, `bill ${number} paid ${formatMoney(part)}`);
          due[number - 1] = minor - part;
        } else if (fate < 0.85) {
          say(ms, `write off bill ${number}`);
          due[number - 1] = null;
        } else {
          say(ms, "who owes me");
        }
      }
    }
  }
  return said.sort((a, b) => a.at.getTime() - b.at.getTime());
}
