import { type Bill, isOwed } from "../domain/bill.ts";
import type { Intent } from "../domain/intent.ts";
import { findXeroConnection } from "../store/xero-connections.ts";
import { findMirror } from "../store/xero-mirrors.ts";
import { findSaidBill } from "./find-bill.ts";
import type { Outcome } from "./outcome.ts";
import { journal, move, type Turn, viewOf } from "./turn.ts";

/**
 * "write off bill 3": the rest of it will never come. What was paid stays paid. In Xero nothing is changed: a bad debt
 * is booked to an account, and on a day, that decide about tax.
 */
export async function writeOff(turn: Turn, intent: Intent): Promise<Outcome> {
  const found = await findSaidBill(turn, intent);
  if (found.kind === "not") return found.outcome;
  const { bill } = found;
  const before = await viewOf(turn, bill);
  if (!isOwed(bill)) return { kind: "not-owed", bill: before };
  await move(turn, bill, { state: "credited", paidMinor: bill.paidMinor });
  const actionId = await journal(turn, { kind: "write-off", billId: bill.id, was: bill.state });
  return { kind: "written-off", bill: before, inXero: await pageInXero(turn, bill), actionId };
}

async function pageInXero(turn: Turn, bill: Bill): Promise<string | null> {
  const mirror = await findMirror(turn.tx, turn.trader.id, bill.id);
  const connection = await findXeroConnection(turn.tx, turn.trader.id);
  const there = mirror?.invoiceId != null && mirror.organisationId === connection?.organisationId;
  if (!there || connection.state === "off") return null;
  return `https://go.xero.com/app/${connection.facts.shortCode}/invoicing/view/${mirror.invoiceId}`;
}
