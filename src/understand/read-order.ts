import type { Understanding } from "../domain/intent.ts";
import { bare } from "./bare.ts";
import type { Context } from "./context.ts";
import { questionOf } from "./question.ts";
import { type ReadWhole, sentenceOf } from "./sentence.ts";
import { understand } from "./understand.ts";
import { readAddClient } from "./whole/read-add-client.ts";
import { readBillWithTerms } from "./whole/read-bill-with-terms.ts";
import { readCards } from "./whole/read-cards.ts";
import { readClaim } from "./whole/read-claim.ts";
import { readDueShift } from "./whole/read-due-shift.ts";
import { readEdit } from "./whole/read-edit.ts";
import { readLeaving } from "./whole/read-leaving.ts";
import { forSeveral, readMoney, withEachAmount } from "./whole/read-money.ts";
import { readMoneyQuestion } from "./whole/read-money-question.ts";
import { readRedo } from "./whole/read-redo.ts";
import { readSendAgain } from "./whole/read-send-again.ts";
import { readTerms } from "./whole/read-terms.ts";
import { readUnset } from "./whole/read-unset.ts";
import { readWish } from "./whole/read-wish.ts";
import { readXeroSetting } from "./whole/read-xero-setting.ts";
import { onlyToLookAt } from "./whole/statement-to-see.ts";

/** What the bot will do about a message: a whole sentence of a known shape, or what the readers make of its parts. */
export function readOrder(text: string, context: Context): Understanding {
  return readWhole(text, context) ?? readParts(text, context);
}

/** No sentence of a known shape is longer. */
const wholeMaxChars = 300;

/** "forget my address" is about a setting, and no client to be erased: the first that fits decides. */
const wholes: readonly ReadWhole[] = [
  readWish,
  readXeroSetting,
  readTerms,
  readDueShift,
  readSendAgain,
  readRedo,
  readUnset,
  readAddClient,
  readLeaving,
  readCards,
  readMoneyQuestion,
  readMoney,
  readClaim,
  readEdit,
];

export function readWhole(text: string, context: Context): Understanding | null {
  const plain = bare(text);
  if (plain.length > wholeMaxChars) return null;
  const said = sentenceOf(plain);
  for (const read of wholes) {
    const draft = read(said, context);
    if (draft !== null) return { text, intents: [draft.intent], question: questionOf([draft]) };
  }
  return null;
}

/** What the readers make of its parts, with what stands in the same words beside an order. */
export function readParts(text: string, context: Context): Understanding {
  return (
    readBillWithTerms(text, context) ?? onlyToLookAt(forSeveral(withEachAmount(understand(text, context))))
  );
}
