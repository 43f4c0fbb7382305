import type { Day } from "./day.ts";
import type { Tone } from "./intent.ts";

/**
 * A message due to a client about a bill, or a question due to the trader about it.
 *
 *   planned ──due──▶ queued ──checked──▶ sending ──▶ sent
 *      │                │                   └──surely not sent──▶ queued
 *      │                ├──for the trader's own thumb──▶ offered ──"sent"──▶ sent
 *      │                └──not now──▶ planned, at a later time
 *      ├──left out──▶ skipped
 *      └──bill closed──▶ cancelled (and from queued and offered)
 */
export const stepStates = [
  "planned",
  "queued",
  "sending",
  "offered",
  "sent",
  "skipped",
  "cancelled",
] as const;
export type StepState = (typeof stepStates)[number];

/** `bill`: the bill's own mail. `ask`: the trader is asked what next; nothing goes to the client. */
export const stepKinds = ["bill", "reminder", "thanks", "ask"] as const;
export type StepKind = (typeof stepKinds)[number];

/** How a message reaches a client. What we cannot send, the trader does with their own thumb. */
export type Road = "mail" | "whatsapp" | "thumb";

/** Why a step is not at the hour and day its plan named, or did not go at all. */
export type StepWhy =
  /** Moved, or waiting. */
  | "weekend"
  | "bank-holiday"
  | "out-of-hours"
  | "one-a-day"
  | "missed"
  | "held"
  | "processing"
  | "no-address"
  | "no-sender"
  | "doubt"
  /** It may have gone, and went once more. */
  | "repeated"
  /** Left out. */
  | "past"
  | "bill-day"
  | "met"
  | "overtaken"
  | "chased"
  | "calendar-ends"
  | "opted-out"
  | "refused"
  | "not-thumbed"
  | "replanned"
  /** The bill closed. */
  | "paid"
  | "cancelled"
  | "credited";

export interface Step {
  readonly id: string;
  readonly traderId: string;
  readonly billId: string;
  readonly clientId: string;
  readonly kind: StepKind;
  /** Its place in the plan, unique among a bill's steps of one anchor: `+7`, `bill`, `now 2026-12-01`. */
  readonly slot: string;
  readonly tone: Tone | null;
  /** The due day (or, where later, the day of issue) that the plan counted from. */
  readonly anchorOn: Day;
  /** The day its plan named. */
  readonly nominalOn: Day;
  /** When it goes; null while that cannot be said. */
  readonly at: Date | null;
  readonly why: StepWhy | null;
  readonly state: StepState;
  /** The effect that has it in hand. */
  readonly effectId: string | null;
  /** The London day it went. */
  readonly sentOn: Day | null;
  readonly createdAt: Date;
}

/** What the plan wants of a step, before it is a row. */
export type PlannedStep = Pick<Step, "kind" | "slot" | "tone" | "anchorOn" | "nominalOn" | "at" | "why"> & {
  readonly state: "planned" | "skipped";
};

/** True while it may still go. */
export function isPending(step: Pick<Step, "state">): boolean {
  return step.state === "planned" || step.state === "queued" || step.state === "offered";
}
