import { html, raw } from "hono/html";
import { ages } from "../../domain/aged-debt.ts";
import { amountDueMinor, daysOverdue, isOwed } from "../../domain/bill.ts";
import { nameKey } from "../../domain/client.ts";
import type { Day } from "../../domain/day.ts";
import { type Hold, isActive } from "../../domain/hold.ts";
import { formatMoney } from "../../domain/money.ts";
import { pages as limits } from "../../limits.ts";
import {
  type BillFilter,
  type BillQuery,
  type BillRow,
  type BillSearch,
  type BillSort,
  type BillSum,
  billFilters,
  billSorts,
  listBillPage,
  sumBills,
} from "../../store/bill-pages.ts";
import { listClients } from "../../store/clients.ts";
import { listHolds } from "../../store/holds.ts";
import type { Tx } from "../../store/store.ts";
import { type Html, joined, when } from "../page/html.ts";
import { button, day, empty, facts, link, money, pill, statePill, syncPill, table } from "../page/parts.ts";
import { oneOf, penceOf } from "./form.ts";
import { tradersPage } from "./frame.ts";
import type { PagesPorts } from "./ports.ts";
import { findProgress } from "./progress.ts";
import { holdsOn, holdText } from "./step-life.ts";
import { signedIn, type Visit, type Visited } from "./visit.ts";

const filterNames: Readonly<Record<BillFilter, string>> = {
  open: "Open",
  overdue: "Overdue",
  held: "Held",
  promised: "Promised",
  paid: "Paid",
  failed: "Failed",
  closed: "Cancelled",
  all: "All",
};
const sortNames: Readonly<Record<BillSort, string>> = {
  newest: "Newest first",
  due: "Due first",
  most: "Most owed first",
};

/** What is asked for, as the address says it. */
interface Asked {
  readonly filter: BillFilter;
  readonly sort: BillSort;
  readonly find: string;
  /** From 1. */
  readonly page: number;
}

export function billsPage(ports: PagesPorts) {
  const page: Visited = async (c, visit) => {
    const asked = readAsked(c.req.query());
    const shown = await ports.store.read((tx) => look(tx, visit, asked));
    const body = joined([
      html`<div class="head"><h1>Bills</h1><div class="row no-print">${link("/bills/new", "New bill")}</div></div>`,
      filters(asked),
      search(asked),
      totals(shown.sums, asked),
      shown.rows.length === 0 ? nothing(asked) : list(shown.rows, shown.holds, visit),
      paging(asked, shown.count),
    ]);
    const { progress } = shown;
    return await tradersPage(c, visit, { title: "Bills", body, at: "/bills", progress });
  };
  return signedIn(ports, page);
}

function readAsked(query: Readonly<Record<string, string>>): Asked {
  const page = /^\d{1,6}$/.test(query["page"] ?? "") ? Math.max(1, Number(query["page"])) : 1;
  return {
    filter: oneOf(billFilters, query["show"]) ?? "open",
    sort: oneOf(billSorts, query["sort"]) ?? "due",
    find: (query["find"] ?? "").trim().slice(0, 100),
    page,
  };
}

async function look(tx: Tx, { trader, today }: Visit, asked: Asked) {
  const holds = (await listHolds(tx, trader.id)).filter((hold) => isActive(hold, today));
  const search = await searchOf(tx, trader.id, asked.find);
  const query: BillQuery = { filter: asked.filter, search, holds, today };
  const sums = await sumBills(tx, trader.id, query);
  const count = sums.reduce((all, sum) => all + sum.count, 0);
  const limit = limits.billsPerPage;
  const rows = await listBillPage(tx, trader.id, query, {
    sort: asked.sort,
    offset: (asked.page - 1) * limit,
    limit,
  });
  return { sums, count, rows, holds, progress: await findProgress(tx, trader.id) };
}

/** Finds by a client's name, a bill's number or its amount: whichever of these the words can be. */
async function searchOf(tx: Tx, traderId: string, find: string): Promise<BillSearch | null> {
  if (find === "") return null;
  const key = nameKey(find);
  const clients = await listClients(tx, traderId);
  const number = /^(?:bill |jpm-)?#?0*(\d{1,9})$/i.exec(find)?.[1];
  return {
    clientIds: clients.filter((client) => client.nameKey.includes(key)).map(({ id }) => id),
    number: number === undefined ? null : Number(number),
    totalMinor: penceOf(find),
  };
}

function address(asked: Asked, change: Partial<Asked>): string {
  const { filter, sort, find, page } = { ...asked, page: 1, ...change };
  const query = new URLSearchParams({ show: filter, sort, ...(find === "" ? {} : { find }) });
  if (page > 1) query.set("page", String(page));
  return `/bills?${query}`;
}

function filters(asked: Asked): Html {
  const order: readonly BillFilter[] = [
    "open",
    "overdue",
    "promised",
    "held",
    "paid",
    "failed",
    "closed",
    "all",
  ];
  return html`<nav aria-label="Which bills"><ul class="chips">${order.map(
    (filter) =>
      html`<li><a href="${address(asked, { filter })}"${filter === asked.filter ? raw(' aria-current="true"') : ""}>${filterNames[filter]}</a></li>`,
  )}</ul></nav>`;
}

function search({ filter, sort, find }: Asked): Html {
  return html`<form method="get" action="/bills" role="search" class="finder"><input type="hidden" name="show" value="${filter}">
<div class="field"><label for="find" class="sr">Find</label><input id="find" name="find" type="search" value="${find}" placeholder="Find a client, number or amount"></div>
<div class="field"><label for="sort" class="sr">Sort</label><select id="sort" name="sort">${billSorts.map(
    (it) => html`<option value="${it}"${it === sort ? raw(" selected") : ""}>${sortNames[it]}</option>`,
  )}</select></div>
${button("Show", "quiet")}</form>`;
}

