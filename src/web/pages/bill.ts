import type { Context } from "hono";
import { html, raw } from "hono/html";
import { canPerform } from "../../desk/perform.ts";
import { amountDueMinor, type BillLine, daysOverdue, isOwed } from "../../domain/bill.ts";
import type { Day } from "../../domain/day.ts";
import type { Hold } from "../../domain/hold.ts";
import { formatMoney } from "../../domain/money.ts";
import { amountsOf, vatPercent } from "../../domain/vat.ts";
import { findBill, listLines } from "../../store/bills.ts";
import { getClient } from "../../store/clients.ts";
import { listHolds } from "../../store/holds.ts";
import { findMirror } from "../../store/xero-mirrors.ts";
import { type Html, joined, when } from "../page/html.ts";
import {
  type Column,
  day,
  facts,
  instant,
  link,
  money,
  notice,
  panel,
  pill,
  statePill,
  syncPill,
  table,
} from "../page/parts.ts";
import { acts, order } from "./act.ts";
import { readLife } from "./bill-life.ts";
import { type BillOrder, type BillSeen, billOrders, findOrder } from "./bill-orders.ts";
import { oneOf } from "./form.ts";
import { ordering, tradersPage } from "./frame.ts";
import type { Happening } from "./happening.ts";
import { methodOptions } from "./new-bill.ts";
import { nothingHere } from "./nothing.ts";
import type { PagesPorts } from "./ports.ts";
import { holdsOn, holdText } from "./step-life.ts";
import { signedIn, type Visit } from "./visit.ts";
import { pressXero, xeroPart, xeroTaps } from "./xero-part.ts";

export function billPage(ports: PagesPorts) {
  return signedIn(ports, (c, visit) => showBill(ports, c, visit, null));
}

/** One of the orders that a bill's page offers. */
export function sendBillOrder(ports: PagesPorts) {
  return acts(ports, async (c, visit, form) => {
    const seen = await see(ports, c, visit);
    const wanted = findOrder(c.req.param("order"));
    if (seen === null || wanted === undefined) return await nothingHere(c, visit);
    const said = wanted.read(form, seen);
    if (typeof said === "string") return await showBill(ports, c, visit, said);
    const { number } = seen.bill;
    const intent = { ...said, intent: wanted.verb, certainty: "said" as const, bill: number };
    return { take: (turn) => order(turn, intent), next: `/bills/${number}` };
  });
}

/** A button about the bill in Xero. */
export function sendXeroPress(ports: PagesPorts) {
  return acts(ports, async (c, visit, form) => {
    const seen = await see(ports, c, visit);
    const press = oneOf(xeroTaps, form["press"]);
    if (seen === null || press === null) return await nothingHere(c, visit);
    const { id, number } = seen.bill;
    return { take: async (turn) => [await pressXero(turn, id, press)], next: `/bills/${number}` };
  });
}

/** The bill of that number among the trader's own; nobody else's can be named. */
async function see(ports: PagesPorts, c: Context, visit: Visit): Promise<BillSeen | null> {
  const number = /^\d{1,9}$/.exec(c.req.param("number") ?? "")?.[0];
  if (number === undefined) return null;
  return await ports.store.read(async (tx) => {
    const bill = await findBill(tx, visit.trader.id, Number(number));
    if (bill === undefined) return null;
    const client = await getClient(tx, visit.trader.id, bill.clientId);
    return { bill, client, lines: await listLines(tx, visit.trader.id, bill.id) };
  });
}

async function showBill(
  ports: PagesPorts,
  c: Context,
  visit: Visit,
  wrong: string | null,
): Promise<Response> {
  const seen = await see(ports, c, visit);
  if (seen === null) return await nothingHere(c, visit);
  const { bill, client } = seen;
  const { life, holds, mirror } = await ports.store.read(async (tx) => ({
    life: await readLife(tx, bill, visit.today),
    mirror: await findMirror(tx, bill.traderId, bill.id),
    holds: holdsOn(await listHolds(tx, bill.traderId), bill, visit.today),
  }));
  const body = joined([
    when(wrong !== null, () => notice(wrong ?? "", "bad")),
    head(seen, holds, visit),
    html`<div class="split">${panel("The bill", lines(seen))}
<div class="do stack">${joined([panel("What you can do", orders(seen, holds, visit)), xeroPart(bill, mirror, visit)])}</div>
${panel("Its life", html`${timeline(life, visit.today)}<p class="tip no-print"><a href="/help/reminders">How reminders work</a></p>`)}</div>`,
  ]);
  const title = `Bill ${bill.number}, ${client.name}`;
  return await tradersPage(c, visit, { title, body, at: "/bills" }, { status: wrong === null ? 200 : 422 });
}

