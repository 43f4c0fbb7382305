import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "../../helpers/free-port.ts";
import { type Product, startProduct, tempFolder } from "../../helpers/product.ts";
import { until } from "../../helpers/until.ts";
import { type GraphApi, startGraphApi } from "../../stand-ins/whatsapp-cloud/graph-api.ts";
import { billWhileKilled } from "../while-killed.ts";

/** The product as it is started with WhatsApp's keys, in a process that can be killed. */
const folder = tempFolder();
afterAll(() => folder.remove());
let api: GraphApi;
let port = 0;
let databaseUrl = "";
let made = 0;
beforeEach(async () => {
  api = await startGraphApi();
  port = await freePort();
  made += 1;
  databaseUrl = `file:${folder.path}/${made}.db`;
});
afterEach(() => api.close());

/** The names that the README gives, in the order of its command. */
const named = /^(WHATSAPP_TOKEN=.*) npm start$/m
  .exec(readFileSync(new URL("../../../README.md", import.meta.url), "utf8"))?.[1]
  ?.split(" ")
  .map((it) => it.split("=")[0] ?? "");

async function start(more: Record<string, string> = {}): Promise<Product> {
  const { token, phoneNumberId, appSecret, verifyToken } = api.state;
  const values = [token, phoneNumberId, appSecret, verifyToken];
  const keys = Object.fromEntries((named ?? []).map((name, at) => [name, values[at] ?? ""]));
  const env = { DATABASE_URL: databaseUrl, PORT: String(port), WHATSAPP_API_URL: api.url, ...keys, ...more };
  return await startProduct({ env });
}
const subscribe = () => api.subscribe(`http://127.0.0.1:${port}/webhooks/whatsapp`);

describe("the product on WhatsApp's Cloud API", () => {
  it("begins as the README says: keys, a webhook with its word, and a code that lets one person in", async () => {
    const product = await start();
    expect(await subscribe()).toBe(true);
    const env = { ...process.env, DATABASE_URL: databaseUrl };
    const code = execFileSync("npm", ["run", "-s", "invite"], { env, stdio: ["ignore", "pipe", "ignore"] });
    const [anna, eve] = [api.person("447700900123", "Anna"), api.person("447700900124", "Eve")];
    eve.says("bill Acme £1");
    await until(() => eve.hears().length === 1, "a stranger's line", 20_000);
    expect(eve.hears()[0]).toContain("This bot is private");
    anna.says(String(code).trim());
    await until(() => anna.hears().length === 1, "a welcome", 20_000);
    anna.says("bill Acme £230");
    await until(() => anna.hears().length === 2, "the bill", 20_000);
    expect(anna.hears()[1]).toContain("Billed Acme £230 — bill 1");
    expect(await product.stop()).toBe(0);
    expect(product.output()).not.toContain(api.state.token);
  }, 60_000);

  it("loses and doubles nothing while it is killed again and again", async () => {
    await billWhileKilled({
      seed: 7,
      people: [1, 2, 3, 4].map((n) => api.person(`44770090010${n}`, `Person ${n}`)),
      databaseUrl,
      killWithinMs: 60,
      answersWithinMs: 120_000,
      start: () => start({ ACCESS: "open" }),
      begin: async () => expect(await subscribe()).toBe(true),
      isAnswer: (text, billed) => text.includes(billed),
      delivered: { is: () => api.posting.pending() === 0, name: "everything posted" },
    });
  }, 240_000);
});
