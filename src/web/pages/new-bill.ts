import { html } from "hono/html";
import { billTalkedOf } from "../../desk/outcome.ts";
import { payWords, termsText } from "../../desk/wording/text.ts";
import { amountRefusal } from "../../domain/bill.ts";
import type { Client } from "../../domain/client.ts";
import type { Intent, LineSaid, PaymentMethod, VatSaid } from "../../domain/intent.ts";
import { nameMaxChars } from "../../limits.ts";
import { listClients } from "../../store/clients.ts";
import { type Html, joined, when } from "../page/html.ts";
import { button, field, notice, type Option, radios, select, toggle } from "../page/parts.ts";
import { acts, order } from "./act.ts";
import { dayIn, type Form, oneOf, penceOf, quantityOf, saidOf, textOf } from "./form.ts";
import { ordering, tradersPage } from "./frame.ts";
import type { PagesPorts } from "./ports.ts";
import { signedIn, type Visit } from "./visit.ts";

export const methodOptions: readonly (Option & { readonly value: PaymentMethod })[] = [
  { value: "bank", label: "Bank transfer", tip: "Your bank details go on the bill." },
  { value: "card", label: "Card", tip: "The bill gets a link to pay by card." },
  { value: "cash", label: "Cash", tip: "You tell us when you have it." },
  { value: "cheque", label: "Cheque", tip: "You tell us when it came." },
];

export const vatOptions: readonly (Option & { readonly value: VatSaid })[] = [
  { value: "unsaid", label: "As usual" },
  { value: "included", label: "20% VAT is in these prices" },
  { value: "plus", label: "20% VAT on top" },
  { value: "reduced", label: "5% VAT" },
  { value: "zero", label: "0% VAT" },
  { value: "none", label: "No VAT" },
];

/** A bill has room for this many lines on the page; the chat takes any number. */
const lineCount = 4;

export function newBillPage(ports: PagesPorts) {
  return signedIn(ports, async (c, visit) => {
    const clients = await ports.store.read((tx) => listClients(tx, visit.trader.id));
    const client = c.req.query("client");
    const known = clients.find(({ id }) => id === client)?.name;
    const form = known === undefined ? {} : { client: known };
    return await tradersPage(c, visit, page(visit, clients, { form, errors: {} }));
  });
}

export function sendNewBill(ports: PagesPorts) {
  return acts(ports, async (c, visit, form) => {
    const read = readBill(form, visit);
    if (read.kind === "ordered") {
      return {
        take: (turn) => order(turn, read.intent),
        next: (outcomes) => {
          const made = outcomes.map(billTalkedOf).find((bill) => bill !== null);
          return made === undefined || made === null ? "/bills" : `/bills/${made.number}`;
        },
      };
    }
    const clients = await ports.store.read((tx) => listClients(tx, visit.trader.id));
    return await tradersPage(c, visit, page(visit, clients, { form, errors: read.errors }), { status: 422 });
  });
}

type Errors = Readonly<Record<string, string>>;
type BillRead =
  | { readonly kind: "ordered"; readonly intent: Intent }
  | { readonly kind: "wrong"; readonly errors: Errors };

/** The bill a form asks for, as the chat would have understood it. */
export function readBill(form: Form, { trader, today }: Pick<Visit, "trader" | "today">): BillRead {
  const errors: Record<string, string> = {};
  const client = textOf(form, "client").slice(0, nameMaxChars);
  if (client === "") errors["client"] = "Say whom to bill.";
  const lines: LineSaid[] = [];
  for (let at = 1; at <= lineCount; at += 1) {
    const line = readLine(form, at, errors);
    if (line !== null) lines.push(line);
  }
  const totalMinor = lines.reduce((sum, line) => sum + Math.round(line.quantity * line.unitMinor), 0);
  const told = Object.keys(errors).some((name) => name.startsWith("count") || name.startsWith("amount"));
  if (lines.length === 0 && !told) errors["amount1"] = "Say how much, like 230 or 85.40.";
  else if (lines.length > 0 && amountRefusal(totalMinor) !== null)
    errors["amount1"] ??= "A bill is 1p or more, and less than £100 million.";
  const dueOn = dayIn(form, "due");
  if (textOf(form, "due") !== "" && dueOn === null) errors["due"] = "That is not a day.";
  else if (dueOn !== null && dueOn < today) errors["due"] = "That day has gone.";
  if (Object.keys(errors).length > 0) return { kind: "wrong", errors };
  const intent: Intent = {
    intent: "create-bill",
    certainty: "said",
    client: { said: client, match: null },
    lines,
    totalMinor,
    currency: trader.currency,
    vat:
      oneOf(
        vatOptions.map(({ value }) => value),
        form["vat"],
      ) ?? "unsaid",
    dueOn,
    reference: saidOf(form, "reference"),
    method: oneOf(
      methodOptions.map(({ value }) => value),
      form["method"],
    ),
    toXero: form["xero"] === "on",
  };
  return { kind: "ordered", intent };
}

