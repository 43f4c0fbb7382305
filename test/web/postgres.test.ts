import { afterAll, beforeAll, expect, it } from "vitest";
import { localChannel } from "../../bots/local/channel.ts";
import { createMetrics } from "../../src/metrics.ts";
import { listStruggling } from "../../src/store/operator.ts";
import { describeWith } from "../helpers/need.ts";
import { type PostgresServer, postgresNeed, startPostgres } from "../helpers/postgres.ts";
import { openWorld, type World } from "../helpers/world.ts";
import { createVisitor, signIn } from "./visitor.ts";

/** What the pages and an operator ask of a store is written once: here it is asked of Postgres. */
describeWith(postgresNeed, () => {
  let server: PostgresServer;
  let world: World;
  beforeAll(async () => {
    server = await startPostgres();
    world = await openWorld({ url: await server.database() });
  }, 60_000);
  afterAll(async () => {
    await world.close();
    await server.stop();
  });

  it("pages list, sum, sort and find, and tell a client's habit and account", async () => {
    const paid = [40, 50, 60].map((amount) => `bill Dave ${amount}`);
    for (const text of [
      "bill Acme £230",
      ...paid,
      "bill 2 paid",
      "bill 3 paid",
      "bill 4 paid",
      "Acme says Friday",
    ])
      await world.say("me", text);
    const visitor = createVisitor(world);
    await signIn(world, visitor);
    expect((await visitor.get("/bills")).text).toMatch(/Still owed £230 Overdue £0 Bills 1 /);
    expect((await visitor.get("/bills?show=paid&sort=most")).text).toMatch(/Bills 3 Billed £150 Paid £150/);
    expect((await visitor.get("/bills?show=promised")).text).toContain("Promised for Fri 27 Nov 2026");
    expect((await visitor.get("/bills/1")).text).toContain("Reminders paused for this client");
    const clients = await visitor.get("/clients");
    expect(clients.text).toMatch(/Acme £230 .*Dave – usually 14 days early, on a Sunday/);
    const dave = /href="(\/clients\/[^"]+)">Dave</.exec(clients.html)?.[1] ?? "";
    expect((await visitor.get(`${dave}/statement.pdf`)).html.startsWith("%PDF-")).toBe(true);
    expect((await visitor.get("/settings")).status).toBe(200);
  });

  it("an operator has figures", async () => {
    const { store, clock } = world;
    const channels = () => [localChannel];
    const registry = await createMetrics({ store, clock, houseClock: clock, channels, version: "1" })();
    expect(await registry.metrics()).toContain('justpayme_channel_heard_seconds{channel="local"} 0');
    expect(await store.read((tx) => listStruggling(tx, 5))).toEqual([]);
  });
});
