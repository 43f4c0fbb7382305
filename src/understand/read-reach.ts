import { asGuess, blankOf, type Draft } from "./draft.ts";
import { bitsFor } from "./mark.ts";
import { resolveName } from "./resolve-name.ts";
import { marksOf, type Scope, wordAt } from "./scope.ts";
import { textIn } from "./slots.ts";
import { words } from "./words.ts";

const contacts = bitsFor("email", "phone");
const leads = words(
  "email e-mail mail number mobile mob phone tel address new old changed moved reach contact its it's it ring text",
);

/**
 * "Rhys rang, it went to his old email, it's rhys@bowen.example now": where one client is reached, told among other things.
 * It is looked for only where nothing else was understood, and is always confirmed.
 */
export function readReach(scope: Scope): Draft | null {
  if ((scope.kinds & contacts) === 0) return null;
  const whole = { start: 0, end: scope.tokens.length };
  const [who, other] = marksOf(scope, "client", whole.start, whole.end);
  const priced = marksOf(scope, "amount", whole.start, whole.end).length > 0;
  if (who === undefined || leads.has(wordAt(scope, who.start))) return null;
  if (other !== undefined || priced || scope.tokens.at(-1)?.low === "?") return null;
  if (!scope.tokens.some(({ word }) => leads.has(word))) return null;
  const { mention, several } = resolveName(scope, who);
  if (several.length > 0) return null;
  const reached = { email: textIn(scope, whole, "email"), phone: textIn(scope, whole, "phone") };
  return asGuess({ intent: { ...blankOf("edit-client"), client: mention, ...reached }, gaps: [] });
}