function head({ bill, client }: BillSeen, holds: readonly Hold[], { today }: Visit): Html {
  const due = amountDueMinor(bill);
  const method = methodOptions.find(({ value }) => value === bill.payBy)?.label ?? "";
  const rows = [
    ["Due", day(bill.dueOn)],
    ["Made", day(bill.issuedOn)],
    ...(bill.supplyOn === null ? [] : [["Work done", day(bill.supplyOn)] as const]),
    ["Paid by", method],
    ...(bill.paidMinor > 0 ? [["Paid", money(bill.paidMinor, bill.currency)] as const] : []),
    ...(due > 0 && due !== bill.totalMinor ? [["Still owed", money(due, bill.currency)] as const] : []),
    ...(bill.reference === null ? [] : [["Reference", bill.reference] as const]),
  ] as const;
  const paper = `/pay/${bill.publicId}`;
  return html`<div class="stack"><p class="muted no-print"><a href="/bills">Bills</a> / bill ${bill.number}</p>
<div class="head"><h1><a class="quiet" href="/clients/${client.id}">${client.name}</a></h1><p class="big num">${formatMoney(bill.totalMinor, bill.currency)}</p></div>
<p class="row">${statePill(bill.state, daysOverdue(bill, today))}${syncPill(bill.sync)}${isOwed(bill) ? holds.map((hold) => pill(holdText(hold), "wait")) : null}</p>
${facts(rows)}
<p class="row no-print">${link(paper, "As the client sees it", "quiet")}${link(`${paper}/bill.pdf`, "PDF", "quiet")}</p></div>`;
}

function lines({ bill, lines: items }: BillSeen): Html {
  const { netMinor, vatMinor, grossMinor } = amountsOf(items, bill);
  const sum = (name: string, minor: number) =>
    html`<tr><th scope="row">${name}</th><td class="num">${money(minor, bill.currency)}</td></tr>`;
  const counted: Column<BillLine> = {
    heading: "How many",
    cell: (line) =>
      line.quantity === 1
        ? null
        : html`<span class="muted">${line.quantity} × ${money(line.unitMinor, bill.currency)}</span>`,
  };
  return html`${table<BillLine>(
    "Lines of the bill",
    [
      { heading: "What for", cell: (line) => line.description ?? "Work" },
      ...(items.some(({ quantity }) => quantity !== 1) ? [counted] : []),
      { heading: "Amount", look: "num", cell: (line) => money(line.amountMinor, bill.currency) },
    ],
    items,
  )}
<table class="sums"><caption class="sr">What it comes to</caption><tbody>
${when(vatMinor > 0, () => html`${sum("Before VAT", netMinor)}${sum(`VAT at ${vatPercent(bill.vat)}%`, vatMinor)}`)}
${sum("Total", grossMinor)}</tbody></table>`;
}

/** What happened, then today, then what is to come. */
function timeline(life: readonly Happening[], today: Day): Html {
  const one = ({ at, text, look }: Happening) =>
    html`<li${look === "done" ? "" : raw(` class="${look}"`)}>${text}${typeof at === "string" ? day(at) : instant(at)}</li>`;
  const next = life.findIndex(({ look }) => look === "ahead");
  if (next === -1) return html`<ol class="timeline">${life.map(one)}</ol>`;
  const now = html`<li class="today"><strong>Today</strong>${day(today)}</li>`;
  return html`<ol class="timeline">${life.slice(0, next).map(one)}${now}${life.slice(next).map(one)}</ol>`;
}

/** What is done most stands out; what takes something away is red. */
function looks({ verb, danger }: BillOrder): Html | "" {
  if (verb === "record-payment") return raw(' class="main"');
  return danger ? raw(' class="danger"') : "";
}

function orders(seen: BillSeen, holds: readonly Hold[], visit: Visit): Html {
  const { number } = seen.bill;
  const offered = Object.entries(billOrders).filter(
    ([, it]) => canPerform(it.verb) && it.fits(seen.bill, holds),
  );
  if (offered.length === 0) return html`<p>Nothing more: this bill is closed.</p>`;
  const one = (name: string, it: BillOrder) => {
    const reason = it.not?.(seen.bill, holds) ?? null;
    if (reason !== null)
      return html`<p class="not"><strong>${it.label}</strong><span class="tip"> ${reason}</span></p>`;
    return html`<details${looks(it)}><summary>${it.label}</summary>${ordering(visit, `/bills/${number}/${name}`, it.fields(seen, visit))}</details>`;
  };
  return html`<div class="orders">${offered.map(([name, it]) => one(name, it))}</div>`;
}
