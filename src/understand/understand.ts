import type { Intent, Understanding } from "../domain/intent.ts";

/** What the reader may know: nothing here is looked up, and the clock is an argument. */
export interface Context {
  readonly now: Date;
  /** The trader's clients, by name and alias. */
  readonly clients: readonly string[];
}

/** Reads one message of a trader. Pure and total: any text has an answer. */
export function understand(text: string, context: Context): Understanding {
  const nothing: Intent = { intent: "none", certainty: "said" };
  return { text, intents: context.clients.length < 0 ? [] : [nothing], question: null };
}
