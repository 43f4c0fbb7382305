import { type Bill, isOwed } from "../domain/bill.ts";
import type { XeroConnection } from "../domain/mirror.ts";
import type { Handler } from "../effects/attempt.ts";
import { Fault } from "../fault.ts";
import { xero as limits } from "../limits.ts";
import { getBill } from "../store/bills.ts";
import { findXeroConnection } from "../store/xero-connections.ts";
import { endXeroHints, listXeroHints } from "../store/xero-hints.ts";
import { findMirror } from "../store/xero-mirrors.ts";
import { applyInvoices } from "./apply.ts";
import { chunks } from "./push-job.ts";
import { booksOf, noteTrouble, type Room } from "./room.ts";
import { LedgerFault } from "./sdk/ledger-fault.ts";

/** What came of a fresh look at Xero. `off`: none of the bills is there. */
export type Look = "off" | "quiet" | "news" | "in-vain";

/** Reads the invoices of bills again and takes what they say; what is news is told in the chat given. */
export async function lookAt(
  room: Room,
  traderId: string,
  bills: readonly Bill[],
  inChat: string | null,
): Promise<Look> {
  const { connection, ids } = await room.store.read(async (tx) => {
    const found = await findXeroConnection(tx, traderId);
    const invoices: string[] = [];
    for (const bill of bills) {
      const mirror = await findMirror(tx, traderId, bill.id);
      const here = mirror !== undefined && mirror.organisationId === found?.organisationId;
      if (here && mirror.invoiceId !== null && bill.sync !== "No longer syncing")
        invoices.push(mirror.invoiceId);
    }
    return { connection: found, ids: invoices };
  });
  if (connection === undefined || connection.state === "off" || ids.length === 0) return "off";
  if (connection.state !== "on") return "in-vain";
  return await read(room, connection, ids, inChat);
}

async function read(
  room: Room,
  connection: XeroConnection,
  ids: readonly string[],
  inChat: string | null,
): Promise<Look> {
  const books = booksOf(room, connection, false);
  let news = false;
  try {
    for (const some of chunks(ids, limits.idsMax)) {
      const invoices = await books.invoicesByIds(some);
      news = (await applyInvoices(room, connection, invoices, { quiet: false, inChat })) || news;
    }
  } catch (error) {
    if (!(error instanceof LedgerFault)) throw error;
    await noteTrouble(room, connection, error);
    return "in-vain";
  }
  return news ? "news" : "quiet";
}

/** How long after a payment was seen its bills' invoices are read again. */
const looksAfterMs = [5_000, 30_000, 120_000, 600_000];

/** Looks for a card payment that was seen elsewhere, until an invoice shows it or the time is up. */
export function readInvoicesHandler(room: Room): Handler<"read-invoices"> {
  return {
    inDoubt: "repeat",
    reconcile: async () => ({ kind: "absent" }),
    deliver: async ({ traderId, work: { billIds, intentRef }, createdAt }) => {
      if (traderId === null) return { remoteId: null };
      const now = room.desk.clock.now();
      const before = await waiting(room, traderId, billIds);
      if (before.length > 0) await lookAt(room, traderId, before, null);
      const still = await waiting(room, traderId, billIds);
      const changed =
        before.length !== still.length || before.some((it, at) => it.paidMinor !== still[at]?.paidMinor);
      const next = looksAfterMs.find((ms) => createdAt.getTime() + ms > now.getTime());
      if (!changed && still.length > 0 && next !== undefined)
        throw new Fault("later", "Xero does not show the payment yet", {
          retryAfterMs: createdAt.getTime() + next - now.getTime(),
        });
      return { remoteId: null, record: (tx) => endXeroHints(tx, traderId, intentRef) };
    },
  };
}

async function waiting(room: Room, traderId: string, billIds: readonly string[]): Promise<readonly Bill[]> {
  return await room.store.read(async (tx) => {
    const bills: Bill[] = [];
    for (const id of billIds) bills.push(await getBill(tx, traderId, id));
    return bills.filter(isOwed);
  });
}

/** Whether a payment was just seen elsewhere that may have been for this bill. */
export async function isHinted(room: Room, { traderId, id }: Bill): Promise<boolean> {
  const now = room.desk.clock.now();
  return (await room.store.read((tx) => listXeroHints(tx, traderId, id, now))).length > 0;
}
