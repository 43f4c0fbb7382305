import type { SendResult } from "../ports.ts";
import { findConsent, findOnlyTrader } from "../store/client-chat.ts";
import { getClient } from "../store/clients.ts";
import type { Store, Tx } from "../store/store.ts";

/** A friendly reminder in the trader's name, as its approved template takes it: nothing of a legal kind fits in. */
export interface ClientLetter {
  readonly clientName: string;
  readonly traderName: string;
  readonly bill: string;
  readonly amount: string;
  readonly due: string;
  readonly link: string;
}

/** The line to clients, from the trader's own business number. */
export interface ClientLine {
  send(phone: string, values: readonly string[], key: string, signal: AbortSignal): Promise<SendResult>;
}

/** Messages to clients on WhatsApp: one trader's own number, and only who opted in and did not say stop. */
export interface ClientMessenger {
  mayWrite(tx: Tx, traderId: string, clientId: string): Promise<boolean>;
  /** One attempt; reads once more whether they may be written to. */
  send(
    to: { readonly traderId: string; readonly clientId: string },
    letter: ClientLetter,
    key: string,
    signal: AbortSignal,
  ): Promise<SendResult>;
}

export function createClientMessenger(store: Store, line: ClientLine): ClientMessenger {
  const mayWrite: ClientMessenger["mayWrite"] = async (tx, traderId, clientId) => {
    // A number that several share serves traders only.
    if ((await findOnlyTrader(tx)) !== traderId) return false;
    const consent = await findConsent(tx, traderId, clientId);
    return consent?.optedInAt != null && consent.stoppedAt === null;
  };
  return {
    mayWrite,
    send: async ({ traderId, clientId }, letter, key, signal) => {
      const phone = await store.read(async (tx) =>
        (await mayWrite(tx, traderId, clientId)) ? (await getClient(tx, traderId, clientId)).phone : null,
      );
      if (phone === null)
        return { kind: "not-sent", why: "rejected", detail: "this client may not be written to" };
      const { clientName, traderName, bill, amount, due, link } = letter;
      return await line.send(phone, [clientName, traderName, bill, amount, due, link], key, signal);
    },
  };
}
