import { endThere, told } from "../desk/connect-xero.ts";
import type { Outcome } from "../desk/outcome.ts";
import { viewOf } from "../desk/turn.ts";
import { isOwed } from "../domain/bill.ts";
import type { XeroConnection } from "../domain/mirror.ts";
import { xero as limits } from "../limits.ts";
import { firstLine } from "../log.ts";
import type { Ledger } from "../ports-ledger.ts";
import type { Source } from "../schedule/timetable.ts";
import { getBill, listOwed } from "../store/bills.ts";
import { releaseLease, takeLease } from "../store/leases.ts";
import {
  type ConnectionChanges,
  changeXeroConnection,
  findXeroConnection,
  listDueConnections,
  nextFullAt,
} from "../store/xero-connections.ts";
import { closeEvents, listWaitingEvents } from "../store/xero-events.ts";
import {
  changeMirror,
  listLinkless,
  listLongWaiting,
  listMirrors,
  setOnlineUrl,
} from "../store/xero-mirrors.ts";
import { changeXeroSignIn, listForgottenSignIns } from "../store/xero-sign-ins.ts";
import { applyInvoices } from "./apply.ts";
import { chunks } from "./push-job.ts";
import { booksOf, inTurn, noteHeard, noteTrouble, type Room } from "./room.ts";
import { LedgerFault } from "./sdk/ledger-fault.ts";

const lookLeaseMs = 5 * 60_000;
const linksAtOnce = 5;
const pagesMax = 20;

/**
 * Looks at Xero again and again: what changed every few minutes, everything that is open once a day, what webhooks
 * named, and the import. When each is due is in the connection's row.
 */
export function watchSource(room: Room): Source {
  return {
    name: "xero",
    // A leap of the clock stops once a day: whoever looks at its end sees every change of between.
    nextAt: (after) => room.store.read((tx) => nextFullAt(tx, after)),
    run: async (now) => {
      for (const connection of await room.store.read((tx) => listDueConnections(tx, now))) {
        await look(room, connection, now);
      }
      await tellLongWaiting(room, now);
      await endForgotten(room, now);
    },
  };
}

/** One look at one organisation; two processes do not look at once. */
async function look(room: Room, connection: XeroConnection, now: Date): Promise<void> {
  const name = `xero-watch:${connection.traderId}`;
  const holder = room.desk.random.id();
  const until = new Date(now.getTime() + lookLeaseMs);
  if (!(await room.store.transaction((tx) => takeLease(tx, { name, holder, until }, now)))) return;
  const change = (changes: ConnectionChanges) =>
    room.store.transaction((tx) => changeXeroConnection(tx, connection, changes));
  try {
    await change({ pollDueAt: new Date(now.getTime() + limits.pollMs) });
    await takeChanges(room, connection, change);
    if (connection.fullDueAt <= now) {
      await readAllOpen(room, connection);
      await change({ fullDueAt: new Date(now.getTime() + limits.fullMs) });
      if (connection.factsAt.getTime() + limits.factsMs <= now.getTime())
        await readFacts(room, connection, change);
    }
    if (connection.importPage !== null) await importOpen(room, connection, connection.importPage, change);
    await fetchLinks(room, connection);
    await noteHeard(room, connection);
  } catch (error) {
    await noteTrouble(room, connection, error);
    if (!(error instanceof LedgerFault)) throw error;
    room.desk.log.warn({ error: firstLine(error) }, "Xero could not be looked at");
  } finally {
    await room.store.transaction((tx) => releaseLease(tx, name, holder));
  }
}

type Change = (changes: ConnectionChanges) => Promise<boolean>;

/** What changed since the last look, by Xero's own clock, and what webhooks named. */
async function takeChanges(room: Room, connection: XeroConnection, change: Change): Promise<void> {
  const books = booksOf(room, connection, true);
  const events = await room.store.read((tx) => listWaitingEvents(tx, connection.organisationId));
  const named = [...new Set(events.filter((it) => it.category === "INVOICE").map((it) => it.resourceId))];
  for (const some of chunks(named, limits.idsMax)) {
    await applyInvoices(room, connection, await books.invoicesByIds(some), { quiet: false });
  }
  let cursor = connection.cursorAt ?? (await books.latestChange());
  if (cursor !== null) {
    const since = new Date(cursor.getTime() - limits.overlapMs);
    for (let page = 1; page <= pagesMax; page += 1) {
      const { invoices, more } = await books.invoicesSince(since, page);
      await applyInvoices(room, connection, invoices, { quiet: false });
      for (const it of invoices) if (it.updatedAt > cursor) cursor = it.updatedAt;
      if (!more) break;
    }
    await change({ cursorAt: cursor });
  }
  const now = room.desk.clock.now();
  await room.store.transaction((tx) =>
    closeEvents(
      tx,
      events.map((it) => it.id),
      now,
    ),
  );
}

