import type { Bill, BillLine, BillState } from "./bill.ts";
import type { ClientDetails } from "./client.ts";
import type { Allocation } from "./payment.ts";
import type { SettingKind, Settings } from "./setting.ts";

/** What a trader did that can be undone, with what is needed to undo it. */
export type JournalEntry =
  | { readonly kind: "create-bill"; readonly billId: string }
  | { readonly kind: "cancel-bill"; readonly billId: string; readonly was: BillState }
  | {
      readonly kind: "edit-bill";
      readonly billId: string;
      readonly was: BillContent;
      readonly now: BillContent;
    }
  | { readonly kind: "write-off"; readonly billId: string; readonly was: BillState }
  | { readonly kind: "record-payment"; readonly paymentId: string }
  | { readonly kind: "take-back-payment"; readonly paymentId: string }
  /** That another thing done was taken back. */
  | { readonly kind: "undo"; readonly actionId: string }
  | {
      readonly kind: "move-payment";
      readonly paymentId: string;
      /** Who was taken to have paid. */
      readonly wasClientId: string;
      readonly was: readonly Allocated[];
      readonly now: readonly Allocated[];
    }
  | { readonly kind: "use-credit"; readonly billId: string; readonly taken: readonly Taken[] }
  | { readonly kind: "refund-credit"; readonly clientId: string; readonly taken: readonly Taken[] }
  /** Holds that were made, and those they took the place of or that were lifted. */
  | { readonly kind: "hold-chasing"; readonly added: readonly string[]; readonly lifted: readonly string[] }
  | { readonly kind: "chase"; readonly stepIds: readonly string[] }
  | { readonly kind: "send-letter"; readonly effectId: string; readonly clientId: string }
  | { readonly kind: "add-client"; readonly clientId: string }
  | {
      readonly kind: "edit-client";
      readonly clientId: string;
      readonly was: Partial<ClientDetails>;
      readonly now: Partial<ClientDetails>;
    }
  | {
      readonly kind: "remove-alias";
      readonly clientId: string;
      readonly nameKey: string;
      readonly name: string;
    }
  | { readonly kind: "add-alias"; readonly clientId: string; readonly nameKey: string }
  | {
      readonly kind: "change-setting";
      readonly setting: SettingKind;
      readonly was: Partial<Settings>;
      readonly now: Partial<Settings>;
    };

/** A payment's part for one bill. */
export type Allocated = Omit<Allocation, "paymentId">;

/** What was taken of the credit that a payment left. */
export interface Taken {
  readonly paymentId: string;
  readonly amountMinor: number;
}

/** What of a bill an edit may change, and an undo brings back. */
export type BillContent = Pick<
  Bill,
  "clientId" | "vat" | "plusVat" | "dueOn" | "supplyOn" | "reference" | "payBy" | "toXero"
> & {
  readonly lines: readonly BillLine[];
};

export interface JournalAction {
  readonly id: string;
  readonly entry: JournalEntry;
  readonly at: Date;
  readonly undoneAt: Date | null;
}
