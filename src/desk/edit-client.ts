import { isOwed } from "../domain/bill.ts";
import {
  type Client,
  type ClientDetails,
  cleanLine,
  cleanName,
  mentionOf,
  nameKey,
} from "../domain/client.ts";
import type { Intent } from "../domain/intent.ts";
import type { JournalEntry } from "../domain/journal.ts";
import { addAlias, removeAlias } from "../store/aliases.ts";
import { listBillsOf, listOwed } from "../store/bills.ts";
import { changeClient, getClient } from "../store/clients.ts";
import { readClientChange } from "../understand/read-client-change.ts";
import { findSaidClient } from "./find-bill.ts";
import { contactIn, findClient, findClientByName } from "./find-client.ts";
import type { Outcome } from "./outcome.ts";
import type { Undone } from "./outcome-changes.ts";
import { openQuestion } from "./propose.ts";
import { hasRefused, noteRefusal, readdress, refusesMail } from "./refused-mail.ts";
import { journal, type Turn } from "./turn.ts";
import { nobodyMeant } from "./which-client.ts";

/** "Acme's email is a@acme.com", "rename Acme to Acme Holdings", "put Dave on 30 days". */
export async function editClient(turn: Turn, intent: Intent, sure: boolean): Promise<Outcome> {
  const client = await findSaidClient(turn, intent);
  if (client === undefined) return nobodyMeant(intent);
  const change = readClientChange(intent.description ?? "")?.change ?? null;
  if (change?.kind === "alias") return await callAlso(turn, client, change.name);

  const said: Partial<ClientDetails> = {
    ...(intent.email ? { email: intent.email } : {}),
    ...(intent.phone ? { phone: intent.phone } : {}),
    ...(intent.termsDays === undefined ? {} : { termsDays: intent.termsDays }),
    ...(intent.address ? { address: cleanName(cleanLine(intent.address), 240) } : {}),
    ...(change?.kind === "rename" ? { name: change.name, nameKey: nameKey(change.name) } : {}),
    ...(change?.kind === "pays" ? { payBy: change.payBy } : {}),
    ...(change?.kind === "reminded" ? change.wish : {}),
    ...(change?.kind === "unset" ? { [change.field]: null } : {}),
    ...(change?.kind === "company" ? { company: change.company } : {}),
  };
  if (Object.keys(said).length === 0) return { kind: "client-unclear", client };
  if (sameFields(client, said)) return await sayAgain(turn, client, said);
  const other =
    said.name === undefined ? undefined : await findClientByName(turn.tx, turn.trader.id, said.name);
  if (other !== undefined && other.id !== client.id)
    return { kind: "name-taken", name: said.name ?? "", client: other };
  const risky = (await hasOpenBills(turn, client)) ? replaced(client, said) : null;
  if (risky !== null && !sure) {
    const named = { ...intent, client: mentionOf(client) };
    const proposalId = await openQuestion(turn, { text: "", intents: [named], question: null });
    return { kind: "client-sure", client, field: risky, value: said[risky] ?? "", proposalId };
  }

  const changed = await write(turn, client, said);
  if (said.email) await noteRefusal(turn, client.id, null);
  const was = partOf(client, said);
  const actionId = await journal(turn, { kind: "edit-client", clientId: client.id, was, now: said });
  if (risky !== null) turn.elsewhere.push({ kind: "client-news", client: changed, field: risky, actionId });
  return { kind: "client-changed", before: client, client: changed, actionId };
}

/**
 * How to reach a client, said along with a bill for them: what is new of it is changed first, so that undoing begins
 * with the bill. Of a client who is new with the bill, it is part of them.
 */
export async function contactSaid(turn: Turn, intent: Intent): Promise<readonly Outcome[]> {
  const { client } = intent;
  const contact = contactIn(intent);
  const said = Object.values(contact).some((it) => it !== null);
  if (intent.intent !== "create-bill" || !client || !said) return [];
  if ((await findClient(turn, client)) === undefined) return [];
  const change = { intent: "edit-client", certainty: "said", client, ...contact } as const;
  const outcome = await editClient(turn, change, false);
  return outcome.kind === "client-same" ? [] : [outcome];
}

