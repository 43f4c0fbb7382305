import type { ReadWhole } from "../sentence.ts";
import { mention } from "./whom.ts";

const claim =
  /^(.+?) (?:says?|said|reckons?|claims?|claimed|swears?|insists?|tells? me|told me|thinks?|is saying|are saying|texted|emailed)(?: me)?(?: to say)?(?: that)? (?:bill (\d{1,6}) (?:is|was|has been) paid|(?:they|he|she|it|we|i)?(?:'ve|'s|'d| have| has| had| is| was)?(?: already| just)? ?(?:been )?(?:paid|sent (?:it|the money|that|payment|a payment)|transferred (?:it|the money)|settled(?: it| up)?|done (?:it|the transfer)|put it through)(?: (?:me|us|it|that|already|yesterday|today|this morning|last (?:week|night|\w+day)|on \w+day|by (?:bank|card|bacs|transfer|cheque)|bill (\d{1,6})))*)$/i;

const somebody = /^(?:they|he|she|the client|client|my client|this one|that one)$/i;

/** "Acme says they've paid": the client's word for it, which is neither a payment nor a promise. */
export const readClaim: ReadWhole = (said, { clients }) => {
  const found = claim.exec(said);
  const who = found?.[1];
  if (found === null || who === undefined) return null;
  const last = somebody.test(who);
  const client = last ? null : mention(who, clients);
  if (!last && client === null) return null;
  const number = found[2] ?? found[3];
  const bill = number === undefined ? null : Number(number);
  return { intent: { intent: "says-paid", certainty: "said", client, bill, last }, gaps: [] };
};
