import type { Bill } from "../domain/bill.ts";
import { type Hold, isActive } from "../domain/hold.ts";
import { listOwed } from "../store/bills.ts";
import { addHold, listHolds } from "../store/holds.ts";
import type { Turn } from "./turn.ts";

/** Changes what is paused: the plans of the bills it is about are brought in line, and their cards say so. */
export async function changeHolds(turn: Turn, change: () => Promise<void>): Promise<void> {
  const before = await activeHolds(turn);
  await change();
  const after = await activeHolds(turn);
  const differ = [...missing(before, after), ...missing(after, before)];
  for (const { bill } of await listOwed(turn.tx, turn.trader.id)) {
    const theirs = differ.filter((hold) => isAbout(hold, bill));
    if (theirs.length > 0) turn.toPlan.set(bill.id, bill);
    // Everything paused is no news of one bill.
    if (theirs.some((hold) => hold.clientId !== null)) turn.repaused.set(bill.id, bill);
  }
}

/** Pauses chasing from now on. Answers the hold's id. */
export async function startHold(
  turn: Turn,
  what: Pick<Hold, "billId" | "clientId" | "kind" | "until" | "promisedOn">,
  id: string = turn.random.id(),
): Promise<string> {
  await addHold(turn.tx, { ...what, id, traderId: turn.trader.id, createdAt: turn.now, endedAt: null });
  return id;
}

export async function activeHolds(turn: Turn): Promise<readonly Hold[]> {
  const holds = await listHolds(turn.tx, turn.trader.id);
  return holds.filter((hold) => isActive(hold, turn.today));
}

/** The holds that are about a bill: its own, its client's, and those of everything. */
export function isAbout(hold: Hold, bill: Pick<Bill, "id" | "clientId">): boolean {
  return (
    (hold.billId === null || hold.billId === bill.id) &&
    (hold.clientId === null || hold.clientId === bill.clientId)
  );
}

/** What pauses a bill's reminders now. */
export async function pausesOf(turn: Turn, bill: Bill): Promise<readonly Hold[]> {
  return (await activeHolds(turn)).filter((hold) => isAbout(hold, bill));
}

function missing(from: readonly Hold[], others: readonly Hold[]): readonly Hold[] {
  return from.filter(({ id }) => !others.some((it) => it.id === id));
}
