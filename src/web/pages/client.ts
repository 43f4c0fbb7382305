import type { Context } from "hono";
import { html } from "hono/html";
import { makeStatement } from "../../desk/show-statement.ts";
import { amountDueMinor, type Bill, daysOverdue, isOwed } from "../../domain/bill.ts";
import { type Client, isCompany } from "../../domain/client.ts";
import { formatMoney } from "../../domain/money.ts";
import { habitText, payHabit } from "../../domain/pay-habit.ts";
import { pages as limits } from "../../limits.ts";
import { render } from "../../pictures/render.ts";
import { listAliases } from "../../store/aliases.ts";
import { listBillsOf } from "../../store/bills.ts";
import { findChasedClient } from "../../store/chased-clients.ts";
import { listPaidBills } from "../../store/client-pages.ts";
import { findClientById } from "../../store/clients.ts";
import type { Tx } from "../../store/store.ts";
import { type Html, joined, when } from "../page/html.ts";
import { day, empty, facts, instant, link, money, panel, statePill, table } from "../page/parts.ts";
import { paperHeaders } from "../page/respond.ts";
import { acts, orders } from "./act.ts";
import { type ClientErrors, clientFields, readClientChange, readNewClient } from "./client-form.ts";
import type { Form } from "./form.ts";
import { ordering, tradersPage } from "./frame.ts";
import { methodOptions } from "./new-bill.ts";
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
  const seen = await ports.store.read((tx) => see(tx, visit, c.req.param("id") ?? ""));
  if (seen === null) return await nothingHere(c, visit);
  const { client } = seen;
  const wrong = Object.keys(errors).length > 0;
  const edit = html`<details${wrong ? " open" : ""}><summary>Change what is known of ${client.name}</summary>${ordering(visit, `/clients/${client.id}`, clientFields(client, form, errors))}</details>`;
  const body = joined([
    head(seen),
    seen.bills.length === 0 ? empty(`${client.name} has no bills yet.`) : bills(seen.bills, visit),
    html`<div class="sides">${panel("Reminders and consent", consents(seen))}${panel("Details", edit)}</div>`,
  ]);
  return await tradersPage(
    c,
    visit,
    { title: client.name, body, at: "/clients" },
    { status: wrong ? 422 : 200 },
  );
}

interface ClientSeen {
  readonly client: Client;
  readonly aliases: readonly string[];
  readonly bills: readonly Bill[];
  readonly habit: string | null;
  readonly optedOutAt: Date | null;
}

async function see(tx: Tx, { trader }: Visit, id: string): Promise<ClientSeen | null> {
  const client = await findClientById(tx, trader.id, id);
  if (client === undefined) return null;
  const habit = payHabit(await listPaidBills(tx, trader.id, { clientId: id, limit: limits.habitBills }));
  const aliases = (await listAliases(tx, trader.id)).filter((alias) => alias.clientId === id);
  const chased = await findChasedClient(tx, trader.id, id);
  return {
    client,
    aliases: aliases.map(({ name }) => name),
    bills: await listBillsOf(tx, trader.id, id),
    habit: habit === null ? null : habitText(habit),
    optedOutAt: chased?.optedOutAt ?? null,
  };
}

function head({ client, aliases, bills: all, habit }: ClientSeen): Html {
  const open = all.filter(isOwed);
  const owed = [...Map.groupBy(open, (bill) => bill.currency)].map(([currency, theirs]) =>
    formatMoney(
      theirs.reduce((sum, bill) => sum + amountDueMinor(bill), 0),
      currency,
    ),
  );
  const method = methodOptions.find(({ value }) => value === client.payBy)?.label;
  return html`<div class="stack"><p class="muted"><a href="/clients">Clients</a></p>
<div class="head"><h1>${client.name}</h1><p class="big num">${owed.join(" and ") || "£0"}</p></div>
${when(habit !== null, () => html`<p>Pays ${habit}.</p>`)}
${facts([
  ["Email", client.email ?? "not known"],
  ["Phone", client.phone ?? "not known"],
  ["Address", client.address ?? "not known"],
  ["Pays by", method ?? "as your other clients do"],
  ["Is a", isCompany(client) ? "company" : "private person"],
  ...(aliases.length === 0 ? [] : [["Also called", aliases.join(", ")] as const]),
])}
<p class="row no-print">${link(`/bills/new?client=${client.id}`, "New bill")}${link(`/clients/${client.id}/statement.pdf`, "Statement (PDF)", "quiet")}</p></div>`;
}

function bills(all: readonly Bill[], { today }: Visit): Html {
  return html`<div class="panel sheet">${table<Bill>(
    "Their latest bills",
    [
      { heading: "Bill", cell: (bill) => html`<a href="/bills/${bill.number}">bill ${bill.number}</a>` },
      { heading: "Total", look: "num", cell: (bill) => money(bill.totalMinor, bill.currency) },
      { heading: "Due", cell: (bill) => day(bill.dueOn), labelled: true },
      { heading: "State", cell: (bill) => statePill(bill.state, daysOverdue(bill, today)) },
    ],
    all,
  )}</div>`;
}

/** What they may be sent, and what not. */
function consents({ client, optedOutAt }: ClientSeen): Html {
  const stopped = html`<p>They asked for no more reminders: ${optedOutAt === null ? null : instant(optedOutAt)}. New bills still go to them.</p>`;
  const reached =
    client.email === null
      ? html`<p>There is no email address, so nothing goes to them by itself: you get each message to send on.</p>`
      : html`<p>Bills and reminders go to ${client.email}. Every message has a link by which they can stop reminders.</p>`;
  return html`${reached}${optedOutAt === null ? null : stopped}<p class="tip"><a href="/help/reminders">How reminders work</a></p>`;
}
