import type { Handler } from "../effects/attempt.ts";
import { Fault } from "../fault.ts";
import { findXeroConnection } from "../store/xero-connections.ts";
import { findMirror } from "../store/xero-mirrors.ts";
import { booksOf, noteTrouble, type Room } from "./room.ts";

/**
 * Has an invoice say in Xero that its client was sent it, once our own mail has left. Not while Xero's own reminders
 * are on: they go by that mark, and the client would be chased twice.
 */
export function markSentHandler(room: Room): Handler<"mark-sent"> {
  return {
    inDoubt: "repeat",
    reconcile: async () => ({ kind: "absent" }),
    deliver: async ({ traderId, work, id, fence }) => {
      if (traderId !== null) await mark(room, traderId, work.billId, `${id}.${fence}`);
      return { remoteId: null };
    },
  };
}

async function mark(room: Room, traderId: string, billId: string, key: string): Promise<void> {
  const { connection, mirror } = await room.store.read(async (tx) => ({
    connection: await findXeroConnection(tx, traderId),
    mirror: await findMirror(tx, traderId, billId),
  }));
  if (connection === undefined || connection.facts.remindersOn || mirror === undefined) return;
  if (connection.organisationId !== mirror.organisationId || mirror.status !== "approved") return;
  if (connection.state === "reconnect") throw new Fault("reconnect", "Xero must be connected again");
  if (connection.state !== "on" || mirror.invoiceId === null) return;
  try {
    // What Xero will not have is no more than a word that is missing there.
    await booksOf(room, connection, true).markSent(mirror.invoiceId, key);
  } catch (error) {
    await noteTrouble(room, connection, error);
    throw error;
  }
}
