import Stripe from "stripe";
import { Fault } from "../fault.ts";
import { stripe as limits } from "../limits.ts";
import type {
  CardDispute,
  CardEvent,
  CardEventAbout,
  CardPayments,
  CardSession,
  NewCardLink,
} from "../ports.ts";

/*
 * The only file that knows Stripe's own client. Calls are made once: whether and when again is the effects' affair.
 * Every write carries our own idempotency key, as a cut line is retried by the client whatever it is told.
 */

/** What we are told of. The rest of an account's life is none of our business. */
const eventTypes = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "payment_intent.succeeded",
  "charge.refunded",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.closed",
] as const;

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

/**
 * What Stripe pushed, where its signature is good and no more than five minutes off our clock either way; null where
 * not. The client itself would take one from the future.
 */
export async function readPush(
  body: string,
  signature: string,
  secret: string,
  now: Date,
): Promise<CardEvent | null> {
  const at = Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1]) * 1000;
  if (!(Math.abs(at - now.getTime()) <= limits.skewMs)) return null;
  try {
    const { webhooks } = Stripe;
    const event = await webhooks.constructEventAsync(
      body,
      signature,
      secret,
      limits.skewMs / 1000,
      undefined,
      now.getTime(),
    );
    return eventOf(event);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return null;
    // Signed as it should be, and yet no event.
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
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

/** What a session is paid by, and the charge that brought it: asked for along with the session. */
const money = "payment_intent.latest_charge";

/** A session as it is now. A debit that failed leaves its session complete: what became of it stands in the payment. */
function sessionOf(session: Stripe.Checkout.Session): CardSession {
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

function disputeState(status: Stripe.Dispute.Status): CardDispute["state"] {
  if (status === "lost") return "lost";
  if (status === "won") return "won";
  if (status === "warning_closed" || status === "prevented") return "won";
  return status.startsWith("warning_") ? "asked" : "open";
}

function eventOf(event: Stripe.Event): CardEvent {
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

function idOf(reference: string | { readonly id: string } | null | undefined): string | null {
  return typeof reference === "string" ? reference : (reference?.id ?? null);
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

async function isForbidden(run: () => Promise<unknown>, signal: AbortSignal): Promise<boolean> {
  try {
    await within(run, signal);
    return false;
  } catch (error) {
    if (error instanceof Stripe.errors.StripePermissionError) return true;
    // Not there: so it was allowed to look.
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return false;
    throw asFault(error);
  }
}

async function unlessGone(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof Fault) || !isMissing(error.cause)) throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing";
}

async function faultily<T>(run: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await within(run, signal);
  } catch (error) {
    throw asFault(error);
  }
}

/** The client cannot be told to stop: whoever waits stops waiting, and the call ends by its own timeout. */
async function within<T>(run: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  return await Promise.race([run(), aborted]);
}

/** What a failed call means. Pure. */
export function asFault(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  const text = `${error.type}: ${error.message}`;
  const { statusCode = 0, headers } = error;
  if (statusCode === 401 || statusCode === 403) return new Fault("reconnect", text, { cause: error });
  if (statusCode === 429 || statusCode === 409) {
    const seconds = Number(headers?.["retry-after"] ?? 1);
    return new Fault("later", text, { retryAfterMs: seconds * 1000, cause: error });
  }
  if (statusCode >= 400 && statusCode < 500) return new Fault("stop", text, { cause: error });
  return new Fault("unknown", text, { cause: error });
}
