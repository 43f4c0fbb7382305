import type { Bill } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import type { Currency } from "../domain/money.ts";

interface BillOf {
  readonly bill: Bill;
  readonly client: Client;
}

/** One thing to tell of money that nobody had to tell us of. */
export type MoneyNews =
  | { readonly what: "paid"; readonly bill: BillOf; readonly cancelled: number }
  | { readonly what: "part-paid"; readonly bill: BillOf; readonly amountMinor: number }
  /** More came than any bill needed. With the bill it was meant for, if any. */
  | {
      readonly what: "over";
      readonly client: Client;
      readonly bill: Bill | null;
      readonly restMinor: number;
      readonly currency: Currency;
    }
  /** Money that counted for a bill counts no longer, and the bill is owed again. */
  | {
      readonly what: "returned";
      readonly why: "failed" | "refunded" | "disputed" | "dispute-lost" | "removed" | "credit-removed";
      readonly bill: BillOf;
      readonly amountMinor: number;
    }
  | {
      readonly what: "rest-refunded" | "refund-failed" | "dispute-won";
      readonly client: Client;
      readonly amountMinor: number;
      readonly currency: Currency;
    };

/** What a trader is told who asked whether money has come, and none had. */
export interface MoneyAnswer {
  /** Of whom, and how much, it was asked; null for any. */
  readonly client: Client | null;
  readonly amountMinor: number | null;
  readonly currency: Currency;
  /** What is still to come of that. */
  readonly bills: readonly BillOf[];
  /** Who was asked and did not answer. */
  readonly silent: readonly ("Stripe" | "Xero")[];
}

/** Card payments, switched on or off. */
export type CardNews =
  /** A page, behind a link that works once. */
  | { readonly what: "link"; readonly url: string }
  | { readonly what: "on"; readonly name: string | null; readonly bills: number }
  | { readonly what: "already"; readonly name: string | null }
  | { readonly what: "off"; readonly why: "refused" | "asked" }
  | { readonly what: "sure"; readonly name: string | null; readonly proposalId: string }
  | { readonly what: "none" };
