import { minorOf, pounds, type ReadWhole } from "../sentence.ts";
import { mention } from "./whom.ts";

const thing = "(?:owt|anything|any money|any payments?|summat|something|the money|a payment)";
const came = "(?:come|came|landed|land|arrived|arrive)(?: in| through)?";
const who = "(?: (?:from|off) (?<who>.+?))?";
const sum = `(?:the|that|my) ${pounds}`;
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
export const readMoneyQuestion: ReadWhole = (asked, { clients }) => {
  const groups = forms.map((form) => form.exec(asked)?.groups).find((it) => it !== undefined);
  if (groups === undefined) return null;
  const said = groups["who"] ?? groups["whom"];
  const client = said === undefined ? null : (mention(said, clients) ?? { said, match: null });
  const amountMinor = groups["pounds"] === undefined ? null : minorOf(groups["pounds"]);
  return { intent: { intent: "look-for-money", certainty: "said", client, amountMinor }, gaps: [] };
};
