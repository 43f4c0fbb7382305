import type { Json } from "./check.ts";
import { Refusal } from "./rules.ts";
import { type Account, all, type Bank, emit, find, newId, put, seconds } from "./state.ts";

/** What a client does on Stripe's page, what banks do afterwards, and what a trader does in the Dashboard. */

/** A client opens a payment link. Answers the session; a link that is off has none. */
export function openSession(bank: Bank, account: Account, linkId: string): Json {
  expireSessions(bank, account);
  const link = find(account, "payment_link", linkId);
  if (link["active"] !== true) throw new Refusal("link-off", 400, "This link is no longer active.");
  const [line] = (link["line_items"] as { data: readonly Json[] }).data;
  const id = newId("cs_test");
  return put(bank, account, "checkout.session", {
    id,
    amount_total: line?.["amount_total"],
    amount_subtotal: line?.["amount_total"],
    currency: link["currency"],
    expires_at: seconds(bank) + 86_400,
    metadata: {},
    payment_intent: null,
    payment_link: linkId,
    payment_status: "unpaid",
    status: "open",
    url: link["url"],
  });
}

/** A session that nobody finished is over after a day. */
export function expireSessions(bank: Bank, account: Account): void {
  for (const session of all(account, "checkout.session")) {
    if (session["status"] !== "open" || Number(session["expires_at"]) > seconds(bank)) continue;
    const expired = put(bank, account, "checkout.session", { id: session["id"], status: "expired" });
    emit(bank, account, "checkout.session.expired", expired);
  }
}

export type PayBy = "card" | "bad-card" | "bacs_debit";

/** The client presses Pay. */
export function pay(bank: Bank, account: Account, sessionId: string, by: PayBy): Json {
  expireSessions(bank, account);
  const session = find(account, "checkout.session", sessionId);
  const link = find(account, "payment_link", String(session["payment_link"]));
  if (session["status"] !== "open" || link["active"] !== true) {
    throw new Refusal("link-off", 400, "This link is no longer active.");
  }
  const intent = openIntent(bank, account, session, link, by);
  if (by === "bad-card") return decline(bank, account, session, intent);
  count(bank, account, link);
  if (by === "card") {
    const paid = succeed(bank, account, intent);
    return complete(bank, account, session, "paid", paid);
  }
  const processing = put(bank, account, "payment_intent", { id: intent["id"], status: "processing" });
  emit(bank, account, "payment_intent.processing", processing);
  return complete(bank, account, session, "unpaid", processing);
}

function openIntent(bank: Bank, account: Account, session: Json, link: Json, by: PayBy): Json {
  const before = session["payment_intent"];
  const data = (link["payment_intent_data"] ?? {}) as { metadata?: Json; description?: string };
  const intent = put(bank, account, "payment_intent", {
    id: typeof before === "string" ? before : newId("pi"),
    amount: session["amount_total"],
    amount_received: 0,
    currency: session["currency"],
    description: data.description ?? null,
    last_payment_error: null,
    latest_charge: null,
    metadata: data.metadata ?? {},
    payment_method_types: [by === "bacs_debit" ? by : "card"],
    status: "requires_confirmation",
  });
  put(bank, account, "checkout.session", { id: session["id"], payment_intent: intent["id"] });
  if (before === null) emit(bank, account, "payment_intent.created", intent);
  return intent;
}

function count(bank: Bank, account: Account, link: Json): void {
  const limits = link["restrictions"] as { completed_sessions: { count: number; limit: number } } | null;
  if (limits === null) return;
  const { limit } = limits.completed_sessions;
  const so = limits.completed_sessions.count + 1;
  put(bank, account, "payment_link", {
    id: link["id"],
    active: so < limit,
    restrictions: { completed_sessions: { count: so, limit } },
  });
}

function succeed(bank: Bank, account: Account, intent: Json): Json {
  const charge = put(bank, account, "charge", {
    id: newId("ch"),
    amount: intent["amount"],
    amount_captured: intent["amount"],
    amount_refunded: 0,
    captured: true,
    currency: intent["currency"],
    description: intent["description"],
    disputed: false,
    metadata: intent["metadata"],
    paid: true,
    payment_intent: intent["id"],
    payment_method_details: { type: (intent["payment_method_types"] as readonly string[])[0] },
    refunded: false,
    status: "succeeded",
  });
  const paid = put(bank, account, "payment_intent", {
    id: intent["id"],
    amount_received: intent["amount"],
    latest_charge: charge["id"],
    status: "succeeded",
  });
  emit(bank, account, "payment_intent.succeeded", paid);
  emit(bank, account, "charge.succeeded", charge);
  return paid;
}

