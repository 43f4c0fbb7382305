import type { Client } from "../domain/client.ts";
import type { Intent, Understanding } from "../domain/intent.ts";
import { findClientByName } from "./find-client.ts";
import type { Outcome } from "./outcome.ts";
import { openQuestion } from "./propose.ts";
import type { Turn } from "./turn.ts";

/** What there is to say where an order is about a client, and about nobody we know. */
export function nobodyMeant({ client }: Intent): Outcome {
  return client ? { kind: "no-client", said: client.said } : { kind: "plain", what: "whose" };
}

/** Two Daves: the question gets a button for each. Null where it is about more than who is meant. */
export async function askWhich(turn: Turn, understanding: Understanding): Promise<Outcome | null> {
  const clients = new Map<string, Client>();
  for (const name of understanding.question?.clients ?? []) {
    const client = await findClientByName(turn.tx, turn.trader.id, name);
    if (client !== undefined) clients.set(client.id, client);
  }
  if (clients.size < 2) return null;
  // Whichever is picked or named then is the trader's own word.
  const intents = understanding.intents.map((intent) => ({ ...intent, certainty: "said" as const }));
  const proposalId = await openQuestion(turn, { ...understanding, intents });
  return { kind: "which-client", clients: [...clients.values()], proposalId };
}

/** The orders with the client that was picked in them. */
export function meaning(intents: readonly Intent[], name: string): readonly Intent[] {
  return intents.map((intent) =>
    intent.client?.match === null ? { ...intent, client: { ...intent.client, match: name } } : intent,
  );
}
