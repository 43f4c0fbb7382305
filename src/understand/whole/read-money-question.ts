import type { Understanding } from "../../domain/intent.ts";
import { mention } from "./read-money.ts";

const thing = "(?:owt|anything|any money|any payments?|summat|something|the money|a payment)";
const came = "(?:come|came|landed|land|arrived|arrive)(?: in| through)?";
const who = "(?: (?:from|off) (?<who>.+?))?";
const sum = "(?:the|that|my) £?(?<sum>\\d[\\d,]*(?:\\.\\d\\d)?)(?: quid| pounds)?";
const forms = [
  new RegExp(
    `^\\s*(?:has|have|did) ${thing} ${came}(?: yet| today)?${who}(?: yet| today)?\\s*\\??\\s*$`,
    "i",
  ),
  new RegExp(
    `^\\s*(?:has|did) ${sum}${who} ${came}(?: yet)?${who.replace("who>", "whom>")}(?: yet)?\\s*\\??\\s*$`,
    "i",
  ),
  new RegExp(`^\\s*any(?:thing| money) (?:in|${came})(?: yet)?${who}(?: yet)?\\s*\\??\\s*$`, "i"),
];

/** Questions whether money has come, in whole sentences. */
export function readMoneyQuestion(text: string, names: readonly string[]): Understanding | null {
  const groups = forms.map((form) => form.exec(text)?.groups).find((it) => it !== undefined);
  if (groups === undefined) return null;
  const said = groups["who"] ?? groups["whom"];
  const client = said === undefined ? null : (mention(said, names) ?? { said, match: null });
  const figures = groups["sum"]?.replaceAll(",", "");
  const amountMinor = figures === undefined ? null : Math.round(Number(figures) * 100);
  return {
    text,
    intents: [{ intent: "look-for-money", certainty: "said", client, amountMinor }],
    question: null,
  };
}
