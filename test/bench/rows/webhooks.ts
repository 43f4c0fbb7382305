/**
 * Signed pushes by 32 connections, as Xero sends them: the first row has them about organisations that nobody here
 * connected, which are checked, looked up and forgotten; the second about one that is, each of which is written down.
 */
import { createHmac } from "node:crypto";
import { Agent, request } from "node:http";
import { fileURLToPath } from "node:url";
import { openSqlite } from "../../../src/store/sqlite.ts";
import { putXeroConnection } from "../../../src/store/xero-connections.ts";
import { startProduct, tempFolder } from "../../helpers/product.ts";
import { openCore, sayOrder } from "../in-process.ts";
import { abreast, row } from "../row.ts";

const connections = 32;
const perRound = 1_000;
const folder = tempFolder();
const path = `${folder.path}/store.db`;
const key = "a-key-that-xero-signs-with";
const organisation = "11111111-2222-4333-8444-555555555555";

/** A trader who is connected to the organisation; what there is to read about it is not due for years. */
async function connectTrader(): Promise<void> {
  const store = openSqlite(path);
  const core = openCore(store);
  await sayOrder(core, 0);
  const later = new Date("2100-01-01T00:00:00Z");
  await store.transaction(async (tx) => {
    const [trader] = await tx.builder.select().from(tx.tables.traders);
    if (trader === undefined) throw new Error("Whoever says something is a trader.");
    await putXeroConnection(tx, {
      traderId: trader.id,
      state: "on",
      userId: "u1",
      connectionId: "c1",
      organisationId: organisation,
      organisationName: "Anna's Plumbing",
      facts: {
        name: "Anna's Plumbing",
        shortCode: "!abc",
        baseCurrency: "GBP",
        currencies: ["GBP"],
        plan: "standard",
        vatRegistered: false,
        lockedUntil: null,
        salesTermsDays: null,
        remindersOn: false,
        mayApprove: true,
        salesAccounts: [],
        bankAccounts: [],
        taxRates: [],
        themes: [],
      },
      settings: null,
      connectedAt: new Date(),
      factsAt: later,
      syncedAt: null,
      cursorAt: null,
      pollDueAt: later,
      fullDueAt: later,
      failingSince: null,
      importPage: null,
    });
  });
  await store.close();
}

await connectTrader();
const nowhere = "http://127.0.0.1:9";
const env = {
  DATABASE_URL: `file:${path}`,
  XERO_CLIENT_ID: "id",
  XERO_CLIENT_SECRET: "secret",
  XERO_WEBHOOK_KEY: key,
  XERO_API_URL: nowhere,
  XERO_IDENTITY_URL: nowhere,
  XERO_LOGIN_URL: nowhere,
};
const product = await startProduct({ env });
const bare = fileURLToPath(new URL("../webhook-floor.ts", import.meta.url));
const floor = await startProduct({ command: [process.execPath, bare], env });
const agent = new Agent({ keepAlive: true, maxSockets: connections });

function push(url: string, body: string): Promise<void> {
  const signature = createHmac("sha256", key).update(body).digest("base64");
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "x-xero-signature": signature };
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      response.resume();
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}.`));
      response.on("end", resolve);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

function pushes(url: string, tenantId: string) {
  return abreast(connections, perRound, (i) => {
    const id = `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`;
    const event = {
      resourceUrl: `https://api.xero.com/api.xro/2.0/Invoices/${id}`,
      resourceId: id,
      tenantId,
      tenantType: "ORGANISATION",
      eventCategory: "INVOICE",
      eventType: "UPDATE",
      eventDateUtc: "2026-11-22T09:00:00.000",
    };
    const body = JSON.stringify({
      events: [event],
      firstEventSequence: i,
      lastEventSequence: i,
      entropy: "X",
    });
    return push(url, body);
  });
}

const what = { floor: "node:http + HMAC, nothing kept", goal: { rateAtLeast: 0.65 } };
await row(
  { ...what, name: "signed webhooks, 32 connections, not for us", durability: "nothing to keep" },
  pushes(`${product.url}/webhooks/xero`, "99999999-2222-4333-8444-555555555555"),
  pushes(floor.url, organisation),
);
await row(
  { ...what, name: "the same, each written down", durability: "SQLite, synchronous=FULL, shared commits" },
  pushes(`${product.url}/webhooks/xero`, organisation),
  pushes(floor.url, organisation),
);
agent.destroy();
await product.stop();
await floor.stop();
folder.remove();
