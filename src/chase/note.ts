import { amountDueMinor, clientNumber } from "../domain/bill.ts";
import { formatDay } from "../domain/day.ts";
import { formatMoney } from "../domain/money.ts";
import type { LetterFacts } from "../letters/letter.ts";
import { first, nameOf, total } from "../letters/letter-parts.ts";
import { asMessage } from "../letters/letter-text.ts";
import { writeLetter } from "../letters/letters.ts";
import type { ClientNote } from "./client-messenger.ts";

/** A letter as WhatsApp takes it. The template's values: their name, the trader's, the bill, the amount, due, the link. */
export function toNote(facts: LetterFacts): ClientNote {
  const { bills, client } = facts;
  const { bill, link } = first(facts);
  const one = bills.length === 1;
  const amount = one ? formatMoney(amountDueMinor(bill), bill.currency) : total(bills);
  return {
    text: asMessage(writeLetter(facts)),
    values: [
      client.name,
      nameOf(facts),
      bills.map((it) => clientNumber(it.bill)).join(", "),
      amount,
      formatDay(bill.dueOn),
      link ?? "",
    ],
  };
}
