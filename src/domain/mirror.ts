import type { Invoice, InvoiceStatus, OrganisationFacts } from "./ledger.ts";

/** How a trader's books and Xero's are tied together. */

export interface XeroSettings {
  /** Code of the revenue account. */
  readonly account: string;
  /** The rate for a bill whose VAT is not said otherwise. */
  readonly taxType: string;
  readonly theme: string | null;
  readonly pushAs: "approved" | "draft";
  readonly direction: "two-way" | "read-only";
  readonly importOn: boolean;
  readonly writeBack: boolean;
  /** Id of the account that payments recorded here are put on. */
  readonly writeBackAccount: string | null;
}

/**
 * - `setup`: connected, and nothing is pushed until the settings are saved;
 * - `on`;
 * - `reconnect`: Xero does not let us in any more, the trader must connect again;
 * - `off`: disconnected by the trader.
 */
export const connectionStates = ["setup", "on", "reconnect", "off"] as const;
export type ConnectionState = (typeof connectionStates)[number];

export interface XeroConnection {
  readonly traderId: string;
  readonly state: ConnectionState;
  /** The person at Xero whose consent it is: their tokens are in `xero_grants`. */
  readonly userId: string;
  /** Xero's id of the connection, by which it is ended. */
  readonly connectionId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly facts: OrganisationFacts;
  readonly settings: XeroSettings | null;
  readonly connectedAt: Date;
  readonly factsAt: Date;
  /** When an answer last came from Xero. */
  readonly syncedAt: Date | null;
  /** Xero's own instant up to which changes have been taken. */
  readonly cursorAt: Date | null;
  readonly pollDueAt: Date;
  readonly fullDueAt: Date;
  /** Since when Xero cannot be reached. */
  readonly failingSince: Date | null;
  /** Where an import of open invoices has got to: the next page; null when there is none. */
  readonly importPage: number | null;
}

/** Why a bill is not in Xero as it should be. */
export interface SyncProblem {
  readonly kind: SyncProblemKind;
  /** Xero's own words; empty where it said none. */
  readonly words: string;
}
export type SyncProblemKind =
  | "tax-type"
  | "account"
  | "contact-archived"
  | "contact-unclear"
  | "contact-name"
  | "locked"
  | "plan-cap"
  | "currency"
  | "has-payments"
  | "closed-there"
  | "permission"
  | "total-differs"
  | "refused";

/** Why a bill is not in Xero, or not as it should be. */
export type SyncNote =
  | { readonly why: "not-set-up"; readonly organisation: string }
  | { readonly why: "read-only" }
  /** The trader said so, of this bill. */
  | { readonly why: "said" }
  /** It was there before Xero was. */
  | { readonly why: "earlier" }
  | { readonly why: "failed"; readonly problem: SyncProblem };

/** What a tap has changed about how one bill is pushed. */
export interface PushChoices {
  readonly account?: string;
  readonly taxType?: string;
  /** Date it on the day it is pushed. */
  readonly dateToday?: boolean;
  /** Push it as a draft, whatever the setting. */
  readonly asDraft?: boolean;
  /** Write over what was changed in Xero. */
  readonly keepMine?: boolean;
}

/** What we know of a bill's invoice in Xero. */
export interface Mirror {
  readonly traderId: string;
  readonly billId: string;
  readonly organisationId: string;
  readonly number: string;
  /** A random word in the invoice's reference, by which ours is told from others. */
  readonly marker: string;
  readonly invoiceId: string | null;
  /** What the bill says, as a hash: what is to be in Xero. */
  readonly wantedHash: string;
  readonly wanted: number;
  /** The `wanted` that is in Xero. */
  readonly pushed: number;
  /** Whether a try to make the invoice may have reached Xero. */
  readonly attempted: boolean;
  /** Whether somebody waits for it: before bills pushed in bulk. */
  readonly urgent: boolean;
  readonly choices: PushChoices;
  /** What Xero held after our last push: what a difference is told from. */
  readonly base: Invoice | null;
  /** What Xero holds where that differs. */
  readonly drift: Invoice | null;
  readonly status: InvoiceStatus | null;
  readonly onlineUrl: string | null;
  readonly problem: SyncProblem | null;
  /** Since when it waits to be pushed. */
  readonly waitingSince: Date | null;
  /** Whether the trader has been told that it waits. */
  readonly told: boolean;
  /** Whether clients are sent to our own page of it meanwhile. */
  readonly ownPage: boolean;
}

export interface ContactLink {
  readonly traderId: string;
  readonly organisationId: string;
  readonly clientId: string;
  readonly contactId: string;
}

/** What a button about Xero does. */
export type XeroTap =
  | { readonly tap: "retry"; readonly billIds: readonly string[] }
  /** Push it again, another way. */
  | { readonly tap: "choose"; readonly billId: string; readonly choices: PushChoices }
  /** Which contact a client is; null makes a new one. */
  | { readonly tap: "contact"; readonly billId: string; readonly contactId: string | null }
  | { readonly tap: "keep-mine"; readonly billId: string }
  | { readonly tap: "use-xeros"; readonly billId: string }
  | { readonly tap: "leave-out"; readonly billId: string }
  /** What clients get meanwhile: our own page, or nothing yet. */
  | { readonly tap: "own-page"; readonly billIds: readonly string[] }
  | { readonly tap: "wait"; readonly billIds: readonly string[] };

/** What a sign-in brought, until the trader says in the chat that it is right. */
export interface PendingConnection {
  readonly userId: string;
  readonly connectionId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly facts: OrganisationFacts;
}

/** One thing that a bill says here and its invoice says otherwise. */
export interface Difference {
  readonly field: "amount" | "due" | "date" | "reference" | "number" | "contact" | "lines" | "currency";
  readonly mine: string;
  readonly theirs: string;
}
