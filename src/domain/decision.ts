import type { Day } from "./day.ts";
import type { Tone } from "./intent.ts";
import type { StepKind, StepWhy } from "./step.ts";

/** What was decided about a step, and by which rule: the log that "why did Acme get a mail?" is answered from. */
export interface Decision {
  readonly id: string;
  readonly traderId: string;
  readonly clientId: string;
  readonly billId: string;
  readonly at: Date;
  readonly what: "sent" | "sent-unknown" | "offered" | "moved" | "skipped" | "cancelled" | "asked";
  readonly kind: StepKind;
  readonly tone: Tone | null;
  readonly slot: string;
  readonly nominalOn: Day;
  /** When it goes now, for one that moved. */
  readonly to: Date | null;
  readonly why: StepWhy | null;
  /** What a system outside said, where that decided. */
  readonly detail: string | null;
}
