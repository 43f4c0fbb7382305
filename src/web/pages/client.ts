import type { Context } from "hono";
import { html } from "hono/html";
import { makeStatement } from "../../desk/show-statement.ts";
import { type Bill, daysOverdue } from "../../domain/bill.ts";
import { mentionOf } from "../../domain/client.ts";
import type { Intent } from "../../domain/intent.ts";
import { render } from "../../pictures/render.ts";
import { findClientById } from "../../store/clients.ts";
import { type Html, joined } from "../page/html.ts";
import { day, empty, money, panel, statePill, table } from "../page/parts.ts";
import { paperHeaders } from "../page/respond.ts";
import { acts, order, orders } from "./act.ts";
import { type ClientErrors, clientFields, readClientChange, readNewClient } from "./client-form.ts";
import { clientHead, clientOrders, clientOrdersPart, consents, seeClient } from "./client-seen.ts";
import type { Form } from "./form.ts";
import { ordering, tradersPage } from "./frame.ts";
import { nothingHere } from "./nothing.ts";
import type { PagesPorts } from "./ports.ts";
import { signedIn, type Visit } from "./visit.ts";

export function newClientPage(ports: PagesPorts) {
  return signedIn(ports, (c, visit) => showNew(c, visit, {}, {}));
}

export function sendNewClient(ports: PagesPorts) {
  return acts(ports, async (c, visit, form) => {
    const read = readNewClient(form);
    if (read.kind === "wrong") return await showNew(c, visit, form, read.errors);
    return { take: (turn) => orders(turn, read.intents), next: "/clients" };
  });
}

async function showNew(c: Context, visit: Visit, form: Form, errors: ClientErrors): Promise<Response> {
  const body = html`<h1>New client</h1>${ordering(visit, "/clients/new", clientFields(null, form, errors))}`;
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  return await tradersPage(c, visit, { title: "New client", body, at: "/clients", narrow: true }, { status });
}

export function clientPage(ports: PagesPorts) {
  return signedIn(ports, (c, visit) => showClient(ports, c, visit, {}, {}));
}

export function sendClientChange(ports: PagesPorts) {
  return acts(ports, async (c, visit, form) => {
    const id = c.req.param("id") ?? "";
    const client = await ports.store.read((tx) => findClientById(tx, visit.trader.id, id));
    if (client === undefined) return await nothingHere(c, visit);
    const read = readClientChange(form, client);
    if (read.kind === "wrong") return await showClient(ports, c, visit, form, read.errors);
    return {
      take: (turn) => orders(turn, read.intents),
      next: `/clients/${client.id}`,
    };
  });
}

/** One of the orders that a client's page offers. */
export function sendClientOrder(ports: PagesPorts) {
  return acts(ports, async (c, visit, form) => {
    const id = c.req.param("id") ?? "";
    const client = await ports.store.read((tx) => findClientById(tx, visit.trader.id, id));
    const name = c.req.param("order") ?? "";
    const wanted = Object.hasOwn(clientOrders, name) ? clientOrders[name] : undefined;
    if (client === undefined || (wanted === undefined && name !== "erase"))
      return await nothingHere(c, visit);
    const intent: Intent = {
      ...wanted?.read?.(form),
      intent: wanted?.verb ?? "erase-client",
      certainty: "said",
      client: mentionOf(client),
    };
    return { take: (turn) => order(turn, intent), next: `/clients/${client.id}` };
  });
}

/** Where the client's account stands, on paper. */
export function clientStatement(ports: PagesPorts) {
  return signedIn(ports, async (c, visit) => {
    const statement = await ports.store.read(async (tx) => {
      const client = await findClientById(tx, visit.trader.id, c.req.param("id") ?? "");
      return client && (await makeStatement(tx, visit.trader, client, visit));
    });
    if (statement === undefined) return await nothingHere(c, visit);
    const { name, mime, bytes } = await render({ paper: statement, alt: "" });
    for (const [header, value] of Object.entries(paperHeaders(name))) c.header(header, value);
    return c.body(bytes, 200, { "content-type": mime });
  });
}

async function showClient(
  ports: PagesPorts,
  c: Context,
  visit: Visit,
  form: Form,
  errors: ClientErrors,
): Promise<Response> {
  const seen = await ports.store.read((tx) => seeClient(tx, visit, c.req.param("id") ?? ""));
  if (seen === null) return await nothingHere(c, visit);
  const { client } = seen;
  const wrong = Object.keys(errors).length > 0;
  const edit = html`<details${wrong ? " open" : ""}><summary>Change what is known of them</summary>${ordering(visit, `/clients/${client.id}`, clientFields(client, form, errors))}</details>`;
  const body = joined([
    clientHead(seen),
    html`<div class="split">${seen.bills.length === 0 ? empty(`${client.name} has no bills yet.`) : bills(seen.bills, visit)}
<div class="do stack">${panel("What you can do", clientOrdersPart(seen, visit, edit))}${panel("Reminders and consent", consents(seen))}</div></div>`,
  ]);
  return await tradersPage(
    c,
    visit,
    { title: client.name, body, at: "/clients" },
    { status: wrong ? 422 : 200 },
  );
}

function bills(all: readonly Bill[], { today }: Visit): Html {
  return html`<section class="stack"><h2>Their latest bills</h2><div class="panel sheet">${table<Bill>(
    "Their latest bills",
    [
      { heading: "Bill", cell: (bill) => html`<a href="/bills/${bill.number}">bill ${bill.number}</a>` },
      { heading: "Due", cell: (bill) => day(bill.dueOn), labelled: true },
      { heading: "State", cell: (bill) => statePill(bill.state, daysOverdue(bill, today)) },
      {
        heading: "Total",
        look: "num",
        cell: (bill) => html`<strong>${money(bill.totalMinor, bill.currency)}</strong>`,
      },
    ],
    all,
  )}</div></section>`;
}
