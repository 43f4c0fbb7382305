import type { Day } from "../../domain/day.ts";

/** One thing that happened to a bill, or will. */
export interface Happening {
  /** An instant for what happened, a day for what is only known or planned to the day. */
  readonly at: Date | Day;
  readonly text: string;
  readonly look: "done" | "ahead" | "bad";
}
