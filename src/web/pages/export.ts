import type { Context } from "hono";
import { html } from "hono/html";
import { audit } from "../../desk/audit.ts";
import { amountDueMinor } from "../../domain/bill.ts";
import { type Books, readBooks } from "../../store/export.ts";
import type { Tx } from "../../store/store.ts";
import { link } from "../page/parts.ts";
import { pageHeaders } from "../page/respond.ts";
import { toCsv } from "./csv.ts";
import { tradersPage } from "./frame.ts";
import { nothingHere } from "./nothing.ts";
import type { PagesPorts } from "./ports.ts";
import { signedIn, type Visit } from "./visit.ts";

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

export function exportPage(ports: PagesPorts) {
  return signedIn(ports, async (c, visit) => {
    const body = html`<h1>Export</h1>
<section class="panel stack"><h2>For a spreadsheet or an accountant</h2>
<p class="row">${link("/export/bills.csv", "Bills", "quiet")}${link("/export/clients.csv", "Clients", "quiet")}${link("/export/payments.csv", "Payments", "quiet")}</p></section>
<section class="panel stack"><h2>Everything</h2>
<p>Settings, clients, bills with their lines, payments, and what you did, in one file for machines.</p>
<p class="row">${link("/export/everything.json", "Everything (JSON)", "quiet")}</p></section>`;
    return await tradersPage(c, visit, { title: "Export", body, at: "/settings", narrow: true });
  });
}

/** Reads what is taken along, and writes down that it was. */
async function taken<T>(ports: PagesPorts, visit: Visit, read: (tx: Tx) => Promise<T>): Promise<T> {
  const { session, trader, now } = visit;
  return await ports.store.transaction(async (tx) => {
    const scene = { tx, now, random: ports.random, conversation: { id: session.conversationId } };
    await audit(scene, trader.id, "exported");
    return await read(tx);
  });
}

export function exportFile(ports: PagesPorts) {
  return signedIn(ports, async (c, visit) => {
    const name = c.req.param("file") ?? "";
    const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
    if (table !== undefined) {
      const books = await taken(ports, visit, (tx) => readBooks(tx, visit.trader.id));
      return download(c, name, "text/csv; charset=utf-8", toCsv(table(books)));
    }
    if (name !== "everything.json") return await nothingHere(c, visit);
    const everything = await taken(ports, visit, (tx) => readEverything(tx, visit));
    return download(c, name, "application/json", JSON.stringify(everything, null, 1));
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
