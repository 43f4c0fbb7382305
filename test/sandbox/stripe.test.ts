import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  closeDispute,
  dispute,
  expireSessions,
  failRefund,
  finishDebit,
  openSession,
  type PayBy,
  pay,
  refund,
} from "../../src/sandbox/stripe/paying.ts";
import { Refusal, type Rule, rules } from "../../src/sandbox/stripe/rules.ts";
import { addAccount, addKey, all, find } from "../../src/sandbox/stripe/state.ts";
import { type ManualClock, manualClock } from "../helpers/manual-clock.ts";
import { type StripeHere, startStripe } from "../helpers/stripe.ts";

/** The real client against the stand-in, a case for each rule. */
let clock: ManualClock;
let here: StripeHere;
let client: Stripe;

beforeEach(async () => {
  clock = manualClock();
  here = await startStripe(clock.now);
  client = open(here.key);
});
afterEach(() => here.close());

function open(key: string): Stripe {
  const { hostname: host, port } = new URL(here.url);
  return new Stripe(key, { host, port, protocol: "http", maxNetworkRetries: 0, telemetry: false });
}

const price = (amount: number, name = "Bill 14") => ({
  quantity: 1,
  price_data: { currency: "gbp", unit_amount: amount, product_data: { name } },
});
const limited = { restrictions: { completed_sessions: { limit: 1 } } };
const makeLink = (amount = 23_000) => client.paymentLinks.create({ line_items: [price(amount)], ...limited });

async function clientPays(linkId: string, by: PayBy = "card"): Promise<string> {
  const session = openSession(here.bank, here.account, linkId);
  pay(here.bank, here.account, String(session["id"]), by);
  return String(session["id"]);
}

async function refusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error: unknown = await call.then(
    () => new Error("it was accepted"),
    (failure: unknown) => failure,
  );
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  return error;
}

const types = () => here.account.events.map((id) => String(find(here.account, "event", id)["type"]));
const chargeId = () => String(all(here.account, "charge")[0]?.["id"]);
const anything = (params: object) => params as Stripe.PaymentLinkCreateParams;

interface Heard {
  readonly body: string;
  readonly signature: string;
}

