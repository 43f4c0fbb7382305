import type { Bill } from "../domain/bill.ts";
import type { Attachment } from "../domain/picture.ts";
import type { Capabilities } from "../ports.ts";
import type { Offer, Say } from "./outcome.ts";

/** What is said as one message, and the bills it stands for. */
export interface Saying {
  readonly text: string;
  readonly choices: readonly Offer[];
  readonly cardsOf: readonly Bill[];
  readonly attachment?: Attachment;
}

/**
 * What is said at once, in as few messages as the channel wants: one, as far as the buttons under it stay clear.
 * Two that would read alike are told apart by their bills, or stand under messages of their own.
 */
export function joinSays(says: readonly Say[], can: Capabilities): readonly Saying[] {
  const each = says.map((say): Saying => {
    const { text, choices, cardOf, attachment } = say;
    const cardsOf = cardOf === null ? [] : [cardOf];
    return { text, choices, cardsOf, ...(attachment === undefined ? {} : { attachment }) };
  });
  if (!can.joins) return each;
  const joined: Saying[] = [];
  for (const next of each) {
    const last = joined.pop();
    const both = last === undefined ? null : join(last, next, can);
    if (both !== null) joined.push(both);
    else joined.push(...(last === undefined ? [] : [last]), next);
  }
  return joined;
}

function join(one: Saying, other: Saying, can: Capabilities): Saying | null {
  // A picture stands with the words that are about it.
  if (one.attachment !== undefined || other.attachment !== undefined) return null;
  const apart = new Set([...one.choices, ...other.choices].map(({ label }) => label));
  const alike = apart.size < one.choices.length + other.choices.length;
  const choices = alike ? [...named(one), ...named(other)] : [...one.choices, ...other.choices];
  const isClear = new Set(choices.map(({ label }) => label)).size === choices.length;
  const text = `${one.text}\n\n${other.text}`;
  const fits = text.length <= (choices.length === 0 ? can.textMaxChars : can.buttonTextMaxChars);
  if (!isClear || !fits || choices.length > Math.max(can.buttonsMax, 9)) return null;
  return { text, choices, cardsOf: [...one.cardsOf, ...other.cardsOf] };
}

/** Under a message about one bill, "Undo" is about that bill. */
function named({ choices, cardsOf }: Saying): readonly Offer[] {
  const [bill, ...others] = cardsOf;
  if (bill === undefined || others.length > 0) return choices;
  return choices.map((offer) => ({ ...offer, label: `${offer.label} bill ${bill.number}` }));
}
