import type { Bill } from "../../domain/bill.ts";
import { daysBetween, formatDay } from "../../domain/day.ts";
import type { Decision } from "../../domain/decision.ts";
import { holidaysKnownUntil } from "../../domain/holidays.ts";
import type { Step, StepWhy } from "../../domain/step.ts";
import { count } from "./text.ts";

/** How steps of a plan are named, and the rules that decide about them. */

export function kindWords({ kind, tone }: Pick<Step, "kind" | "tone">): string {
  switch (kind) {
    case "bill":
      return "the bill itself";
    case "thanks":
      return "a thank-you";
    case "ask":
      return "I ask you what next";
    default:
      return `a ${tone ?? "friendly"} reminder`;
  }
}

const moved: Readonly<Partial<Record<StepWhy, string>>> = {
  weekend: "moved on from the weekend",
  "bank-holiday": "moved on from a bank holiday",
  "one-a-day": "one reminder a day",
  missed: "late: I was not running when it was due",
  held: "paused",
  processing: "a payment is on its way",
  "no-address": "I have no email or phone for them",
  "no-sender": "I do not know your name",
  doubt: "I was not sure whether it was paid",
};

/** Why a step that is still to go is not where its plan put it; null where it is. */
export function movedWords({ why, state }: Pick<Step, "why" | "state">): string | null {
  if (state === "offered") return "given to you to send";
  return why === null ? null : (moved[why] ?? null);
}

const leftOut: Readonly<Partial<Record<StepWhy, string>>> = {
  past: "Its day was over before I was to chase.",
  "bill-day": "The bill itself went that day.",
  met: "It would have met the next one, and the later one stands.",
  overtaken: "A later one had gone.",
  chased: "You had just had them chased.",
  "calendar-ends": `I know the bank holidays only up to ${formatDay(holidaysKnownUntil)}, and do not guess.`,
  "opted-out": "They do not want reminders.",
  refused: "Their mail server refused it.",
  "not-thumbed": "You did not send it.",
  held: "Chasing was paused.",
  processing: "A payment was on its way.",
  replanned: "The plan changed.",
  paid: "It was paid.",
  cancelled: "The bill was cancelled.",
  credited: "The bill was written off.",
  "one-a-day": "They had a reminder that day, and get one a day at most.",
  "out-of-hours": "It was outside the hours in which I write to clients.",
};

export function leftOutWords(why: StepWhy | null): string {
  return (why === null ? undefined : leftOut[why]) ?? "It waits for its hour.";
}

/** The rule by which something went. */
export function ruleWords({ kind, slot, nominalOn, why }: Decision, bill: Bill): string {
  const again = slot.startsWith("again ");
  const rule = again
    ? "You told me to send it again."
    : kind === "reminder"
      ? reminderRule(slot, daysBetween(bill.dueOn, nominalOn))
      : ruleOf[kind];
  const because = why === null ? undefined : moved[why];
  return because === undefined ? rule : `${rule} It was ${because.replace(/^moved/, "moved")}.`;
}

const ruleOf = {
  bill: "A new bill goes to the client once you can no longer take it back.",
  thanks: "A client who has paid is thanked the next working day.",
  ask: "At the end of the plan you decide.",
} as const;

function reminderRule(slot: string, days: number): string {
  if (slot.startsWith("now ")) return "You told me to chase.";
  if (days === 0) return "The plan is to remind them on the due day.";
  return `The plan is to remind them ${count(Math.abs(days), "day")} ${days < 0 ? "before" : "after"} the due day.`;
}
