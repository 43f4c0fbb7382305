import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Product, startProduct, tempFolder } from "../helpers/product.ts";
import { anyText, rawBody } from "./mangle.ts";
import { countThrown } from "./thrown.ts";

const thrown = countThrown();

/** The local chat, the trader's pages, the client's page and every other path, asked anything. */
let product: Product;
const folder = tempFolder();
beforeAll(async () => {
  const env = { DATABASE_URL: `file:${folder.path}/store.db`, LOG_LEVEL: "trace" };
  product = await startProduct({ env });
  await product.say("anna", "bill Zebedee Quark £98765.43");
}, 60_000);
afterAll(async () => {
  await product.stop();
  folder.remove();
});

const hangsMs = 30_000;
async function ask(path: string, init: RequestInit = {}): Promise<{ status: number; body: string }> {
  thrown();
  // What hangs fails here.
  const signal = AbortSignal.timeout(hangsMs);
  // One that was too large may end the connection: the next is to have its own.
  const headers = { connection: "close", ...(init.headers as Record<string, string> | undefined) };
  const response = await fetch(product.url + path, { redirect: "manual", signal, ...init, headers });
  return { status: response.status, body: await response.text() };
}

/** As a part of a path, whatever it is. */
const part = anyText.map((it) => encodeURIComponent(it.toWellFormed().slice(0, 300)));

describe("the local chat", () => {
  const path = (chat: string) => `/local/chats/${chat}/messages`;

  it("answers whatever is said in it, and takes what is no message for none", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(anyText, fc.jsonValue()),
        fc.constantFrom("text", "choice", "other"),
        async (said, name) => {
          const body = JSON.stringify({ [name]: said });
          const { status } = await ask(path("fuzz"), {
            method: "POST",
            headers: { "content-type": "application/json" },
            body,
          });
          if (Buffer.byteLength(body) > 64 * 1024) expect(status).toBe(413);
          else expect(status).toBe(typeof said === "string" && name !== "other" ? 202 : 400);
        },
      ),
      { numRuns: 200 },
    );
  }, 120_000);

  it("takes no bytes that are no JSON, and no name that is none", async () => {
    await fc.assert(
      fc.asyncProperty(rawBody, part, async (body, chat) => {
        const init = { method: "POST", headers: { "content-type": "application/json" }, body };
        expect([400, 404, 413]).toContain((await ask(path(chat), init)).status);
        expect((await ask(`${path("fuzz")}?after=${chat}`)).status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it("is not there through a tunnel, for a foreign page or under another name", async () => {
    const strange = [
      { "x-forwarded-for": "203.0.113.7" },
      { "x-forwarded-host": "localhost" },
      { forwarded: "for=203.0.113.7" },
      { "x-forwarded-proto": "https" },
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "http://localhost.evil.example" },
      { "content-type": "text/plain" },
      { "content-type": "application/x-www-form-urlencoded" },
    ];
    for (const headers of strange) {
      const init = {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: '{"text":"bill Thief £5"}',
      };
      const { status } = await ask(path("anna"), init as RequestInit);
      expect(status, JSON.stringify(headers)).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
    const items = await product.items("anna");
    expect(JSON.stringify(items)).not.toContain("Thief");
  });
});

describe("every path", () => {
  const places = [
    "/*", "/bills/*", "/bills?find=*", "/clients/*", "/settings/*", "/export/*", "/help/*", "/open/*", "/pay/*", "/pay/*/bill.pdf",
    "/stop/*", "/connect/xero/*", "/connect/stripe/*", "/callback/xero?state=*&code=*", "/setup?key=*", "/setup?problem=*", "/webhooks/stripe/*",
    "/practice/stripe/*", "/sandbox/xero/*", "/identity/connect/authorize?redirect_uri=*", "/local/chats/*/messages", "/local/mailbox/*/page",
    "/local/clock", "/whatsapp/*", "/operator/*", "/metrics?*", "/privacy?*", "/undo", "/log-out",
  ]; // biome-ignore format: a list

  it("answers anything that is asked, sent or posted there without failing, and shows nobody's books", async () => {
    const method = fc.constantFrom("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS");
    const type = fc.constantFrom(
      "application/json",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "text/plain",
      "",
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...places),
        part,
        method,
        type,
        fc.oneof(rawBody, anyText),
        async (place, thing, verb, kind, body) => {
          const bare = verb === "GET" || verb === "HEAD";
          const headers = kind === "" ? {} : { "content-type": kind };
          const init = bare ? { method: verb } : { method: verb, headers, body };
          const { status, body: said } = await ask(place.replaceAll("*", thing), init);
          expect(status, `${verb} ${place} with ${thing}`).toBeLessThan(500);
          expect(said).not.toMatch(/Zebedee|Quark|98,?765/);
        },
      ),
      { numRuns: 500 },
    );
  }, 240_000);

  it("refuses a body that is far too large, wherever it is sent", async () => {
    const body = "a=".padEnd(2 * 1024 * 1024, "b");
    for (const place of places.filter((it) => !it.includes("?"))) {
      const path = place.replaceAll("*", "x");
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      const { status } = await ask(path, { method: "POST", headers, body }).catch(() => ({ status: 413 }));
      expect(status, path).toBeGreaterThanOrEqual(400);
      expect(status, path).toBeLessThan(500);
    }
  }, 60_000);

  it("left the product at work, with nobody's words or names in its log", async () => {
    const n = await product.say("anna", "bill Okafor £11");
    await product.until("anna", (it) => it.n > n && it.text.startsWith("Billed Okafor"));
    expect(product.output()).not.toMatch(/Zebedee|Quark|Okafor|98,?765|9876543/);
  });
});
