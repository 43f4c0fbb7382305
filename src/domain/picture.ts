import type { AgedDebt } from "./aged-debt.ts";
import type { Day } from "./day.ts";
import type { Currency } from "./money.ts";
import type { Statement } from "./statement.ts";

/** What was billed and paid in one month. */
export interface MonthFigures {
  /** `2026-11`. */
  readonly month: string;
  readonly billedMinor: number;
  readonly paidMinor: number;
  /** The middle of how long the bills paid in it took, from the day they were made; null where none was. */
  readonly daysToPay: number | null;
}

/** What a picture shows: all it takes to draw it, and again the same. */
export type Picture =
  | {
      readonly kind: "aged-debt";
      readonly on: Day;
      readonly currency: Currency;
      readonly rows: readonly AgedDebt[];
    }
  | { readonly kind: "months"; readonly currency: Currency; readonly months: readonly MonthFigures[] };

/** Something that goes along with a message, a picture or a paper: drawn when it is sent. */
export type Attachment = ({ readonly picture: Picture } | { readonly paper: Statement }) & {
  /** What it shows, for who cannot see it. */
  readonly alt: string;
};

const monthNames = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
] as const; // biome-ignore format: a year

/** `November 2026` of `2026-11`. */
export function monthName(month: string): string {
  return `${monthNames[Number(month.slice(5, 7)) - 1] ?? ""} ${month.slice(0, 4)}`;
}
