import type { Day } from "./domain/day.ts";
import type {
  Contact,
  Invoice,
  InvoiceDraft,
  NewContact,
  OrganisationFacts,
  Written,
} from "./domain/ledger.ts";

/** By what right calls to the outside books are made, and the turn each must wait for. */
export interface LedgerSession {
  readonly organisationId: string;
  /** A token that is taken; `refused` is one that was not, where there was one. */
  access(refused: string | null): Promise<string>;
  /** Throws a `Fault` where the limits leave no call now. */
  enter(): Promise<LedgerTurn>;
}

/** What a call was about, and what its answer said of the limits. */
export interface LedgerHeard {
  readonly asked: string;
  readonly changes: boolean;
  readonly failed: boolean;
  readonly dayRemaining: number | null;
  readonly pausedMs?: number | null;
}

export interface LedgerTurn {
  /** Gives the turn back, with what the answer said of the limits. */
  leave(heard: LedgerHeard): Promise<void>;
}

/**
 * The outside books of one organisation. Every call has a timeout, and throws a `LedgerFault` where the outside fails.
 * `key` names a change, so that a repeated request is one.
 */
export interface Ledger {
  invoicesByNumbers(numbers: readonly string[]): Promise<readonly Invoice[]>;
  /** At most 40 at once. */
  invoicesByIds(ids: readonly string[]): Promise<readonly Invoice[]>;
  /** What changed since, a page at a time from 1. */
  invoicesSince(
    since: Date | null,
    page: number,
  ): Promise<{ readonly invoices: readonly Invoice[]; readonly more: boolean }>;
  /** When, by Xero's own clock, any of its invoices was last changed; null where it has none. */
  latestChange(): Promise<Date | null>;
  /** Approved and not paid, for an import. */
  openInvoices(
    page: number,
    size: number,
  ): Promise<{ readonly invoices: readonly Invoice[]; readonly more: boolean; readonly total: number }>;
  /** Makes them, never changes one. At most 50; an answer for each, in order. */
  createInvoices(drafts: readonly InvoiceDraft[], key: string): Promise<readonly Written<Invoice>[]>;
  updateInvoices(
    changes: readonly { readonly id: string; readonly draft: InvoiceDraft }[],
    key: string,
  ): Promise<readonly Written<Invoice>[]>;
  closeInvoice(id: string, to: "voided" | "deleted", key: string): Promise<Written<Invoice>>;
  /** Has it say that the client was sent it: only what is approved can. */
  markSent(id: string, key: string): Promise<Written<Invoice>>;
  /** Where the client sees and pays it; drafts have none. */
  onlineUrl(id: string): Promise<string | null>;
  /** Archived ones too. */
  contactsBy(search: { readonly name: string } | { readonly email: string }): Promise<readonly Contact[]>;
  /** All of them, archived ones too, a page at a time from 1. */
  contacts(page: number): Promise<{ readonly contacts: readonly Contact[]; readonly more: boolean }>;
  /** By Xero's id or by the number we gave it. */
  contactById(id: string): Promise<Contact | null>;
  createContacts(contacts: readonly NewContact[], key: string): Promise<readonly Written<Contact>[]>;
  pay(payment: LedgerPayment, key: string): Promise<Written<{ readonly id: string; readonly paidOn: Day }>>;
  unpay(id: string, key: string): Promise<Written<null>>;
  facts(): Promise<OrganisationFacts>;
}

export interface LedgerPayment {
  readonly invoiceId: string;
  readonly account: string;
  readonly amountMinor: number;
  readonly paidOn: Day;
  readonly reference: string;
}

/** What a consent gave, and what it became when it was refreshed. */
export interface LedgerTokens {
  readonly access: string;
  readonly refresh: string;
  readonly accessUntil: Date;
  /** The person at Xero whose consent it is. */
  readonly userId: string;
  /** Names the consent. */
  readonly consentId: string;
}

export interface LedgerConnection {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly consentId: string;
}

/** Who lets us into the outside books. Throws a `LedgerFault`: `disconnected` where a grant is dead. */
export interface LedgerDoor {
  /** Where a person allows us in. */
  consentUrl(asked: {
    readonly state: string;
    readonly verifier: string;
    readonly redirectUri: string;
  }): Promise<string>;
  exchange(
    came: { readonly code: string; readonly state: string },
    asked: { readonly verifier: string; readonly redirectUri: string },
  ): Promise<LedgerTokens>;
  refresh(refreshToken: string): Promise<LedgerTokens>;
  /** Every organisation the person let us into. */
  connections(accessToken: string): Promise<readonly LedgerConnection[]>;
  disconnect(accessToken: string, connectionId: string): Promise<void>;
}
