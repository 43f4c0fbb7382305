import { nameKey } from "../../domain/client.ts";
import type { AnyVerb, Intent, Understanding } from "../../domain/intent.ts";
import { refused } from "../draft.ts";
import { minorOf, ordered, pounds, type ReadWhole, theBill, who } from "../sentence.ts";
import { whomSaid } from "./whom.ts";

/*
 * What traders say of money beyond "Acme paid": whole sentences of known shapes, read here, and the words that make
 * one payment one for several bills.
 */

const that =
  "(?:that|it|this|that one|that (?:payment|money)|the (?:payment|money)|the last (?:one|payment))";
const forBill = `(?:for|on|to|against|towards?|off) ${theBill}(?:,? (?:and )?not (?:bill |invoice )?#?\\d{1,6})?`;
const someone = "(?<who>.+?)";

const paid = "(?:cheque|payment|transfer|money|bank transfer|card payment)";
const bounced =
  "(?:has |have |was |got )?(?:bounced|failed|been returned|returned|been reversed|reversed|(?:did not|didn't|didnt|never) (?:clear|go through|come through|arrive|arrived|came through|went through|cleared))";
const unpaid = "(?:as |to |down as )?(?:unpaid|not paid)(?: yet| again)?";
const notPaid =
  "(?:has not|hasn't|hasnt|have not|haven't|havent|did not|didn't|didnt) (?:paid|pay)(?: me| us)? (?:after all|actually)";
const slip = "(?:oops,? |actually,? |wait,? )?";
const notOther = "(?:,? (?:and )?not (?:from )?.+)?";
const takes = "(?:cancel|undo|remove|delete|reverse|take back|take off|void)";

interface Shape {
  readonly shape: RegExp;
  readonly verb: AnyVerb;
  /** Whether the sum is what was paid too much. */
  readonly over?: true;
  /** Whether it means what was talked of last. */
  readonly last?: true;
  /** Whether the client is whose it should be, and not whose it is. */
  readonly repoint?: true;
}

