import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createChatPage } from "../bots/local/page/page.ts";

const app = createChatPage({ practice: true });
const get = (path: string, headers: Record<string, string> = {}) =>
  app.request(`http://localhost:3000${path}`, { headers: { host: "localhost:3000", ...headers } });

describe("the chat page's frame", () => {
  it("allows nothing inline, nothing from elsewhere and no frame round it", async () => {
    const page = await get("/");
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
        "frame-ancestors 'none'; form-action 'self'; base-uri 'none'",
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
