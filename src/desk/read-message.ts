import { bookVerbs, type Understanding } from "../domain/intent.ts";
import { answer } from "../understand/answer.ts";
import { readSupplyDay } from "../understand/read-supply-day.ts";
import { type Context, understand } from "../understand/understand.ts";
import { readCards } from "./connect-stripe.ts";
import { readLeaving } from "./leave.ts";
import { readMoneyQuestion } from "./look-for-money.ts";
import { readClaim } from "./read-claim.ts";
import { readEdit } from "./read-edit.ts";
import { forSeveral, readMoney, withEachAmount } from "./read-payment.ts";
import { readWish } from "./read-wish.ts";
import { onlyToLookAt } from "./show-statement.ts";
import { readXeroSetting } from "./xero-settings.ts";

export interface MessageRead {
  readonly understanding: Understanding;
  /** Whether it filled the gaps of what was asked. */
  readonly answered: boolean;
}

/** What a message asks for, as an answer to the question that waits or else by itself. */
export function readMessage(text: string, context: Context, pending: Understanding | undefined): MessageRead {
  // "forget my address" is about a setting, and no client to be erased.
  const whole =
    readWish(text) ??
    readXeroSetting(text) ??
    readLeaving(text) ??
    readCards(text) ??
    readMoneyQuestion(text, context.clients) ??
    readMoney(text, context.clients) ??
    readClaim(text, context.clients) ??
    readEdit(text, context);
  if (whole !== null) return { understanding: whole, answered: false };
  const understanding = refined(understand(text, context), context);
  const answered = pending?.question && !isWholeOrder(understanding) ? answer(pending, text, context) : null;
  if (answered !== null) return { understanding: forSeveral(answered), answered: true };
  return { understanding, answered: false };
}

/**
 * "change bill 1 to 250" says all it needs, so it is nobody's answer, whatever was asked: taken for one, its figure
 * would end up in another order. "make it 250" leaves the bill open and may well be the answer.
 */
function isWholeOrder({ intents, question }: Understanding): boolean {
  return (
    question === null &&
    intents.every(
      (intent) =>
        bookVerbs.has(intent.intent) &&
        intent.certainty === "said" &&
        (typeof intent.bill === "number" || (intent.client ?? null) !== null),
    )
  );
}

/** What the reader found, with what the desk itself reads in the same words. */
function refined(understanding: Understanding, context: Context): Understanding {
  return onlyToLookAt(forSeveral(withEachAmount(withSupplyDay(understanding, context))));
}

/** "for Tuesday's callout": the day of the work, said with what it was or, of one bill, anywhere. */
function withSupplyDay(understanding: Understanding, context: Context): Understanding {
  const { intents, text } = understanding;
  const dated = intents.map((intent) => {
    if (intent.intent !== "create-bill") return intent;
    const said = intents.length === 1 ? text : `for ${intent.description ?? ""}`;
    const supplyOn = readSupplyDay(said, context);
    return supplyOn === null ? intent : { ...intent, supplyOn };
  });
  return { ...understanding, intents: dated };
}
