import { assert } from "../assert.ts";
import { amountDueMinor, amountRefusal, isOwed } from "../domain/bill.ts";
import type { Intent } from "../domain/intent.ts";
import { findSaidBill } from "./find-bill.ts";
import type { Outcome } from "./outcome.ts";
import { settle } from "./settle-bill.ts";
import { journal, type Turn, viewOf } from "./turn.ts";

/** "Acme paid", "got 100 off Dave": money by the trader's word. */
export async function recordPayment(turn: Turn, intent: Intent): Promise<Outcome> {
  const found = await findSaidBill(turn, intent);
  if (found.kind === "not") return found.outcome;
  const { bill } = found;
  const view = await viewOf(turn, bill);
  if (!isOwed(bill)) return { kind: "not-owed", bill: view };
  const dueMinor = amountDueMinor(bill);
  const amountMinor = intent.amountMinor ?? dueMinor;
  const why = amountRefusal(amountMinor);
  if (why !== null) return { kind: "refused-amount", why };
  if (amountMinor > dueMinor) return { kind: "overpaid", bill: view, saidMinor: amountMinor };

  const settled = await settle(turn, {
    clientId: bill.clientId,
    source: "said",
    externalId: null,
    method: intent.method ?? null,
    amountMinor,
    currency: bill.currency,
    paidOn: intent.paidOn ?? turn.today,
    state: "arrived",
    toward: [{ billId: bill.id, amountMinor: null }],
  });
  const part = settled.kind === "arrived" ? settled.parts[0] : undefined;
  assert(part !== undefined, "what a trader says of a bill that is owed is new, and changes it.");
  const actionId = await journal(turn, { kind: "record-payment", paymentId: settled.payment.id });
  const now = { ...view, bill: part.bill };
  return part.bill.state === "paid"
    ? { kind: "paid", bill: now, cancelled: part.cancelled, actionId }
    : { kind: "part-paid", bill: now, paidMinor: amountMinor, actionId };
}
