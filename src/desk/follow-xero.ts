import { createHash } from "node:crypto";
import { type Bill, formatBillNumber } from "../domain/bill.ts";
import type { Mirror, XeroConnection } from "../domain/mirror.ts";
import { listLines } from "../store/bills.ts";
import { hastenLane } from "../store/lanes.ts";
import { listPaymentsOn } from "../store/payments.ts";
import { findXeroConnection } from "../store/xero-connections.ts";
import { changeMirror, findMirror, putMirror, setSync } from "../store/xero-mirrors.ts";
import type { Turn } from "./turn.ts";

/** What follows in Xero from a bill that was made or changed: its invoice is made, changed or closed. */
export async function followInXero(turn: Turn, bill: Bill): Promise<void> {
  const connection = await findXeroConnection(turn.tx, turn.trader.id);
  if (connection === undefined || !writes(connection)) return;
  const mirror = await findMirror(turn.tx, turn.trader.id, bill.id);
  if (mirror !== undefined && mirror.organisationId !== connection.organisationId) return;
  // What was put out of step on purpose stays so until it is put back.
  if (bill.sync === "No longer syncing") return;
  if (mirror !== undefined) await writeBack(turn, bill, connection);
  if (mirror === undefined && (!bill.toXero || bill.state !== "open")) return;
  const wantedHash = await hashOf(turn, bill);
  if (mirror?.wantedHash === wantedHash) return;
  await wantPush(turn, bill, connection, { wantedHash, urgent: true });
}

export function writes({ state, settings }: XeroConnection): boolean {
  return settings?.direction === "two-way" && (state === "on" || state === "reconnect");
}

/** Has a bill pushed: writes down that it waits, and an effect that sees to it. */
export async function wantPush(
  turn: Turn,
  bill: Bill,
  connection: XeroConnection,
  how: { readonly urgent: boolean; readonly wantedHash?: string; readonly changes?: Partial<Mirror> },
): Promise<void> {
  const before = await findMirror(turn.tx, turn.trader.id, bill.id);
  const wanted = (before?.wanted ?? 0) + 1;
  const wantedHash = how.wantedHash ?? (await hashOf(turn, bill));
  const fresh = {
    wantedHash,
    wanted,
    urgent: how.urgent,
    problem: null,
    waitingSince: turn.now,
    told: false,
    ...how.changes,
  };
  if (before === undefined) await putMirror(turn.tx, { ...blank(turn, bill, connection), ...fresh });
  else await changeMirror(turn.tx, before, fresh);
  turn.changed.set(bill.id, await setSync(turn.tx, bill, "Syncing"));
  // Whoever waits for it does not wait for a pause that an earlier failure was given.
  if (how.urgent) await hastenPushes(turn);
  turn.orders.push({
    // One lane for all of a trader's bills: whoever comes first pushes what waits, many in one call.
    lane: pushLane(turn),
    dedupeKey: `xero-push:${bill.id}:${wanted}`,
    work: { kind: "push-bill", billId: bill.id },
  });
}

function pushLane(turn: Turn): string {
  return `xero:push:${turn.trader.id}`;
}

/** Has what waits to be pushed tried now. */
export async function hastenPushes(turn: Turn): Promise<void> {
  await hastenLane(turn.tx, turn.trader.id, pushLane(turn), turn.now);
  turn.hastened = true;
}

function blank(turn: Turn, bill: Bill, { organisationId }: XeroConnection): Mirror {
  return {
    traderId: turn.trader.id,
    billId: bill.id,
    organisationId,
    number: formatBillNumber(bill.number),
    marker: markerFrom(turn.random.token()),
    invoiceId: null,
    wantedHash: "",
    wanted: 0,
    pushed: 0,
    attempted: false,
    urgent: false,
    choices: {},
    base: null,
    drift: null,
    status: null,
    onlineUrl: null,
    problem: null,
    waitingSince: null,
    told: false,
    ownPage: false,
  };
}

/** Eight letters and digits that read well on an invoice, of 128 random bits. */
function markerFrom(token: string): string {
  const digest = createHash("sha256").update(token).digest();
  const letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  return [...digest.subarray(0, 8)].map((byte) => letters[byte % letters.length]).join("");
}

/** What of a bill is to be in Xero, in short. Money that came for it is no part of that. */
export async function hashOf(turn: Turn, bill: Bill): Promise<string> {
  const { clientId, vat, plusVat, issuedOn, dueOn, supplyOn, reference, currency, toXero } = bill;
  const lines = await listLines(turn.tx, turn.trader.id, bill.id);
  const content = [
    clientId,
    vat,
    plusVat,
    issuedOn,
    dueOn,
    supplyOn,
    reference,
    currency,
    toXero,
    bill.state === "cancelled",
    lines,
  ];
  return createHash("sha256").update(JSON.stringify(content)).digest("base64url");
}

/** The client has had the bill by our own mail: its invoice is to say so, where it is one that we may change. */
export async function noteSent(turn: Turn, billId: string): Promise<void> {
  const connection = await findXeroConnection(turn.tx, turn.trader.id);
  if (connection === undefined || !writes(connection)) return;
  if ((await findMirror(turn.tx, turn.trader.id, billId)) === undefined) return;
  turn.orders.push({
    lane: `xero:sent:${billId}`,
    dedupeKey: `xero-sent:${billId}`,
    work: { kind: "mark-sent", billId },
  });
}

/** Payments recorded here are put on the invoice, where the trader wants that. Those from Xero are there already. */
async function writeBack(turn: Turn, bill: Bill, { settings }: XeroConnection): Promise<void> {
  if (settings?.writeBack !== true) return;
  for (const { payment } of await listPaymentsOn(turn.tx, turn.trader.id, bill.id)) {
    if (payment.source === "xero") continue;
    const undo = payment.removedAt !== null;
    // What was confirmed has come from elsewhere too, perhaps from Xero itself: it stays as it is there.
    if (undo && payment.state !== "undone") continue;
    turn.orders.push({
      lane: `xero:pay:${bill.id}`,
      dedupeKey: `xero-pay:${payment.id}:${bill.id}:${undo ? "off" : "on"}`,
      work: { kind: "write-back", billId: bill.id, paymentId: payment.id, undo },
    });
  }
}
