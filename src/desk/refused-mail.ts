import type { Client } from "../domain/client.ts";
import { listOwed } from "../store/bills.ts";
import { findChasedClient, setChasedClient } from "../store/chased-clients.ts";
import { listSteps } from "../store/steps.ts";
import type { Tx } from "../store/store.ts";
import type { Turn } from "./turn.ts";

/** Whether mail to the address they have now was refused, or came back: none goes there until the trader says it anew. */
export async function refusesMail(tx: Tx, { traderId, id, email }: Client): Promise<boolean> {
  if (email === null) return false;
  return (await findChasedClient(tx, traderId, id))?.refusedEmail === email;
}

/** Marks an address as one that mail does not arrive at; null takes the mark away. */
export async function noteRefusal(
  { tx, trader, random }: Turn,
  clientId: string,
  email: string | null,
): Promise<void> {
  const known = await findChasedClient(tx, trader.id, clientId);
  if ((known?.refusedEmail ?? null) === email) return;
  const fresh = { token: random.token(), optedOutAt: null, emailAskedAt: null };
  await setChasedClient(tx, { ...fresh, ...known, traderId: trader.id, clientId, refusedEmail: email });
}

/** A client as they can be reached: without an address that mail does not arrive at. */
export async function reachable(tx: Tx, client: Client): Promise<Client> {
  return (await refusesMail(tx, client)) ? { ...client, email: null } : client;
}

/** Whether something of what they owe was refused and would go were it tried again. */
export async function hasRefused(turn: Turn, client: Client): Promise<boolean> {
  for (const { bill } of await listOwed(turn.tx, turn.trader.id)) {
    if (bill.clientId !== client.id) continue;
    const steps = await listSteps(turn.tx, turn.trader.id, bill.id);
    if (steps.some(({ state, why }) => state === "skipped" && why === "refused")) return true;
  }
  return false;
}

/** Mail goes to another address from now on, or to the same once more: what was refused is planned again. */
export async function readdress(turn: Turn, clientId: string): Promise<void> {
  turn.readdressed.add(clientId);
  for (const { bill } of await listOwed(turn.tx, turn.trader.id))
    if (bill.clientId === clientId) turn.toPlan.set(bill.id, bill);
}
