import type { Registry } from "prom-client";
import { countEffects } from "./store/effects.ts";
import type { Store } from "./store/store.ts";

/** The figures an operator watches. Loaded at the first look: a bot that nobody scrapes does not pay for it. */
export function createMetrics(store: Store): () => Promise<Registry> {
  let made: Promise<Registry> | undefined;
  return () => {
    made ??= make(store);
    return made;
  };
}

async function make(store: Store): Promise<Registry> {
  const { Gauge, Registry, collectDefaultMetrics } = await import("prom-client");
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const states = ["ready", "sending", "unknown", "dead"] as const;
  new Gauge({
    name: "justpayme_effects",
    help: "Effects that wait, are being tried, are in doubt, or were buried.",
    labelNames: ["state"],
    registers: [registry],
    async collect() {
      for (const state of states) this.set({ state }, 0);
      for (const { state, count } of await store.read(countEffects)) this.set({ state }, count);
    },
  });
  return registry;
}
