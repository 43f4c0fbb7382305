import { execFileSync } from "node:child_process";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "../../helpers/free-port.ts";
import { describeWith } from "../../helpers/need.ts";
import { postgresNeed, startPostgres } from "../../helpers/postgres.ts";
import { type Product, startProduct, tempFolder } from "../../helpers/product.ts";
import { until } from "../../helpers/until.ts";
import { type BotApi, startBotApi } from "../../stand-ins/telegram/bot-api.ts";
import { billWhileKilled } from "../while-killed.ts";

/** The product as it is started, in a process that can be killed. */
const folder = tempFolder();
afterAll(() => folder.remove());
let api: BotApi;
let made = 0;
let databaseUrl = "";
beforeEach(async () => {
  api = await startBotApi();
  made += 1;
  databaseUrl = `file:${folder.path}/${made}.db`;
});
afterEach(() => api.close());

const start = (more: Record<string, string> = {}): Promise<Product> =>
  startProduct({
    env: {
      DATABASE_URL: databaseUrl,
      TELEGRAM_BOT_TOKEN: api.state.token,
      TELEGRAM_API_URL: api.url,
      ...more,
    },
  });

describeWith(postgresNeed, () => {
  it("is polled by one of two processes on Postgres, and by the other when that one stops", async () => {
    const server = await startPostgres();
    databaseUrl = await server.database();
    const first = await start({ ACCESS: "open" });
    const anna = api.person(1001, "Anna");
    anna.says("bill Acme £1");
    await until(() => anna.hears().length === 1, "the first bill", 20_000);
    const second = await start({ ACCESS: "open" });
    anna.says("bill Acme £2");
    await until(() => anna.hears().length === 2, "the second bill", 20_000);
    expect(await first.stop()).toBe(0);
    anna.says("bill Acme £3");
    await until(() => anna.hears().length === 3, "the third bill", 30_000);
    expect(api.calls("getUpdates").filter((it) => it.status === 409)).toEqual([]);
    await second.stop();
    await server.stop();
  }, 120_000);
});

describe("the product on Telegram", () => {
  it("says at its start how to let somebody in, and the code that it names does", async () => {
    const product = await start();
    await until(() => product.output().includes("npm run -s invite"), "how to let somebody in", 10_000);
    const env = { ...process.env, DATABASE_URL: databaseUrl };
    const code = execFileSync("npm", ["run", "-s", "invite"], { env, stdio: ["ignore", "pipe", "ignore"] });
    expect(String(code)).toMatch(/^[\w-]{22}\n$/);
    const anna = api.person(1001, "Anna");
    anna.starts(String(code).trim());
    anna.says("bill Acme £230");
    await until(() => anna.hears().length === 2, "the bill", 20_000);
    expect(anna.hears()[1]).toContain("bill 1");
    // The local chat has no login: it is not there beside a real channel.
    expect((await product.post("/local/chats/me/messages", { text: "hello" })).status).toBe(404);
    // A poll is held open at this moment; that does not hold up the end.
    const before = Date.now();
    expect(await product.stop()).toBe(0);
    expect(Date.now() - before).toBeLessThan(8_000);
    expect(product.output()).not.toContain(api.state.token);
  }, 60_000);

  it("loses and doubles nothing while it is killed again and again", async () => {
    await billWhileKilled({
      seed: 11,
      people: [1, 2, 3, 4].map((n) => api.person(1000 + n, `Person ${n}`)),
      databaseUrl,
      killWithinMs: 40,
      answersWithinMs: 60_000,
      start: () => start({ ACCESS: "open" }),
      isAnswer: (text, billed) => text.startsWith(billed),
      delivered: { is: () => api.state.updates.length === 0, name: "every update confirmed" },
    });
  }, 180_000);

  it("is pushed to under its public address, where a secret is set", async () => {
    const port = await freePort();
    const product = await start({
      ACCESS: "open",
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      TELEGRAM_WEBHOOK_SECRET: "open-sesame",
    });
    const anna = api.person(1001, "Anna");
    anna.says("bill Acme £230");
    await until(() => anna.hears().length === 1, "the bill", 20_000);
    expect((await product.post("/webhooks/telegram", {})).status).toBe(401);
    expect(await product.stop()).toBe(0);
  }, 60_000);

  it("starts while Telegram is away, and works once it is back", async () => {
    api.fault("getMe", { kind: "refuse", code: 502, times: 1 });
    api.fault("deleteWebhook", { kind: "refuse", code: 502, times: 1 });
    const product = await start({ ACCESS: "open" });
    const anna = api.person(1001, "Anna");
    anna.says("hello");
    await until(() => anna.hears().length === 1, "an answer", 20_000);
    await product.stop();
  }, 60_000);
});
