import Stripe from "stripe";
import { Fault } from "../../fault.ts";
import { stripe as limits } from "../../limits.ts";
import type { CardEvent, CardPayments, NewCardLink } from "../../ports.ts";
import { faultily, isForbidden, unlessGone } from "./call.ts";
import { disputeState, eventOf, eventTypes, idOf, money, sessionOf } from "./objects.ts";

/*
 * An account through Stripe's own client, which this folder alone knows. Calls are made once: whether and when again is
 * the effects' affair. Every write carries our own idempotency key, as a cut line is retried by the client whatever it is
 * told.
 */

export interface StripeAccess {
  readonly key: string;
  /** An origin; null is Stripe's own. */
  readonly apiUrl: string | null;
}

/** An account at Stripe through a key to it. */
export function openStripe({ key, apiUrl }: StripeAccess): CardPayments {
  const client = new Stripe(key, {
    ...hostOf(apiUrl),
    maxNetworkRetries: 0,
    telemetry: false,
    timeout: limits.callTimeoutMs,
  });
  const call = <T>(run: () => Promise<T>, signal: AbortSignal) => faultily(run, signal);
  return {
    check: async (signal) => {
      const account = await call(() => client.accounts.retrieveCurrent(), signal);
      const missing = [];
      for (const [right, probe] of probes) {
        if (await isForbidden(() => probe(client), signal)) missing.push(right);
      }
      return { accountId: account.id, name: account.business_profile?.name ?? null, missing };
    },
    makeEndpoint: async (url, idempotencyKey, signal) => {
      const wanted = { url, enabled_events: [...eventTypes], description: "JustPayMe" };
      const made = await call(() => client.webhookEndpoints.create(wanted, { idempotencyKey }), signal);
      if (made.secret === undefined) throw new Fault("stop", "a webhook endpoint was made without a secret");
      return { endpointId: made.id, secret: made.secret };
    },
    endEndpoint: (id, signal) => unlessGone(() => call(() => client.webhookEndpoints.del(id), signal)),
    makeLink: async (link, idempotencyKey, signal) => {
      const made = await call(() => client.paymentLinks.create(linkParams(link), { idempotencyKey }), signal);
      return { linkId: made.id, url: made.url };
    },
    endLink: (id, signal) =>
      unlessGone(() => call(() => client.paymentLinks.update(id, { active: false }), signal)),
    ...readers(client),
    listEvents: async (since, signal) => {
      const gte = Math.floor(since.getTime() / 1000);
      const events: CardEvent[] = [];
      await call(async () => {
        const pages = client.events.list({ created: { gte }, types: [...eventTypes], limit: 100 });
        for await (const event of pages) events.push(eventOf(event));
      }, signal);
      return events.reverse();
    },
  };
}

/** What of the account is read again, one object at a time. */
function readers(client: Stripe) {
  return {
    readSession: async (id, signal) => {
      const session = await faultily(
        () => client.checkout.sessions.retrieve(id, { expand: [money] }),
        signal,
      );
      return sessionOf(session);
    },
    listSessions: async (linkId, signal) => {
      const found = await faultily(
        () => client.checkout.sessions.list({ payment_link: linkId, limit: 100, expand: [`data.${money}`] }),
        signal,
      );
      return found.data.map(sessionOf);
    },
    readIntent: async (id, signal) => {
      const intent = await faultily(() => client.paymentIntents.retrieve(id), signal);
      const { amount_received, currency, description, statement_descriptor, metadata, status } = intent;
      return {
        intentId: intent.id,
        state: status === "succeeded" ? "paid" : "open",
        amountMinor: amount_received,
        currency: currency.toUpperCase(),
        words: [description, statement_descriptor, ...Object.values(metadata)].filter((it) => it !== null),
      };
    },
    readCharge: async (id, signal) => {
      const charge = await faultily(() => client.charges.retrieve(id), signal);
      return {
        chargeId: charge.id,
        intentId: idOf(charge.payment_intent),
        refundedMinor: charge.amount_refunded,
      };
    },
    readDispute: async (id, signal) => {
      const dispute = await faultily(() => client.disputes.retrieve(id), signal);
      return {
        disputeId: dispute.id,
        intentId: idOf(dispute.payment_intent),
        state: disputeState(dispute.status),
      };
    },
  } satisfies Partial<CardPayments>;
}

function hostOf(apiUrl: string | null) {
  if (apiUrl === null) return {};
  const { hostname, port, protocol } = new URL(apiUrl);
  const name = protocol === "http:" ? ("http" as const) : ("https" as const);
  return { host: hostname, protocol: name, ...(port === "" ? {} : { port }) };
}

function linkParams(link: NewCardLink): Stripe.PaymentLinkCreateParams {
  const metadata = { bill_id: link.billId };
  return {
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: link.currency.toLowerCase(),
          unit_amount: link.amountMinor,
          product_data: { name: link.name },
        },
      },
    ],
    restrictions: { completed_sessions: { limit: 1 } },
    metadata,
    payment_intent_data: { metadata, description: link.description },
    after_completion: { type: "redirect", redirect: { url: link.returnUrl } },
  };
}

/** A call that harms nothing, for each right that is needed: who may not do it is told so before anything else. */
const probes: readonly (readonly [right: string, probe: (client: Stripe) => Promise<unknown>])[] = [
  ["Checkout Sessions: Read", (client) => client.checkout.sessions.list({ limit: 1 })],
  ["Charges: Read", (client) => client.charges.list({ limit: 1 })],
  ["Payment Intents: Read", (client) => client.paymentIntents.retrieve(nothing)],
  ["Disputes: Read", (client) => client.disputes.retrieve(nothing)],
  ["Events: Read", (client) => client.events.list({ limit: 1 })],
  ["Payment Links: Write", (client) => client.paymentLinks.update(nothing, { active: false })],
  ["Webhook Endpoints: Write", (client) => client.webhookEndpoints.del(nothing)],
];
const nothing = "none_of_this_name";
