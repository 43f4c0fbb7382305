import { bookVerbs, type Understanding } from "../domain/intent.ts";
import { answer } from "../understand/answer.ts";
import { readSupplyDay } from "../understand/read-supply-day.ts";
import { type Context, understand } from "../understand/understand.ts";
import { readClientChange } from "./read-client-change.ts";
import { readEdit } from "./read-edit.ts";
import { methodIn } from "./read-method.ts";
import { forSeveral, mention, readMoney, withEachAmount } from "./read-payment.ts";
import { readSetting } from "./read-setting.ts";

export interface MessageRead {
  readonly understanding: Understanding;
  /** Whether it filled the gaps of what was asked. */
  readonly answered: boolean;
}

/** What a message asks for, as an answer to the question that waits or else by itself. */
export function readMessage(text: string, context: Context, pending: Understanding | undefined): MessageRead {
  const whole = readMoney(text, context.clients) ?? readEdit(text, context);
  if (whole !== null) return { understanding: whole, answered: false };
  const understanding = refined(understand(text, context), context);
  const answered = pending?.question && !isWholeOrder(understanding) ? answer(pending, text, context) : null;
  if (answered !== null) return { understanding: forSeveral(answered), answered: true };
  const lost = understanding.intents.every((intent) => intent.intent === "none");
  const own = lost ? (readSheet(text) ?? readRecord(text, context.clients)) : null;
  return { understanding: own ?? understanding, answered: false };
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
  return forSeveral(withEachAmount(withSupplyDay(withMethod(understanding), context)));
}

/** A way to pay said at the end of one bill is that bill's. */
function withMethod(understanding: Understanding): Understanding {
  const [only, other] = understanding.intents;
  if (only?.intent !== "create-bill" || other !== undefined || only.method != null) return understanding;
  const method = methodIn(understanding.text);
  return method === null ? understanding : { ...understanding, intents: [{ ...only, method }] };
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

/** What is said of a client who is known. Of anybody else the same words may be talk. */
function readRecord(text: string, names: readonly string[]): Understanding | null {
  const said = readClientChange(text);
  const client = said === null ? null : mention(said.client, names);
  if (client === null) return null;
  return {
    text,
    intents: [{ intent: "edit-client", certainty: "said", client, description: text }],
    question: null,
  };
}

const asksSettings =
  /^\s*what(?:'s|’s| is| are|s) (?:my|our) (?:settings|terms|payment terms|vat number|bank details|bank|address|email|name|business name|trading name|sign-?off|quiet hours|prices)\b[^,.]*$/i;

/** What is set by whole sentences of known shapes, where it is no order about a bill. */
function readSheet(text: string): Understanding | null {
  if (readSetting(text) === null && !asksSettings.test(text)) return null;
  return { text, intents: [{ intent: "settings", certainty: "said", description: text }], question: null };
}
