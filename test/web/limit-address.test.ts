import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { webFlood as limits } from "../../src/limits.ts";
import { limitAddress } from "../../src/web/limit-address.ts";

let nowMs = 0;
function house() {
  const app = new Hono();
  app.use(limitAddress(() => nowMs));
  app.get("/health", (c) => c.text("ok"));
  app.get("/bills", (c) => c.text("bills"));
  app.post("/webhooks/stripe", async (c) =>
    (await c.req.text()) === "good" ? c.text("ok") : c.text("no", 400),
  );
  const ask = async (path: string, from: string, forwarded?: string, body?: string) => {
    const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
    const init = body === undefined ? { headers } : { method: "POST", headers, body };
    const socket = { remoteAddress: from, remotePort: 1, remoteFamily: "IPv4" };
    return (await app.request(path, init, { incoming: { socket } })).status;
  };
  return ask;
}

const many = async (times: number, run: () => Promise<number>) => {
  const seen = new Set<number>();
  for (let at = 0; at < times; at += 1) seen.add(await run());
  return [...seen];
};

describe("an address that asks too much", () => {
  it("is told to wait, and others are not", async () => {
    const ask = house();
    expect(await many(limits.burst, () => ask("/bills", "203.0.113.7"))).toEqual([200]);
    expect(await ask("/bills", "203.0.113.7")).toBe(429);
    expect(await ask("/bills", "203.0.113.8")).toBe(200);
    nowMs += 60_000;
    expect(await ask("/bills", "203.0.113.7")).toBe(200);
  });

  it("is the one that the proxy names, whatever else it was told", async () => {
    const ask = house();
    let made = 0;
    const lying = () => {
      made += 1;
      return ask("/bills", "127.0.0.1", `10.9.9.${made % 250}, 203.0.113.7`);
    };
    expect(await many(limits.burst, lying)).toEqual([200]);
    expect(await lying()).toBe(429);
    // Who is connected directly cannot speak for others.
    const direct = () => {
      made += 1;
      return ask("/bills", "203.0.113.9", `10.1.1.${made % 250}`);
    };
    expect(await many(limits.burst + 1, direct)).toEqual([200, 429]);
  });

  it("may push as much as it likes while what it pushes is good, and guesses only so often", async () => {
    const ask = house();
    const push = (body: string) => ask("/webhooks/stripe", "203.0.113.7", undefined, body);
    expect(await many(limits.burst * 3, () => push("good"))).toEqual([200]);
    expect(await many(limits.refusedBurst, () => push("forged"))).toEqual([400]);
    expect(await push("forged")).toBe(429);
    expect(await ask("/bills", "203.0.113.7")).toBe(429);
  });

  it("is not this machine, nor whatever asks whether all is well", async () => {
    const ask = house();
    expect(await many(limits.burst * 2, () => ask("/bills", "127.0.0.1"))).toEqual([200]);
    expect(await many(limits.burst * 2, () => ask("/health", "203.0.113.7"))).toEqual([200]);
  });
});