/** Something that is pushed to, and answers with these statuses one after the other, then 200. */
async function listen(...statuses: readonly number[]) {
  const heard: Heard[] = [];
  const left = [...statuses];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += String(part);
    });
    request.on("end", () => {
      heard.push({ body, signature: String(request.headers["stripe-signature"]) });
      response.writeHead(left.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { heard, url, close: () => new Promise((resolve) => server.close(resolve)) };
}

const cases: Readonly<Record<Rule, () => Promise<void>>> = {
  "wrong-key": async () => {
    const error = await refusal(open("rk_test_nobody").accounts.retrieveCurrent());
    expect(error.type).toBe("StripeAuthenticationError");
  },
  "no-permission": async () => {
    const narrow = open(addKey(here.bank.state, here.account, ["payment_link_read"]));
    expect(await narrow.paymentLinks.list()).toMatchObject({ data: [] });
    const error = await refusal(narrow.paymentLinks.create({ line_items: [price(100)] }));
    expect(error.type).toBe("StripePermissionError");
    expect(error.message).toContain("rak_payment_link_write");
  },
  "unknown-path": async () => {
    expect(await refusal(client.balance.retrieve())).toMatchObject({ statusCode: 404 });
  },
  "unknown-parameter": async () => {
    const error = await refusal(
      client.paymentLinks.create(anything({ line_items: [price(100)], metadat: { a: "b" } })),
    );
    expect(error).toMatchObject({ code: "parameter_unknown", param: "metadat" });
  },
  "missing-parameter": async () => {
    const error = await refusal(client.paymentLinks.create(anything({})));
    expect(error).toMatchObject({ code: "parameter_missing", param: "line_items" });
  },
  "mistyped-parameter": async () => {
    const odd = { line_items: [price(100)], billing_address_collection: "perhaps" };
    expect((await refusal(client.paymentLinks.create(anything(odd)))).message).toContain("must be one of");
    const half = { line_items: [price(100.5)] };
    expect((await refusal(client.paymentLinks.create(anything(half)))).message).toContain("Invalid integer");
  },
  "too-long": async () => {
    const long = client.paymentLinks.create({ line_items: [price(100, "x".repeat(5001))] });
    expect((await refusal(long)).message).toContain("at most 5000");
  },
  "resource-missing": async () => {
    const other = addAccount(here.bank.state, "Somebody else");
    const link = await makeLink();
    const stranger = open(addKey(here.bank.state, other));
    expect(await refusal(stranger.paymentLinks.retrieve(link.id))).toMatchObject({
      code: "resource_missing",
    });
  },
  "smallest-charge": async () => {
    expect(await refusal(makeLink(29))).toMatchObject({ code: "amount_too_small" });
  },
  "idempotent-replay": async () => {
    const make = () => client.paymentLinks.create({ line_items: [price(100)] }, { idempotencyKey: "k" });
    const first = await make();
    expect((await make()).id).toBe(first.id);
    clock.advanceMs(25 * 3_600_000);
    expect((await make()).id).not.toBe(first.id);
  },
  "idempotent-mismatch": async () => {
    await client.paymentLinks.create({ line_items: [price(100)] }, { idempotencyKey: "k" });
    const other = client.paymentLinks.create({ line_items: [price(200)] }, { idempotencyKey: "k" });
    expect((await refusal(other)).type).toBe("StripeIdempotencyError");
  },
  "refusals-not-kept": async () => {
    await refusal(client.paymentLinks.create({ line_items: [price(1)] }, { idempotencyKey: "k" }));
    await client.paymentLinks.create({ line_items: [price(100)] }, { idempotencyKey: "k" });
  },
  "link-limit": async () => {
    const link = await makeLink();
    await clientPays(link.id);
    expect(await client.paymentLinks.retrieve(link.id)).toMatchObject({
      active: false,
      restrictions: { completed_sessions: { count: 1, limit: 1 } },
    });
    await expect(clientPays(link.id)).rejects.toThrow("no longer active");
  },
  "link-off": async () => {
    const link = await makeLink();
    const begun = openSession(here.bank, here.account, link.id);
    await client.paymentLinks.update(link.id, { active: false });
    expect(() => openSession(here.bank, here.account, link.id)).toThrow(Refusal);
    expect(() => pay(here.bank, here.account, String(begun["id"]), "card")).toThrow("no longer active");
  },
  "link-metadata-copied": async () => {
    const link = await client.paymentLinks.create({
      line_items: [price(100)],
      metadata: { bill_id: "b1" },
      payment_intent_data: { metadata: { bill_id: "b1" } },
    });
    const session = await client.checkout.sessions.retrieve(await clientPays(link.id));
    expect(session.metadata).toEqual({});
    const intent = await client.paymentIntents.retrieve(String(session.payment_intent));
    expect(intent.metadata).toEqual({ bill_id: "b1" });
  },
  "session-paid": async () => {
    const link = await makeLink();
    const session = await client.checkout.sessions.retrieve(await clientPays(link.id));
    expect(session).toMatchObject({ status: "complete", payment_status: "paid", amount_total: 23_000 });
    expect(types()).toEqual([
      "payment_intent.created",
      "payment_intent.succeeded",
      "charge.succeeded",
      "checkout.session.completed",
    ]);
  },
  "session-unpaid": async () => {
    const session = await client.checkout.sessions.retrieve(
      await clientPays((await makeLink()).id, "bacs_debit"),
    );
    expect(session).toMatchObject({ status: "complete", payment_status: "unpaid" });
  },
  "session-later": async () => {
    const well = await clientPays((await makeLink()).id, "bacs_debit");
    finishDebit(here.bank, here.account, well, true);
    expect(types().at(-1)).toBe("checkout.session.async_payment_succeeded");
    expect(await client.checkout.sessions.retrieve(well)).toMatchObject({ payment_status: "paid" });
    const badly = await clientPays((await makeLink()).id, "bacs_debit");
    finishDebit(here.bank, here.account, badly, false);
    expect(types().at(-1)).toBe("checkout.session.async_payment_failed");
    expect(() => finishDebit(here.bank, here.account, badly, true)).toThrow("No debit is processing");
  },
  "session-expires": async () => {
    const link = await makeLink();
    const session = openSession(here.bank, here.account, link.id);
    clock.advanceMs(24 * 3_600_000);
    expireSessions(here.bank, here.account);
    expect(types()).toEqual(["checkout.session.expired"]);
    expect(() => pay(here.bank, here.account, String(session["id"]), "card")).toThrow("no longer active");
  },
  "card-declined": async () => {
    const link = await makeLink();
    const id = await clientPays(link.id, "bad-card");
    expect(await client.checkout.sessions.retrieve(id)).toMatchObject({ status: "open" });
    expect(types()).toEqual(["payment_intent.created", "payment_intent.payment_failed"]);
    pay(here.bank, here.account, id, "card");
    expect(await client.checkout.sessions.retrieve(id)).toMatchObject({ payment_status: "paid" });
  },
  "endpoint-secret-once": async () => {
    const wanted = { url: "https://example.com/", enabled_events: ["charge.refunded" as const] };
    const made = await client.webhookEndpoints.create(wanted);
    expect(made.secret).toMatch(/^whsec_/);
    const [listed] = (await client.webhookEndpoints.list()).data;
    expect(listed).toMatchObject({ id: made.id, status: "enabled" });
    expect(listed?.secret).toBeUndefined();
    await client.webhookEndpoints.del(made.id);
    expect((await client.webhookEndpoints.list()).data).toEqual([]);
  },
  "endpoint-events": async () => {
    const ear = await listen();
    await client.webhookEndpoints.create({ url: ear.url, enabled_events: ["checkout.session.completed"] });
    await clientPays((await makeLink()).id);
    await here.delivering.settled();
    expect(ear.heard.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual([
      "checkout.session.completed",
    ]);
    await ear.close();
  },
  signed: async () => {
    const ear = await listen();
    const { secret = "" } = await client.webhookEndpoints.create({ url: ear.url, enabled_events: ["*"] });
    await clientPays((await makeLink()).id);
    await here.delivering.settled();
    const [first] = ear.heard;
    const read = Stripe.webhooks.constructEvent(
      first?.body ?? "",
      first?.signature ?? "",
      secret,
      300,
      undefined,
      clock.now().getTime(),
    );
    expect(read.object).toBe("event");
    await ear.close();
  },
  redelivered: async () => {
    const ear = await listen(500, 302);
    await client.webhookEndpoints.create({ url: ear.url, enabled_events: ["checkout.session.completed"] });
    await clientPays((await makeLink()).id);
    await here.delivering.settled();
    expect(ear.heard).toHaveLength(3);
    expect(new Set(ear.heard.map(({ body }) => body)).size).toBe(1);
    await ear.close();
  },
  "no-order": async () => {
    const ear = await listen();
    await client.webhookEndpoints.create({ url: ear.url, enabled_events: ["*"] });
    Object.assign(here.delivering.faults, { copies: 2, shuffled: true, held: true });
    await clientPays((await makeLink()).id);
    await here.delivering.settled();
    expect(ear.heard).toEqual([]);
    here.delivering.faults.held = false;
    await here.delivering.settled();
    expect(ear.heard).toHaveLength(8);
    Object.assign(here.delivering.faults, { dropped: true });
    await clientPays((await makeLink()).id);
    await here.delivering.settled();
    expect(ear.heard).toHaveLength(8);
    await ear.close();
  },
  snapshot: async () => {
    await clientPays((await makeLink()).id);
    refund(here.bank, here.account, chargeId(), 100);
    const events = await client.events.list({ type: "charge.succeeded" });
    expect(events.data[0]?.data.object).toMatchObject({ amount_refunded: 0 });
  },
  "events-listed": async () => {
    await clientPays((await makeLink()).id);
    clock.advanceMs(1000);
    await clientPays((await makeLink()).id);
    const newest = await client.events.list({ limit: 3 });
    expect(newest.has_more).toBe(true);
    const found: string[] = [];
    for await (const event of client.events.list({ limit: 3, types: ["checkout.session.completed"] }))
      found.push(event.id);
    expect(found).toHaveLength(2);
    expect((await client.events.list({ ending_before: newest.data[1]?.id ?? "" })).data).toHaveLength(1);
    clock.advanceMs(31 * 86_400_000);
    expect((await client.events.list()).data).toEqual([]);
  },
  "refund-counted": async () => {
    await clientPays((await makeLink()).id);
    refund(here.bank, here.account, chargeId(), 3000);
    refund(here.bank, here.account, chargeId(), 20_000);
    expect(await client.charges.retrieve(chargeId())).toMatchObject({
      amount_refunded: 23_000,
      refunded: true,
    });
    expect((await client.refunds.list({ charge: chargeId() })).data).toHaveLength(2);
    expect(() => refund(here.bank, here.account, chargeId(), 1)).toThrow("greater than the charge");
  },
  "refund-failed": async () => {
    await clientPays((await makeLink()).id);
    const made = refund(here.bank, here.account, chargeId(), 3000);
    failRefund(here.bank, here.account, String(made["id"]));
    expect(await client.charges.retrieve(chargeId())).toMatchObject({ amount_refunded: 0 });
    expect(types().at(-1)).toBe("refund.failed");
  },
  disputed: async () => {
    await clientPays((await makeLink()).id);
    const opened = dispute(here.bank, here.account, chargeId());
    closeDispute(here.bank, here.account, String(opened["id"]), "won");
    expect(types().slice(-4)).toEqual([
      "charge.dispute.created",
      "charge.dispute.funds_withdrawn",
      "charge.dispute.funds_reinstated",
      "charge.dispute.closed",
    ]);
    expect(await client.disputes.retrieve(String(opened["id"]))).toMatchObject({ status: "won" });
  },
};

describe("the Stripe stand-in", () => {
  for (const [rule, check] of Object.entries(cases)) it(`${rule}: ${rules[rule as Rule]}`, check);

  it("goes wrong when told to", async () => {
    here.fault("post /v1/payment_links", { kind: "refuse", status: 500, times: 1 });
    expect(await refusal(makeLink())).toMatchObject({ statusCode: 500 });
    here.fault("post /v1/payment_links", { kind: "slow", ms: 20, times: 1 });
    await makeLink();
    here.fault("post /v1/payment_links", { kind: "cut-answer", times: 2 });
    // The client tries a cut line once more by itself.
    expect((await refusal(makeLink())).type).toBe("StripeConnectionError");
    expect(all(here.account, "payment_link")).toHaveLength(2);
  });
});
