import { html } from "hono/html";
import type { Outcome } from "../../desk/outcome.ts";
import { settingWords } from "../../desk/wording/settings.ts";
import { word } from "../../desk/wording.ts";
import type { ConnectionState, XeroConnection } from "../../domain/mirror.ts";
import { type SettingKind, type Settings, settingFields } from "../../domain/setting.ts";
import { findCardAccount } from "../../store/card-accounts.ts";
import { findXeroConnection } from "../../store/xero-connections.ts";
import { type Html, joined, when } from "../page/html.ts";
import { button, field, link, panel, pill, select, type Tone } from "../page/parts.ts";
import { acts, order } from "./act.ts";
import { type Form, oneOf, saidOf, textOf } from "./form.ts";
import { guard, ordering, tradersPage } from "./frame.ts";
import { methodOptions } from "./new-bill.ts";
import { nothingHere } from "./nothing.ts";
import type { PagesPorts } from "./ports.ts";
import { signedIn, type Visit } from "./visit.ts";

/** What of the settings is filled in on the page, and the sentence that says it in the chat. */
interface SettingForm {
  readonly fields: (settings: Settings) => Html;
  /** Null where the form says nothing. */
  readonly says: (form: Form) => string | null;
}

const forms: Partial<Readonly<Record<SettingKind, SettingForm>>> = {
  "trading-name": line("trading-name", (it) => it.tradingName, "my trading name is"),
  "legal-name": line(
    "legal-name",
    (it) => it.legalName,
    "my legal name is",
    "A sole trader's bill must show it.",
  ),
  address: line("address", (it) => it.address, "my address is", "With a postcode. It stands on your bills."),
  "reply-email": line("reply-email", (it) => it.replyEmail, "my email is", "Where a client's answer goes."),
  "sign-off": line("sign-off", (it) => it.signOff, "sign off as", "How messages to clients end."),
  terms: line(
    "terms",
    (it) => String(it.termsDays),
    "my terms are",
    "Days from a bill to its due day, for new bills.",
    " days",
  ),
  "vat-number": {
    fields: (it) => one("vat-number", it.vatNumber ?? "", "Leave it empty if you are not VAT registered."),
    says: (form) => {
      const number = saidOf(form, "value");
      return number === null ? "I am not VAT registered" : `my VAT number is ${number}`;
    },
  },
  "plus-vat": {
    fields: (it) =>
      select({
        name: "value",
        form: "plus-vat",
        label: settingWords["plus-vat"].label,
        options: [
          { value: "include", label: "What the client pays, any VAT in them" },
          { value: "plus", label: "Before VAT, which comes on top" },
        ],
        value: it.plusVat ? "plus" : "include",
      }),
    says: (form) => (form["value"] === "plus" ? "my prices are plus VAT" : "my prices include VAT"),
  },
  bank: {
    fields: () =>
      joined([
        field({
          form: "bank",
          name: "sort",
          label: "Sort code",
          keys: "numeric",
          placeholder: "20-00-00",
          required: true,
        }),
        field({
          form: "bank",
          name: "account",
          label: "Account number",
          keys: "numeric",
          placeholder: "12345678",
          required: true,
          tip: "Changed only once you press the button that comes in your chat.",
        }),
      ]),
    says: (form) => `my bank details are ${textOf(form, "sort")} ${textOf(form, "account")}`,
  },
  "pay-by": {
    fields: (it) =>
      select({
        name: "value",
        form: "pay-by",
        label: settingWords["pay-by"].label,
        options: methodOptions,
        value: it.payBy,
      }),
    says: (form) => `I take ${form["value"] === "bank" ? "bank transfer" : textOf(form, "value")}`,
  },
  "quiet-hours": {
    fields: (it) =>
      html`<div class="two">${field({ form: "quiet-hours", name: "from", label: "From", type: "time", value: it.quietFrom })}${field({ form: "quiet-hours", name: "to", label: "To", type: "time", value: it.quietTo })}</div>`,
    says: (form) => `quiet hours ${textOf(form, "from")} to ${textOf(form, "to")}`,
  },
};

function one(kind: SettingKind, value: string, tip?: string): Html {
  const { label } = settingWords[kind];
  return field({ form: kind, name: "value", label, value, ...(tip === undefined ? {} : { tip }) });
}

