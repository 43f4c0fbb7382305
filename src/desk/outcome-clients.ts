import type { Client } from "../domain/client.ts";
import type { Consent } from "../domain/consent.ts";
import type { Currency } from "../domain/money.ts";
import type { Statement } from "../domain/statement.ts";
import type { BillView } from "./bill-view.ts";

/** What came of a message about a client. */
export type ClientOutcome =
  | {
      readonly kind: "client-shown";
      readonly client: Client;
      /** How long they have to pay, where that is their own or was asked. */
      readonly termsDays: number | null;
      readonly aliases: readonly string[];
      readonly creditMinor: number;
      readonly currency: Currency;
      /** What they said of messages on WhatsApp; null where nothing. */
      readonly consent: Pick<Consent, "optedInAt" | "how" | "stoppedAt"> | null;
      /** Mail to their address does not arrive. */
      readonly refusesMail: boolean;
      readonly owed: readonly BillView[];
      readonly closed: readonly BillView[];
    }
  | {
      readonly kind: "client-changed";
      readonly before: Client;
      readonly client: Client;
      readonly actionId: string;
    }
  | ({ readonly kind: "alias-added" } & AliasChange)
  | ({ readonly kind: "alias-forgotten" } & AliasChange)
  /** What was to be forgotten is the client's own name. */
  | { readonly kind: "alias-own"; readonly client: Client }
  | { readonly kind: "client-same"; readonly client: Client }
  /** Mail to their address, which did not arrive, is tried again. */
  | { readonly kind: "mail-again"; readonly client: Client }
  | { readonly kind: "client-unclear"; readonly client: Client }
  | { readonly kind: "name-taken"; readonly name: string; readonly client: Client }
  | {
      readonly kind: "client-sure";
      readonly client: Client;
      readonly field: "email" | "address";
      readonly value: string;
      readonly proposalId: string;
    }
  | {
      readonly kind: "client-news";
      readonly client: Client;
      readonly field: "email" | "address";
      readonly actionId: string;
    }
  | { readonly kind: "which-client"; readonly clients: readonly Client[]; readonly proposalId: string }
  | {
      readonly kind: "statement";
      readonly client: Client;
      readonly statement: Statement;
      /** Sends it. */
      readonly proposalId: string;
    }
  | { readonly kind: "client-added"; readonly client: Client; readonly actionId: string }
  | { readonly kind: "client-exists"; readonly client: Client }
  | { readonly kind: "no-client"; readonly said: string };

interface AliasChange {
  readonly client: Client;
  readonly alias: string;
  readonly actionId: string;
}
