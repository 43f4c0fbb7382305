import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Product, startProduct, tempFolder } from "./helpers/product.ts";

/** The local chat's HTTP API, to the letter. */
const folder = tempFolder();
const env = { DATABASE_URL: `file:${folder.path}/store.db` };
let product: Product;
beforeAll(async () => {
  product = await startProduct({ env });
});
afterAll(async () => {
  await product.stop();
  folder.remove();
});

const messages = (chat: string) => `/local/chats/${chat}/messages`;

/** A request with headers that `fetch` does not let one set, such as Host. */
function raw(path: string, headers: Record<string, string>, method = "GET", body = ""): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(product.url);
    const asked = request({ hostname, port, path, method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

describe("POST /local/chats/:chat/messages", () => {
  it("answers 202 with the message's number once it is committed", async () => {
    const response = await product.post(messages("ann"), { text: "hello" });
    expect([response.status, await response.json()]).toEqual([202, { n: 1 }]);
    const items = await product.items("ann");
    expect(items[0]).toEqual({
      n: 1,
      from: "trader",
      text: "hello",
      choices: [],
      replaces: null,
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
  });

  it("takes any name for a chat, and each name is another person", async () => {
    await product.say("Zoë / 7 ☃", "bill Acme £230");
    await product.until("Zoë / 7 ☃", (it) => it.text.includes("bill 1"));
    await product.say("zoe", "who owes me");
    const answer = await product.until("zoe", (it) => it.from === "bot");
    expect(answer.text).not.toContain("Acme");
  });

  it.each([
    ["nothing", ""],
    ["no JSON", "{text:"],
    ["an array", []],
    ["neither text nor choice", {}],
    ["both", { text: "a", choice: "b" }],
    ["a number for text", { text: 7 }],
    ["something more", { text: "a", more: true }],
    ["null", null],
  ])("answers 400 to %s", async (_name, body) => {
    expect((await product.post(messages("ann"), body)).status).toBe(400);
  });

  it("answers 400 to what does not say it is JSON, as a form on a foreign page cannot", async () => {
    const response = await product.post(
      messages("ann"),
      { text: "bill Acme £1" },
      { "content-type": "text/plain" },
    );
    expect(response.status).toBe(400);
  });

  it("answers 413 above 64 kB, and reads all below", async () => {
    expect((await product.post(messages("big"), { text: "x".repeat(65_600) })).status).toBe(413);
    expect((await product.post(messages("big"), { text: "x".repeat(60_000) })).status).toBe(202);
    const answer = await product.until("big", (it) => it.from === "bot");
    expect(answer.text).toMatch(/too long/);
  });

  it("keeps a text with every kind of byte as it was", async () => {
    const text = "\u0000\u0001 \u202e \ud83d\ude00 \\ \" ' <b> \t";
    await product.say("bytes", text);
    expect((await product.items("bytes"))[0]?.text).toBe(text);
  });

  it.each(["", "no-such-token", "x".repeat(5000)])(
    "answers 202 and one line to an unknown button %j",
    async (choice) => {
      const chat = `press-${choice.length}`;
      expect((await product.post(messages(chat), { choice })).status).toBe(202);
      await product.until(chat, (it) => it.from === "bot");
      expect((await product.items(chat)).filter((it) => it.from === "bot")).toHaveLength(1);
    },
  );

  it("answers 202 and one line to an empty text", async () => {
    await product.say("empty", "");
    await product.until("empty", (it) => it.from === "bot");
    expect((await product.items("empty")).filter((it) => it.from === "bot")).toHaveLength(1);
  });

  it("does nothing for a button of another chat, or one that was pressed", async () => {
    await product.say("owner", "bill Acme £230");
    const card = await product.until("owner", (it) => it.choices.length > 0);
    const choice = card.choices[0]?.token;
    await product.post(messages("thief"), { choice });
    const refused = await product.until("thief", (it) => it.from === "bot");
    expect(refused.text).toMatch(/has been used or has run out/);
    await product.post(messages("owner"), { choice });
    await product.until("owner", (it) => it.text.startsWith("Undone"));
    await product.post(messages("owner"), { choice });
    await product.until("owner", (it) => it.text.includes("has been used or has run out"));
  });
});

describe("GET /local/chats/:chat/messages", () => {
  it("gives both sides in rising order, and with `after` only what came later", async () => {
    await product.say("read", "bill Acme £230");
    await product.until("read", (it) => it.from === "bot");
    const all = await product.items("read");
    expect(all.map((it) => [it.n, it.from])).toEqual([
      [1, "trader"],
      [2, "bot"],
    ]);
    expect(await product.items("read", 1)).toEqual(all.slice(1));
    expect(await product.items("read", 2)).toEqual([]);
    expect(await product.items("nobody")).toEqual([]);
  });

  it("shows an edited card as a new item that names the version before", async () => {
    await product.say("edit", "bill Acme £230");
    const first = await product.until("edit", (it) => it.from === "bot");
    await product.say("edit", "Acme paid");
    const second = await product.until("edit", (it) => it.replaces !== null);
    expect(second.replaces).toBe(first.n);
    expect(second.text).toMatch(/Paid/);
    await product.say("edit", "bill 1 not paid");
  });

  it("answers 400 to an `after` that is no number", async () => {
    expect((await fetch(`${product.url}${messages("read")}?after=x`)).status).toBe(400);
  });
});

describe("POST /local/clock", () => {
  it("moves the clock of everything, by a duration or to an instant", async () => {
    const before = (await (await product.post("/local/clock", { advance: "PT0S" })).json()) as {
      now: string;
    };
    const after = (await (await product.post("/local/clock", { advance: "P1DT1H" })).json()) as {
      now: string;
    };
    expect(Date.parse(after.now) - Date.parse(before.now)).toBeGreaterThanOrEqual(25 * 3_600_000);
    const to = new Date(Date.parse(after.now) + 60_000).toISOString();
    const moved = (await (await product.post("/local/clock", { to })).json()) as { now: string };
    expect(Date.parse(moved.now)).toBeGreaterThanOrEqual(Date.parse(to));
    await product.say("later", "hello");
    expect(Date.parse((await product.items("later"))[0]?.at ?? "")).toBeGreaterThanOrEqual(Date.parse(to));
  });

  it.each([
    { advance: "tomorrow" },
    { advance: "P1M" },
    { advance: "P9999D" },
    { to: "2001-01-01T00:00:00Z" },
    { to: "x" },
    {},
  ])("answers 400 to %j", async (body) => {
    expect((await product.post("/local/clock", body)).status).toBe(400);
  });
});

describe("who may reach it", () => {
  const ok = { host: "localhost:3000" };

  it("is this machine, by name or number", async () => {
    for (const host of ["localhost", "localhost:3000", "127.0.0.1:1", "[::1]:3000"]) {
      expect(await raw(messages("x"), { host })).toBe(200);
    }
  });

  it.each([
    ["another Host", { host: "evil.example" }],
    ["a Host that only begins like ours", { host: "localhost.evil.example" }],
    ["a forwarded request", { ...ok, "x-forwarded-for": "1.2.3.4" }],
    ["a tunnel", { ...ok, "x-forwarded-host": "abc.tunnel.example" }],
    ["a standard forwarding header", { ...ok, forwarded: "for=1.2.3.4" }],
    ["a page elsewhere", { ...ok, origin: "https://evil.example" }],
    ["a page on another port of this machine", { ...ok, origin: "http://localhost:9999" }],
    ["a sandboxed page", { ...ok, origin: "null" }],
  ])("is not %s", async (_name, headers) => {
    const json = { ...headers, "content-type": "application/json" };
    expect(await raw(messages("x"), headers)).toBe(403);
    expect(await raw(messages("x"), json, "POST", '{"text":"bill Acme £1"}')).toBe(403);
    expect(await raw("/local/clock", json, "POST", '{"advance":"PT1S"}')).toBe(403);
  });

  it("is a page of our own", async () => {
    expect(await raw(messages("x"), { ...ok, origin: "http://localhost:3000" })).toBe(200);
  });
});

describe("besides", () => {
  it("the mailbox is a list", async () => {
    expect(await (await fetch(`${product.url}/local/mailbox`)).json()).toEqual([]);
  });

  it("health is 200 and metrics are there for this machine only", async () => {
    expect((await fetch(`${product.url}/health`)).status).toBe(200);
    const metrics = await fetch(`${product.url}/metrics`);
    expect(await metrics.text()).toMatch(/^justpayme_effects\{state="dead"\} 0$/m);
    expect(await raw("/metrics", { host: "localhost", "x-forwarded-for": "1.2.3.4" })).toBe(403);
  });

  it("an unknown path is 404, and with the local chat off all of it is", async () => {
    expect((await fetch(`${product.url}/nothing`)).status).toBe(404);
    const off = await startProduct({
      env: { DATABASE_URL: `file:${folder.path}/off.db`, LOCAL_CHAT: "off" },
    });
    expect((await off.post(messages("x"), { text: "hello" })).status).toBe(404);
    expect((await off.post("/local/clock", { advance: "PT1S" })).status).toBe(404);
    expect((await fetch(`${off.url}/health`)).status).toBe(200);
    await off.stop();
  });
});
