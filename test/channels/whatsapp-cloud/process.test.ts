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

const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
/** The names that the README gives, in the order of its command. */
const named = /^(WHATSAPP_TOKEN=.*) npm start$/m
  .exec(readme)?.[1]
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

  it("takes a client's START and STOP on a number of the trader's own, by the names that the README gives", async () => {
    const own = {
      WHATSAPP_BUSINESS_PHONE_NUMBER_ID: "209988776655443",
      WHATSAPP_BUSINESS_NUMBER: "+441134960000",
      WHATSAPP_REMINDER_TEMPLATE: "justpayme_reminder",
      WHATSAPP_NEWS_TEMPLATE: "justpayme_news",
    };
    for (const name of Object.keys(own)) expect(readme).toContain(`\`${name}\``);
    const product = await start({ ...own, ACCESS: "open" });
    const shop = await startGraphApi();
    shop.state.phoneNumberId = own.WHATSAPP_BUSINESS_PHONE_NUMBER_ID;
    expect(await subscribe()).toBe(true);
    expect(await shop.subscribe(`http://127.0.0.1:${port}/webhooks/whatsapp`)).toBe(true);
    const [anna, acme] = [api.person("447700900123", "Anna"), shop.person("447700900777", "Acme")];
    const hears = (text: string) =>
      until(() => anna.hears().some((it) => it.includes(text)), `"${text}"`, 20_000);
    anna.says("add client Acme 07700 900777");
    await hears("Added Acme");
    acme.says("START");
    await hears("would like reminders on WhatsApp");
    anna.says("show Acme");
    await hears("START");
    acme.says("STOP");
    await hears("asked for no more WhatsApp messages");
    expect(acme.hears()).toEqual([]);
    expect(await product.stop()).toBe(0);
    await shop.close();
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
