import type { Day } from "../../domain/day.ts";
import type { Offer, Outcome, Say } from "../outcome.ts";

/** What is said, put together of a text and its buttons. */

/** The words of some kinds of outcome: a table, so that each kind has one place and none can be left out. */
export type Words<K extends Outcome["kind"]> = {
  readonly [P in K]: (outcome: Extract<Outcome, { kind: P }>, today: Day) => Say | string;
};

export function say(text: string, ...choices: readonly Offer[]): Say {
  return { text, choices, cardOf: null };
}

export function undo(actionId: string): Offer {
  return { label: "Undo", action: { act: "undo", actionId } };
}
