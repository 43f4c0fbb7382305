import { html } from "hono/html";
import type { Outcome } from "../../desk/outcome.ts";
import { word } from "../../desk/wording.ts";
import type { ConnectionState, XeroConnection } from "../../domain/mirror.ts";
import { findCardAccount } from "../../store/card-accounts.ts";
import type { Tx } from "../../store/store.ts";
import { findXeroConnection } from "../../store/xero-connections.ts";
import { type Html, joined, when } from "../page/html.ts";
import { button, facts, instant, pill, type Tone } from "../page/parts.ts";
import { acts, order } from "./act.ts";
import { oneOf } from "./form.ts";
import { guard } from "./frame.ts";
import { nothingHere } from "./nothing.ts";
import type { PagesPorts } from "./ports.ts";
import type { Visit } from "./visit.ts";

/** What a trader's books are joined to. */
export interface Linked {
  /** Whether this installation is joined to Xero at all. */
  readonly xeroOn: boolean;
  readonly xero: XeroConnection | undefined;
  readonly stripe: { readonly name: string | null } | undefined;
}

export async function findLinked(tx: Tx, ports: PagesPorts, traderId: string): Promise<Linked> {
  return {
    xeroOn: ports.desk.xeroOn === true,
    xero: await findXeroConnection(tx, traderId),
    stripe: await findCardAccount(tx, traderId),
  };
}

const xeroStates: Readonly<Record<ConnectionState, readonly [word: string, tone: Tone]>> = {
  setup: ["Set-up not finished", "wait"],
  on: ["Connected", "good"],
  reconnect: ["Connect again", "bad"],
  off: ["Not connected", "plain"],
};

export function integrations(linked: Linked, visit: Visit): Html {
  return joined([xero(linked, visit), html`<hr>`, stripe(linked, visit)]);
}

function xero({ xeroOn, xero: connection }: Linked, visit: Visit): Html {
  const state = connection?.state ?? "off";
  const help = html`<p class="tip"><a href="/help/connect-xero">Connect Xero and get paid</a> · <a href="/help/sync-settings">Sync settings</a></p>`;
  if (!xeroOn)
    return html`<div class="stack tight"><h3>Xero ${pill("Off")}</h3><p>This installation is not joined to Xero. Whoever runs it can switch that on; your bills do without.</p></div>`;
  const buttons = [
    state === "on" || state === "setup"
      ? press(
          visit,
          "xero-status",
          state === "setup" ? "Finish the set-up" : "Organisation and settings",
          state === "setup" ? "main" : "quiet",
        )
      : null,
    state === "on" || state === "setup"
      ? null
      : press(visit, "connect-xero", state === "off" ? "Connect Xero" : "Connect again", "main"),
    state === "off" ? null : press(visit, "disconnect-xero", "Disconnect", "danger"),
  ];
  return html`<div class="stack tight"><h3>Xero ${pill(...xeroStates[state])}</h3>
${state === "off" || connection === undefined ? html`<p>Each bill becomes an invoice in your books, and what is paid there is known here.</p>` : settingsOf(connection)}
<div class="row">${buttons}</div>${help}</div>`;
}

/** What is set, as the set-up page says it; it is changed there. */
function settingsOf({
  organisationName,
  settings,
  facts: org,
  syncedAt,
  failingSince,
}: XeroConnection): Html {
  const rows: (readonly [string, Html | string])[] = [["Organisation", organisationName]];
  if (settings !== null) {
    const account = org.salesAccounts.find(({ code }) => code === settings.account);
    rows.push(
      ["Account", account === undefined ? settings.account : `${account.code} ${account.name}`],
      ["Tax", org.taxRates.find(({ type }) => type === settings.taxType)?.name ?? settings.taxType],
      ["Goes in as", settings.pushAs === "draft" ? "draft" : "authorised"],
      ["Direction", settings.direction],
      ["Import", settings.importOn ? "on" : "off"],
      ["Payments back", settings.writeBack ? "on" : "off"],
    );
  }
  if (syncedAt !== null) rows.push(["Last heard", instant(syncedAt)]);
  return html`${facts(rows)}${when(failingSince !== null, () => html`<p class="bad">Xero has not answered since ${failingSince === null ? null : instant(failingSince)}. Nothing is lost: what waits goes when it does.</p>`)}`;
}

function stripe({ stripe: account }: Linked, visit: Visit): Html {
  if (account === undefined)
    return html`<div class="stack tight"><h3>Stripe ${pill("Not connected")}</h3>
<p>Clients pay a bill by card, on a page of yours. The money goes straight to your own account at Stripe.</p>
<div class="row">${press(visit, "connect-stripe", "Connect Stripe", "main")}</div><p class="tip"><a href="/help/getting-paid">Getting paid</a></p></div>`;
  return html`<div class="stack tight"><h3>Stripe ${pill("Connected", "good")}</h3>
${when(account.name !== null, () => facts([["Account", account.name ?? ""]]))}
<div class="row">${press(visit, "disconnect-stripe", "Disconnect", "danger")}</div></div>`;
}

function press(visit: Visit, verb: string, label: string, look: "main" | "quiet" | "danger"): Html {
  return html`<form method="post" action="/integrations/${verb}">${guard(visit)}${button(label, look)}</form>`;
}

const integrationOrders = [
  "xero-status",
  "connect-xero",
  "disconnect-xero",
  "connect-stripe",
  "disconnect-stripe",
] as const;

/** Connects or disconnects, as the chat does; where that takes a page of its own, goes there at once. */
export function sendIntegration(ports: PagesPorts) {
  return acts(ports, async (c, visit) => {
    const verb = oneOf(integrationOrders, c.req.param("order"));
    if (verb === null) return await nothingHere(c, visit);
    const next = (outcomes: readonly Outcome[]) => {
      const choices = outcomes.flatMap((outcome) => word(outcome, visit.today).choices);
      const url = choices.flatMap((it) => ("url" in it ? [it.url] : []))[0];
      return url?.startsWith(`${ports.publicUrl()}/`) ? url : "/settings";
    };
    return { take: (turn) => order(turn, { intent: verb, certainty: "said" }), next };
  });
}
