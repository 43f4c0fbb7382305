import { told } from "../desk/connect-xero.ts";
import { viewOf } from "../desk/turn.ts";
import { amountDueMinor } from "../domain/bill.ts";
import type { Handler } from "../effects/attempt.ts";
import { Fault } from "../fault.ts";
import type { Ledger } from "../ports-ledger.ts";
import { getBill } from "../store/bills.ts";
import { getPayment, listAllocations } from "../store/payments.ts";
import { findXeroConnection } from "../store/xero-connections.ts";
import { findMirror } from "../store/xero-mirrors.ts";
import { writtenReference } from "./apply-money.ts";
import { booksOf, inTurn, noteTrouble, type Room } from "./room.ts";

/** Puts a payment recorded here on the bill's invoice, once: our reference in Xero tells whether it is there. */
export function writeBackHandler(room: Room): Handler<"write-back"> {
  return {
    inDoubt: "repeat",
    reconcile: async () => ({ kind: "absent" }),
    deliver: async ({ traderId, work, id, fence }) => {
      if (traderId !== null) await write(room, traderId, work, `${id}.${fence}`);
      return { remoteId: null };
    },
  };
}

interface Work {
  readonly billId: string;
  readonly paymentId: string;
  readonly undo: boolean;
}

async function write(
  room: Room,
  traderId: string,
  { billId, paymentId, undo }: Work,
  key: string,
): Promise<void> {
  const { connection, mirror, bill, payment, amountMinor } = await room.store.read(async (tx) => ({
    connection: await findXeroConnection(tx, traderId),
    mirror: await findMirror(tx, traderId, billId),
    bill: await getBill(tx, traderId, billId),
    payment: await getPayment(tx, traderId, paymentId),
    amountMinor:
      (await listAllocations(tx, traderId, paymentId)).find((it) => it.billId === billId)?.amountMinor ?? 0,
  }));
  const account = connection?.settings?.writeBackAccount ?? null;
  if (connection === undefined || account === null || mirror === undefined || !connection.settings?.writeBack)
    return;
  if (connection.state === "reconnect") throw new Fault("reconnect", "Xero must be connected again");
  if (connection.state !== "on") return;
  // Its invoice is on its way: the payment follows it.
  if (mirror.invoiceId === null)
    throw new Fault("later", "the invoice is not there yet", { retryAfterMs: 60_000 });
  const { invoiceId } = mirror;
  const books: Ledger = booksOf(room, connection, true);
  const reference = writtenReference(paymentId);
  try {
    const [invoice] = await books.invoicesByIds([invoiceId]);
    const there = invoice?.payments.find((it) => it.reference === reference);
    if (undo) {
      if (there !== undefined) await books.unpay(there.id, key);
      return;
    }
    // Not counted any more, there already, or what is due fell by it: a bank feed, or somebody, was first.
    const counts = payment.state === "arrived" && amountMinor > 0;
    if (!counts || invoice?.status !== "approved" || there !== undefined) return;
    if (invoice.dueMinor <= amountDueMinor(bill)) return;
    const paid = Math.min(amountMinor, invoice.dueMinor);
    const done = await books.pay(
      { invoiceId, account, amountMinor: paid, paidOn: payment.paidOn, reference },
      key,
    );
    if (done.kind === "written") return;
    const words = done.messages.join(" ");
    await inTurn(room, traderId, async (turn) => [
      told({
        what: "write-back-refused",
        bill: await viewOf(turn, await getBill(turn.tx, traderId, billId)),
        words,
      }),
    ]);
  } catch (error) {
    await noteTrouble(room, connection, error);
    throw error;
  }
}
