import { type Bill, isOwed } from "../domain/bill.ts";
import { getBill } from "../store/bills.ts";
import { findXeroConnection } from "../store/xero-connections.ts";
import { findMirror, setOnlineUrl } from "../store/xero-mirrors.ts";
import { applyInvoices } from "./apply.ts";
import { isHinted } from "./look.ts";
import { booksOf, noteTrouble, type Room } from "./room.ts";
import { LedgerFault } from "./sdk/ledger-fault.ts";

/** What Xero says of a bill just before its client is written to. */
export type XeroAnswer =
  | { readonly kind: "owed" }
  /** With the reason, as the end of a sentence. */
  | { readonly kind: "wait"; readonly why: string };

const owed: XeroAnswer = { kind: "owed" };

/** Reads the bill's invoice again, takes what it says, and tells whether the client may be written to. */
export async function askXero(room: Room, asked: Bill): Promise<XeroAnswer> {
  const { traderId, id } = asked;
  const { connection, mirror } = await room.store.read(async (tx) => ({
    connection: await findXeroConnection(tx, traderId),
    mirror: await findMirror(tx, traderId, id),
  }));
  if (connection === undefined || mirror === undefined || asked.sync === "No longer syncing") return owed;
  if (connection.state === "off" || connection.organisationId !== mirror.organisationId || mirror.ownPage)
    return owed;
  // Until it can be asked, whoever has paid must not be chased.
  if (connection.state !== "on") return wait("Xero must be connected again first.");
  if (mirror.invoiceId === null)
    return wait(mirror.problem === null ? "it is not in Xero yet." : "it could not be put into Xero.");
  if (mirror.status === "draft" || mirror.status === "submitted")
    return wait("it is a draft in Xero, to be approved there.");
  // The letter and the invoice would say different things.
  if (mirror.problem !== null || mirror.wanted > mirror.pushed)
    return wait("Xero has not taken it as it is here.");
  if (mirror.drift !== null) return wait("it was edited in Xero, and you have not said which counts.");
  const books = booksOf(room, connection, false);
  try {
    const invoices = await books.invoicesByIds([mirror.invoiceId]);
    await applyInvoices(room, connection, invoices, { quiet: false });
    if (mirror.onlineUrl === null && invoices[0]?.status === "approved") {
      const url = await books.onlineUrl(mirror.invoiceId);
      await room.store.transaction((tx) => setOnlineUrl(tx, traderId, mirror.invoiceId ?? "", url));
    }
  } catch (error) {
    if (!(error instanceof LedgerFault)) throw error;
    await noteTrouble(room, connection, error);
    return wait("Xero does not answer just now.");
  }
  const now = await room.store.read((tx) => getBill(tx, traderId, id));
  if (!isOwed(now)) return wait(`it is ${now.state} now.`);
  if (await isHinted(room, now)) return wait("a card payment has just been made that may be for it.");
  return now.paidMinor === asked.paidMinor && now.totalMinor === asked.totalMinor
    ? owed
    : wait("it has just changed.");
}

function wait(why: string): XeroAnswer {
  return { kind: "wait", why };
}
