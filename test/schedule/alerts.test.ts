import { Writable } from "node:stream";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { localChannel } from "../../bots/local/channel.ts";
import type { Channel } from "../../src/ports.ts";
import { type Alert, alertSource } from "../../src/schedule/alerts.ts";
import { noteChore, takeChore } from "../../src/store/chores.ts";
import { openWorld, type World } from "../helpers/world.ts";
import { openXeroWorld } from "../xero/xero-world.ts";

const minuteMs = 60_000;

function watch(world: World, channels: readonly Channel[] = [localChannel]) {
  const told: Alert[] = [];
  const lines: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  const ports = { ...world.desk, log: pino({}, stream), channels: () => channels };
  const open = () =>
    alertSource({ ...ports, tell: async (alerts: readonly Alert[]) => void told.push(...alerts) });
  return { told, lines, open, source: open() };
}

describe("an operator", () => {
  it("hears of a queue that is stuck, once a day whoever looks, and that it is well again", async () => {
    const world = await openWorld();
    await world.say("me", "bill Acme £230");
    const { source, open, told, lines } = watch(world);
    await source.run(world.clock.now());
    expect([told, lines]).toEqual([[], []]);
    await world.store.transaction(async (tx) => {
      await tx.builder.update(tx.tables.effects).set({ state: "ready" });
    });
    world.clock.advanceMs(100 * minuteMs);
    for (const another of [source, source, open()]) await another.run(world.clock.now());
    expect(told.map(({ key, says }) => [key, says])).toEqual([["queue", expect.stringContaining("minutes")]]);
    await world.settle();
    await source.run(world.clock.now());
    expect(lines.at(-1)).toContain("this is well again");
    expect(lines.join("")).not.toContain("Acme");
    await world.close();
  });

  it("hears of a channel that is down, of what was given up, and of a backup that fails", async () => {
    const world = await openWorld();
    await world.say("me", "bill Acme £230");
    const dead: Channel = { ...localChannel, standing: () => ({ up: false, says: "the token was refused" }) };
    await world.store.transaction(async (tx) => {
      await tx.builder.update(tx.tables.effects).set({ state: "dead" });
      const now = world.clock.now();
      await takeChore(tx, "backup", now, now);
      await noteChore(tx, "backup", "failed: no room", now);
    });
    const { source, told } = watch(world, [dead]);
    await source.run(world.clock.now());
    expect(told.map(({ key }) => key)).toEqual(["given-up", "channel:local", "chore:backup"]);
    expect(told.map(({ says }) => says).join()).toContain("the token was refused");
    await world.close();
  });

  it("hears of an organisation that lets us in no more, and of one that has not answered for hours", async () => {
    const world = await openXeroWorld();
    await world.connect("anna");
    const { source, told } = watch(world);
    const set = (changes: object) =>
      world.store.transaction(
        async (tx) => void (await tx.builder.update(tx.tables.xeroConnections).set(changes)),
      );
    await set({ failingSince: world.clock.now() });
    await source.run(world.clock.now());
    expect(told).toEqual([]);
    world.clock.advanceMs(3 * 60 * minuteMs);
    await source.run(world.clock.now());
    expect(told.map(({ key }) => key)).toEqual([`organisation:${world.organisation.id}`]);
    await set({ failingSince: null });
    await source.run(world.clock.now());
    world.clock.advanceMs(25 * 60 * minuteMs);
    await set({ state: "reconnect" });
    await source.run(world.clock.now());
    expect(told.at(-1)?.says).toContain("no longer lets us in");
    await world.close();
  });
});
