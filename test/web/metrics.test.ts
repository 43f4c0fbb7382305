import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { localChannel } from "../../bots/local/channel.ts";
import { createMetrics } from "../../src/metrics.ts";
import type { Channel } from "../../src/ports.ts";
import { openWorld, type World } from "../helpers/world.ts";

interface Dashboard {
  readonly panels: readonly {
    readonly id: number;
    readonly title: string;
    readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
    readonly targets: readonly { readonly expr: string; readonly legendFormat: string }[];
  }[];
}

const dashboard = JSON.parse(
  readFileSync(new URL("../../src/grafana.json", import.meta.url), "utf8"),
) as Dashboard;
const down: Channel = {
  ...localChannel,
  name: "whatsapp-web",
  standing: () => ({ up: false, says: "Stopped" }),
};

describe("the figures for an operator", () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  async function scrape(channels: readonly Channel[] = [localChannel]): Promise<string> {
    const registry = await createMetrics({
      store: world.store,
      clock: world.clock,
      houseClock: world.clock,
      channels: () => channels,
      version: "1.2.3",
    })();
    return await registry.metrics();
  }

  it("say what waits and for how long, which channels stand, and what is left of the limits", async () => {
    await world.say("me", "bill Zebedee £230");
    await world.say("me", "wrong");
    await world.store.transaction(async (tx) => {
      const { effects, xeroBudgets } = tx.tables;
      await tx.builder.update(effects).set({ state: "ready", dueAt: world.clock.now() });
      const nowMs = world.clock.now().getTime();
      await tx.builder.insert(xeroBudgets).values({
        organisationId: "org-1",
        version: 1,
        recent: [nowMs - 70_000, nowMs - 10_000],
        flying: [],
        dayRemaining: 4_321,
        dayReadAt: world.clock.now(),
        pausedUntil: null,
      });
    });
    world.clock.advanceMs(30_000);
    const text = await scrape([localChannel, down]);
    for (const line of [
      'justpayme_build_info{version="1.2.3",node="v24',
      'justpayme_effects{state="dead"} 0',
      "justpayme_effects_oldest_due_seconds 30",
      'justpayme_channel_up{channel="local"} 1',
      'justpayme_channel_up{channel="whatsapp-web"} 0',
      'justpayme_channel_heard_seconds{channel="local"} 30',
      'justpayme_xero_day_calls_left{organisation="org-1"} 4321',
      'justpayme_xero_minute_calls_left{organisation="org-1"} 54',
      "justpayme_called_wrong 1",
    ])
      expect(text).toContain(line);
    expect(text).not.toContain("Zebedee");
  });

  it("are what the dashboard asks for, each of our own on it, by labels that they have", async () => {
    const known = new Map(
      [...(await scrape()).matchAll(/^# TYPE (\S+) /gm)].map(([, name = ""]) => [name, true] as const),
    );
    const asked = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join("\n");
    const names = [...asked.matchAll(/\b((?:justpayme|process|nodejs)_\w+)/g)].map(([, name = ""]) => name);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
    const own = [...known.keys()].filter((name) => name.startsWith("justpayme_"));
    expect(own.filter((name) => !names.includes(name))).toEqual([]);
  });
});

it("the dashboard's panels have names of their own and do not overlap", () => {
  const { panels } = dashboard;
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
});
