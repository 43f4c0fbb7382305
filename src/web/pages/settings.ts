import { html } from "hono/html";
import { settingWords } from "../../desk/wording/settings.ts";
import { type SettingKind, type Settings, settingFields } from "../../domain/setting.ts";
import { type Html, joined } from "../page/html.ts";
import { button, field, link, panel, select } from "../page/parts.ts";
import { acts, order } from "./act.ts";
import { type Form, saidOf, textOf } from "./form.ts";
import { ordering, tradersPage } from "./frame.ts";
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
    const body = joined([
      html`<h1>Settings</h1>`,
      html`<section class="panel orders">${kinds.map((kind) => setting(kind, visit))}</section>`,
      panel("Integrations", integrations()),
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

function integrations(): Html {
  return joined([
    html`<p>Say <strong>connect Xero</strong> in your chat, and every bill is made in Xero too. <a href="/help/connect-xero">Connect Xero and get paid</a></p>`,
  ]);
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
