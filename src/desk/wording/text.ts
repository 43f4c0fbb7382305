import type { Bill } from "../../domain/bill.ts";
import type { PaymentMethod } from "../../domain/intent.ts";
import { formatMoney } from "../../domain/money.ts";

/** The small parts that sentences are put together from. */

export function money(minor: number, bill: Bill): string {
  return formatMoney(minor, bill.currency);
}

/** How somebody pays: "Acme pays …". */
export const payWords: Readonly<Record<PaymentMethod, string>> = {
  cash: "in cash",
  bank: "by bank transfer",
  card: "by card",
  cheque: "by cheque",
};

export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

/** How long clients have to pay. */
export function termsText(days: number): string {
  return days === 0 ? "due the same day" : count(days, "day");
}

export function lines(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join("\n");
}

export function words(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(" ");
}

export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `1`, `1 and 2`, `1, 2 and 3`. */
export function listOf(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
