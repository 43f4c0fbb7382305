import type { Verb } from "../domain/intent.ts";

/** What a verb phrase does with the message. */
export type Effect =
  | Verb
  /** For what was done; no answer to anything. */
  | "thanks"
  /** Somebody else's bill, money going out, a thing already done: nothing to do. */
  | "nothing"
  /** "X owes me": a statement that may be meant as an order. */
  | "owing"
  /** When to chase, and how: of a client, or else a setting. */
  | "plan";

/** Where the client stands: after the phrase, before it, in its gap, or nowhere. */
export type Form = "do" | "did" | "whole";

export interface Cue {
  readonly effect: Effect;
  readonly form: Form;
  /** The strongest cue of a clause leads it. */
  readonly weight: number;
  /** "the bill", "an invoice": also a thing, not only an order. */
  readonly noun?: boolean;
  /** Everything, everybody. */
  readonly all?: boolean;
  /** Not said in so many words: a person confirms. */
  readonly guessed?: boolean;
  /** The client's word and not the trader's. */
  readonly reported?: boolean;
  /** Asks after money that nobody is named with: what is owed answers it. */
  readonly seeks?: boolean;
  /** Says how things stand; beside another verb it is only the reason. */
  readonly aside?: boolean;
  /** Means something only as the whole message: "ta", "yes". */
  readonly alone?: boolean;
  /** Means this only with a day beside it: "give Acme another week". */
  readonly needsDay?: boolean;
  /** An order though it is put as a question: "who owes me?". */
  readonly query?: boolean;
}

/** A phrase table's row: ways of saying it, divided by ";", and what they mean. */
export type CueRow = readonly [string, Cue];

export function cue(effect: Effect, form: Form, weight: number, more: Partial<Cue> = {}): Cue {
  return { effect, form, weight, ...more };
}
