import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createOperatorPage } from "../../src/web/operator-page.ts";
import { openWorld, type World } from "../helpers/world.ts";

const token = "a-long-operator-token";

describe("the operator's page", () => {
  let world: World;
  let server: ReturnType<typeof serve>;
  let url: string;
  beforeEach(async () => {
    world = await openWorld();
    const { store, clock } = world;
    const page = createOperatorPage({ store, clock, operatorToken: token, channels: () => ["local"] });
    server = await new Promise((resolve) => {
      const made = serve({ fetch: page.fetch, hostname: "127.0.0.1", port: 0 }, () => resolve(made));
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterEach(async () => {
    await new Promise((closed) => server.close(closed));
    await world.close();
  });

  it("says that all is well, and names nobody", async () => {
    await world.say("me", "bill Zebedee £230");
    const html = await (await fetch(url)).text();
    expect(html).toContain("All is well");
    expect(html).not.toContain("Zebedee");
  });

  it("says what was given up, and why", async () => {
    await world.say("me", "bill Zebedee £230");
    await world.store.transaction(async (tx) => {
      await tx.builder.update(tx.tables.effects).set({ state: "dead", error: "the chat is gone" });
    });
    const html = await (await fetch(url)).text();
    expect(html).toContain("This needs a look");
    expect(html).toContain("the chat is gone");
    expect(html).not.toContain("Zebedee");
  });

  it("is shown to who comes through a proxy only with the token", async () => {
    const forwarded = { "x-forwarded-for": "203.0.113.9" };
    const basic = (password: string) => `Basic ${Buffer.from(`me:${password}`).toString("base64")}`;
    expect((await fetch(url, { headers: forwarded })).status).toBe(401);
    expect((await fetch(url, { headers: { ...forwarded, authorization: basic("guess") } })).status).toBe(401);
    expect((await fetch(url, { headers: { ...forwarded, authorization: basic(token) } })).status).toBe(200);
  });
});
