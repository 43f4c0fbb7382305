import { amountDueMinor, amountRefusal, isOwed } from "../domain/bill.ts";
import type { Intent } from "../domain/intent.ts";
import type { Payment } from "../domain/payment.ts";
import { findSaidBill } from "./find-bill.ts";
import type { Outcome } from "./outcome.ts";
import { settleBill } from "./settle-bill.ts";
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

  const payment: Payment = {
    id: turn.random.id(),
    traderId: turn.trader.id,
    source: "said",
    externalId: null,
    method: intent.method ?? null,
    amountMinor,
    currency: bill.currency,
    paidOn: intent.paidOn ?? turn.today,
    createdAt: turn.now,
    removedAt: null,
  };
  const settled = await settleBill(turn, bill, payment);
  const actionId = await journal(turn, { kind: "record-payment", paymentId: payment.id });
  const now = { ...view, bill: settled };
  return settled.state === "paid"
    ? { kind: "paid", bill: now, cancelled: 0, actionId }
    : { kind: "part-paid", bill: now, paidMinor: amountMinor, actionId };
}
