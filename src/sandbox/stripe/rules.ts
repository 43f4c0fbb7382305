/**
 * What Stripe does that we rely on or must bear. Each rule names where we know it from: "reliability" is our page of
 * facts, "description" Stripe's official one (SOURCE.md), "sdk" the source of the npm package. The stand-in's test
 * has a case for every one.
 */
export const rules = {
  "wrong-key": "reliability 2.2: a key that is none is 401",
  "no-permission":
    "reliability 1.7: a restricted key may do what it was given rights for; else 403, naming the right",
  "unknown-path": "description paths: what is not listed is 404",
  "unknown-parameter": "reliability 1.8: additionalProperties is false, so a misspelt parameter is refused",
  "missing-parameter": "description required",
  "mistyped-parameter": "description type and enum",
  "too-long": "description maxLength",
  "resource-missing": "reliability 1.7: another account's objects are not there; 404 resource_missing",
  "smallest-charge": "reliability 1.4: the smallest charge in pounds is 30p",
  "idempotent-replay": "reliability 1.3: the first status and body are replayed for a day",
  "idempotent-mismatch": "reliability 1.3: the same key with other parameters is an error",
  "refusals-not-kept": "reliability 1.3: validation errors are not stored under an idempotency key",
  "link-limit": "reliability 1.5: a link limited to one completed session takes no second one",
  "link-off": "reliability 1.5: with active false a link takes no payment",
  "link-metadata-copied":
    "description checkout.session.metadata; whether it is copied is open (reliability 8): it is not",
  "session-paid": "reliability 1.4: a card session completes as paid",
  "session-unpaid": "reliability 1.4: a Bacs session completes as unpaid",
  "session-later": "reliability 1.4: async_payment_succeeded or async_payment_failed comes later",
  "session-expires": "reliability 1.5: a session lives for at most 24 hours",
  "card-declined": "description payment_intent.last_payment_error: a declined card leaves the session open",
  "endpoint-secret-once": "reliability 1.7: an endpoint's secret is shown only at its creation",
  "endpoint-events": "description enabled_events: an endpoint is sent only these",
  signed: "reliability 1.2: HMAC-SHA256 over t.payload",
  redelivered: "reliability 1.3: what is not answered with 2xx is sent again",
  "no-order": "reliability 1.3: no order is promised, and one event may come twice",
  snapshot: "reliability 1.2: an event holds its object as it was then",
  "events-listed": "reliability 1.3: events can be listed for 30 days, the newest first",
  "refund-counted": "reliability 1.4: charge.refunded; amount_refunded counts up",
  "refund-failed": "reliability 1.4: refund.failed; the money is back",
  disputed: "reliability 1.4: charge.dispute.created, .funds_withdrawn, .closed with won or lost",
} as const;
export type Rule = keyof typeof rules;

/** A call that is refused, as Stripe would. */
export class Refusal extends Error {
  readonly rule: Rule;
  readonly status: number;
  readonly error: Readonly<Record<string, unknown>>;

  constructor(rule: Rule, status: number, message: string, more: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = "Refusal";
    this.rule = rule;
    this.status = status;
    this.error = { type: "invalid_request_error", message, ...more };
  }
}
