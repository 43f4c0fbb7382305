import type Stripe from "stripe";
import type { CardDispute, CardEvent, CardEventAbout, CardSession } from "../../ports.ts";

/* What Stripe's objects say, in our words. */

/** What we are told of. The rest of an account's life is none of our business. */
export const eventTypes = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "payment_intent.succeeded",
  "charge.refunded",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.closed",
] as const;

/** What a session is paid by, and the charge that brought it: asked for along with the session. */
export const money = "payment_intent.latest_charge";

/** A session as it is now. A debit that failed leaves its session complete: what became of it stands in the payment. */
export function sessionOf(session: Stripe.Checkout.Session): CardSession {
  const intent = whole(session.payment_intent);
  const charge = whole(intent?.latest_charge);
  const byCard = charge?.payment_method_details?.type === "card";
  return {
    sessionId: session.id,
    linkId: idOf(session.payment_link),
    intentId: idOf(session.payment_intent),
    state: stateOf(session, intent),
    amountMinor: session.amount_total ?? 0,
    currency: (session.currency ?? "").toUpperCase(),
    paidAt: byCard ? new Date(charge.created * 1000) : null,
    refundedMinor: charge?.amount_refunded ?? 0,
  };
}

function stateOf(
  { status, payment_status }: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent | null,
): CardSession["state"] {
  if (status === "expired") return "expired";
  if (status !== "complete") return "open";
  if (payment_status === "paid") return "paid";
  if (intent === null || intent.status === "processing") return "awaited";
  return intent.status === "succeeded" ? "paid" : "failed";
}

/** What was asked for along with an object comes whole; else only its id does. */
function whole<T extends { readonly id: string }>(reference: string | T | null | undefined): T | null {
  return typeof reference === "string" ? null : (reference ?? null);
}

export function disputeState(status: Stripe.Dispute.Status): CardDispute["state"] {
  if (status === "lost") return "lost";
  if (status === "won") return "won";
  if (status === "warning_closed" || status === "prevented") return "won";
  return status.startsWith("warning_") ? "asked" : "open";
}

export function eventOf(event: Stripe.Event): CardEvent {
  return { eventId: event.id, accountId: event.account ?? null, about: aboutOf(event) };
}

function aboutOf(event: Stripe.Event): CardEventAbout {
  switch (event.type) {
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
    case "checkout.session.async_payment_failed":
      return { object: "session", id: event.data.object.id };
    case "payment_intent.succeeded":
      // What was paid by a link of ours is told by its session.
      return "bill_id" in event.data.object.metadata
        ? { object: "other" }
        : { object: "intent", id: event.data.object.id };
    case "charge.refunded":
      return { object: "charge", id: event.data.object.id };
    case "refund.failed": {
      const charge = idOf(event.data.object.charge);
      return charge === null ? { object: "other" } : { object: "charge", id: charge };
    }
    case "charge.dispute.created":
    case "charge.dispute.closed":
      return { object: "dispute", id: event.data.object.id };
    default:
      return { object: "other" };
  }
}

export function idOf(reference: string | { readonly id: string } | null | undefined): string | null {
  return typeof reference === "string" ? reference : (reference?.id ?? null);
}