/** Nothing new, unless mail to that address was refused: then it is tried again. */
async function sayAgain(turn: Turn, client: Client, said: Partial<ClientDetails>): Promise<Outcome> {
  const again = said.email && ((await refusesMail(turn.tx, client)) || (await hasRefused(turn, client)));
  if (!again) return { kind: "client-same", client };
  await noteRefusal(turn, client.id, null);
  await readdress(turn, client.id);
  return { kind: "mail-again", client };
}

/** A name means one client, so that an alias can be nobody else's name. */
async function callAlso(turn: Turn, client: Client, name: string): Promise<Outcome> {
  const other = await findClientByName(turn.tx, turn.trader.id, name);
  if (other !== undefined)
    return other.id === client.id
      ? { kind: "client-same", client }
      : { kind: "name-taken", name, client: other };
  const key = nameKey(name);
  await addAlias(turn.tx, { traderId: turn.trader.id, nameKey: key, name, clientId: client.id });
  const actionId = await journal(turn, { kind: "add-alias", clientId: client.id, nameKey: key });
  return { kind: "alias-added", client, alias: name, actionId };
}

export async function restoreClient(
  turn: Turn,
  entry: Extract<JournalEntry, { kind: "edit-client" }>,
): Promise<Undone | "changed-since"> {
  const client = await getClient(turn.tx, turn.trader.id, entry.clientId);
  if (!sameFields(client, entry.now)) return "changed-since";
  const { name } = entry.was;
  const other = name === undefined ? undefined : await findClientByName(turn.tx, turn.trader.id, name);
  // The old name was given to somebody else meanwhile.
  if (other !== undefined && other.id !== client.id) return "changed-since";
  return { kind: "client-restored", client: await write(turn, client, entry.was) };
}

export async function takeBackAlias(
  turn: Turn,
  entry: Extract<JournalEntry, { kind: "add-alias" }>,
): Promise<Undone | "already"> {
  const alias = await removeAlias(turn.tx, turn.trader.id, entry.nameKey);
  if (alias === undefined) return "already";
  const client = await getClient(turn.tx, turn.trader.id, entry.clientId);
  return { kind: "alias-removed", client, alias: alias.name };
}

async function write(turn: Turn, client: Client, changes: Partial<ClientDetails>): Promise<Client> {
  const changed = await changeClient(turn.tx, client, changes);
  turn.clients.set(client.id, changed);
  if (changed.email !== client.email) turn.readdressed.add(client.id);
  for (const { bill } of await listOwed(turn.tx, turn.trader.id)) {
    if (bill.clientId !== client.id) continue;
    turn.toPlan.set(bill.id, bill);
    // The cards of what is still owed say the name.
    if (changed.name !== client.name) turn.changed.set(bill.id, bill);
  }
  return changed;
}

export async function hasOpenBills(turn: Turn, client: Client): Promise<boolean> {
  return (await listBillsOf(turn.tx, turn.trader.id, client.id)).some(isOwed);
}

/** Where bills go to is changed, not told for the first time: a thief would do that. */
function replaced(client: Client, said: Partial<ClientDetails>): "email" | "address" | null {
  for (const field of ["email", "address"] as const) {
    if (said[field] != null && client[field] !== null && said[field] !== client[field]) return field;
  }
  return null;
}

function partOf(client: Client, said: Partial<ClientDetails>): Partial<ClientDetails> {
  const fields = Object.keys(said) as (keyof ClientDetails)[];
  return Object.fromEntries(fields.map((field) => [field, client[field]]));
}

function sameFields(client: Client, said: Partial<ClientDetails>): boolean {
  return (Object.keys(said) as (keyof ClientDetails)[]).every((field) => client[field] === said[field]);
}
