import { describe, expect, it } from "vitest";
import { all } from "../../src/sandbox/stripe/state.ts";
import { removeLeavers } from "../../src/schedule/remove-leavers.ts";
import { findConversation } from "../../src/store/conversations.ts";
import { findXeroGrant } from "../../src/store/xero-connections.ts";
import { openCardWorld } from "../helpers/card-world.ts";
import type { World } from "../helpers/world.ts";
import { openXeroWorld } from "../xero/xero-world.ts";

const dayMs = 86_400_000;

/** Thirty days after asking for it, and what the timetable does every minute then. */
async function leave(world: World, rounds: number): Promise<void> {
  await world.say("anna", "delete my account");
  await world.press("anna", await world.button("anna", "Delete everything in 30 days"));
  world.clock.advanceMs(30 * dayMs);
  for (let round = 0; round < rounds; round += 1) {
    await removeLeavers(world.desk).run(world.clock.now());
    await world.settle();
    world.clock.advanceMs(60_000);
  }
}

const isThere = async (world: World) =>
  (await world.store.read((tx) =>
    findConversation(tx, { channel: "local", account: "local", chat: "anna" }),
  )) !== undefined;

describe("a trader who leaves", () => {
  it("is disconnected at Xero before their rows go, and no token is kept", async () => {
    const world = await openXeroWorld();
    await world.say("anna", "bill Acme £230");
    await world.connect("anna");
    const [connection] = world.sandbox.state.all("connections");
    await leave(world, 3);
    expect(world.sandbox.state.get("connections", connection?.id ?? "")?.removed).toBe(true);
    expect(await world.store.read((tx) => findXeroGrant(tx, connection?.userId ?? ""))).toBeUndefined();
    expect(await isThere(world)).toBe(false);
    await world.close();
  });

  it("goes after three days all the same where Xero cannot be reached", async () => {
    const world = await openXeroWorld();
    await world.say("anna", "bill Acme £230");
    await world.connect("anna");
    await world.sandbox.close();
    await leave(world, 2);
    expect(await isThere(world)).toBe(true);
    world.clock.advanceMs(3 * dayMs);
    await removeLeavers(world.desk).run(world.clock.now());
    expect(await isThere(world)).toBe(false);
    await world.close();
  });

  it("leaves nothing of ours at Stripe: no live link, nobody pushed to", async () => {
    const world = await openCardWorld();
    await world.say("anna", "bill Acme £230");
    await world.connect("anna");
    const { account } = world.stripe;
    expect(all(account, "payment_link").filter((it) => it["active"] === true)).toHaveLength(1);
    await world.say("anna", "delete my account");
    await world.press("anna", await world.button("anna", "Delete everything in 30 days"));
    world.clock.advanceMs(30 * dayMs);
    for (let round = 0; round < 4; round += 1) {
      await removeLeavers(world.desk).run(world.clock.now());
      await world.tick();
    }
    expect(all(account, "payment_link").filter((it) => it["active"] === true)).toEqual([]);
    expect(all(account, "webhook_endpoint").filter((it) => it["deleted"] !== true)).toEqual([]);
    expect(await isThere(world)).toBe(false);
    await world.close();
  });
});
