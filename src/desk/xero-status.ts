import type { Intent } from "../domain/intent.ts";
import { getBill } from "../store/bills.ts";
import { findXeroConnection } from "../store/xero-connections.ts";
import { listDirtyMirrors, listProblems } from "../store/xero-mirrors.ts";
import { setupLink, told } from "./connect-xero.ts";
import type { BillView, Outcome } from "./outcome.ts";
import { type Turn, viewOf } from "./turn.ts";

const waitingMax = 1000;

/** "is xero working": the organisation, when it was last heard of, what failed and what to do. */
export async function xeroStatus(turn: Turn, _intent: Intent): Promise<Outcome> {
  if (!turn.xeroOn) return told({ what: "off" });
  const connection = await findXeroConnection(turn.tx, turn.trader.id);
  if (connection === undefined || connection.state === "off") return told({ what: "not-connected" });
  const problems: { bill: BillView; problem: NonNullable<Mirror["problem"]> }[] = [];
  for (const { billId, problem } of await listProblems(turn.tx, turn.trader.id)) {
    const bill = await getBill(turn.tx, turn.trader.id, billId);
    if (problem !== null && bill.sync === "Sync failed")
      problems.push({ bill: await viewOf(turn, bill), problem });
  }
  const waiting = (await listDirtyMirrors(turn.tx, turn.trader.id, waitingMax)).length;
  const settingsUrl = connection.state === "reconnect" ? null : await setupLink(turn);
  return told({ what: "status", connection, problems, waiting, settingsUrl });
}
type Mirror = Awaited<ReturnType<typeof listProblems>>[number];
