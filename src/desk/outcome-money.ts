import type { Client } from "../domain/client.ts";
import type { Currency } from "../domain/money.ts";
import type { BillView } from "./bill-view.ts";
import type { CardNews, MoneyAnswer, MoneyNews } from "./money-news.ts";

/** What came of money. */
export type MoneyOutcome =
  | PaymentOutcome
  | { readonly kind: "money-answer"; readonly answer: MoneyAnswer }
  /** What came of card payments being switched on or off. */
  | { readonly kind: "cards"; readonly cards: CardNews }
  /** Money that a system found, or took back: a line each. */
  | { readonly kind: "money-news"; readonly news: readonly MoneyNews[] };

/** What came of a payment that the trader told of. */
export type PaymentOutcome =
  | {
      readonly kind: "paid-several";
      readonly client: Client;
      readonly parts: readonly (BillView & { readonly amountMinor: number })[];
      readonly amountMinor: number;
      /** What is over, and kept as the client's credit. */
      readonly creditMinor: number;
      readonly currency: Currency;
      readonly cancelled: number;
      readonly actionId: string;
    }
  /** More came than was owed, or less than all of several bills: the trader is asked what to do with it. */
  | ({ readonly kind: "overpaid" } & UnevenPayment)
  | ({ readonly kind: "short" } & UnevenPayment)
  | {
      readonly kind: "payment-moved";
      readonly bill: BillView;
      readonly from: readonly BillView[];
      readonly amountMinor: number;
      readonly actionId: string;
    }
  | { readonly kind: "payment-there"; readonly bill: BillView }
  | { readonly kind: "payment-too-large"; readonly bill: BillView; readonly amountMinor: number }
  | { readonly kind: "no-payment" }
  /** `bank`: whether the trader's bank details are known. */
  | { readonly kind: "payment-astray"; readonly client: Client; readonly bank: boolean }
  | {
      readonly kind: "credit-used";
      readonly bill: BillView;
      readonly usedMinor: number;
      readonly leftMinor: number;
      readonly cancelled: number;
      readonly actionId: string;
    }
  | {
      readonly kind: "credit-refunded";
      readonly client: Client;
      readonly currency: Currency;
      readonly amountMinor: number;
      readonly leftMinor: number;
      readonly actionId: string;
    }
  | { readonly kind: "no-credit"; readonly client: Client }
  | {
      readonly kind: "credit-less";
      readonly client: Client;
      readonly currency: Currency;
      readonly haveMinor: number;
      readonly saidMinor: number;
    }
  | { readonly kind: "paid"; readonly bill: BillView; readonly cancelled: number; readonly actionId: string }
  | {
      readonly kind: "part-paid";
      readonly bill: BillView;
      readonly paidMinor: number;
      readonly actionId: string;
    }
  | { readonly kind: "nothing-owed"; readonly client: Client };

interface UnevenPayment {
  readonly client: Client;
  readonly bills: readonly BillView[];
  readonly saidMinor: number;
  readonly dueMinor: number;
  readonly proposalId: string;
}
