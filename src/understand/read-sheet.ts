import { nameKey } from "../domain/client.ts";
import type { Understanding } from "../domain/intent.ts";
import { readClientChange } from "./read-client-change.ts";
import { methodIn } from "./read-method.ts";
import { type PlanSaid, readPlan } from "./read-plan.ts";
import { readSetting } from "./read-setting.ts";
import type { Token } from "./tokens.ts";
import { words } from "./words.ts";

/** Each name of a way to pay has one of them. */
const methodNouns = words("cash bank transfer transfers bacs payment payments card cards cheque cheques");

/** No setting takes more words. */
const sheetMaxChars = 300;

/** Each of these sentences has one of them: patterns need not be tried on any other. */
const sheetWords = words(
  `vat registered prices rates figures amounts bank account sort terms net credit everyone everybody clients name names
  business company firm call trade mail email address take accept paid payment sign signoff signature quiet settings plan
  summary summaries details number called known aka k alias nickname rename change update pay pays limited person individual
  consumer private chase chasing remind reminders tone gentle gently friendly nice soft softly easy kind polite formal
  formally businesslike firmly tough hard strict strong`,
);

export function mayBeSheet(tokens: readonly Token[]): boolean {
  return tokens.some(({ word }) => sheetWords.has(word));
}

/** Whole sentences of known shapes: a setting, or what is known of a client. For what is no order about a bill. */
export function readSheet(
  text: string,
  names: readonly string[],
  may: "anything" | "plans",
): Understanding | null {
  if (text.length > sheetMaxChars) return null;
  const plan = readPlan(text);
  if (plan === null && may === "plans") return null;
  return readSettings(text, plan) ?? readRecord(text, plan, names);
}

const asksSettings =
  /^\s*what(?:'s|’s| is| are|s) (?:my|our) (?:settings|terms|payment terms|vat number|bank details|bank|address|email|name|business name|trading name|sign-?off|quiet hours|prices|chase plan|reminder plan)\b[^,.]*$/i;

function readSettings(text: string, plan: PlanSaid | null): Understanding | null {
  if (readSetting(text, plan) === null && !asksSettings.test(text)) return null;
  return { text, intents: [{ intent: "settings", certainty: "said", description: text }], question: null };
}

/** What is said of a client who is known. Of anybody else the same words may be talk. */
function readRecord(text: string, plan: PlanSaid | null, names: readonly string[]): Understanding | null {
  const said = readClientChange(text, plan);
  if (said === null) return null;
  const key = nameKey(said.client);
  const match = names.find((name) => nameKey(name) === key);
  if (match === undefined) return null;
  // "change Harris to Terry", and both are known: of a bill, more likely.
  const { change } = said;
  if (change.kind === "rename" && names.some((name) => nameKey(name) === nameKey(change.name))) return null;
  const method = said.change.kind === "pays" ? said.change.payBy : null;
  return {
    text,
    intents: [
      {
        intent: "edit-client",
        certainty: "said",
        client: { said: said.client, match },
        last: false,
        email: null,
        phone: null,
        address: null,
        method,
        tone: null,
        description: text,
      },
    ],
    question: null,
  };
}

/** A way to pay said at the end of one bill is that bill's. */
export function withMethod(understanding: Understanding, tokens: readonly Token[]): Understanding {
  const [only, other] = understanding.intents;
  if (only?.intent !== "create-bill" || other !== undefined || only.method != null) return understanding;
  if (!tokens.some(({ word }) => methodNouns.has(word))) return understanding;
  const method = methodIn(understanding.text);
  return method === null ? understanding : { ...understanding, intents: [{ ...only, method }] };
}