/** Somebody pays on another page that uses the account: Xero's own page of an invoice, say. */
export function payElsewhere(
  bank: Bank,
  account: Account,
  amountMinor: number,
  description: string | null,
): Json {
  const intent = put(bank, account, "payment_intent", {
    id: newId("pi"),
    amount: amountMinor,
    amount_received: 0,
    currency: "gbp",
    description,
    metadata: {},
    payment_method_types: ["card"],
    status: "requires_confirmation",
  });
  return succeed(bank, account, intent);
}

function complete(
  bank: Bank,
  account: Account,
  session: Json,
  status: "paid" | "unpaid",
  intent: Json,
): Json {
  const completed = put(bank, account, "checkout.session", {
    id: session["id"],
    payment_intent: intent["id"],
    payment_status: status,
    status: "complete",
  });
  emit(bank, account, "checkout.session.completed", completed);
  return completed;
}

function decline(bank: Bank, account: Account, session: Json, intent: Json): Json {
  const error = { type: "card_error", code: "card_declined", message: "Your card was declined." };
  const failed = put(bank, account, "payment_intent", {
    id: intent["id"],
    status: "requires_payment_method",
    last_payment_error: error,
  });
  emit(bank, account, "payment_intent.payment_failed", failed);
  return find(account, "checkout.session", String(session["id"]));
}

/** The bank of somebody who pays by Bacs answers, days later. */
export function finishDebit(bank: Bank, account: Account, sessionId: string, well: boolean): Json {
  const session = find(account, "checkout.session", sessionId);
  const intent = find(account, "payment_intent", String(session["payment_intent"]));
  if (intent["status"] !== "processing") throw new Refusal("session-later", 400, "No debit is processing.");
  if (well) {
    succeed(bank, account, intent);
    const paid = put(bank, account, "checkout.session", { id: sessionId, payment_status: "paid" });
    emit(bank, account, "checkout.session.async_payment_succeeded", paid);
    return paid;
  }
  const failed = put(bank, account, "payment_intent", {
    id: intent["id"],
    status: "requires_payment_method",
  });
  emit(bank, account, "payment_intent.payment_failed", failed);
  emit(bank, account, "checkout.session.async_payment_failed", session);
  return session;
}

/** The trader gives money back in the Dashboard. */
export function refund(bank: Bank, account: Account, chargeId: string, amountMinor: number): Json {
  const charge = find(account, "charge", chargeId);
  const soMinor = Number(charge["amount_refunded"]) + amountMinor;
  if (soMinor > Number(charge["amount"])) {
    throw new Refusal("refund-counted", 400, "Refund amount is greater than the charge.");
  }
  const refunded = soMinor === charge["amount"];
  const changed = put(bank, account, "charge", { id: chargeId, amount_refunded: soMinor, refunded });
  const made = put(bank, account, "refund", {
    id: newId("re"),
    amount: amountMinor,
    charge: chargeId,
    currency: charge["currency"],
    payment_intent: charge["payment_intent"],
    status: "succeeded",
  });
  emit(bank, account, "refund.created", made);
  emit(bank, account, "charge.refunded", changed);
  return made;
}

/** A refund that the client's bank would not take: the money is back. */
export function failRefund(bank: Bank, account: Account, refundId: string): void {
  const before = find(account, "refund", refundId);
  const charge = find(account, "charge", String(before["charge"]));
  const soMinor = Number(charge["amount_refunded"]) - Number(before["amount"]);
  put(bank, account, "charge", { id: charge["id"], amount_refunded: soMinor, refunded: false });
  const failed = put(bank, account, "refund", { id: refundId, status: "failed" });
  emit(bank, account, "refund.failed", failed);
}

/** The client's bank takes the money back; Stripe asks the trader for evidence. */
export function dispute(bank: Bank, account: Account, chargeId: string): Json {
  const charge = find(account, "charge", chargeId);
  put(bank, account, "charge", { id: chargeId, disputed: true });
  const opened = put(bank, account, "dispute", {
    id: newId("dp"),
    amount: charge["amount"],
    charge: chargeId,
    currency: charge["currency"],
    payment_intent: charge["payment_intent"],
    status: "needs_response",
  });
  emit(bank, account, "charge.dispute.created", opened);
  emit(bank, account, "charge.dispute.funds_withdrawn", opened);
  return opened;
}

export function closeDispute(bank: Bank, account: Account, disputeId: string, status: "won" | "lost"): void {
  find(account, "dispute", disputeId);
  const closed = put(bank, account, "dispute", { id: disputeId, status });
  if (status === "won") emit(bank, account, "charge.dispute.funds_reinstated", closed);
  emit(bank, account, "charge.dispute.closed", closed);
}
