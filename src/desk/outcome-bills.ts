import type { AmountRefusal } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import type { SyncNote } from "../domain/mirror.ts";
import type { Road } from "../domain/step.ts";
import type { BillView } from "./bill-view.ts";

/** What came of making a bill, and of asking after one. */
export type BillOutcome =
  | {
      readonly kind: "billed";
      readonly bill: BillView;
      readonly sameAs: SameBill | null;
      /** What becomes of it, filled in as the turn ends; absent where there is nothing to say of it. */
      readonly sending?: Sending;
      /** What the client has paid too much before. */
      readonly creditMinor: number;
      readonly note?: SyncNote | null;
      readonly actionId: string;
    }
  /** A bill that waited for something goes now. */
  | { readonly kind: "released"; readonly bill: BillView; readonly sending: Going }
  | {
      readonly kind: "shown";
      readonly bill: BillView;
      /** The page its client pays on. */
      readonly payUrl: string;
      readonly note?: SyncNote | null;
    }
  | { readonly kind: "owed"; readonly bills: readonly BillView[]; readonly client: Client | null }
  /** What is late of it, oldest first. */
  | { readonly kind: "overdue"; readonly bills: readonly BillView[]; readonly owed: readonly BillView[] }
  | {
      readonly kind: "which-bill";
      readonly client: Client;
      readonly bills: readonly BillView[];
      readonly proposalId: string;
      /** Whether one payment may be for all of them. */
      readonly together: boolean;
    }
  | { readonly kind: "other-client"; readonly bill: BillView; readonly said: Client }
  | { readonly kind: "not-owed"; readonly bill: BillView }
  | { readonly kind: "no-bill"; readonly number: number | null }
  /** Whom it was to be billed to; null where a bill was to be changed. */
  | { readonly kind: "vat-refused"; readonly client: string | null }
  | { readonly kind: "refused-amount"; readonly why: AmountRefusal };

/** What becomes of a bill's own message to its client. */
export type Sending =
  | Going
  /** Nobody knows where to. */
  | { readonly kind: "no-address"; readonly client: Client }
  /** It waits for the trader's name. */
  | { readonly kind: "nameless" };
export interface Going {
  readonly kind: "goes";
  readonly at: Date;
  readonly now: Date;
  readonly client: Client;
  readonly by: Road;
  /** Whether the client would not be told who it is from. */
  readonly nameless: boolean;
  /** Clients can answer it, and nobody would read that. */
  readonly replyless: boolean;
}

export interface SameBill {
  readonly number: number;
  readonly agoMs: number;
}
