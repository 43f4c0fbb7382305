import { bookVerbs, type Understanding } from "../domain/intent.ts";
import { answer } from "../understand/answer.ts";
import { readParts, readWhole } from "../understand/read-order.ts";
import type { Context } from "../understand/understand.ts";
import { forSeveral } from "../understand/whole/read-money.ts";

export interface MessageRead {
  readonly understanding: Understanding;
  /** Whether it filled the gaps of what was asked. */
  readonly answered: boolean;
}

/** What a message asks for, as an answer to the question that waits or else by itself. */
export function readMessage(text: string, context: Context, pending: Understanding | undefined): MessageRead {
  const whole = readWhole(text, context);
  if (whole !== null) return { understanding: whole, answered: false };
  const understanding = readParts(text, context);
  const answered = pending?.question && !isWholeOrder(understanding) ? answer(pending, text, context) : null;
  if (answered !== null) return { understanding: forSeveral(answered), answered: true };
  return { understanding, answered: false };
}

/**
 * "change bill 1 to 250" says all it needs, so it is nobody's answer, whatever was asked: taken for one, its figure
 * would end up in another order. "make it 250" leaves the bill open and may well be the answer. What "the usual" is, and
 * who "he", the books may know.
 */
function isWholeOrder({ intents, question }: Understanding): boolean {
  if (question?.books !== undefined) return true;
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