const shapes: readonly Shape[] = [
  { shape: whole(`${that} (?:was|is|should be|should have been|goes|belongs|was meant) ${forBill}`), verb: "move-payment", last: true },
  { shape: whole(`(?:move|put|set) ${that} ${forBill}`), verb: "move-payment", last: true },
  { shape: whole(`${someone}(?:'s|s')? (?:payment|money) (?:was|is|should be|should have been|goes|belongs|was meant) ${forBill}`), verb: "move-payment" },
  { shape: whole(`(?:the|that) ${pounds}(?: payment)? (?:from|off) ${someone} (?:was|is|should be|should have been|goes|belongs|was meant) ${forBill}`), verb: "move-payment" },
  { shape: whole(`${slip}(?:it|that)(?:'s| was| is)(?: actually)? ${someone} (?:who|that|what) paid(?: me| it| that)?${notOther}`), verb: "move-payment", last: true, repoint: true },
  { shape: whole(`${slip}${that}(?: was| is| came|'s)(?: actually)? from ${someone}${notOther}`), verb: "move-payment", last: true, repoint: true },
  { shape: whole(`${slip}(?:the|that) ${pounds}(?: was| is| came)(?: actually)? from ${someone}${notOther}`), verb: "move-payment", last: true, repoint: true },
  { shape: whole(`(?:move|put|set) ${someone}(?:'s|s')? (?:payment|money) ${forBill}`), verb: "move-payment" },
  { shape: whole(`(?:the )?${someone}(?:'s|s')? ${paid} ${bounced}`), verb: "take-back-payment" },
  { shape: whole(`(?:the )?${someone}(?:'s|s')? ${paid} (?:for|of) ${pounds} ${bounced}`), verb: "take-back-payment" },
  { shape: whole(`(?:the )?${someone}(?:'s|s')? ${pounds} ${paid} ${bounced}`), verb: "take-back-payment" },
  { shape: whole(`(?:the|that) ${pounds} ${paid} (?:from|off) ${someone} ${bounced}`), verb: "take-back-payment" },
  { shape: whole(`(?:the|that) ${paid} (?:from|off) ${someone} ${bounced}`), verb: "take-back-payment" },
  { shape: whole(`(?:${that}|the|that|it|his|her|their)(?: ${paid})? ${bounced}`), verb: "take-back-payment" },
  { shape: whole(`${takes} (?:the |that |a )?(?:last |latest )?payment (?:from|of|by|off) ${someone}`), verb: "take-back-payment" },
  { shape: whole(`${takes} ${someone}(?:'s|s') (?:last |latest )?payment`), verb: "take-back-payment" },
  { shape: whole(`${takes} (?:the|that|his|her|their) (?:last |latest )?payment`), verb: "take-back-payment" },
  { shape: whole(`(?:mark|set|put|make) ${theBill}(?: back)? ${unpaid}`), verb: "take-back-payment" },
  { shape: whole(`(?:mark|set|put|make) ${that}(?: back)? ${unpaid}`), verb: "take-back-payment" },
  { shape: whole(`(?:mark|set|put|make) ${someone}(?:'s|s')?(?: bill| invoice)?(?: back)? ${unpaid}`), verb: "take-back-payment" },
  { shape: whole(`(?:he|she|they) ${notPaid}`), verb: "take-back-payment" },
  { shape: whole(`${someone} ${notPaid}`), verb: "take-back-payment" },
  { shape: whole(`${someone} (?:has |have |'s |'ve )?(?:paid|sent|transferred|put)(?: it| the money| that| me)?(?: in)?(?: to|to)? (?:the )?wrong (?:bank )?account`), verb: "payment-astray" },
  { shape: whole(`(?:use|put|set|apply|take) (?:${someone}(?:'s|s')|the|his|her|their) credit ${forBill}`), verb: "use-credit" },
  { shape: whole(`(?:use|put|set|apply|take) (?:${someone}(?:'s|s')|the|his|her|their) credit (?:on|for|to|towards?|against|off) (?:that|it|this)`), verb: "use-credit", last: true },
  { shape: whole(`(?:(?:i|we)(?:'ve| have)? )?(?:refunded|gave) ${someone}(?: back)? (?:their |his |her |the )?${pounds}(?: back)?`), verb: "refund-credit" },
  { shape: whole(`(?:(?:i|we)(?:'ve| have)? )?paid ${someone} back (?:their |his |her |the )?${pounds}`), verb: "refund-credit" },
  { shape: whole(`(?:(?:i|we)(?:'ve| have)? )?(?:refunded|gave|paid) ${someone}(?: back)? (?:their|his|her|the) credit(?: back)?`), verb: "refund-credit" },
  { shape: whole(`${someone} (?:has |have |just )*(?:paid|gave|sent|transferred)(?: me| us)? ${pounds} more(?: today| just now)?`), verb: "record-payment" },
  { shape: whole(`${someone} (?:has |have )?(?:overpaid|paid too much)(?: me| us)?(?: by)? ${pounds}`), verb: "record-payment", over: true },
  { shape: whole(`${someone} (?:has |have )?paid(?: me| us)? ${pounds} (?:too much|over)`), verb: "record-payment", over: true },
]; // biome-ignore format: one row a shape

/** A credit note, and no bill for "credit". */
const credits = ordered(`credit ${who}(?: with| by)? ${pounds}(?: (?:for|on|off) .+)?`);

function whole(pattern: string): RegExp {
  return new RegExp(`^(?:no,? |sorry,? |oh,? )?${pattern}(?: please| thanks| ta| sorry)?$`, "i");
}

