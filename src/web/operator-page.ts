import { Hono } from "hono";
import { html } from "hono/html";
import type { ChannelName } from "../domain/channel.ts";
import { operatorRows, xero as xeroLimits } from "../limits.ts";
import type { Channel, Clock } from "../ports.ts";
import { type Chore, listChores } from "../store/chores.ts";
import type { EffectRow } from "../store/effects.ts";
import { countEffects, listDeadEffects } from "../store/effects-watch.ts";
import type { Feedback } from "../store/feedback.ts";
import {
  countFeedback,
  listBudgets,
  listHeardAt,
  listLatestFeedback,
  listStruggling,
  oldestDueAt,
} from "../store/operator.ts";
import type { Store } from "../store/store.ts";
import type { XeroBudget } from "../store/xero-budgets.ts";
import { operatorsOnly } from "./operator.ts";
import { type Html, joined } from "./page/html.ts";
import { ago, facts, instant, link, notice, panel, pill, table } from "./page/parts.ts";
import { respond } from "./page/respond.ts";

export interface OperatorPorts {
  readonly store: Store;
  readonly clock: Clock;
  /** What the house does for itself goes by real time, also where the clock of practice was moved. */
  readonly houseClock: Clock;
  readonly operatorToken: string | null;
  /** The channels that are switched on. */
  readonly channels: () => readonly Channel[];
  readonly version: string;
}

/** Older than this, the latest run of a chore deserves a look: they all run at least daily. */
const staleMs = 26 * 3_600_000;
/** What has been due for longer than this is not being told. */
const stuckMs = 10 * 60_000;

/** Whether all is well, for whoever runs the house: on this machine, or by the operator's token as a password. */
export function createOperatorPage(ports: OperatorPorts): Hono {
  const app = new Hono();
  app.use(operatorsOnly(ports.operatorToken));
  app.get("/", async (c) => {
    const seen = await look(ports);
    const trouble = troubles(seen, ports);
    const title = trouble.length === 0 ? "All is well" : "This needs a look";
    return await respond(c, { title, body: page(seen, trouble, ports) });
  });
  app.get("/wrong", async (c) => {
    const filed = await ports.store.read((tx) => listLatestFeedback(tx, operatorRows));
    return await respond(c, { title: "Called wrong", body: wrongPage(filed), narrow: true });
  });
  return app;
}

async function look({ store, clock }: OperatorPorts) {
  return await store.read(async (tx) => ({
    counts: new Map((await countEffects(tx)).map(({ state, count }) => [state, count])),
    oldestAt: await oldestDueAt(tx, clock.now()),
    dead: await listDeadEffects(tx),
    struggling: await listStruggling(tx, operatorRows),
    chores: await listChores(tx),
    heardAt: await listHeardAt(tx),
    budgets: await listBudgets(tx, operatorRows),
    wrong: await countFeedback(tx),
  }));
}
type Seen = Awaited<ReturnType<typeof look>>;

/** What an operator would want to know first; nothing where there is nothing to do. */
function troubles({ counts, oldestAt, dead, chores }: Seen, ports: OperatorPorts): readonly string[] {
  const now = ports.clock.now();
  const realNow = ports.houseClock.now();
  const down = ports.channels().filter(({ standing }) => standing !== undefined && !standing().up);
  const unknown = counts.get("unknown") ?? 0;
  const waitsMs = oldestAt === null ? 0 : now.getTime() - oldestAt.getTime();
  return [
    ...(ports.channels().length === 0 ? ["No channel is on."] : []),
    ...down.map(({ name, standing }) => `${channelNames[name]} is down: ${standing?.().says ?? ""}.`),
    ...(dead.length > 0 ? [`${dead.length} of what had to be told was given up.`] : []),
    ...(unknown > 0 ? [`${unknown} are in doubt and being looked into.`] : []),
    ...(waitsMs > stuckMs ? [`Something was to be told ${ago(oldestAt ?? now, now)} and has not been.`] : []),
    ...chores
      .filter((chore) => isLate(chore, realNow))
      .map(({ name }) => `"${name}" has not been done for a day.`),
  ];
}

function page(seen: Seen, trouble: readonly string[], ports: OperatorPorts): Html {
  const now = ports.clock.now();
  const { counts, oldestAt, chores, wrong } = seen;
  const waits = (state: "ready" | "sending" | "unknown" | "dead") =>
    (counts.get(state) ?? 0).toLocaleString("en-GB");
  const backup = chores.find(({ name }) => name === "backup");
  return joined([
    html`<h1>${trouble.length === 0 ? "All is well" : "This needs a look"}</h1>`,
    trouble.length === 0 ? null : notice(trouble.join("\n"), "wait"),
    facts([
      ["Waiting to be told", waits("ready")],
      ["Longest due", oldestAt === null ? "nothing" : ago(oldestAt, now)],
      ["Being told", waits("sending")],
      ["In doubt", waits("unknown")],
      ["Given up", waits("dead")],
      [
        "Called wrong",
        wrong === 0 ? "0" : html`<a href="/operator/wrong">${wrong.toLocaleString("en-GB")}</a>`,
      ],
      [
        "Last backup",
        backup?.doneAt ? ago(backup.doneAt, ports.houseClock.now()) : backupless(ports.store.dialect),
      ],
      ["Store", ports.store.dialect],
      ["Version", `${ports.version}, Node ${process.version}`],
      ["Time here", instant(now)],
    ]),
    panel("Channels", channelsTable(seen, ports)),
    seen.struggling.length === 0 ? null : panel("Being tried again", effectsTable(seen.struggling, now)),
    seen.dead.length === 0
      ? null
      : panel("Given up, and why", effectsTable(seen.dead.slice(-operatorRows).toReversed(), now)),
    seen.budgets.length === 0 ? null : panel("Calls left to Xero", budgetsTable(seen.budgets, now)),
    panel("What the house does for itself", choresTable(chores, ports.houseClock.now())),
    html`<p class="tip">The same as figures: <a href="/metrics">/metrics</a>, for Prometheus; <code>src/grafana.json</code> is a dashboard of them.</p>`,
  ]);
}

