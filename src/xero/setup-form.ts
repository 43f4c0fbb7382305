import { html } from "hono/html";
import type { OrganisationFacts } from "../domain/ledger.ts";
import type { XeroConnection, XeroSettings } from "../domain/mirror.ts";
import type { LedgerConnection } from "../ports-ledger.ts";
import type { Html } from "../web/page/html.ts";
import { button, notice, radios, select, toggle } from "../web/page/parts.ts";

/** What somebody sent that cannot be saved. */
export interface Given {
  readonly values: URLSearchParams;
  readonly errors: Readonly<
    Partial<Record<"account" | "taxType" | "theme" | "status" | "direction" | "writeBackAccount", string>>
  >;
}

type Read =
  | { readonly kind: "settings"; readonly settings: XeroSettings }
  | { readonly kind: "wrong"; readonly given: Given };

/** What a page that was never saved suggests. */
function suggested(facts: OrganisationFacts): XeroSettings {
  const standard = facts.taxRates.find((rate) => rate.percent === 20);
  const none =
    facts.taxRates.find((rate) => rate.type === "NONE") ?? facts.taxRates.find((rate) => rate.percent === 0);
  return {
    // 200 is only a custom: it is suggested where there is such an account.
    account: facts.salesAccounts.some((it) => it.code === "200") ? "200" : "",
    taxType: (facts.vatRegistered ? standard : none)?.type ?? "",
    theme: null,
    pushAs: facts.mayApprove ? "approved" : "draft",
    direction: "two-way",
    importOn: true,
    writeBack: false,
    writeBackAccount: null,
  };
}

export function setupForm(
  connection: XeroConnection,
  organisations: readonly LedgerConnection[],
  wrong: Given | null,
): Html {
  const { facts } = connection;
  const now = connection.settings ?? suggested(facts);
  const values = wrong?.values ?? null;
  const value = (name: string, saved: string) => values?.get(name) ?? saved;
  const error = (name: keyof Given["errors"]) => wrong?.errors[name] ?? null;
  const on = (name: string, saved: boolean) => (values === null ? saved : values.has(name));
  const choose = { value: "", label: "Choose …" };
  return html`<form method="post" action="/setup" class="panel stack">
${select({
  name: "organisation",
  label: "Organisation",
  options: organisations.map((it) => ({ value: it.organisationId, label: it.name })),
  value: connection.organisationId,
  tip: "Which of your books this chat works with. Another one shows its own accounts first.",
})}
${select({
  name: "account",
  label: "Account for sales",
  options: [choose, ...facts.salesAccounts.map((it) => ({ value: it.code, label: `${it.code} ${it.name}` }))],
  value: value("account", now.account),
  tip: "The income account that invoices are put on.",
  error: error("account"),
})}
${select({
  name: "taxType",
  label: "Tax rate",
  options: [choose, ...facts.taxRates.map((it) => ({ value: it.type, label: it.name }))],
  value: value("taxType", now.taxType),
  tip: facts.vatRegistered
    ? "The rate of a bill for which you say none: 20% unless you sell at another."
    : "This organisation is not VAT registered, so bills carry no VAT.",
  error: error("taxType"),
})}
${select({
  name: "theme",
  label: "Branding theme",
  options: [
    { value: "", label: "Xero's standard" },
    ...facts.themes.map((it) => ({ value: it.id, label: it.name })),
  ],
  value: value("theme", now.theme ?? ""),
  tip: "How the invoice looks to your client.",
  error: error("theme"),
})}
${radios({
  name: "status",
  label: "New bills become",
  options: [
    {
      value: "AUTHORISED",
      label: "Approved invoices (recommended)",
      tip: "Clients get them and can pay at once.",
    },
    { value: "DRAFT", label: "Drafts", tip: "Nothing reaches the client before you approve it in Xero." },
  ],
  value: value("status", now.pushAs === "approved" ? "AUTHORISED" : "DRAFT"),
})}
${radios({
  name: "direction",
  label: "Direction",
  options: [
    { value: "two-way", label: "Two-way", tip: "Bills go to Xero, and what changes there is seen here." },
    {
      value: "read-only",
      label: "Read only",
      tip: "Nothing is ever written to Xero; your new bills stay here.",
    },
  ],
  value: value("direction", now.direction),
})}
${toggle({ name: "import", label: "Take over open invoices made in Xero", on: on("import", now.importOn), tip: "They are chased here too, and stay as Xero has them." })}
${toggle({ name: "writeBack", label: "Put payments into Xero", on: on("writeBack", now.writeBack), tip: "What you tell me of, and card payments. Leave it off where your bank feed does that already." })}
${select({
  name: "writeBackAccount",
  label: "Account for payments",
  options: [choose, ...facts.bankAccounts.map((it) => ({ value: it.id, label: it.name }))],
  value: value("writeBackAccount", now.writeBackAccount ?? ""),
  tip: "The bank account that payments go to. Needed only with the switch above.",
  error: error("writeBackAccount"),
})}
${facts.remindersOn ? notice("Xero's own invoice reminders are on: clients would be chased twice. Turn them off in Xero.", "wait") : null}
${button("Save")}
</form>`;
}

/** Reads the form against what the organisation has: nothing is taken that is not on its lists. */
export function readForm(form: URLSearchParams, { facts }: XeroConnection): Read {
  const text = (name: string) => form.get(name)?.trim() ?? "";
  const errors: { -readonly [K in keyof Given["errors"]]: string } = {};
  const account = text("account");
  if (!facts.salesAccounts.some((it) => it.code === account))
    errors.account = "Choose the account for your sales.";
  const taxType = text("taxType");
  if (!facts.taxRates.some((it) => it.type === taxType)) errors.taxType = "Choose a tax rate.";
  const theme = text("theme");
  if (theme !== "" && !facts.themes.some((it) => it.id === theme)) errors.theme = "Choose one of the themes.";
  const status = text("status").toUpperCase() || "AUTHORISED";
  if (status !== "AUTHORISED" && status !== "DRAFT") errors.status = "Approved or draft?";
  const direction = text("direction") || "two-way";
  if (direction !== "two-way" && direction !== "read-only") errors.direction = "Two-way or read only?";
  const isOn = (name: string) => form.has(name) && !/^(?:off|false|no|0)?$/i.test(text(name));
  const writeBack = isOn("writeBack");
  const bank = text("writeBackAccount");
  const known = facts.bankAccounts.some((it) => it.id === bank);
  if (writeBack && !known) errors.writeBackAccount = "Choose the account that payments go to.";
  if (Object.keys(errors).length > 0) return { kind: "wrong", given: { values: form, errors } };
  return {
    kind: "settings",
    settings: {
      account,
      taxType,
      theme: theme === "" ? null : theme,
      pushAs: status === "DRAFT" ? "draft" : "approved",
      direction: direction === "read-only" ? "read-only" : "two-way",
      importOn: isOn("import"),
      writeBack,
      writeBackAccount: known ? bank : null,
    },
  };
}
