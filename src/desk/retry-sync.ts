import type { Bill } from "../domain/bill.ts";
import { isOwed } from "../domain/bill.ts";
import type { Intent } from "../domain/intent.ts";
import type { XeroConnection } from "../domain/mirror.ts";
import { getBill, listOwed } from "../store/bills.ts";
import { findXeroConnection } from "../store/xero-connections.ts";
import { findMirror, listDirtyMirrors, listProblems } from "../store/xero-mirrors.ts";
import { contentOf, writeContent } from "./bill-content.ts";
import { told } from "./connect-xero.ts";
import { findSaidBill } from "./find-bill.ts";
import { wantPush, writes } from "./follow-xero.ts";
import type { Outcome } from "./outcome.ts";
import { type Turn, viewOf } from "./turn.ts";

/** Of the bills made before Xero was connected. */
export const openBills = "the open bills made before";
const pushMax = 10_000;

/** "retry", "put bill 3 in xero": what failed, or one bill, is pushed again. */
export async function retrySync(turn: Turn, intent: Intent): Promise<Outcome> {
  if (!turn.xeroOn) return told({ what: "off" });
  const connection = await findXeroConnection(turn.tx, turn.trader.id);
  if (connection === undefined || connection.state === "off") return told({ what: "not-connected" });
  if (intent.description === openBills) return await pushOpen(turn, connection);
  if (typeof intent.bill === "number" || intent.client || intent.last) {
    const found = await findSaidBill(turn, intent);
    if (found.kind === "not") return found.outcome;
    return await pushOne(turn, connection, found.bill);
  }
  const failed = await listProblems(turn.tx, turn.trader.id);
  const waiting = await listDirtyMirrors(turn.tx, turn.trader.id, pushMax);
  return await pushThese(
    turn,
    [...failed, ...waiting].map((it) => it.billId),
  );
}

async function pushOne(turn: Turn, connection: XeroConnection, bill: Bill): Promise<Outcome> {
  if (!writes(connection)) return told({ what: "one-way", bill: await viewOf(turn, bill) });
  const mirror = await findMirror(turn.tx, turn.trader.id, bill.id);
  if (!bill.toXero) {
    // What follows from the change of the bill is its push.
    await writeContent(turn, bill, { ...(await contentOf(turn, bill)), toXero: true });
    return told({ what: "retrying", count: 1 });
  }
  if (mirror !== undefined && mirror.problem === null && mirror.pushed >= mirror.wanted)
    return told({ what: "nothing-to-retry" });
  await wantPush(turn, bill, connection, { urgent: true });
  return told({ what: "retrying", count: 1 });
}

/** Pushes these bills again, as far as they still wait for it. */
export async function pushThese(turn: Turn, billIds: readonly string[]): Promise<Outcome> {
  const connection = await findXeroConnection(turn.tx, turn.trader.id);
  if (connection === undefined || connection.state === "off") return told({ what: "not-connected" });
  let count = 0;
  for (const billId of new Set(billIds)) {
    const mirror = await findMirror(turn.tx, turn.trader.id, billId);
    if (mirror === undefined || (mirror.problem === null && mirror.pushed >= mirror.wanted)) continue;
    const bill = await getBill(turn.tx, turn.trader.id, billId);
    if (bill.sync === "No longer syncing") continue;
    await wantPush(turn, bill, connection, { urgent: billIds.length === 1 });
    count += 1;
  }
  return told(count === 0 ? { what: "nothing-to-retry" } : { what: "retrying", count });
}

/** Open bills that have no invoice: made before Xero was connected. */
export async function openWithout(turn: Turn): Promise<readonly Bill[]> {
  const owed = await listOwed(turn.tx, turn.trader.id);
  return owed
    .map(({ bill }) => bill)
    .filter((bill) => bill.sync === "Not in Xero" && bill.toXero && isOwed(bill));
}

async function pushOpen(turn: Turn, connection: XeroConnection): Promise<Outcome> {
  const bills = await openWithout(turn);
  for (const bill of bills) await wantPush(turn, bill, connection, { urgent: bills.length <= 3 });
  return told(bills.length === 0 ? { what: "nothing-to-retry" } : { what: "retrying", count: bills.length });
}
