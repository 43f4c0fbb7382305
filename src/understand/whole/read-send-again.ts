import { blankOf, type Draft } from "../draft.ts";
import { ordered, orderIn, type ReadWhole, theBill, who } from "../sentence.ts";
import { whomSaid } from "./whom.ts";

/* A bill that is to go to its client once more, in whole sentences of known shapes: "send Dave his bill again". */

interface Shape {
  readonly shape: RegExp;
  /** Told and not ordered: "Dave never got his bill". */
  readonly asks?: true;
}

const bill = `(?:the )?${theBill}`;
const it =
  "(?:it|that|this|(?:that|this|the|his|her|their|the last|my last) (?:bill|invoice|inv|one)|(?:that|the) (?:e-?mail|letter))";
const theirs = `${who}(?:'s?|s') (?:bill|invoice|inv)`;
const sends = "(?:send|e-?mail|text|whatsapp|post|forward|ping|message)";
const again = "(?:again|once more|one more time|another time|a second time)";
const missed =
  "(?:never|didn't|didnt|did not|hasn't|hasnt|has not|haven't|havent|have not|not|has never|have never)(?: yet)? (?:get|got|gotten|receive|received|recieve|recieved|had|have|seen|see)";
const letter = `(?:the|his|her|their|my|that|an?|any)? ?(?:bill|invoice|inv|e-?mail|it)`;
const orders = `(?:(?:so|and|but|then|please|can you|could you) )*(?:re-?send(?: (?:it|that|the (?:bill|invoice)))?(?: to (?:him|her|them))?|${sends} (?:it|that|(?:him|her|them) (?:it|the (?:bill|invoice)))(?: to (?:him|her|them))? ${again})`;

const shapes: readonly Shape[] = [
  { shape: ordered("re-?send") },
  { shape: ordered(`re-?send (?:${bill}|${it}|${theirs})(?: ${again})?`) },
  { shape: ordered(`re-?send (?:${bill}|${it}) to ${who}(?: ${again})?`) },
  { shape: ordered(`re-?send ${who} (?:${bill}|(?:his|her|their|the|that) (?:bill|invoice|inv|one))(?: ${again})?`) },
  { shape: ordered(`${sends} (?:${bill}|${it}|${theirs})(?: out| off| over)? ${again}`) },
  { shape: ordered(`${sends} (?:${bill}|${it})(?: out| off| over)? (?:to ${who} ${again}|${again} to ${who})`) },
  { shape: ordered(`${sends} ${who} (?:${bill}|(?:his|her|their|the|that|my) (?:bill|invoice|inv|one|last (?:bill|invoice))|it|that)(?: out| over)? ${again}`) },
  { shape: ordered(`${sends} ${who} (?:another|a|a new|a second) copy(?: of (?:${bill}|${it}))?(?: ${again})?`) },
  { shape: ordered(`${sends} (?:another|a|a second) copy of (?:${bill}|${it}) to ${who}(?: ${again})?`) },
  { shape: ordered(`${who} ${missed} ${letter}[,.;:]? ?(?:- )?${orders}`) },
  { shape: ordered(`${who} (?:says?|reckons?|said) (?:that )?(?:he|she|they)(?:'s|'ve| has| have)? ${missed} ${letter}[,.;:]? ?(?:- )?${orders}`) },
  { shape: ordered(`${who} ${missed} ${letter}`), asks: true },
]; // biome-ignore format: one row a shape

/** All of these sentences have one of these words. */
const mayBeAgain =
  /\b(?:re-?send|again|once more|more time|another time|second time|copy|never|not|(?:did|has|have)n'?t)\b/i;

/** The bill that a message wants sent once more, or null. */
export const readSendAgain: ReadWhole = (said, { clients }) => {
  if (!mayBeAgain.test(said)) return null;
  const order = orderIn(said);
  for (const { shape, asks } of shapes) {
    const found = shape.exec(order);
    if (found === null) continue;
    const groups = found.groups ?? {};
    const number = groups["bill"] === undefined ? null : Number(groups["bill"]);
    // "send me the bill again" is to be shown it.
    if (/^(?:me|us)$/i.test(groups["who"] ?? "")) return shown(number);
    const whom = groups["who"] === undefined ? null : whomSaid(groups["who"], clients);
    // "send it to xero again"
    const stranger = whom === null || (whom.client?.match === null && whom.gaps.length === 0);
    if (groups["who"] !== undefined && stranger) continue;
    const client = whom?.client ?? null;
    const certainty = asks === true || whom?.guessed === true ? "guessed" : "said";
    const last = number === null && client === null;
    return {
      intent: { intent: "send-again", certainty, client, bill: number, last },
      gaps: whom?.gaps ?? [],
    };
  }
  return null;
};

function shown(bill: number | null): Draft {
  return { intent: { ...blankOf("show-bill"), bill, last: bill === null }, gaps: [] };
}
