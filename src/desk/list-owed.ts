import type { Intent } from "../domain/intent.ts";
import { listOwed as listOwedBills } from "../store/bills.ts";
import { activeHolds, isAbout } from "./change-holds.ts";
import { findSaidClient } from "./find-bill.ts";
import type { Outcome } from "./outcome.ts";
import type { Turn } from "./turn.ts";
import { nobodyMeant } from "./which-client.ts";

/** "who owes me": a line a bill, oldest first, then the total. With a client: theirs alone; "who's late": that alone. */
export async function listOwed(turn: Turn, intent: Intent): Promise<Outcome> {
  const holds = await activeHolds(turn);
  const bills = (await listOwedBills(turn.tx, turn.trader.id)).map((view) => {
    return { ...view, pauses: holds.filter((hold) => isAbout(hold, view.bill)) };
  });
  if (!intent.client && intent.last !== true) {
    if (intent.overdue !== true) return { kind: "owed", bills, client: null };
    return { kind: "overdue", bills: bills.filter(({ bill }) => bill.dueOn < turn.today), owed: bills };
  }
  const client = await findSaidClient(turn, intent);
  if (client === undefined) return nobodyMeant(intent);
  const theirs = bills.filter((it) => it.client.id === client.id);
  return theirs.length === 0 ? { kind: "nothing-owed", client } : { kind: "owed", bills: theirs, client };
}
