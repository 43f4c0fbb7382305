import type { Context } from "hono";
import { html } from "hono/html";
import { fileTaken } from "../../desk/export-books.ts";
import { inTraderTurn } from "../../desk/trader-turn.ts";
import { amountDueMinor } from "../../domain/bill.ts";
import { type Books, readBooks } from "../../store/export.ts";
import { takeForm } from "../../store/sessions.ts";
import type { Tx } from "../../store/store.ts";
import { button } from "../page/parts.ts";
import { pageHeaders } from "../page/respond.ts";
import { notOurs } from "./act.ts";
import { toCsv } from "./csv.ts";
import { readForm, textOf } from "./form.ts";
import { guard, tradersPage } from "./frame.ts";
import { nothingHere } from "./nothing.ts";
import type { PagesPorts } from "./ports.ts";
import { isOwnForm, signedIn, type Visit } from "./visit.ts";

type Rows = readonly (readonly (string | number | null)[])[];

/** Amounts as a spreadsheet adds them up: pounds with a point and two places. */
function amount(minor: number): string {
  return (minor / 100).toFixed(2);
}

const tables: Readonly<Record<string, (books: Books) => Rows>> = {
  "bills.csv": ({ bills, clients }) => {
    const names = new Map(clients.map(({ id, name }) => [id, name]));
    return [
      ["Bill", "Client", "State", "Made", "Due", "Currency", "Total", "VAT in it", "Paid", "Owed", "Reference", "Pays by", "Xero"],
      ...bills.map((bill) => [
        bill.number, names.get(bill.clientId) ?? "", bill.state, bill.issuedOn, bill.dueOn, bill.currency,
        amount(bill.totalMinor), amount(bill.vatMinor), amount(bill.paidMinor), amount(amountDueMinor(bill)),
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
        it.paidOn, it.currency, amount(it.amountMinor), amount(it.refundedMinor), it.state, it.source, it.method,
        (toward.get(it.id) ?? []).map(({ billId }) => numbers.get(billId)).join(" "),
      ]),
    ]; // biome-ignore format: columns in the order of their headings
  },
};

/** The files there are, in the order of the page. */
const files: readonly (readonly [name: string, label: string])[] = [
  ["bills.csv", "Bills"],
  ["clients.csv", "Clients"],
  ["payments.csv", "Payments"],
];

export function exportPage(ports: PagesPorts) {
  return signedIn(ports, async (c, visit) => {
    const take = (name: string, label: string) =>
      html`<form method="post" action="/export/${name}">${guard(visit)}${button(label, "quiet")}</form>`;
    const body = html`<h1>Export</h1>
<section class="panel stack"><h2>For a spreadsheet or an accountant</h2>
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
    const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
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
  const { lines, ...books } = await readBooks(tx, trader.id);
  const ofBill = Map.groupBy(lines, ({ billId }) => billId);
  return {
    exportedAt: now,
    amounts: "in minor units (pence)",
    settings,
    ...books,
    bills: books.bills.map((bill) => ({ ...bill, lines: ofBill.get(bill.id) ?? [] })),
  };
}

function download(c: Context, name: string, type: string, content: string): Response {
  for (const [header, value] of Object.entries(pageHeaders())) c.header(header, value);
  c.header("content-type", type);
  c.header("content-disposition", `attachment; filename="justpayme-${name}"`);
  return c.body(content);
}
