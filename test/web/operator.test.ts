import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { localChannel } from "../../bots/local/channel.ts";
import type { Channel } from "../../src/ports.ts";
import { createOperatorPage } from "../../src/web/operator-page.ts";
import { openWorld, type World } from "../helpers/world.ts";

const token = "a-long-operator-token";

describe("the operator's page", () => {
  let world: World;
  let server: ReturnType<typeof serve>;
  let url: string;
  let channels: readonly Channel[];
  beforeEach(async () => {
    world = await openWorld();
    channels = [localChannel];
    const { store, clock } = world;
    const page = createOperatorPage({
      store,
      clock,
      houseClock: clock,
      operatorToken: token,
      channels: () => channels,
      version: "1.2.3",
    });
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

  it("says which channel is down and where a phone is linked, what is tried again, and what is left of Xero's limits", async () => {
    channels = [
      localChannel,
      {
        ...localChannel,
        name: "whatsapp-web",
        standing: () => ({ up: false, says: "Waits for a phone to scan its code", page: "/whatsapp" }),
      },
    ];
    await world.say("me", "bill Zebedee £230");
    await world.store.transaction(async (tx) => {
      await tx.builder
        .update(tx.tables.effects)
        .set({ state: "ready", attempt: 3, error: "Fault: no answer", dueAt: world.clock.now() });
      await tx.builder.insert(tx.tables.xeroBudgets).values({
        organisationId: "0123abcd-rest-of-it",
        version: 1,
        recent: [world.clock.now().getTime()],
        flying: [],
        dayRemaining: 4_321,
        dayReadAt: world.clock.now(),
        pausedUntil: new Date(world.clock.now().getTime() + 60_000),
      });
    });
    world.clock.advanceMs(11 * 60_000);
    const html = await (await fetch(url)).text();
    expect(html).toContain("The linked phone is down: Waits for a phone to scan its code.");
    expect(html).toContain('href="/whatsapp"');
    expect(html).toContain("Something was to be told 11 minutes ago and has not been.");
    expect(html).toContain("Fault: no answer");
    expect(html).toContain("4,321");
    expect(html).not.toContain("Zebedee");
  });

  it("has what traders called wrong on a page of its own", async () => {
    await world.say("me", "bill Zebedee £230");
    await world.say("me", "wrong");
    expect(await (await fetch(url)).text()).toContain('<a href="/operator/wrong">1</a>');
    const html = await (await fetch(`${url}wrong`)).text();
    expect(html).toContain("bill Zebedee £230");
    const forwarded = { "x-forwarded-for": "203.0.113.9" };
    expect((await fetch(`${url}wrong`, { headers: forwarded })).status).toBe(401);
  });

  it("is shown to who comes through a proxy only with the token", async () => {
    const forwarded = { "x-forwarded-for": "203.0.113.9" };
    const basic = (password: string) => `Basic ${Buffer.from(`me:${password}`).toString("base64")}`;
    expect((await fetch(url, { headers: forwarded })).status).toBe(401);
    expect((await fetch(url, { headers: { ...forwarded, authorization: basic("guess") } })).status).toBe(401);
    expect((await fetch(url, { headers: { ...forwarded, authorization: basic(token) } })).status).toBe(200);
  });
});
