import { nameKey } from "../domain/client.ts";
import type { Intent } from "../domain/intent.ts";
import type { JournalEntry } from "../domain/journal.ts";
import { addAlias, removeAlias } from "../store/aliases.ts";
import { getClient } from "../store/clients.ts";
import { findClientByName } from "./find-client.ts";
import type { Outcome } from "./outcome.ts";
import type { Undone } from "./outcome-changes.ts";
import { journal, type Turn } from "./turn.ts";

/** "forget the name Big Dave": another name of a client that means nobody from now on. */
export async function forgetAlias(turn: Turn, intent: Intent): Promise<Outcome> {
  const said = intent.description ?? "";
  const { tx, trader } = turn;
  const client = await findClientByName(tx, trader.id, said);
  if (client === undefined) return { kind: "no-client", said };
  const alias = await removeAlias(tx, trader.id, nameKey(said));
  if (alias === undefined) return { kind: "alias-own", client };
  const { name, nameKey: key } = alias;
  const actionId = await journal(turn, { kind: "remove-alias", clientId: client.id, nameKey: key, name });
  return { kind: "alias-forgotten", client, alias: name, actionId };
}

/** Gives a name back to its client, unless somebody else has it by now. */
export async function giveAliasBack(
  turn: Turn,
  { clientId, nameKey: key, name }: Extract<JournalEntry, { kind: "remove-alias" }>,
): Promise<Undone | "changed-since"> {
  const { tx, trader } = turn;
  if ((await findClientByName(tx, trader.id, name)) !== undefined) return "changed-since";
  await addAlias(tx, { traderId: trader.id, nameKey: key, name, clientId });
  return { kind: "alias-back", client: await getClient(tx, trader.id, clientId), alias: name };
}
