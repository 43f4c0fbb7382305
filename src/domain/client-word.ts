import type { Day } from "./day.ts";

/** What a client's message to the trader seems to say. Content, never an order: the trader decides. */
export const clientWords = ["says-paid", "promise", "dispute", "other"] as const;
export type ClientWord = (typeof clientWords)[number];

/** What the trader made of it. */
export type ClientAnswer = Exclude<ClientWord, "other"> | "ignore";

/** A client's message as it was sorted; `on` is the day that a promise named. */
export interface SortedWord {
  readonly word: ClientWord;
  readonly on: Day | null;
}
