import type { Intent } from "../domain/intent.ts";

const corrects = /^\s*(?:no|nope|nah|sorry|oops|wait|actually)\b|\b(?:it|that) was\b/i;

/** "no, it was 60", said to a card about a payment: the payment that waits, with that sum. It is not about its bill. */
export function paymentCorrected(
  text: string,
  waiting: Intent | undefined,
  said: readonly Intent[],
): Intent | null {
  const [edit] = said;
  const onlySum =
    edit?.intent === "edit-bill" && edit.last === true && edit.client == null && edit.dueOn == null;
  if (waiting?.intent !== "record-payment" || said.length !== 1 || !onlySum || !corrects.test(text))
    return null;
  // What the card's buttons would have added was about the other sum.
  return typeof edit.amountMinor === "number"
    ? { ...waiting, amountMinor: edit.amountMinor, keepCredit: false }
    : null;
}
