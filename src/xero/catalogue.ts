import type { SyncProblem, SyncProblemKind } from "../domain/mirror.ts";

/**
 * Xero's own messages, and what each is a case of. Its words are quoted to the trader; the sentence and the fix that
 * is one tap away are in `desk/wording/xero-problems.ts`. Sources: the notes on Xero's API, sections 3.3 to 3.12.
 */
const catalogue: readonly (readonly [says: RegExp, kind: SyncProblemKind])[] = [
  [/TaxType code .* (?:cannot be used with account code|does not exist)/i, "tax-type"],
  [/Account code .* (?:has been archived|is not a valid code)/i, "account"],
  [/Account code must be specified/i, "account"],
  [/archived contact/i, "contact-archived"],
  [/already assigned to another contact|contact name must/i, "contact-name"],
  [/lock date/i, "locked"],
  [/reached the limit of invoices/i, "plan-cap"],
  [/not subscribed to currency/i, "currency"],
  [/payment or credit note allocated|payments or credit notes allocated/i, "has-payments"],
  [/not of valid status for modification/i, "closed-there"],
];

/** Somebody's invoice has our number; whose, only a look tells. */
export function isNumberTaken(messages: readonly string[]): boolean {
  return messages.some((message) => /Invoice # must be unique/i.test(message));
}

export function problemOf(messages: readonly string[]): SyncProblem {
  const words = messages.join(" ");
  const kind = catalogue.find(([says]) => says.test(words))?.[1] ?? "refused";
  return { kind, words };
}
