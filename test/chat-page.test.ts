import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createLocalRoutes } from "../bots/local/http.ts";
import { createChatPage } from "../bots/local/page/page.ts";
import type { Inbound } from "../src/ports.ts";
import { createApp } from "../src/web/server.ts";

const app = createChatPage({ practice: true });
const get = (path: string, headers: Record<string, string> = {}) =>
  app.request(`http://localhost:3000${path}`, { headers: { host: "localhost:3000", ...headers } });

describe("the chat page's frame", () => {
  it("allows nothing inline, nothing from elsewhere and no frame round it", async () => {
    const page = await get("/");
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
        "frame-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'",
    );
    const html = await page.text();
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|\sstyle=|<style|\son\w+=|https?:\/\/(?!www\.w3\.org)/);
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? "");
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) expect([file, (await get(file)).status]).toEqual([file, 200]);
  });

  it("serves each file as what it is, asks for it anew each time, and serves no other", async () => {
    const script = await get("/local/page/chat.js");
    expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(script.headers.get("cache-control")).toBe("no-cache");
    const again = await get("/local/page/chat.js", { "if-none-match": script.headers.get("etag") ?? "" });
    expect(again.status).toBe(304);
    expect((await get("/local/page/tsconfig.json")).status).toBe(404);
    expect((await get("/local/page/..%2fpage.ts")).status).toBe(404);
  });

  it("is only for this machine, though a link elsewhere may lead to it", async () => {
    const refused: Record<string, string>[] = [
      { host: "justpayme.example" },
      { host: "localhost.evil.example" },
      { "x-forwarded-for": "10.0.0.1" },
      { forwarded: "for=10.0.0.1" },
      { origin: "https://evil.example" },
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script" },
      { "sec-fetch-site": "same-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" },
    ];
    for (const headers of refused) {
      expect([headers, (await get("/", headers)).status]).toEqual([headers, 403]);
      expect([headers, (await get("/local/page/chat.js", headers)).status]).toEqual([headers, 403]);
    }
    const visit = {
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "navigate",
      "sec-fetch-dest": "document",
    };
    expect((await get("/", visit)).status).toBe(200);
    expect((await get("/local/page/chat.js", visit)).status).toBe(403);
  });

  it("has a script whose types hold", () => {
    const root = join(import.meta.dirname, "..");
    const { stdout, status } = spawnSync("node_modules/.bin/tsc", ["-p", "bots/local/page"], { cwd: root });
    expect(stdout.toString()).toBe("");
    expect(status).toBe(0);
  });
});

describe("a message under a key", () => {
  const heard: Inbound[] = [];
  const api = createLocalRoutes({
    receive: async (inbound) => ({ n: heard.push(inbound), repeated: false }),
    newEventId: () => "new",
    bodyMaxBytes: 1000,
    transcript: async () => [],
    file: async () => null,
    mailbox: async () => [],
    moveClock: null,
  });
  const post = (chat: string, headers: Record<string, string>) =>
    api.request(`http://localhost/chats/${chat}/messages`, {
      method: "POST",
      headers: { host: "localhost", "content-type": "application/json", ...headers },
      body: JSON.stringify({ text: "bill Acme £230" }),
    });

  it("is the same event whenever it comes again, and another one in another chat", async () => {
    const key = { "idempotency-key": "0123456789abcdef" };
    await post("ana", key);
    await post("ana", key);
    await post("lee", key);
    await post("lee", {});
    const [first, again, other, without] = heard.map((it) => it.eventId);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(without).toBe("new");
  });

  it("is refused where the key is none", async () => {
    const before = heard.length;
    for (const key of ["short", "x".repeat(65), "0123456789abcdef@lee"]) {
      expect((await post("ana", { "idempotency-key": key })).status).toBe(400);
    }
    expect(heard.length).toBe(before);
  });
});

describe("with the local chat off", () => {
  it("there is one plain line and no page", async () => {
    const log = { error: () => undefined } as unknown as Parameters<typeof createApp>[0]["log"];
    const metrics = {} as Parameters<typeof createApp>[0]["metrics"];
    const off = createApp({ log, probe: async () => undefined, metrics, local: null });
    const front = await off.request("http://justpayme.example/");
    expect([front.status, await front.text()]).toEqual([
      200,
      "JustPayMe is running. Talk to it where you always do.\n",
    ]);
    expect(front.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect((await off.request("http://localhost/local/page/chat.js")).status).toBe(404);
  });
});
