import type { Clause } from "./clause.ts";
import { compile, longest } from "./phrases.ts";
import { marksOf, type Scope, wordAt } from "./scope.ts";
import { fillers } from "./vocabulary.ts";
import { begins } from "./words.ts";

const partings = compile<true>([
  [
    "have a (good|nice|great|lovely|cracking) (day|one|weekend|evening|week|night|time|afternoon|christmas); (kind|best|warm|) regards; all the best; best wishes; (speak|talk) (soon|later|tomorrow); see (you|ya) (soon|later|tomorrow|then|); take care; (much|greatly) appreciated; (thank you|thanks) (so much|very much|in advance|again|for that|for your help|); hope (that|this|all) (is|'s) (ok|okay|well|clear|alright); hope (youre|you 're|you are|youve|all is) (well|ok|good|keeping well|had a good weekend); no rush; sorry to bother you; appreciate it; lovely stuff; good man; well done; (thats|that 's) (all|it|everything|me done); (at last|about time|finally|phew|hooray|result|happy days|get in|thank god|thank goodness|over the moon|easy money|home now|tea time|night|night night); bless (her|him|them); (took|taken) (them|him|her|his|their) (long enough|time|sweet time|a while|ages); (nice|lovely|good|great|top|decent|smashing) (old|) (lady|bloke|lad|lass|man|woman|people|couple|folk|family|job|house|place|client|customer|chap|girl|guy|day|evening); (job|work|all) finished; took (me|us|) (all|ages|half the|the whole) (day|morning|afternoon|week); sorry (for|about) the (delay|wait)",
    true,
  ],
], begins.parting); // biome-ignore format: one row a meaning

/** "Have a good weekend": a sentence of manners is no part of an order. */
export function manners(scope: Scope, { start, end, cue }: Clause): boolean {
  if ((scope.opens & begins.parting) === 0 || (cue !== null && cue.is.cue.weight > 4)) return false;
  let at = start;
  while (at < end && fillers.has(wordAt(scope, at))) at += 1;
  const found = longest(partings, scope.tokens, at);
  if (found === null || marksOf(scope, "amount", start, end).length > 0) return false;
  let rest = found.end;
  while (rest < end && (fillers.has(wordAt(scope, rest)) || scope.tokens[rest]?.kind === "sign")) rest += 1;
  return rest >= end;
}