function backupless(dialect: Store["dialect"]): string {
  return dialect === "postgres" ? "by pg_dump" : "none yet";
}

function isLate({ doneAt, dueAt }: Chore, now: Date): boolean {
  return now.getTime() - (doneAt ?? dueAt).getTime() > staleMs;
}

const channelNames: Readonly<Record<ChannelName, string>> = {
  local: "The local chat",
  telegram: "Telegram",
  "whatsapp-cloud": "WhatsApp's Cloud API",
  "whatsapp-web": "The linked phone",
};

function channelsTable({ heardAt, struggling }: Seen, ports: OperatorPorts): Html {
  const now = ports.clock.now();
  const failing = (channel: ChannelName) =>
    struggling.filter(({ work }) => "to" in work && work.to.channel === channel).length;
  const state = ({ name, standing }: Channel) => {
    const said = standing?.();
    if (said !== undefined && !said.up) return pill("Down", "bad");
    return failing(name) > 0 ? pill("Failing", "wait") : pill("Up", "good");
  };
  return table<Channel>(
    "Channels",
    [
      { heading: "Channel", cell: ({ name }) => channelNames[name] },
      {
        heading: "Last heard",
        labelled: true,
        cell: ({ name }) => {
          const at = heardAt.get(name);
          return at === undefined ? "nothing yet" : ago(at, now);
        },
      },
      { heading: "Messages failing", labelled: true, cell: ({ name }) => String(failing(name)) },
      {
        heading: "Its line",
        look: "wide",
        cell: ({ standing }) => {
          const said = standing?.();
          if (said === undefined) return null;
          return html`<span class="row"><span>${said.says}</span>${said.page === undefined ? null : link(said.page, "Link a phone", "quiet")}</span>`;
        },
      },
      { heading: "State", cell: state },
    ],
    ports.channels(),
  );
}

function budgetsTable(budgets: readonly XeroBudget[], now: Date): Html {
  const recent = ({ recent: calls }: XeroBudget) => calls.filter((at) => at > now.getTime() - 60_000).length;
  return table<XeroBudget>(
    "Calls left to Xero",
    [
      {
        heading: "Organisation",
        cell: ({ organisationId }) => html`<code>${organisationId.slice(0, 8)}</code>`,
      },
      {
        heading: "Today",
        labelled: true,
        look: "num",
        cell: ({ dayRemaining }) => dayRemaining?.toLocaleString("en-GB") ?? "not told yet",
      },
      {
        heading: "This minute",
        labelled: true,
        look: "num",
        cell: (it) => `${xeroLimits.inMinute - recent(it)} of ${xeroLimits.inMinute}`,
      },
      {
        heading: "State",
        cell: ({ pausedUntil }) =>
          pausedUntil !== null && pausedUntil > now
            ? pill(`Paused until ${timeOf(pausedUntil)}`, "wait")
            : pill("Open", "good"),
      },
    ],
    budgets,
  );
}

function timeOf(at: Date): string {
  return at.toLocaleTimeString("en-GB", { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit" });
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

/** Kinds and reasons; never what was to be said, nor to whom. The id is the one that stands in the log. */
function effectsTable(effects: readonly EffectRow[], now: Date): Html {
  return table<EffectRow>(
    "Effects",
    [
      { heading: "What", cell: ({ work }) => work.kind },
      { heading: "Tries", cell: ({ attempt }) => String(attempt), labelled: true },
      { heading: "Why", look: "wide", cell: ({ error }) => error ?? "" },
      { heading: "Since", cell: ({ createdAt }) => ago(createdAt, now), labelled: true },
      {
        heading: "In the log",
        cell: ({ trace }) => (trace === null ? "" : html`<code>${trace}</code>`),
        labelled: true,
      },
    ],
    effects,
  );
}

/** What traders sent us on purpose, to be looked into: the one place here with their words. */
function wrongPage(filed: readonly Feedback[]): Html {
  const one = ({ at, word, said, answers, understood }: Feedback) =>
    html`<section class="panel stack"><p class="muted">${instant(at)}</p><dl class="exchange">
<dt>Trader</dt><dd>${said}</dd>
<dt>Read as</dt><dd><code>${JSON.stringify(understood.intents)}</code></dd>
${answers.map((answer) => html`<dt>Bot</dt><dd>${answer}</dd>`)}
<dt>Trader</dt><dd>${word}</dd></dl></section>`;
  return joined([
    html`<p class="muted"><a href="/operator">All is well?</a></p><h1>Called wrong</h1>`,
    filed.length === 0 ? html`<p>No exchange was called wrong.</p>` : joined(filed.map(one)),
  ]);
}
