import { bookVerbs, type Understanding } from "../domain/intent.ts";
import { answer } from "../understand/answer.ts";
import { type Context, understand } from "../understand/understand.ts";
import { readClientChange } from "./read-client-change.ts";
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
  const money = readMoney(text, context.clients);
  if (money !== null) return { understanding: money, answered: false };
  const understanding = refined(text, understand(text, context));
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
function refined(text: string, understanding: Understanding): Understanding {
  return forSeveral(withEachAmount(withMethod(text, understanding)));
}

/** A way to pay said at the end of one bill is that bill's. */
function withMethod(text: string, understanding: Understanding): Understanding {
  const [only, other] = understanding.intents;
  if (only?.intent !== "create-bill" || other !== undefined || only.method != null) return understanding;
  const method = methodIn(text);
  return method === null ? understanding : { ...understanding, intents: [{ ...only, method }] };
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
