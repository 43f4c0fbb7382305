import type { Intent } from "../domain/intent.ts";
import { listOwed as listOwedBills } from "../store/bills.ts";
import { activeHolds, isAbout } from "./change-holds.ts";
import { findClient } from "./find-client.ts";
import type { Outcome } from "./outcome.ts";
import type { Turn } from "./turn.ts";

/** "who owes me": a line a bill, oldest first, then the total. With a client: theirs alone. */
export async function listOwed(turn: Turn, intent: Intent): Promise<Outcome> {
  const holds = await activeHolds(turn);
  const bills = (await listOwedBills(turn.tx, turn.trader.id)).map((view) => {
    return { ...view, pauses: holds.filter((hold) => isAbout(hold, view.bill)) };
  });
  if (!intent.client) return { kind: "owed", bills, client: null };
  const client = await findClient(turn, intent.client);
  if (client === undefined) return { kind: "no-client", said: intent.client.said };
  const theirs = bills.filter((it) => it.client.id === client.id);
  return theirs.length === 0 ? { kind: "nothing-owed", client } : { kind: "owed", bills: theirs, client };
}
