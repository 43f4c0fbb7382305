import { mayWriteOnWhatsApp } from "../desk/road.ts";
import { whatsAppCloud as limits } from "../limits.ts";
import type { Clock, SendResult } from "../ports.ts";
import { findConsent, putConsent } from "../store/client-chat.ts";
import { getClient } from "../store/clients.ts";
import type { Store } from "../store/store.ts";

/** A message to a client in its two forms: free words while they wrote lately, else the approved template's values. */
export interface ClientNote {
  readonly text: string;
  readonly values: readonly string[];
}
export type ClientContent =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "template"; readonly values: readonly string[] };

/** The line to clients, from the trader's own business number. One attempt; never throws. */
export interface ClientLine {
  send(phone: string, content: ClientContent, key: string, signal: AbortSignal): Promise<SendResult>;
}

export interface Addressee {
  readonly traderId: string;
  readonly clientId: string;
}

/** Messages to clients on WhatsApp: one trader's own number, and only who opted in and did not say stop. */
export interface ClientMessenger {
  /** One attempt; reads once more whether they may be written to, and whether free words may go. */
  send(
    to: Addressee,
    note: ClientNote,
    key: string,
    signal: AbortSignal,
  ): Promise<SendResult | { readonly kind: "may-not" }>;
}

export function createClientMessenger(store: Store, clock: Clock, line: ClientLine): ClientMessenger {
  const look = ({ traderId, clientId }: Addressee) =>
    store.read(async (tx) => {
      const client = await getClient(tx, traderId, clientId);
      if (client.phone === null || !(await mayWriteOnWhatsApp(tx, client))) return null;
      const heardAt = (await findConsent(tx, traderId, clientId))?.heardAt ?? null;
      return { phone: client.phone, open: isOpen(heardAt, clock.now()) };
    });
  return {
    send: async (to, { text, values }, key, signal) => {
      const found = await look(to);
      if (found === null) return { kind: "may-not" };
      if (found.open) {
        const result = await line.send(found.phone, { kind: "text", text }, key, signal);
        if (result.kind === "sent" || result.why !== "window-closed") return result;
        // Meta's clock decides.
        await store.transaction(async (tx) => {
          const consent = await findConsent(tx, to.traderId, to.clientId);
          if (consent !== undefined) await putConsent(tx, { ...consent, heardAt: null });
        });
      }
      return await line.send(found.phone, { kind: "template", values }, key, signal);
    },
  };
}

function isOpen(heardAt: Date | null, now: Date): boolean {
  return heardAt !== null && now.getTime() < heardAt.getTime() + limits.windowMs - limits.windowMarginMs;
}
