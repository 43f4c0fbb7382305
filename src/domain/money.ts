/** Money is integer minor units (pence) with its currency beside it; never a float of pounds. */

/** ISO 4217, upper case. */
export type Currency = string;

/** The largest amount a bill may have: £100,000,000 less a penny, well inside a safe integer. */
export const amountMaxMinor = 9_999_999_999;

/** `£1,250.50`, `£230`, `-£10`: pence are shown only when there are some. */
export function formatMoney(minor: number, currency: Currency = "GBP"): string {
  const sign = minor < 0 ? "-" : "";
  const whole = Math.trunc(Math.abs(minor) / 100);
  const pence = Math.abs(minor) % 100;
  const digits = whole.toString().replace(/\B(?=(\d{3})+$)/g, ",");
  const decimals = pence === 0 ? "" : `.${pence.toString().padStart(2, "0")}`;
  const symbol = currencySymbols[currency] ?? `${currency} `;
  return `${sign}${symbol}${digits}${decimals}`;
}

/** `£230.00`: in a column of figures the pence stand under each other. */
export function formatExact(minor: number, currency: Currency = "GBP"): string {
  const text = formatMoney(minor, currency);
  return text.includes(".") ? text : `${text}.00`;
}

/** Half away from zero: 0.5p becomes 1p, -0.5p becomes -1p. */
export function roundHalfAway(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}

const currencySymbols: Readonly<Record<string, string>> = { GBP: "£", EUR: "€", USD: "$" };
