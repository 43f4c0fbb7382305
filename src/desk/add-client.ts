import { capitalised, cleanName } from "../domain/client.ts";
import type { Intent } from "../domain/intent.ts";
import { nameMaxChars } from "../limits.ts";
import { contactIn, findClient, makeClient } from "./find-client.ts";
import type { Outcome } from "./outcome.ts";
import { journal, type Turn } from "./turn.ts";

export async function addClient(turn: Turn, intent: Intent): Promise<Outcome> {
  const name = capitalised(cleanName(intent.client?.said ?? "", nameMaxChars));
  if (intent.client === undefined || intent.client === null || name === "") {
    return { kind: "plain", what: "not-understood" };
  }
  const known = await findClient(turn, intent.client);
  if (known !== undefined) return { kind: "client-exists", client: known };
  const client = await makeClient(turn, name, {
    ...contactIn(intent),
    termsDays: intent.termsDays ?? null,
  });
  return {
    kind: "client-added",
    client,
    actionId: await journal(turn, { kind: "add-client", clientId: client.id }),
  };
}
