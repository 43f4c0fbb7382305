import { readFileSync } from "node:fs";
import type { Day } from "../../src/domain/day.ts";
import { understand } from "../../src/understand/understand.ts";

/** The day on which the forms are read: a Wednesday, on which "next Friday" could be two days. */
const formsNow = new Date("2026-11-25T09:00:00Z");
const clients = ["Acme"];

export interface FormRow {
  readonly words: string;
  /** `2026-12-04`, `230`, `45 EUR` or `?`; with `guessed` where it is confirmed first. */
  readonly expected: string;
}

function formRows(name: "days.tsv" | "money.tsv"): FormRow[] {
  return readFileSync(new URL(name, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("# "))
    .map((line) => {
      const [words = "", expected = ""] = line.split("\t");
      return { words, expected };
    });
}

export const dayForms = formRows("days.tsv");
export const moneyForms = formRows("money.tsv");

export const sayDay = (words: string) => `bill Acme £100 due ${words}`;
export const sayMoney = (words: string) => `bill Acme ${words}`;

/** What is read of a way of saying a day, as the table writes it. */
export function readDayForm(words: string): string {
  const { intents, question } = understand(sayDay(words), { now: formsNow, clients });
  const [intent] = intents;
  if (question !== null) return "?";
  return `${intent?.dueOn ?? "none"}${intent?.certainty === "guessed" ? " guessed" : ""}`;
}

export function readMoneyForm(words: string): string {
  const { intents, question } = understand(sayMoney(words), { now: formsNow, clients });
  const [intent] = intents;
  const pounds = (intent?.totalMinor ?? 0) / 100;
  if (question?.about.join() === "currency") return `${pounds} ${intent?.currency}`;
  if (question !== null) return "?";
  return `${pounds}${intent?.certainty === "guessed" ? " guessed" : ""}`;
}

/** How others read the same words: null where they find nothing. */
export interface Peer {
  readonly name: string;
  readonly read: (text: string, now: Date) => string | null;
}

/** A peer cannot ask, so finding nothing is asking, and anything else than what is meant is wrong without a word. */
export function scoreForms(rows: readonly FormRow[], read: (words: string) => string | null): string {
  let right = 0;
  let asked = 0;
  let wrong = 0;
  for (const { words, expected } of rows) {
    const got = (read(words) ?? "?").replace(" guessed", "");
    const meant = expected.replace(" guessed", "");
    if (got === meant) right += 1;
    else if (got === "?") asked += 1;
    else wrong += 1;
  }
  const share = (count: number) => `${((100 * count) / rows.length).toFixed(1)} %`;
  return `${share(right)} right, ${share(asked)} not found, ${share(wrong)} silently wrong`;
}

export function scorePeer(rows: readonly FormRow[], say: (words: string) => string, peer: Peer): string {
  return scoreForms(rows, (words) => peer.read(say(words), formsNow));
}

/** A day as others hand it out, at noon or midnight of nowhere in particular. */
export function dayOfParts(year: number, month: number, date: number): Day {
  return `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}` as Day;
}