/** What the bills come to: of those that may still be paid, what is owed and for how long. */
function totals(sums: readonly BillSum[], { filter }: Asked): Html | null {
  if (sums.length === 0) return null;
  const each = (minor: (sum: BillSum) => number) =>
    sums.map((sum) => formatMoney(minor(sum), sum.currency)).join(" and ");
  const number = sums.reduce((all, sum) => all + sum.count, 0).toLocaleString("en-GB");
  const count = (look: string) => ["Bills", html`<span class="${look}num">${number}</span>`] as const;
  const owedMinor = (sum: BillSum) => sum.byAge.reduce((all, minor) => all + minor, 0);
  if (sums.every((sum) => owedMinor(sum) === 0) || filter === "all")
    return facts([
      count(""),
      ["Billed", html`<span class="num">${each((it) => it.totalMinor)}</span>`],
      ["Paid", html`<span class="num">${each((it) => it.paidMinor)}</span>`],
    ]);
  const lateMinor = (sum: BillSum) => owedMinor(sum) - (sum.byAge[0] ?? 0);
  return html`<section class="stack tight" aria-label="What is owed">${facts([
    ["Still owed", html`<span class="big num">${each(owedMinor)}</span>`],
    [
      "Overdue",
      html`<span class="big num${sums.some((it) => lateMinor(it) > 0) ? " bad" : ""}">${each(lateMinor)}</span>`,
    ],
    count("big "),
  ])}${sums.length === 1 ? sums.map(ageBar) : null}</section>`;
}

/** How long what is owed has been owed, drawn and in words. */
function ageBar({ byAge, currency }: BillSum): Html | null {
  const all = byAge.reduce((sum, minor) => sum + minor, 0);
  if (all === 0) return null;
  let x = 0;
  const parts = byAge.map((minor, age) => {
    const from = x;
    x += (minor / all) * 100;
    return html`<rect class="age-${age}" x="${from.toFixed(2)}" width="${(x - from).toFixed(2)}" height="8"/>`;
  });
  const key = byAge.flatMap((minor, age) => {
    const name = age === 0 ? "Not yet due" : `${ages[age] ?? ""} days late`;
    return minor === 0
      ? []
      : [
          html`<li><svg viewBox="0 0 8 8" aria-hidden="true"><rect class="age-${age}" width="8" height="8" rx="2"/></svg>${name} ${money(minor, currency)}</li>`,
        ];
  });
  return html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${parts}</svg><ul class="key">${key}</ul>`;
}

function list(rows: readonly BillRow[], holds: readonly Hold[], { today }: Visit): Html {
  return html`<div class="panel sheet">${table<BillRow>(
    "Bills",
    [
      {
        heading: "Client",
        cell: ({ bill, client }) => html`<a href="/bills/${bill.number}">${client.name}</a>`,
      },
      { heading: "Bill", cell: ({ bill }) => html`<span class="muted num">bill ${bill.number}</span>` },
      { heading: "Due", cell: ({ bill }) => day(bill.dueOn), labelled: true },
      {
        heading: "State",
        look: "wide",
        cell: ({ bill }) =>
          html`<span class="row">${statePill(bill.state, daysOverdue(bill, today))}${when(bill.sync !== "Not in Xero", () => syncPill(bill.sync))}${heldPill(bill, holds, today)}</span>`,
      },
      { heading: "Amount", look: "num", cell: ({ bill }) => owing(bill) },
    ],
    rows,
  )}</div>`;
}

/** The latest word on why reminders wait. */
function heldPill(bill: BillRow["bill"], holds: readonly Hold[], today: Day): Html | null {
  const hold = isOwed(bill) ? holdsOn(holds, bill, today).at(-1) : undefined;
  return hold === undefined ? null : pill(holdText(hold), "wait");
}

function owing(bill: BillRow["bill"]): Html {
  const due = amountDueMinor(bill);
  if (due === bill.totalMinor || due === 0)
    return html`<strong>${money(bill.totalMinor, bill.currency)}</strong>`;
  return html`<strong>${money(due, bill.currency)}</strong> <span class="muted small">of ${money(bill.totalMinor, bill.currency)}</span>`;
}

function nothing(asked: Asked): Html {
  if (asked.find !== "")
    return empty(
      asked.filter === "all" ? `No bill fits "${asked.find}".` : `No bill among these fits "${asked.find}".`,
      html`<a href="${address(asked, { find: "", filter: "all" })}">Show all bills</a>`,
    );
  const words: Readonly<Record<BillFilter, string>> = {
    open: "Nobody owes you anything just now.",
    overdue: "Nothing is overdue.",
    held: "No reminders are on hold.",
    promised: "Nobody has promised a day.",
    paid: "No bill has been paid yet.",
    failed: "Nothing failed: every bill is where it should be.",
    closed: "No bill was cancelled or written off.",
    all: "You have no bills yet.",
  };
  const begin = html`<a href="/bills/new">Make a bill</a>, or say it in your chat: <kbd>bill Acme £230</kbd>`;
  return empty(words[asked.filter], asked.filter === "open" || asked.filter === "all" ? begin : null);
}

function paging(asked: Asked, count: number): Html | null {
  const pages = Math.ceil(count / limits.billsPerPage);
  if (pages < 2) return null;
  const to = (page: number, label: string) =>
    when(page >= 1 && page <= pages, () => link(address(asked, { page }), label, "quiet"));
  return html`<nav aria-label="Pages" class="row no-print">${to(asked.page - 1, "Before")}<span>Page ${Math.min(asked.page, pages)} of ${pages}</span>${to(asked.page + 1, "Next")}</nav>`;
}
