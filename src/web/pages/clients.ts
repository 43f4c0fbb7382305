import { html, raw } from "hono/html";
import { type Client, nameKey } from "../../domain/client.ts";
import { type Day, daysBetween } from "../../domain/day.ts";
import { formatMoney } from "../../domain/money.ts";
import { habitText, payHabit } from "../../domain/pay-habit.ts";
import { pages as limits } from "../../limits.ts";
import { listPaidBills, type OwedSum, sumOwed } from "../../store/client-pages.ts";
import { listClients } from "../../store/clients.ts";
import type { Tx } from "../../store/store.ts";
import { type Html, joined, when } from "../page/html.ts";
import { button, empty, link, statePill, table } from "../page/parts.ts";
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
  readonly owed: readonly OwedSum[];
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
    const { rows, count } = await ports.store.read((tx) => look(tx, visit, asked));
    const body = joined([
      html`<div class="head"><h1>Clients</h1><div class="row no-print">${link("/clients/new", "New client")}</div></div>`,
      when(count > 1 || asked.find !== "", () => search(asked)),
      rows.length === 0 ? nothing(asked) : list(rows, visit),
      paging(asked, count),
    ]);
    return await tradersPage(c, visit, { title: "Clients", body, at: "/clients" });
  });
}

const byName = new Intl.Collator("en-GB", { sensitivity: "base", numeric: true });

/** Only of those that are shown is it looked up how they pay. */
async function look(tx: Tx, { trader }: Visit, { find, sort, page }: Asked) {
  const key = nameKey(find);
  const clients = (await listClients(tx, trader.id)).filter(
    (client) => find === "" || client.nameKey.includes(key),
  );
  const owed = Map.groupBy(await sumOwed(tx, trader.id), ({ clientId }) => clientId);
  const most = ({ id }: Client) => Math.max(0, ...(owed.get(id) ?? []).map(({ minor }) => minor));
  clients.sort((a, b) => (sort === "owed" ? most(b) - most(a) : 0) || byName.compare(a.name, b.name));
  const rows: ClientRow[] = [];
  const size = limits.billsPerPage;
  for (const client of clients.slice((page - 1) * size, page * size)) {
    const habit = await habitOf(tx, client);
    rows.push({ client, owed: owed.get(client.id) ?? [], habit });
  }
  return { rows, count: clients.length };
}

/** `usually 9 days late, on a Friday`; null where too few bills were paid to say. */
export async function habitOf(tx: Tx, { traderId, id }: Client): Promise<string | null> {
  const habit = payHabit(await listPaidBills(tx, traderId, { clientId: id, limit: limits.habitBillsEach }));
  return habit === null ? null : habitText(habit);
}

/** `£230 and €50`, or a dash. */
export function owedText(owed: readonly OwedSum[]): string {
  return owed.length === 0
    ? "–"
    : owed.map(({ currency, minor }) => formatMoney(minor, currency)).join(" and ");
}

/** How long the oldest of it has been overdue; null where nothing is. */
function overduePill(owed: readonly OwedSum[], today: Day): Html | null {
  const late = Math.max(0, ...owed.map(({ dueOn }) => daysBetween(dueOn, today)));
  return late === 0 ? null : statePill("open", late);
}

function search({ find, sort }: Asked): Html {
  return html`<form method="get" action="/clients" role="search" class="finder">
<div class="field"><label for="find" class="sr">Find</label><input id="find" name="find" type="search" value="${find}" placeholder="Find a client"></div>
<div class="field"><label for="sort" class="sr">Sort</label><select id="sort" name="sort">${Object.entries(
    sorts,
  ).map(
    ([value, name]) =>
      html`<option value="${value}"${value === sort ? raw(" selected") : ""}>${name}</option>`,
  )}</select></div>
${button("Show", "quiet")}</form>`;
}

function list(rows: readonly ClientRow[], { today }: Visit): Html {
  return html`<div class="panel sheet">${table<ClientRow>(
    "Clients",
    [
      { heading: "Client", cell: ({ client }) => html`<a href="/clients/${client.id}">${client.name}</a>` },
      {
        heading: "Owes",
        look: "num",
        cell: ({ owed }) => html`<strong class="num">${owedText(owed)}</strong>`,
      },
      {
        heading: "Pays",
        look: "wide",
        cell: ({ habit }) => (habit === null ? null : html`<span class="muted">${habit}</span>`),
      },
      { heading: "State", look: "wide", cell: ({ owed }) => overduePill(owed, today) },
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
