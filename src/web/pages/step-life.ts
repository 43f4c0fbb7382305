import type { Day } from "../../domain/day.ts";
import { formatDay } from "../../domain/day.ts";
import type { Decision } from "../../domain/decision.ts";
import { type Hold, isActive } from "../../domain/hold.ts";
import { isPending, type Step, type StepKind, type StepWhy } from "../../domain/step.ts";
import type { Happening } from "./happening.ts";

/** What was sent to the client about a bill, what was left out or moved and why, and what lies ahead. */
export function stepsLife(steps: readonly Step[], decisions: readonly Decision[]): readonly Happening[] {
  const cancelled = steps.filter(({ state, kind }) => state === "cancelled" && kind === "reminder");
  return [
    ...steps.flatMap(oneStep),
    ...decisions.filter(({ what }) => what === "moved" || what === "sent-unknown").map(oneDecision),
    ...cancelledAtOnce(cancelled, decisions),
  ];
}

const names: Readonly<Record<StepKind, string>> = {
  bill: "The bill",
  reminder: "A reminder",
  thanks: "A thank-you",
  ask: "The question what next",
};

function name({ kind, tone }: Pick<Step, "kind" | "tone">): string {
  return kind === "reminder" && tone !== null ? `A ${tone} reminder` : names[kind];
}

function oneStep(step: Step): readonly Happening[] {
  const { state, at, why } = step;
  const because = why === null ? "" : ` (${whys[why]})`;
  const due = at ?? step.nominalOn;
  if (state === "sent") {
    const text = step.kind === "ask" ? "You were asked what to do next" : `${name(step)} sent to the client`;
    return [{ at: at ?? step.sentOn ?? step.nominalOn, text, look: "done" }];
  }
  if (state === "offered")
    return [
      { at: due, text: `${name(step)} waits for you to send it: its text is in your chat`, look: "bad" },
    ];
  if (step.kind === "ask" && isPending(step))
    return [{ at: due, text: "You are asked what to do next", look: "ahead" }];
  if (isPending(step) || state === "sending") {
    const waits = at === null ? `${name(step)} waits${because}` : `${name(step)} goes out${because}`;
    return [{ at: due, text: waits, look: "ahead" }];
  }
  if (state === "skipped" && why !== "replanned")
    return [{ at: due, text: `${name(step)} left out${because}`, look: "done" }];
  return [];
}

function oneDecision(decision: Decision): Happening {
  const { at, what, why, to } = decision;
  if (what === "sent-unknown")
    return { at, text: `${name(decision)} may have arrived: it counts as sent`, look: "done" };
  const because = why === null ? "" : ` (${whys[why]})`;
  const until = to === null ? "" : ` to ${to.toISOString().slice(0, 10)}`;
  return { at, text: `${name(decision)} moved${until}${because}`, look: "done" };
}

/** Five reminders that a payment cancelled are one thing that happened. */
function cancelledAtOnce(steps: readonly Step[], decisions: readonly Decision[]): readonly Happening[] {
  const [first] = steps;
  if (first === undefined) return [];
  const at = decisions.find(({ what }) => what === "cancelled")?.at ?? first.createdAt;
  const count = steps.length === 1 ? "1 reminder" : `${steps.length} reminders`;
  return [
    { at, text: `${count} cancelled${first.why === null ? "" : ` (${whys[first.why]})`}`, look: "done" },
  ];
}

const whys: Readonly<Record<StepWhy, string>> = {
  weekend: "not on a weekend",
  "bank-holiday": "not on a bank holiday",
  "out-of-hours": "not at that hour",
  "one-a-day": "one message a day is enough",
  missed: "its hour was missed",
  held: "on hold",
  processing: "a payment is on its way",
  "no-address": "no address is known",
  "no-sender": "your own name is not known yet",
  doubt: "perhaps it is paid",
  repeated: "sent once more, as it may not have arrived",
  past: "its day had gone",
  "bill-day": "the bill itself went that day",
  met: "a later one falls on the same day",
  overtaken: "a later one has gone",
  chased: "you had one sent",
  "calendar-ends": "bank holidays that far ahead are not known",
  "opted-out": "they asked for no more",
  refused: "their mail would not take it",
  "not-thumbed": "you did not send it on",
  replanned: "the plan changed",
  paid: "paid",
  cancelled: "the bill was cancelled",
  credited: "the bill was written off",
};

/** The holds that keep a bill from being chased now: its own, its client's, or on everything. */
export function holdsOn(
  holds: readonly Hold[],
  bill: { readonly id: string; readonly clientId: string },
  today: Day,
): readonly Hold[] {
  return holds.filter(
    (hold) =>
      isActive(hold, today) &&
      (hold.billId === bill.id ||
        (hold.billId === null && (hold.clientId === null || hold.clientId === bill.clientId))),
  );
}

/** `Promised for Fri 4 Dec 2026`, `On hold until you say so`: how a pill says it. */
export function holdText({ kind, until, promisedOn }: Hold): string {
  if (kind === "promise") return promisedOn === null ? "Promised" : `Promised for ${formatDay(promisedOn)}`;
  if (kind === "dispute") return "Disputed";
  if (kind === "says-paid") return "Says paid";
  return until === null ? "On hold" : `On hold until ${formatDay(until)}`;
}
