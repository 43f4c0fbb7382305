import { createHmac } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sign } from "../../src/sandbox/stripe/delivering.ts";
import { all } from "../../src/sandbox/stripe/state.ts";
import { type CardWorld, openCardWorld } from "../helpers/card-world.ts";
import { type Product, startProduct, tempFolder } from "../helpers/product.ts";
import { mangled, rawBody } from "./mangle.ts";
import { countThrown } from "./thrown.ts";

const thrown = countThrown();

/*
 * Whatever is pushed at a webhook, properly signed or not: it is answered, soon, and never with a failure of ours; the
 * product works on; and its log, at the most talkative level, holds no secret and no name.
 */

const runs = 150;
const hangsMs = 30_000;
const planted = {
  TELEGRAM_BOT_TOKEN: "123456:planted-telegram-token",
  TELEGRAM_WEBHOOK_SECRET: "planted-telegram-secret",
  WHATSAPP_TOKEN: "planted-whatsapp-token",
  WHATSAPP_APP_SECRET: "planted-app-secret",
  WHATSAPP_VERIFY_TOKEN: "planted-verify-token",
  XERO_CLIENT_SECRET: "planted-client-secret",
  XERO_WEBHOOK_KEY: "planted-webhook-key",
  SECRET_KEY: "planted-secret-key-of-thirty-two-letters",
  OPERATOR_TOKEN: "planted-operator-token",
};

let product: Product;
const folder = tempFolder();
beforeAll(async () => {
  // Nothing answers there: what is told waits, as in an outage.
  const nowhere = "http://127.0.0.1:9";
  product = await startProduct({
    cwd: process.cwd(),
    env: {
      ...planted,
      DATABASE_URL: `file:${folder.path}/store.db`,
      ACCESS: "open",
      PUBLIC_URL: "https://bot.example",
      TELEGRAM_API_URL: nowhere,
      WHATSAPP_PHONE_NUMBER_ID: "106540352242922",
      WHATSAPP_API_URL: nowhere,
      WHATSAPP_API_VERSION: "v23.0",
      XERO_CLIENT_ID: "client",
      XERO_API_URL: nowhere,
      XERO_IDENTITY_URL: nowhere,
      XERO_LOGIN_URL: nowhere,
      LOG_LEVEL: "trace",
    },
  });
}, 60_000);
afterAll(async () => {
  await product.stop();
  folder.remove();
});

const text = (value: unknown) => new Uint8Array(new TextEncoder().encode(JSON.stringify(value)));