function readLine(form: Form, at: number, errors: Record<string, string>): LineSaid | null {
  const description = saidOf(form, `what${at}`);
  const amount = textOf(form, `amount${at}`);
  const count = textOf(form, `count${at}`);
  if (amount === "") {
    if (description !== null) errors[`amount${at}`] = "Say how much this is.";
    return null;
  }
  const unitMinor = penceOf(amount);
  const quantity = count === "" ? 1 : quantityOf(count);
  if (unitMinor === null || unitMinor === 0) errors[`amount${at}`] = "Write an amount like 230 or 85.40.";
  if (quantity === null) errors[`count${at}`] = "Write a number like 2 or 1.5.";
  return unitMinor === null || quantity === null ? null : { description, quantity, unitMinor };
}

interface Filled {
  readonly form: Form;
  readonly errors: Errors;
}

function page(visit: Visit, clients: readonly Client[], filled: Filled) {
  const wrong = Object.keys(filled.errors).length > 0;
  const body = joined([
    html`<h1>New bill</h1>`,
    when(wrong, () => notice("The bill is not made yet: please look at what is marked below.", "bad")),
    ordering(visit, "/bills/new", fields(visit, clients, filled)),
  ]);
  return { title: "New bill", body, at: "/bills" as const, narrow: true };
}

function fields(visit: Visit, clients: readonly Client[], { form, errors }: Filled): Html {
  const { trader } = visit;
  const sent = "form" in form;
  const text = (name: string) => ({ name, value: form[name] ?? "", error: errors[name] ?? null });
  return html`${field({ ...text("client"), label: "Client", required: true, maxChars: nameMaxChars, suggest: clients.slice(0, 500).map(({ name }) => name), tip: "A new name makes a new client." })}
${lineFields(text, 1)}
<details${Object.keys(errors).some((name) => /[2-9]$/.test(name)) ? " open" : ""}><summary>More lines</summary><div class="stack">${Array.from({ length: lineCount - 1 }, (_, index) => lineFields(text, index + 2))}</div></details>
${when(trader.vatRegistered, () => select({ name: "vat", label: "VAT", options: vatOptions, value: form["vat"] ?? "unsaid", tip: trader.plusVat ? "Usually your prices are plus VAT." : "Usually your prices are what the client pays." }))}
<div class="two">${field({ ...text("due"), label: "Due", type: "date", tip: `Empty: by the client's own terms, or else yours (${termsText(trader.termsDays)}).` })}
${field({ ...text("reference"), label: "Reference", tip: "A job or order number, if the client wants one.", maxChars: 80 })}</div>
${radios({ name: "method", label: "Payment method", options: [asUsual(visit), ...methodOptions], value: form["method"] ?? "" })}
${toggle({ name: "xero", label: "Also create in Xero", on: sent ? form["xero"] === "on" : true, tip: "Makes the same invoice in Xero, once Xero is connected. Off keeps this bill here only." })}
${button("Make the bill")}
<p class="tip"><a href="/help/connect-xero">Connect Xero and get paid</a> · <a href="/help/getting-paid">Getting paid</a></p>`;
}

/** Which of them that is depends on the client, who is yet to be typed. */
function asUsual({ trader }: Visit) {
  return {
    value: "",
    label: "As usual",
    tip: `The way they usually pay, or else ${payWords[trader.payBy]}.`,
  };
}

function lineFields(
  text: (name: string) => { name: string; value: string; error: string | null },
  at: number,
): Html {
  const of = at === 1 ? "" : ` (line ${at})`;
  return html`<div class="line">${field({ ...text(`what${at}`), label: `What for${of}`, maxChars: 200 })}
${field({ ...text(`count${at}`), label: `How many${of}`, keys: "decimal", placeholder: "1" })}
${field({ ...text(`amount${at}`), label: `Price each${of}`, keys: "decimal", required: at === 1, placeholder: "£" })}</div>`;
}
