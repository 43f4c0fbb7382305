import { html, raw } from "hono/html";
import { amountDueMinor, daysOverdue } from "../../domain/bill.ts";
import { type Client, nameKey } from "../../domain/client.ts";
import { type Currency, formatMoney } from "../../domain/money.ts";
import { habitText, payHabit } from "../../domain/pay-habit.ts";
import { pages as limits } from "../../limits.ts";
import { listOwed } from "../../store/bills.ts";
import { listPaidBills } from "../../store/client-pages.ts";
import { listClients } from "../../store/clients.ts";
import type { Tx } from "../../store/store.ts";
import { type Html, joined, when } from "../page/html.ts";
import { button, empty, link, pill, table } from "../page/parts.ts";
import { tradersPage } from "./frame.ts";
import type { PagesPorts } from "./ports.ts";
import { signedIn, type Visit } from "./visit.ts";

const sorts = { owed: "Most owed first", name: "By name" } as const;
type Sort = keyof typeof sorts;

interface Asked {
  readonly find: string;
  readonly sort: Sort;
  /** From 1. */
  readonly page: number;
}

/** A client and what the list tells of them. */
interface ClientRow {
  readonly client: Client;
  readonly owed: ReadonlyMap<Currency, number>;
  readonly overdue: boolean;
  readonly habit: string | null;
}

export function clientsPage(ports: PagesPorts) {
  return signedIn(ports, async (c, visit) => {
    const { find = "", sort, page = "1" } = c.req.query();
    const asked: Asked = {
      find: find.trim().slice(0, 100),
      sort: sort === "name" ? "name" : "owed",
      page: /^\d{1,6}$/.test(page) ? Math.max(1, Number(page)) : 1,
    };
    const all = await ports.store.read((tx) => look(tx, visit, asked));
    const rows = all.slice((asked.page - 1) * limits.billsPerPage, asked.page * limits.billsPerPage);
    const body = joined([
      html`<div class="head"><h1>Clients</h1><div class="row no-print">${link("/clients/new", "New client", "quiet")}</div></div>`,
      search(asked),
      rows.length === 0 ? nothing(asked) : list(rows),
      paging(asked, all.length),
    ]);
    return await tradersPage(c, visit, { title: "Clients", body, at: "/clients" });
  });
}

const byName = new Intl.Collator("en-GB", { sensitivity: "base", numeric: true });

async function look(tx: Tx, { trader, today }: Visit, asked: Asked): Promise<readonly ClientRow[]> {
  const key = nameKey(asked.find);
  const clients = (await listClients(tx, trader.id)).filter(
    (client) => asked.find === "" || client.nameKey.includes(key),
  );
  const owed = Map.groupBy(await listOwed(tx, trader.id), ({ client }) => client.id);
  const limit = limits.habitBills;
  const paid = Map.groupBy(
    await listPaidBills(tx, trader.id, { clientId: null, limit }),
    ({ clientId }) => clientId,
  );
  const rows = clients.map((client): ClientRow => {
    const bills = (owed.get(client.id) ?? []).map(({ bill }) => bill);
    const sums = new Map<Currency, number>();
    for (const bill of bills) sums.set(bill.currency, (sums.get(bill.currency) ?? 0) + amountDueMinor(bill));
    const habit = payHabit(paid.get(client.id) ?? []);
    const overdue = bills.some((bill) => daysOverdue(bill, today) > 0);
    return { client, owed: sums, overdue, habit: habit === null ? null : habitText(habit) };
  });
  const most = ({ owed: sums }: ClientRow) => Math.max(0, ...sums.values());
  return rows.sort(
    (a, b) => (asked.sort === "owed" ? most(b) - most(a) : 0) || byName.compare(a.client.name, b.client.name),
  );
}

/** `£230 and €50`, or a dash. */
function owedText(owed: ReadonlyMap<Currency, number>): string {
  return owed.size === 0
    ? "–"
    : [...owed].map(([currency, minor]) => formatMoney(minor, currency)).join(" and ");
}

function search({ find, sort }: Asked): Html {
  return html`<form method="get" action="/clients" role="search" class="finder">
<div class="field"><label for="find">Find</label><input id="find" name="find" type="search" value="${find}" placeholder="Name"></div>
<div class="field"><label for="sort">Sort</label><select id="sort" name="sort">${Object.entries(sorts).map(
    ([value, name]) =>
      html`<option value="${value}"${value === sort ? raw(" selected") : ""}>${name}</option>`,
  )}</select></div>
${button("Show", "quiet")}</form>`;
}

function list(rows: readonly ClientRow[]): Html {
  return html`<div class="panel sheet">${table<ClientRow>(
    "Clients",
    [
      { heading: "Client", cell: ({ client }) => html`<a href="/clients/${client.id}">${client.name}</a>` },
      { heading: "Owes", look: "num", cell: ({ owed }) => owedText(owed) },
      {
        heading: "Pays",
        look: "wide",
        cell: ({ habit }) => html`<span class="muted">${habit ?? "not enough bills to say"}</span>`,
      },
      { heading: "State", look: "wide", cell: ({ overdue }) => when(overdue, () => pill("Overdue", "bad")) },
    ],
    rows,
  )}</div>`;
}

function nothing({ find }: Asked): Html {
  if (find !== "")
    return empty(`No client is called "${find}".`, html`<a href="/clients">Show all clients</a>`);
  return empty(
    "You have no clients yet.",
    html`Bill somebody, and they are here: <a href="/bills/new">make a bill</a>.`,
  );
}

function paging({ find, sort, page }: Asked, count: number): Html | null {
  const pages = Math.ceil(count / limits.billsPerPage);
  if (pages < 2) return null;
  const to = (at: number, label: string) =>
    when(at >= 1 && at <= pages, () =>
      link(`/clients?${new URLSearchParams({ find, sort, page: String(at) })}`, label, "quiet"),
    );
  return html`<nav aria-label="Pages" class="row no-print">${to(page - 1, "Before")}<span>Page ${Math.min(page, pages)} of ${pages}</span>${to(page + 1, "Next")}</nav>`;
}