/** What the organisation is set to, read again; what has become a nuisance since is told. */
async function readFacts(room: Room, connection: XeroConnection, change: Change): Promise<void> {
  const facts = await booksOf(room, connection, true).facts();
  await change({ facts, factsAt: room.desk.clock.now() });
  const { organisationName: organisation, facts: before, settings } = connection;
  const news: Outcome[] = [];
  if (facts.remindersOn && !before.remindersOn)
    news.push(told({ what: "reminders-on", organisation, shortCode: facts.shortCode }));
  const account = settings?.account ?? null;
  if (account !== null && !facts.salesAccounts.some(({ code }) => code === account))
    news.push(told({ what: "account-gone", organisation, account, choices: facts.salesAccounts }));
  if (news.length > 0) await inTurn(room, connection.traderId, async () => news);
}

/** Not every change counts as one in Xero: once a day everything that is open is read. */
async function readAllOpen(room: Room, connection: XeroConnection): Promise<void> {
  const books = booksOf(room, connection, true);
  const ids = await room.store.read(async (tx) => {
    const open: string[] = [];
    for (const { invoiceId, billId } of await listMirrors(tx, connection)) {
      if (invoiceId !== null && isOwed(await getBill(tx, connection.traderId, billId))) open.push(invoiceId);
    }
    return open;
  });
  for (const some of chunks(ids, limits.idsMax)) {
    await applyInvoices(room, connection, await books.invoicesByIds(some), { quiet: false });
  }
}

/** Takes open invoices over, page by page; where it got to is kept after each. One message says what came. */
async function importOpen(
  room: Room,
  connection: XeroConnection,
  from: number,
  change: Change,
): Promise<void> {
  const books = booksOf(room, connection, true);
  const { organisationName: organisation, traderId } = connection;
  for (let page = from; ; page += 1) {
    const { invoices, more, total } = await books.openInvoices(page, limits.importPage);
    if (page === 1 && more)
      await inTurn(room, traderId, async () => [told({ what: "importing", organisation, total })]);
    await applyInvoices(room, connection, invoices, { quiet: true });
    await change({ importPage: more ? page + 1 : null });
    if (!more) break;
  }
  await inTurn(room, traderId, async (turn) => {
    const owed = (await listOwed(turn.tx, traderId)).filter(({ bill }) => bill.sync === "Xero-managed");
    const clients = new Set(owed.map(({ client }) => client.id)).size;
    const owedMinor = owed.reduce((sum, { bill }) => sum + bill.totalMinor - bill.paidMinor, 0);
    return [told({ what: "imported", organisation, count: owed.length, clients, owedMinor })];
  });
}

/** Links that were not fetched when the invoice was made, a few at a time. */
async function fetchLinks(room: Room, connection: XeroConnection): Promise<void> {
  const { traderId } = connection;
  const books = booksOf(room, connection, true);
  for (const { invoiceId } of await room.store.read((tx) => listLinkless(tx, traderId, linksAtOnce))) {
    if (invoiceId === null) continue;
    const url = await linkOf(books, invoiceId);
    await room.store.transaction((tx) => setOnlineUrl(tx, traderId, invoiceId, url));
  }
}

/** One that Xero gives no link for is not asked about again. */
async function linkOf(books: Ledger, invoiceId: string): Promise<string> {
  try {
    return (await books.onlineUrl(invoiceId)) ?? "";
  } catch (error) {
    if (error instanceof LedgerFault && error.action === "stop") return "";
    throw error;
  }
}

/** Whom nobody said yes or no to in time is let go of at Xero. */
async function endForgotten(room: Room, now: Date): Promise<void> {
  for (const signIn of await room.store.read((tx) => listForgottenSignIns(tx, now))) {
    await inTurn(room, signIn.traderId, async (turn) => {
      const first = await changeXeroSignIn(turn.tx, signIn, { decidedAt: turn.now });
      if (first && signIn.pending !== null) endThere(turn, signIn.pending);
      return [];
    });
  }
}

/** A day without Xero matters: whoever waits is asked what clients are to get meanwhile. */
async function tellLongWaiting(room: Room, now: Date): Promise<void> {
  const before = new Date(now.getTime() - limits.quietMs);
  const waiting = await room.store.read((tx) => listLongWaiting(tx, before));
  for (const traderId of new Set(waiting.map((it) => it.traderId))) {
    const mine = waiting.filter((it) => it.traderId === traderId);
    await inTurn(room, traderId, async (turn) => {
      const connection = await findXeroConnection(turn.tx, traderId);
      if (connection?.state !== "on") return [];
      for (const mirror of mine) await changeMirror(turn.tx, mirror, { told: true });
      const bills = [];
      for (const { billId } of mine) bills.push(await viewOf(turn, await getBill(turn.tx, traderId, billId)));
      return [told({ what: "waiting-long", bills })];
    });
  }
}
