import type { ReadWhole } from "../sentence.ts";

const take =
  /^\s*(?:please |can (?:you|i|we) |(?:i|we) (?:want|need|would like|'d like) to |let me |how do i |also )*(?:(?:connect|link|set up|add|use) (?:to |my )?stripe|(?:take|accept|set up|start taking|turn on|be paid by|get paid by|let (?:them|people|clients|customers) pay by) (?:card payments|cards?|payments by card))(?: too| as well)?(?: please)?[.!?]*\s*$|^\s*can (?:they|people|(?:my )?(?:clients|customers)) pay (?:me )?(?:by|with a|on) card[.!?]*\s*$/i;
const stop =
  /^\s*(?:please )?(?:(?:disconnect|unlink|remove) (?:my )?stripe|(?:stop taking|turn off|no more) (?:card payments|cards?))(?: please)?[.!]*\s*$/i;

/** Orders about card payments, in whole sentences. */
export const readCards: ReadWhole = (said) => {
  const intent = take.test(said) ? "connect-stripe" : stop.test(said) ? "disconnect-stripe" : null;
  return intent === null ? null : { intent: { intent, certainty: "said" }, gaps: [] };
};
