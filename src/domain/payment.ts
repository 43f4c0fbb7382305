import type { Day } from "./day.ts";
import type { PaymentMethod } from "./intent.ts";
import type { Currency } from "./money.ts";

/** Where we know of the money from. */
export const paymentSources = ["stripe", "xero", "said"] as const;
export type PaymentSource = (typeof paymentSources)[number];

/**
 * What became of a payment. Only what has `arrived` counts.
 * - `processing`: promised by a bank that may yet refuse it (a Bacs debit), or `failed` when it did;
 * - `undone`: the trader took back what they said; `confirmed`: the same money has come with proof, as another row;
 * - `refunded`, `disputed`, `removed`: it had come, and was given back, contested, or struck out in the books.
 */
export const paymentStates = [
  "processing",
  "arrived",
  "failed",
  "undone",
  "confirmed",
  "refunded",
  "disputed",
  "removed",
] as const;
export type PaymentState = (typeof paymentStates)[number];

/** Money that arrived, or is on its way. */
export interface Payment {
  readonly id: string;
  readonly traderId: string;
  /** Who paid. */
  readonly clientId: string;
  readonly source: PaymentSource;
  /** The source's own id; null for what the trader said. */
  readonly externalId: string | null;
  readonly method: PaymentMethod | null;
  /** As it came. */
  readonly amountMinor: number;
  /** What of that was given back. */
  readonly refundedMinor: number;
  readonly currency: Currency;
  readonly paidOn: Day;
  readonly state: PaymentState;
  readonly createdAt: Date;
  /** Since when it counts for nothing; null while it counts, or may come to. */
  readonly removedAt: Date | null;
}

/** The part of a payment set against one bill. */
export interface Allocation {
  readonly paymentId: string;
  readonly billId: string;
  readonly amountMinor: number;
}

/** Money as whoever knows of it reports it, as often as they like. */
export interface Money
  extends Pick<
    Payment,
    "clientId" | "source" | "externalId" | "method" | "amountMinor" | "currency" | "paidOn"
  > {
  readonly state: "processing" | "arrived";
  /** The bills it is for, in the order in which they are served. */
  readonly toward: readonly Share[];
}

/** How much of some money a bill is meant to get; null is what is due on it. */
export interface Share {
  readonly billId: string;
  readonly amountMinor: number | null;
}
