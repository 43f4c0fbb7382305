import { readFileSync } from "node:fs";
import { Hono } from "hono";
import { html } from "hono/html";
import type { Clock } from "../ports.ts";
import { type Chore, listChores } from "../store/chores.ts";
import { countEffects, listDeadEffects } from "../store/effects.ts";
import { listFeedback } from "../store/feedback.ts";
import type { Store } from "../store/store.ts";
import { operatorsOnly } from "./operator.ts";
import { type Html, joined } from "./page/html.ts";
import { facts, instant, notice, panel, pill, table } from "./page/parts.ts";
import { respond } from "./page/respond.ts";

export interface OperatorPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly operatorToken: string | null;
  /** The channels that are switched on. */
  readonly channels: () => readonly string[];
}

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  readonly version: string;
};

/** Older than this, the latest run of a chore deserves a look: they all run at least daily. */
const staleMs = 26 * 3_600_000;
/** The newest of what was buried; the rest is counted. */
const deadShown = 20;

/** Whether all is well, for whoever runs the house: on this machine, or by the operator's token as a password. */
export function createOperatorPage(ports: OperatorPorts): Hono {
  const app = new Hono();
  app.get("/", operatorsOnly(ports.operatorToken), async (c) => {
    const seen = await ports.store.read(async (tx) => ({
      counts: new Map((await countEffects(tx)).map(({ state, count }) => [state, count])),
      dead: await listDeadEffects(tx),
      chores: await listChores(tx),
      wrong: (await listFeedback(tx)).length,
    }));
    return await respond(c, { title: "All is well?", body: page(seen, ports) });
  });
  return app;
}

interface Seen {
  readonly counts: ReadonlyMap<string, number>;
  readonly dead: Awaited<ReturnType<typeof listDeadEffects>>;
  readonly chores: readonly Chore[];
  readonly wrong: number;
}

function page({ counts, dead, chores, wrong }: Seen, ports: OperatorPorts): Html {
  const now = ports.clock.now();
  const late = chores.filter((chore) => isLate(chore, now));
  const waits = (state: string) => (counts.get(state) ?? 0).toLocaleString("en-GB");
  const troubles = [
    ...(dead.length > 0 ? [`${dead.length} of what had to be told was given up.`] : []),
    ...((counts.get("unknown") ?? 0) > 0 ? [`${waits("unknown")} are in doubt and being looked into.`] : []),
    ...late.map(({ name }) => `"${name}" has not been done for a day.`),
    ...(ports.channels().length === 0 ? ["No channel is on."] : []),
  ];
  return joined([
    html`<h1>${troubles.length === 0 ? "All is well" : "This needs a look"}</h1>`,
    troubles.length === 0 ? null : notice(troubles.join("\n"), "wait"),
    facts([
      ["Waiting to be told", waits("ready")],
      ["Being told", waits("sending")],
      ["In doubt", waits("unknown")],
      ["Given up", waits("dead")],
      ["Called wrong by traders", String(wrong)],
      ["Channels", ports.channels().join(", ") || "none"],
      ["Store", ports.store.dialect],
      ["Version", `${version}, Node ${process.version}`],
      ["Time here", instant(now)],
    ]),
    panel("What the house does for itself", choresTable(chores, now)),
    dead.length === 0 ? null : panel("Given up, and why", deadTable(dead)),
  ]);
}

function isLate({ doneAt, dueAt }: Chore, now: Date): boolean {
  return now.getTime() - (doneAt ?? dueAt).getTime() > staleMs;
}

function choresTable(chores: readonly Chore[], now: Date): Html {
  if (chores.length === 0) return html`<p>Nothing was due yet.</p>`;
  return table<Chore>(
    "Chores",
    [
      { heading: "Chore", cell: ({ name }) => name },
      {
        heading: "Last done",
        cell: ({ doneAt }) => (doneAt === null ? "not yet" : instant(doneAt)),
        labelled: true,
      },
      { heading: "How it went", look: "wide", cell: ({ outcome }) => outcome ?? "" },
      {
        heading: "State",
        cell: (chore) => (isLate(chore, now) ? pill("Late", "bad") : pill("On time", "good")),
      },
    ],
    chores,
  );
}

/** Kinds and reasons; never what was to be said, nor to whom. */
function deadTable(dead: Seen["dead"]): Html {
  return table<Seen["dead"][number]>(
    "Given up",
    [
      { heading: "Kind", cell: ({ work }) => work.kind },
      { heading: "Tries", cell: ({ attempt }) => String(attempt), labelled: true },
      { heading: "Why", look: "wide", cell: ({ error }) => error ?? "" },
      { heading: "When", look: "wide", cell: ({ doneAt, createdAt }) => instant(doneAt ?? createdAt) },
    ],
    dead.slice(-deadShown).toReversed(),
  );
}
