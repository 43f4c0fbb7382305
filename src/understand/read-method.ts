import type { PaymentMethod } from "../domain/intent.ts";

/** How a trader names a way of paying, for use within a larger pattern. */
export const methodWords =
  "cash(?: job| in hand)?|(?:the )?bank(?: transfers?)?|bank payments?|transfers?|bacs|faster payments?|cards?|cheques?";

/** The way of paying that one of those words means. */
export function methodOf(words: string): PaymentMethod | null {
  const said = words.toLowerCase();
  if (said.startsWith("cash")) return "cash";
  if (said.startsWith("card")) return "card";
  if (said.startsWith("cheque")) return "cheque";
  return /bank|transfer|bacs|faster/.test(said) ? "bank" : null;
}

/**
 * The way of paying said at the end of a bill: "bill Acme £230 cash", "… boiler repair, by card". Only straight after a
 * figure, a comma or "by", so that a business card is work and not a way to pay for it.
 */
const atEnd = new RegExp(
  `(?:,|\\d|\\b(?:quid|pounds?|in|by|via))\\s+(${methodWords})(?: please| thanks| ta)?[.!]*$`,
  "i",
);

export function methodIn(text: string): PaymentMethod | null {
  return methodOf(atEnd.exec(text.trim())?.[1] ?? "");
}
