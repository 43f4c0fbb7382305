import type { Bill } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import type { Day } from "../domain/day.ts";
import type { OrganisationFacts } from "../domain/ledger.ts";
import type { Difference, SyncProblem, XeroConnection, XeroSettings } from "../domain/mirror.ts";

/** A bill as a person is told of it. */
interface BillView {
  readonly bill: Bill;
  readonly client: Client;
}

/** What there is to tell of Xero. */
export type XeroNews =
  /** This installation is not joined to Xero. */
  | { readonly what: "off" }
  | { readonly what: "not-connected" }
  | { readonly what: "link"; readonly url: string; readonly connection: XeroConnection | null }
  | {
      readonly what: "confirm";
      readonly organisation: string;
      /** Of the organisation it is connected to now, where that is another. */
      readonly instead: string | null;
      readonly proposalId: string;
    }
  | { readonly what: "refused-there" }
  | {
      readonly what: "connected";
      readonly organisation: string;
      readonly url: string;
      readonly facts: OrganisationFacts;
      /** Whether settings of before are used again. */
      readonly resumed: boolean;
    }
  | {
      readonly what: "ready";
      readonly connection: XeroConnection;
      readonly settings: XeroSettings;
      /** Bills made before, which may be pushed too. */
      readonly open: number;
      readonly proposalId: string | null;
      /** Whether the trader counts as VAT registered from now on. */
      readonly vatNow: boolean;
      /** Days from a bill to its due day, where they are the organisation's from now on. */
      readonly termsNow: number | null;
      readonly first: boolean;
    }
  | {
      readonly what: "status";
      readonly connection: XeroConnection;
      readonly problems: readonly { readonly bill: BillView; readonly problem: SyncProblem }[];
      readonly waiting: number;
      readonly settingsUrl: string | null;
    }
  | { readonly what: "disconnect-sure"; readonly organisation: string; readonly proposalId: string }
  | { readonly what: "disconnected"; readonly organisation: string; readonly linked: number }
  | { readonly what: "lost"; readonly organisation: string }
  | { readonly what: "retrying"; readonly count: number }
  | { readonly what: "nothing-to-retry" }
  | { readonly what: "one-way"; readonly bill: BillView }
  | {
      readonly what: "failed";
      readonly bill: BillView;
      readonly problem: SyncProblem;
      readonly connection: XeroConnection;
      readonly candidates: readonly {
        readonly id: string;
        readonly name: string;
        readonly email: string | null;
      }[];
      readonly lockedUntil: Day | null;
    }
  | {
      readonly what: "failed-many";
      readonly bills: readonly BillView[];
      readonly problem: SyncProblem;
    }
  /** It was made in Xero, which is connected for reading only: what was asked for can be done there alone. */
  | { readonly what: "managed-there"; readonly bill: BillView }
  /** A change of a bill that was made in Xero, which Xero did not take. */
  | { readonly what: "change-refused"; readonly bill: BillView; readonly problem: SyncProblem }
  | { readonly what: "declined"; readonly organisation: string }
  /** Xero has begun to remind clients as well. */
  | { readonly what: "reminders-on"; readonly organisation: string; readonly shortCode: string }
  /** The account that invoices were put on is archived or gone. */
  | {
      readonly what: "account-gone";
      readonly organisation: string;
      readonly account: string;
      readonly choices: OrganisationFacts["salesAccounts"];
    }
  | { readonly what: "renumbered"; readonly bill: BillView; readonly before: number }
  | {
      readonly what: "edited-there";
      readonly bill: BillView;
      readonly differences: readonly Difference[];
      readonly payable: boolean;
    }
  | { readonly what: "kept-mine"; readonly bill: BillView }
  | { readonly what: "took-theirs"; readonly bill: BillView }
  | { readonly what: "left-out"; readonly bill: BillView }
  | { readonly what: "voided-there"; readonly bill: BillView; readonly deleted: boolean }
  | { readonly what: "approved-there"; readonly bill: BillView }
  | { readonly what: "credited-there"; readonly bill: BillView; readonly amountMinor: number }
  | { readonly what: "importing"; readonly organisation: string; readonly total: number }
  | {
      readonly what: "imported";
      readonly organisation: string;
      readonly count: number;
      readonly clients: number;
      readonly owedMinor: number;
    }
  | { readonly what: "waiting-long"; readonly bills: readonly BillView[] }
  | { readonly what: "own-page"; readonly count: number }
  | { readonly what: "keeps-waiting"; readonly count: number }
  | { readonly what: "write-back-refused"; readonly bill: BillView; readonly words: string }
  | { readonly what: "settings"; readonly connection: XeroConnection; readonly settings: XeroSettings }
  | {
      readonly what: "no-such-choice";
      readonly about: "account" | "tax" | "theme";
      readonly choices: readonly string[];
    };
