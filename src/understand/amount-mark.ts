import { amountMaxMinor, type Currency } from "../domain/money.ts";
import { type AmountReading, claim, type Mark } from "./mark.ts";

/** Money for sure, of so many pounds; null where it cannot be told. */
export function amount(start: number, end: number, value: number | null, currency: Currency): Mark {
  return claim(start, end, reading(toMinor(value), currency, "sure", false));
}

/** Pence of pounds; null beyond what a bill may be. */
export function toMinor(value: number | null): number | null {
  if (value === null) return null;
  const minor = Math.round(value * 100);
  return Math.abs(minor) <= amountMaxMinor ? minor : null;
}

export function reading(
  minor: number | null,
  currency: Currency,
  strength: AmountReading["strength"],
  slang: boolean,
): AmountReading {
  return {
    kind: "amount",
    minor,
    currency,
    strength,
    slang,
    quantity: 1,
    rate: false,
    loosePrice: null,
    counted: null,
  };
}
