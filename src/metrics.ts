import type { Registry } from "prom-client";
import { operatorRows, xero as xeroLimits } from "./limits.ts";
import type { Channel, Clock } from "./ports.ts";
import { listChores } from "./store/chores.ts";
import { countEffects } from "./store/effects-watch.ts";
import { countFeedback, listBudgets, listHeardAt, oldestDueAt } from "./store/operator.ts";
import type { Store } from "./store/store.ts";

export interface MetricsSources {
  readonly store: Store;
  readonly clock: Clock;
  /** What the house does for itself goes by real time, also where the clock of practice was moved. */
  readonly houseClock: Clock;
  /** The channels that are switched on. */
  readonly channels: () => readonly Channel[];
  readonly version: string;
}

/** One figure: what it is called, and how it is read when somebody asks. */
interface Figure {
  readonly name: string;
  readonly help: string;
  /** By which its values are told apart; none for a figure of one value. */
  readonly by?: readonly string[];
  readonly read: (sources: MetricsSources) => Promise<readonly Value[]>;
}
/** What tells it apart, in the order of `by`, and the value. */
type Value = readonly [by: readonly string[], value: number];

const agoSeconds = ({ clock }: Pick<MetricsSources, "clock">, at: Date) =>
  Math.max(0, (clock.now().getTime() - at.getTime()) / 1000);

/** What an operator watches. `src/grafana.json` shows each of them. */
const figures: readonly Figure[] = [
  {
    name: "justpayme_build_info",
    help: "Which version runs, and on which Node.",
    by: ["version", "node"],
    read: async ({ version }) => [[[version, process.version], 1]],
  },
  {
    name: "justpayme_effects",
    help: "Effects that wait, are being tried, are in doubt, or were buried.",
    by: ["state"],
    read: async ({ store }) => {
      const counts = new Map((await store.read(countEffects)).map(({ state, count }) => [state, count]));
      const states = ["ready", "sending", "unknown", "dead"] as const;
      return states.map((state) => [[state], counts.get(state) ?? 0]);
    },
  },
  {
    name: "justpayme_effects_oldest_due_seconds",
    help: "How long the effect has waited that has been due longest.",
    read: async (sources) => {
      const at = await sources.store.read((tx) => oldestDueAt(tx, sources.clock.now()));
      return [[[], at === null ? 0 : agoSeconds(sources, at)]];
    },
  },
  {
    name: "justpayme_channel_up",
    help: "1 for a channel whose line stands, or that knows nothing against it; 0 for one that is down.",
    by: ["channel"],
    read: async ({ channels }) =>
      channels().map((channel) => [[channel.name], (channel.standing?.().up ?? true) ? 1 : 0]),
  },
  {
    name: "justpayme_channel_heard_seconds",
    help: "How long ago a channel last brought something in.",
    by: ["channel"],
    read: async (sources) =>
      [...(await sources.store.read(listHeardAt))].map(([name, at]) => [[name], agoSeconds(sources, at)]),
  },
  {
    name: "justpayme_chore_done_seconds",
    help: "How long ago the house last did something for itself: a backup, forgetting what is old.",
    by: ["chore"],
    read: async (sources) =>
      (await sources.store.read(listChores)).flatMap(({ name, doneAt }): readonly Value[] =>
        doneAt === null ? [] : [[[name], agoSeconds({ clock: sources.houseClock }, doneAt)]],
      ),
  },
  {
    name: "justpayme_xero_day_calls_left",
    help: "Calls an organisation has left today, by Xero's last answer.",
    by: ["organisation"],
    read: async ({ store }) =>
      (await store.read((tx) => listBudgets(tx, operatorRows))).flatMap((it): readonly Value[] =>
        it.dayRemaining === null ? [] : [[[it.organisationId], it.dayRemaining]],
      ),
  },
  {
    name: "justpayme_xero_minute_calls_left",
    help: "Calls an organisation has left of this minute's, as we count them.",
    by: ["organisation"],
    read: async ({ store, clock }) =>
      (await store.read((tx) => listBudgets(tx, operatorRows))).map((it) => [
        [it.organisationId],
        xeroLimits.inMinute - it.recent.filter((at) => at > clock.now().getTime() - 60_000).length,
      ]),
  },
  {
    name: "justpayme_called_wrong",
    help: "Exchanges that traders called wrong.",
    read: async ({ store }) => [[[], await store.read(countFeedback)]],
  },
];

/** The figures for whoever asks. Loaded at the first look: a bot that nobody scrapes does not pay for it. */
export function createMetrics(sources: MetricsSources): () => Promise<Registry> {
  let made: Promise<Registry> | undefined;
  return () => {
    made ??= make(sources);
    return made;
  };
}

async function make(sources: MetricsSources): Promise<Registry> {
  const { Gauge, Registry, collectDefaultMetrics } = await import("prom-client");
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const { name, help, by = [], read } of figures) {
    new Gauge({
      name,
      help,
      labelNames: by,
      registers: [registry],
      async collect() {
        this.reset();
        for (const [values, value] of await read(sources))
          this.set(Object.fromEntries(by.map((label, at) => [label, values[at] ?? ""])), value);
      },
    });
  }
  return registry;
}
