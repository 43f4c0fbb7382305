import type { Context } from "hono";
import { html } from "hono/html";
import { fileTaken } from "../../desk/export-books.ts";
import { inTraderTurn } from "../../desk/trader-turn.ts";
import { amountDueMinor } from "../../domain/bill.ts";
import { formatTaxYear, type TaxYear } from "../../domain/tax-year.ts";
import { type Books, readBooks } from "../../store/export.ts";
import { takeForm } from "../../store/sessions.ts";
import type { Tx } from "../../store/store.ts";
import { button } from "../page/parts.ts";
import { pageHeaders } from "../page/respond.ts";
import { accountantsTable, pounds, taxYearsIn } from "./accountant.ts";
import { notOurs } from "./act.ts";
import { toCsv } from "./csv.ts";
import { readForm, textOf } from "./form.ts";
import { guard, tradersPage } from "./frame.ts";
import { nothingHere } from "./nothing.ts";
import type { PagesPorts } from "./ports.ts";
import { isOwnForm, signedIn, type Visit } from "./visit.ts";

type Rows = readonly (readonly (string | number | null)[])[];

const tables: Readonly<Record<string, (books: Books) => Rows>> = {
  "bills.csv": ({ bills, clients }) => {
    const names = new Map(clients.map(({ id, name }) => [id, name]));
    return [
      ["Bill", "Client", "State", "Made", "Due", "Currency", "Total", "VAT in it", "Paid", "Owed", "Reference", "Pays by", "Xero"],
      ...bills.map((bill) => [
        bill.number, names.get(bill.clientId) ?? "", bill.state, bill.issuedOn, bill.dueOn, bill.currency,
        pounds(bill.totalMinor), pounds(bill.vatMinor), pounds(bill.paidMinor), pounds(amountDueMinor(bill)),
        bill.reference, bill.payBy, bill.sync,
      ]),
    ]; // biome-ignore format: columns in the order of their headings
  },
  "clients.csv": ({ clients }) => [
    ["Client", "Email", "Phone", "Address", "Pays by"],
    ...clients.map(({ name, email, phone, address, payBy }) => [name, email, phone, address, payBy]),
  ],
  "payments.csv": ({ payments, allocations, bills }) => {
    const numbers = new Map(bills.map(({ id, number }) => [id, number]));
    const toward = Map.groupBy(allocations, ({ paymentId }) => paymentId);
    return [
      ["Came on", "Currency", "Amount", "Given back", "State", "Known from", "Method", "For bills"],
      ...payments.map((it) => [
        it.paidOn, it.currency, pounds(it.amountMinor), pounds(it.refundedMinor), it.state, it.source, it.method,
        (toward.get(it.id) ?? []).map(({ billId }) => numbers.get(billId)).join(" "),
      ]),
    ]; // biome-ignore format: columns in the order of their headings
  },
};

function fileOfYear(year: TaxYear): string {
  return `accounts-${formatTaxYear(year)}.csv`;
}

/** The table that a file is made of; undefined for a name that means none. */
function tableOf(name: string): ((books: Books) => Rows) | undefined {
  const year = /^accounts-(20\d\d)-\d\d\.csv$/.exec(name)?.[1];
  if (year !== undefined) return (books) => accountantsTable(books, Number(year));
  return Object.hasOwn(tables, name) ? tables[name] : undefined;
}

/** The files there are, in the order of the page. */
const files: readonly (readonly [name: string, label: string])[] = [
  ["bills.csv", "Bills"],
  ["clients.csv", "Clients"],
  ["payments.csv", "Payments"],
];

export function exportPage(ports: PagesPorts) {
  return signedIn(ports, async (c, visit) => {
    const years = taxYearsIn(await ports.store.read((tx) => readBooks(tx, visit.trader.id)));
    const take = (name: string, label: string) =>
      html`<form method="post" action="/export/${name}">${guard(visit)}${button(label, "quiet")}</form>`;
    const body = html`<h1>Export</h1>
${
  years.length === 0
    ? null
    : html`<section class="panel stack"><h2>For your accountant</h2>
<p>Bills and payments of a tax year, which runs from 6 April to 5 April.</p>
<div class="row">${years.map((year) => take(fileOfYear(year), `${formatTaxYear(year)} (CSV)`))}</div></section>`
}
<section class="panel stack"><h2>For a spreadsheet</h2>
<div class="row">${files.map(([name, label]) => take(name, `${label} (CSV)`))}</div></section>
<section class="panel stack"><h2>Everything</h2>
<p>Settings, clients, bills with their lines, payments, and what you did, in one file for machines.</p>
<div class="row">${take("everything.json", "Everything (JSON)")}</div></section>
<p class="tip">Your chats are told of each download, so that nobody takes your books along unnoticed.</p>`;
    return await tradersPage(c, visit, { title: "Export", body, at: "/settings", narrow: true });
  });
}

/** Gives a file out. The chats are told of it as they would be of any order; the same form sent again is not told again. */
export function exportFile(ports: PagesPorts) {
  return signedIn(ports, async (c, visit) => {
    const { session, trader, now } = visit;
    const form = await readForm(c);
    if (!isOwnForm(session, textOf(form, "form"))) return await notOurs(c, visit);
    const name = c.req.param("file") ?? "";
    const table = tableOf(name);
    if (table === undefined && name !== "everything.json") return await nothingHere(c, visit);
    const content = await ports.store.transaction(async (tx) => {
      if (await takeForm(tx, session.id, textOf(form, "once"), now))
        await inTraderTurn(
          ports.desk,
          tx,
          trader.id,
          (turn) => fileTaken(turn, name),
          session.conversationId,
        );
      return table === undefined
        ? JSON.stringify(await readEverything(tx, visit), null, 1)
        : toCsv(table(await readBooks(tx, trader.id)));
    });
    return download(c, name, table === undefined ? "application/json" : "text/csv; charset=utf-8", content);
  });
}

async function readEverything(tx: Tx, { trader, now }: Visit) {
  const { id: _, turns: __, ...settings } = trader;
  const books = await readBooks(tx, trader.id);
  return { exportedAt: now, amounts: "in minor units (pence)", settings, ...books };
}

function download(c: Context, name: string, type: string, content: string): Response {
  for (const [header, value] of Object.entries(pageHeaders())) c.header(header, value);
  c.header("content-type", type);
  c.header("content-disposition", `attachment; filename="justpayme-${name}"`);
  return c.body(content);
}