/** One line of text, put behind the words that set it. */
function line(
  kind: SettingKind,
  value: (settings: Settings) => string | null,
  says: string,
  tip?: string,
  unit = "",
): SettingForm {
  return {
    fields: (settings) => one(kind, value(settings) ?? "", tip),
    says: (form) => {
      const text = saidOf(form, "value");
      return text === null ? null : `${says} ${text}${unit}`;
    },
  };
}

/** What has no form of its own is told in the words one would use in the chat. */
function spoken(kind: SettingKind): SettingForm {
  const { label, example } = settingWords[kind];
  return {
    fields: () =>
      field({ form: kind, name: "value", label, placeholder: example, tip: `Say it like: ${example}` }),
    says: (form) => saidOf(form, "value"),
  };
}

export function settingsPage(ports: PagesPorts) {
  return signedIn(ports, async (c, visit) => {
    const kinds = Object.keys(settingFields) as readonly SettingKind[];
    const linked = await ports.store.read(async (tx) => ({
      xero: await findXeroConnection(tx, visit.trader.id),
      stripe: (await findCardAccount(tx, visit.trader.id)) !== undefined,
    }));
    const body = joined([
      html`<h1>Settings</h1>`,
      html`<section class="panel orders">${kinds.map((kind) => setting(kind, visit))}</section>`,
      panel("Integrations", integrations(linked, visit)),
      panel(
        "Your data",
        html`<p>Everything we keep for you is yours to take along.</p><p class="row">${link("/export", "Export", "quiet")}</p>`,
      ),
    ]);
    return await tradersPage(c, visit, { title: "Settings", body, at: "/settings", narrow: true });
  });
}

function setting(kind: SettingKind, visit: Visit): Html {
  const { label, value } = settingWords[kind];
  const { fields } = forms[kind] ?? spoken(kind);
  return html`<details id="${kind}"><summary>${label} <span class="set">${value(visit.trader) ?? "not set"}</span></summary>
${ordering(visit, `/settings/${kind}`, html`${fields(visit.trader)}${button("Save")}`)}</details>`;
}

interface Linked {
  readonly xero: XeroConnection | undefined;
  readonly stripe: boolean;
}

const xeroStates: Readonly<Record<ConnectionState, readonly [word: string, tone: Tone]>> = {
  setup: ["Set-up not finished", "wait"],
  on: ["Connected", "good"],
  reconnect: ["Connect again", "bad"],
  off: ["Not connected", "plain"],
};

function integrations({ xero, stripe }: Linked, visit: Visit): Html {
  const state = xero?.state ?? "off";
  return joined([
    html`<div class="stack"><h3>Xero ${pill(...xeroStates[state])}</h3>
${when(xero !== undefined && state !== "off", () => html`<p>${xero?.organisationName}</p>`)}
<div class="row">${state === "off" ? null : press(visit, "xero-status", "Organisation and settings")}${press(visit, "connect-xero", state === "off" ? "Connect Xero" : "Connect again")}${state === "off" ? null : press(visit, "disconnect-xero", "Disconnect", "danger")}</div>
<p class="tip"><a href="/help/connect-xero">Connect Xero and get paid</a> · <a href="/help/sync-settings">Sync settings</a></p></div>`,
    html`<div class="stack"><h3>Stripe ${stripe ? pill("Connected", "good") : pill("Not connected")}</h3>
<p>Clients pay a bill that is not in Xero by card, on a page of yours.</p>
<div class="row">${stripe ? press(visit, "disconnect-stripe", "Disconnect", "danger") : press(visit, "connect-stripe", "Connect Stripe")}</div></div>`,
  ]);
}

function press(visit: Visit, order: string, label: string, look: "quiet" | "danger" = "quiet"): Html {
  return html`<form method="post" action="/integrations/${order}">${guard(visit)}${button(label, look)}</form>`;
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

export function sendSetting(ports: PagesPorts) {
  return acts(ports, async (c, visit, form) => {
    const kind = (Object.keys(settingFields) as readonly SettingKind[]).find(
      (it) => it === c.req.param("kind"),
    );
    if (kind === undefined) return await nothingHere(c, visit);
    const said = (forms[kind] ?? spoken(kind)).says(form);
    if (said === null) return c.redirect("/settings", 303);
    const intent = { intent: "settings", certainty: "said", description: said } as const;
    return { take: (turn) => order(turn, intent), next: "/settings" };
  });
}
