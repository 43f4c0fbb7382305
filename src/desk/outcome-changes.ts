import type { Client } from "../domain/client.ts";
import type { Currency } from "../domain/money.ts";
import type { SettingKind, Settings } from "../domain/setting.ts";
import type { BillView } from "./bill-view.ts";

/** What came of changing a bill, and of taking something back. */
export type ChangeOutcome =
  | { readonly kind: "edited"; readonly before: BillView; readonly bill: BillView; readonly actionId: string }
  | {
      readonly kind: "not-edited";
      readonly bill: BillView;
      readonly why: "closed" | "less-than-paid" | "only-line" | "same";
    }
  /** An edit named a line that the bill has not, or more than one of that name. */
  | { readonly kind: "no-line"; readonly bill: BillView; readonly said: string }
  /** An edited message that made these bills says nothing we could make of them, or asks for something else. */
  | { readonly kind: "edit-unclear"; readonly bills: readonly BillView[] }
  | { readonly kind: "edit-other"; readonly bills: readonly BillView[] }
  /** An edited message is about bills that were cancelled since. */
  | { readonly kind: "revised-closed"; readonly bills: readonly BillView[] }
  | {
      readonly kind: "written-off";
      readonly bill: BillView;
      /** Where Xero shows its invoice, which stays open there; null where there is none. */
      readonly inXero: string | null;
      readonly actionId: string;
    }
  | { readonly kind: "cancelled"; readonly bill: BillView; readonly actionId: string }
  | { readonly kind: "not-cancelled"; readonly bill: BillView }
  /** `actionId`: what takes that back in its turn, where something can. */
  | { readonly kind: "undone"; readonly undone: Undone; readonly actionId?: string }
  | {
      readonly kind: "not-undone";
      readonly why:
        | "nothing"
        | "already"
        | "paid-since"
        | "client-has-bills"
        | "closed-since"
        | "confirmed-since"
        | "changed-since"
        | "gone-since"
        | "refunded-since"
        | "no-undo"
        | "not-again";
    };

export type Undone =
  | { readonly kind: "hold-undone" }
  | { readonly kind: "letter-stopped"; readonly clients: readonly Client[] }
  | { readonly kind: "bill-cancelled"; readonly bill: BillView }
  | { readonly kind: "bill-reopened"; readonly bill: BillView }
  | { readonly kind: "edit-reversed"; readonly before: BillView; readonly bill: BillView }
  | { readonly kind: "payment-removed"; readonly bill: BillView; readonly amountMinor: number }
  | {
      readonly kind: "payment-back";
      readonly bills: readonly BillView[];
      readonly amountMinor: number;
      readonly currency: Currency;
    }
  | {
      readonly kind: "payments-removed";
      readonly bills: readonly BillView[];
      readonly amountMinor: number;
      readonly currency: Currency;
    }
  | {
      readonly kind: "payment-again";
      readonly bills: readonly BillView[];
      readonly amountMinor: number;
      readonly currency: Currency;
    }
  | { readonly kind: "credit-off"; readonly bill: BillView; readonly amountMinor: number }
  | {
      readonly kind: "refund-removed";
      readonly client: Client;
      readonly currency: Currency;
      readonly amountMinor: number;
    }
  | { readonly kind: "client-removed"; readonly client: Client }
  | { readonly kind: "client-restored"; readonly client: Client }
  | { readonly kind: "alias-back"; readonly client: Client; readonly alias: string }
  | { readonly kind: "alias-removed"; readonly client: Client; readonly alias: string }
  | { readonly kind: "setting-restored"; readonly setting: SettingKind; readonly settings: Settings };
