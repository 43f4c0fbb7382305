import type { Day } from "./day.ts";
import type { PaymentMethod } from "./intent.ts";
import type { Currency } from "./money.ts";

/** Where we know of the money from. */
export const paymentSources = ["stripe", "xero", "said"] as const;
export type PaymentSource = (typeof paymentSources)[number];

/** Money that arrived. */
export interface Payment {
  readonly id: string;
  readonly traderId: string;
  readonly source: PaymentSource;
  /** The source's own id; null for what the trader said. */
  readonly externalId: string | null;
  readonly method: PaymentMethod | null;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly paidOn: Day;
  readonly createdAt: Date;
  /** Set when it was taken back: undone, bounced or removed. Such a payment counts for nothing. */
  readonly removedAt: Date | null;
}

/**
 * What is over of a payment that was more than was owed. Allocations, what is left and what was given back always
 * add up to the payment.
 */
export interface Credit {
  readonly traderId: string;
  readonly paymentId: string;
  readonly clientId: string;
  readonly currency: Currency;
  readonly leftMinor: number;
  readonly refundedMinor: number;
}

/** The part of a payment set against one bill. */
export interface Allocation {
  readonly paymentId: string;
  readonly billId: string;
  readonly amountMinor: number;
}
