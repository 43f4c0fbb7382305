import { Hono } from "hono";
import { html } from "hono/html";
import { sandboxPage } from "./allow-page.ts";
import { type InvoiceBody, updateInvoice } from "./invoices.ts";
import type { Limits } from "./limits.ts";
import { credit, pay, restate } from "./payments.ts";
import { Invalid } from "./rules.ts";
import type { Invoice, Organisation, State } from "./state.ts";
import { metOf, pence } from "./wire.ts";

/** The sandbox's books, to look at and to change "in Xero". */
export function createBooksPage(state: State, limits: Limits): Hono {
  const app = new Hono();
  app.get("/sandbox/xero", (c) => c.html(books(state, limits, c.req.query("said") ?? null)));
  app.post("/sandbox/xero/:id", async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const invoice = state.get("invoices", c.req.param("id"));
    const said = invoice === undefined ? "There is no such invoice." : act(state, invoice, form);
    return c.redirect(`/sandbox/xero?said=${encodeURIComponent(said)}`, 303);
  });
  return app;
}

/** Does to an invoice what a person in Xero would. Answers what came of it. */
function act(state: State, invoice: Invoice, form: URLSearchParams): string {
  const organisation = state.get("organisations", invoice.organisationId);
  if (organisation === undefined) throw new Error("Broken assumption: an invoice has an organisation.");
  try {
    return deeds[form.get("do") ?? ""]?.(state, organisation, invoice, form) ?? "Nothing was done.";
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return error.message;
  }
}

type Deed = (state: State, organisation: Organisation, invoice: Invoice, form: URLSearchParams) => string;
const deeds: Readonly<Record<string, Deed>> = {
  edit: (state, organisation, invoice, form) => {
    const total = Number(form.get("total"));
    const [line] = invoice.lines;
    const lines =
      line !== undefined && pence(total) !== invoice.totalMinor && invoice.lines.length === 1
        ? { LineItems: [{ LineItemID: line.id, Quantity: 1, UnitAmount: total }] }
        : {};
    const reference = form.get("reference") ?? invoice.reference;
    const body: InvoiceBody = {
      ...lines,
      Reference: reference,
      DueDate: form.get("due") ?? invoice.dueOn ?? invoice.date,
    };
    updateInvoice(state, organisation, invoice, body);
    return `${invoice.number} was changed.`;
  },
  pay: (state, organisation, invoice, form) => {
    const minor = pence(Number(form.get("amount")));
    const account = organisation.accounts.find((it) => it.type === "BANK");
    if (account === undefined || minor <= 0 || minor > metOf(state, invoice).dueMinor)
      return "That is more than is due.";
    pay(state, invoice, { accountId: account.id, date: today(state), minor, reference: "Paid in Xero" });
    return `A payment was recorded on ${invoice.number}.`;
  },
  unpay: (state, _organisation, invoice) => {
    for (const it of metOf(state, invoice).payments)
      state.put("payments", { ...it, status: "DELETED", updatedAtMs: state.now() });
    restate(state, invoice.id);
    return `The payments of ${invoice.number} were removed.`;
  },
  credit: (state, _organisation, invoice) => {
    credit(state, invoice, {
      kind: "CreditNotes",
      minor: metOf(state, invoice).dueMinor,
      date: today(state),
    });
    return `${invoice.number} was credited.`;
  },
  approve: (state, organisation, invoice) => {
    updateInvoice(state, organisation, invoice, { Status: "AUTHORISED" });
    return `${invoice.number} was approved.`;
  },
  void: (state, organisation, invoice) => {
    const draft = invoice.status === "DRAFT" || invoice.status === "SUBMITTED";
    updateInvoice(state, organisation, invoice, { Status: draft ? "DELETED" : "VOIDED" });
    return `${invoice.number} was ${draft ? "deleted" : "voided"}.`;
  },
};

function today(state: State): string {
  return new Date(state.now()).toISOString().slice(0, 10);
}

function books(state: State, limits: Limits, said: string | null) {
  const organisations = state
    .all("organisations")
    .filter((it) => state.all("invoices").some((of) => of.organisationId === it.id));
  const refused = [...limits.refused].map(([kind, times]) => `${kind} ${times}`).join(", ");
  return sandboxPage(
    "Practice accounting",
    false,
    html`<h1>Practice accounting</h1>
<p class="note">This stands in for Xero on this machine: what you change here, you change “in Xero”. <a href="/">Back to the chat</a></p>
${said === null ? "" : html`<p class="card" role="status">${said}</p>`}
${organisations.length === 0 ? html`<p class="card">No invoices yet. Say “connect xero” in the chat, then bill somebody.</p>` : ""}
${organisations.map((it) => html`<h2>${it.name}</h2>${invoicesOf(state, it).map((invoice) => one(state, invoice))}`)}
${refused === "" ? "" : html`<p class="note">Calls refused by limits: ${refused}</p>`}`,
  );
}

function invoicesOf(state: State, organisation: Organisation): readonly Invoice[] {
  const mine = state
    .all("invoices")
    .filter((it) => it.organisationId === organisation.id && it.type === "ACCREC");
  return mine.sort((a, b) => b.updatedAtMs - a.updatedAtMs).slice(0, 100);
}

function one(state: State, invoice: Invoice) {
  const met = metOf(state, invoice);
  const money = (minor: number) => (minor / 100).toFixed(2);
  const open = invoice.status === "AUTHORISED";
  const draft = invoice.status === "DRAFT" || invoice.status === "SUBMITTED";
  const action = `/sandbox/xero/${invoice.id}`;
  const button = (deed: string, label: string) =>
    html`<form class="row" method="post" action="${action}"><button class="other" name="do" value="${deed}">${label}</button></form>`;
  return html`<section class="card" id="${invoice.number}">
<h3>${invoice.number} ${state.get("contacts", invoice.contactId)?.name}</h3>
<p class="note">${invoice.status}, due on ${invoice.dueOn ?? "no day"}: ${money(met.dueMinor)} due</p>
<table>${invoice.lines.map((line) => html`<tr><td>${line.description}</td><td class="money">${money(line.amountMinor)}</td></tr>`)}
<tr><th scope="row">Total</th><td class="money">${invoice.currency} ${money(invoice.totalMinor)}</td></tr></table>
${
  open || draft
    ? html`<form class="row" method="post" action="${action}">
<label>Total <input name="total" size="8" value="${money(invoice.totalMinor)}"></label>
<label>Due <input name="due" type="date" value="${invoice.dueOn ?? ""}"></label>
<label>Reference <input name="reference" size="12" value="${invoice.reference}"></label>
<button name="do" value="edit">Save</button></form>`
    : ""
}
${
  open && met.dueMinor > 0
    ? html`<form class="row" method="post" action="${action}">
<label>Amount <input name="amount" size="8" value="${money(met.dueMinor)}"></label><button name="do" value="pay">Mark paid</button></form>`
    : ""
}
${draft ? button("approve", "Approve") : ""}
${open && met.dueMinor > 0 ? button("credit", "Credit") : ""}
${met.payments.length > 0 ? button("unpay", "Remove payments") : ""}
${(open || draft) && met.paidMinor === 0 ? button("void", draft ? "Delete" : "Void") : ""}
</section>`;
}