async function push(
  path: string,
  body: Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
): Promise<number> {
  thrown();
  const response = await fetch(product.url + path, {
    method: "POST",
    // What hangs fails here.
    signal: AbortSignal.timeout(hangsMs),
    // One that was too large may end the connection: the next is to have its own.
    headers: { "content-type": "application/json", connection: "close", ...headers },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

const update = {
  update_id: 10_000,
  message: {
    message_id: 1365,
    from: { id: 1111111, is_bot: false, first_name: "Zebedee", username: "zebedee", language_code: "en" },
    chat: { id: 1111111, type: "private", first_name: "Zebedee" },
    date: 1_795_339_200,
    text: "bill Quark £230",
    entities: [{ type: "phone_number", offset: 0, length: 4 }],
    reply_to_message: { message_id: 1, date: 1, chat: { id: 1111111, type: "private" } },
  },
};
const whatsApp = {
  object: "whatsapp_business_account",
  entry: [
    {
      id: "102290129340398",
      changes: [
        {
          field: "messages",
          value: {
            messaging_product: "whatsapp",
            metadata: { display_phone_number: "15550783881", phone_number_id: "106540352242922" },
            contacts: [{ profile: { name: "Zebedee" }, wa_id: "447700900123" }],
            messages: [
              {
                from: "447700900123",
                id: "wamid.1",
                timestamp: "1795339200",
                type: "text",
                text: { body: "bill Quark £230" },
              },
            ],
            statuses: [
              { id: "wamid.2", status: "sent", timestamp: "1795339200", recipient_id: "447700900123" },
            ],
          },
        },
      ],
    },
  ],
};
const xero = {
  events: [
    {
      resourceUrl: "https://api.xero.com/api.xro/2.0/Invoices/1",
      resourceId: "717f2bfc-c6d4-41fd-b238-3f2f0c0cf777",
      tenantId: "c2cc9b6e-9458-4c7d-93cc-f02b81b0594f",
      tenantType: "ORGANISATION",
      eventCategory: "INVOICE",
      eventType: "UPDATE",
      eventDateUtc: "2026-11-22T01:15:39.902",
    },
  ],
  firstEventSequence: 1,
  lastEventSequence: 1,
  entropy: "S0m3r4Nd0mt3xt",
};

const meta = (body: Uint8Array) => ({
  "x-hub-signature-256": `sha256=${createHmac("sha256", planted.WHATSAPP_APP_SECRET).update(body).digest("hex")}`,
});
const xeros = (body: Uint8Array) => ({
  "x-xero-signature": createHmac("sha256", planted.XERO_WEBHOOK_KEY).update(body).digest("base64"),
});
const telegrams = () => ({ "x-telegram-bot-api-secret-token": planted.TELEGRAM_WEBHOOK_SECRET });

describe("a webhook to which anything is pushed", () => {
  const hooks = [
    { name: "Telegram", path: "/webhooks/telegram", sample: update, headers: telegrams, may: [200, 400] },
    { name: "WhatsApp", path: "/webhooks/whatsapp", sample: whatsApp, headers: meta, may: [200, 400] },
    { name: "Xero", path: "/webhooks/xero", sample: xero, headers: xeros, may: [200] },
  ];
  it.each(hooks)(
    "of $name takes or refuses it, signed as it should be",
    async ({ path, sample, headers, may }) => {
      await fc.assert(
        fc.asyncProperty(fc.oneof(mangled(sample).map(text), rawBody), async (body) => {
          expect(may).toContain(await push(path, body, headers(body)));
        }),
        { numRuns: runs },
      );
    },
    120_000,
  );

  it.each(hooks)(
    "of $name refuses whatever is not signed so",
    async ({ path, sample, headers }) => {
      await fc.assert(
        fc.asyncProperty(mangled(sample).map(text), fc.string({ maxLength: 80 }), async (body, signature) => {
          const [name = ""] = Object.keys(headers(body));
          const safe = signature.replace(/[^\x21-\x7e]/g, "");
          expect(await push(path, body, { [name]: safe })).toBe(401);
        }),
        { numRuns: 60 },
      );
    },
    120_000,
  );

  it.each(hooks)(
    "of $name takes no body that is far too large, and is not kept waiting by one",
    async ({ path, headers }) => {
      const body = new Uint8Array(3 * 1024 * 1024).fill(0x20);
      expect([400, 401, 413]).toContain(await push(path, body, headers(body)).catch(() => 413));
      // The connection may be cut before it was read; the next one is served.
      expect((await fetch(`${product.url}/health`)).status).toBe(200);
    },
  );

  it("leaves the product at work, and nothing of it in the log but ids", async () => {
    const fresh = text({ ...update, update_id: 999_999_999 });
    expect(await push("/webhooks/telegram", fresh, telegrams())).toBe(200);
    const logged = product.output();
    expect(logged).toContain('"level"');
    for (const secret of Object.values(planted)) expect(logged).not.toContain(secret);
    expect(logged).not.toMatch(/planted|Zebedee|Quark|447700900123/);
    for (const line of logged.split("\n").filter((it) => it.startsWith("{"))) {
      // One line, one entry: nothing that was pushed can forge another.
      expect(() => JSON.parse(line)).not.toThrow();
      expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    }
  });
});

describe("a webhook of a trader's own Stripe account", () => {
  let world: CardWorld;
  beforeAll(async () => {
    world = await openCardWorld();
    await world.say("anna", "bill Acme £230");
    await world.connect("anna");
  }, 60_000);
  afterAll(() => world.close());

  it("answers 200 or 400 to whatever is pushed, and settles no bill by it", async () => {
    const endpoint = all(world.stripe.account, "webhook_endpoint")[0] ?? {};
    const secret = world.stripe.account.secrets[String(endpoint["id"])] ?? "";
    const event = {
      id: "evt_1",
      object: "event",
      type: "checkout.session.completed",
      account: "acct_1",
      api_version: "2026-10-28.endive",
      data: {
        object: {
          id: "cs_test_none",
          object: "checkout.session",
          payment_status: "paid",
          amount_total: 23_000,
        },
      },
    };
    await fc.assert(
      fc.asyncProperty(fc.oneof(mangled(event).map(text), rawBody), fc.boolean(), async (body, good) => {
        const signed = sign(
          new TextDecoder().decode(body),
          good ? secret : "whsec_other",
          Math.floor(world.clock.now().getTime() / 1000),
        );
        thrown();
        const headers = { "stripe-signature": signed };
        const response = await fetch(String(endpoint["url"]), { method: "POST", headers, body });
        expect(good ? [200, 400] : [400]).toContain(response.status);
      }),
      { numRuns: runs },
    );
    await world.settle();
    await world.say("anna", "who owes me");
    expect((await world.transcript("anna")).at(-1)?.text).toContain("Acme £230");
  }, 120_000);
});
