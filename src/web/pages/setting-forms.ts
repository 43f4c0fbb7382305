import { html } from "hono/html";
import { planWords } from "../../desk/wording/plan.ts";
import { settingWords } from "../../desk/wording/settings.ts";
import type { SettingKind, Settings } from "../../domain/setting.ts";
import { type Html, joined } from "../page/html.ts";
import { field, type Option, select } from "../page/parts.ts";
import { type Form, saidOf, textOf } from "./form.ts";
import { methodOptions } from "./new-bill.ts";

/** What of the settings is filled in on the page, and the sentence that says it in the chat. */
export interface SettingForm {
  readonly fields: (settings: Settings) => Html;
  /** Null where the form says nothing. */
  readonly says: (form: Form) => string | null;
}

export const settingForms: Readonly<Record<SettingKind, SettingForm>> = {
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
  "monday-summary": {
    fields: (it) =>
      choose("monday-summary", it.mondaySummary ? "on" : "off", [
        { value: "on", label: "On, at 08:00 if there is something to say" },
        { value: "off", label: "Off" },
      ]),
    says: (form) => (form["value"] === "off" ? "no summary on mondays" : "turn the monday summary on"),
  },
  "chase-plan": {
    fields: (it) =>
      field({
        form: "chase-plan",
        name: "value",
        label: "When reminders go",
        placeholder: settingWords["chase-plan"].example,
        tip:
          it.chasePlan === null
            ? `Leave it empty for the usual plan. Or say it like: ${settingWords["chase-plan"].example}`
            : `Now: ${planWords(it.chasePlan)}. Leave it empty to go back to the usual plan.`,
      }),
    says: (form) => saidOf(form, "value") ?? "my usual plan",
  },
  "chase-tone": {
    fields: (it) =>
      choose("chase-tone", it.chaseTone ?? "plan", [
        { value: "plan", label: "Friendly at first, firmer later" },
        { value: "friendly", label: "Always friendly" },
        { value: "formal", label: "Always formal" },
        { value: "firm", label: "Always firm" },
      ]),
    says: (form) =>
      form["value"] === "plan" ? "my usual tone" : `be ${textOf(form, "value")} with everyone`,
  },
  "chase-time": {
    fields: (it) =>
      field({
        form: "chase-time",
        name: "value",
        label: settingWords["chase-time"].label,
        type: "time",
        value: it.chaseAt,
        tip: "Between 09:00 and 17:00, on working days where the client lives.",
      }),
    says: (form) => `chase at ${textOf(form, "value")}`,
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

/** One of a few, as a list. */
function choose(kind: SettingKind, value: string, options: readonly Option[]): Html {
  return select({ name: "value", form: kind, label: settingWords[kind].label, options, value });
}