/** All of these sentences have one of these words. */
const mayBeMoney =
  /\b(?:was|is|should|goes|belongs|move|put|set|came|payment|money|cheque|transfer|transferred|sent|bounced|failed|returned|reversed|did|didn'?t|never|pay|paid|unpaid|overpaid|credit|refunded|gave|account|mark|make|use|apply|take)\b|'s\b/i;

/** The one order about money that a whole message is, or null. A name that is nobody's makes it talk. */
export const readMoney: ReadWhole = (said, { clients }) => {
  if (!mayBeMoney.test(said)) return null;
  const credited = credits.exec(said)?.groups?.["who"];
  if (credited !== undefined && whomSaid(credited, clients)?.client?.match != null)
    return refused({ about: "action", text: "I can't do refunds or credit notes yet." });
  for (const { shape, verb, last, repoint, over } of shapes) {
    const found = shape.exec(said);
    if (found === null) continue;
    const { who: name, bill, pounds: sum } = found.groups ?? {};
    const whom = name === undefined ? null : whomSaid(name, clients);
    const client = whom?.client ?? null;
    const gaps = whom?.gaps ?? [];
    // "I've refunded Acme 20" and the like are only about people we know.
    if (name !== undefined && client?.match == null && gaps.length === 0) continue;
    const intent: Intent = {
      intent: verb,
      // How much came is only reckoned from what was owed.
      certainty: over || whom?.guessed ? "guessed" : "said",
      client,
      ...(bill === undefined ? {} : { bill: Number(bill) }),
      ...(sum === undefined ? {} : { [over ? "overMinor" : "amountMinor"]: minorOf(sum) }),
      ...(last ? { last } : {}),
      ...(repoint ? { repoint } : {}),
      ...(verb === "take-back-payment" && /\bcheque\b/i.test(said) ? { method: "cheque" as const } : {}),
    };
    return { intent, gaps };
  }
  return null;
};

const allWords =
  /\b(?:everything|(?:it|them) all|all (?:of )?(?:it|them|(?:(?:his|her|their|the|my|of) )*(?:bills|invoices))|every (?:one|bill|invoice)|the (?:whole )?lot|(?:settled|squared) (?:up|everything))\b/i;
/** "nearly all of it", "everything but bill 8" */
const allBut = /\b(?:nearly|almost|most|not|hardly|but|except|apart|bar|half|none)\b/i;
/** "paid us both 50" says who got it, and not what for. */
const bothWords = /(?<!\b(?:us|they|you) )\bboth\b(?! of us)/i;

/** What may stand beside the client's name where all that is told is that it was paid. */
const paidAll =
  /^(?:\s|[.,!£\d'’]|\b(?:has|have|is|are|s|ve|just|now|finally|paid|settled|cleared|squared|sent|gave|got|in|up|off|full|me|us|for|to|towards|from|the|his|her|their|my|of|it|them|this|that|both|all|everything|every|one|lot|whole|bills?|invoices?|jobs?|quid|pounds?|cash|card|bank|transfer|cheque|by|on|today|yesterday|this morning|thanks|ta|cheers|please|and|money|amount|what|which|they|he|she|owed?s?|him|her)\b)*$/i;

/** Makes "Acme paid 500 for both" and "Acme paid everything" one payment for several bills. */
export function forSeveral(understanding: Understanding): Understanding {
  const [only, other] = understanding.intents;
  if (allBut.test(understanding.text)) return understanding;
  if (only?.intent !== "record-payment" || other !== undefined || typeof only.bill === "number")
    return understanding;
  const bills = bothWords.test(understanding.text)
    ? "both"
    : allWords.test(understanding.text)
      ? "all"
      : undefined;
  if (bills === undefined || only.client == null) return understanding;
  // "paid for both" is for what is owed, and not for something else; but "apparently Acme paid it all" stays a guess.
  const { said, match } = only.client;
  const rest = understanding.text.toLowerCase().replace(said.toLowerCase(), "");
  const plain = match !== null && nameKey(said) === nameKey(match) && paidAll.test(rest);
  return { ...understanding, intents: [{ ...only, certainty: plain ? "said" : only.certainty, bills }] };
}

/** "both", "all of them": an answer to which of several bills a payment is for. */
export function saysAll(text: string): boolean {
  return /^\s*(?:(?:it'?s )?(?:for )?)?(?:both|all|everything|the lot|all (?:of them|\d)|both of them)[.!]*\s*$/i.test(
    text,
  );
}

const each = /\b(?:each|apiece|a piece|respectively)\b/i;
const eachFor = new RegExp(`${pounds} (?:on|off|for|towards|against) ${theBill}`, "gi");

/** "Acme paid 100 off bill 1 and 50 off bill 2": a figure for each bill that the reader found an order for. */
export function withEachAmount(understanding: Understanding): Understanding {
  const { intents, question } = understanding;
  if (intents.length < 2 || !intents.every((it) => it.intent === "record-payment")) return understanding;
  const figures = new Map(
    [...understanding.text.matchAll(eachFor)].map(({ groups }) => [
      Number(groups?.["bill"]),
      minorOf(groups?.["pounds"]),
    ]),
  );
  if (each.test(understanding.text))
    return { ...understanding, intents: intents.map((it) => ({ ...it, apiece: true })) };
  if (figures.size < 2 || !intents.every((it) => figures.has(it.bill ?? 0))) return understanding;
  const asked = question !== null && question.about.join() !== "amount" ? question : null;
  const told = intents.map((it) => ({ ...it, amountMinor: figures.get(it.bill ?? 0) ?? null }));
  return { ...understanding, intents: told, question: asked };
}
