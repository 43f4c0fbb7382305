import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../../../src/store/open-store.ts";
import { type Product, startProduct, tempFolder } from "../../helpers/product.ts";
import { seeded } from "../../helpers/seeded.ts";
import { until } from "../../helpers/until.ts";
import { type GraphApi, startGraphApi } from "../../stand-ins/whatsapp-cloud/graph-api.ts";
import { freePort } from "../telegram/bot.ts";

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
    const random = seeded(7);
    const people = [1, 2, 3, 4].map((n) => api.person(`44770090010${n}`, `Person ${n}`));
    const bills = 6;
    let product = await start({ ACCESS: "open" });
    expect(await subscribe()).toBe(true);
    for (let round = 0; round < bills; round += 1) {
      for (const person of people) person.says(`bill Acme £${round + 1}`);
      if (round % 2 === 0) {
        await new Promise((resolve) => setTimeout(resolve, random() * 60));
        await product.kill();
        product = await start({ ACCESS: "open" });
      }
    }
    const answers = (heard: readonly string[], pounds: number) =>
      heard.filter((text) => text.includes(`Billed Acme £${pounds} `)).length;
    const all = Array.from({ length: bills }, (_, i) => i + 1);
    const answered = () => people.every((it) => all.every((pounds) => answers(it.hears(), pounds) > 0));
    await until(answered, "an answer to every bill", 120_000);
    await until(() => api.posting.pending() === 0, "everything posted", 20_000);
    expect(await product.stop()).toBe(0);
    const store = await openStore(databaseUrl);
    const books = await store.read((tx) => tx.builder.select().from(tx.tables.bills));
    await store.close();
    expect(new Set(books.map((it) => it.traderId)).size).toBe(people.length);
    for (const { traderId } of books) {
      const pounds = books.filter((it) => it.traderId === traderId).map((it) => it.totalMinor / 100);
      expect(pounds.sort((a, b) => a - b)).toEqual(all);
    }
  }, 240_000);
});
