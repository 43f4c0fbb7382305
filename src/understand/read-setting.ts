import { cleanName } from "../domain/client.ts";
import { type Setting, type SettingKind, termsMaxDays } from "../domain/setting.ts";
import { readVatNumber } from "../domain/vat-number.ts";
import { nameMaxChars } from "../limits.ts";
import { methodOf, methodWords } from "./read-method.ts";
import { type PlanSaid, readPlan } from "./read-plan.ts";
import { readTermsDays } from "./read-terms-days.ts";
import { sentenceOf } from "./sentence.ts";

/** What a message about settings sets, or what it tried to set and why it could not. Null: it sets nothing. */
export type SettingRead =
  /** `unset`: to nothing. */
  | { readonly kind: "set"; readonly setting: Setting; readonly unset?: true }
  | { readonly kind: "unclear"; readonly about: SettingKind }
  | { readonly kind: "fixed"; readonly about: Fixed };

/** What nobody can set. */
export type Fixed = "numbers" | "currency";

/**
 * Reads "my terms are 30 days" and the like. Only whole sentences of known shapes: what is a question, or has
 * more in it than one setting, sets nothing.
 */
export function readSetting(text: string, plan: PlanSaid | null = readPlan(text)): SettingRead | null {
  const said = sentenceOf(text)
    .replace(/^(?:(?:please|pls|ok|okay|right|so|can you|could you|from now on),? )+/i, "")
    .replace(/[\s,]*(?:please|pls|thanks|ta|cheers)?[.!]*$/i, "");
  if (said === "" || text.trim().endsWith("?")) return null;
  if (plan !== null) return plan.client === null ? readWish(plan.wish) : null;
  const nothing = readUnset(said);
  if (nothing !== null) return { kind: "set", setting: nothing, unset: true };
  const fixed = fixedOnes.find(([shape]) => shape.test(said))?.[1];
  if (fixed !== undefined) return { kind: "fixed", about: fixed };
  if (undisturbed.test(said)) return { kind: "unclear", about: "quiet-hours" };
  const summary = readSummary(said);
  if (summary !== null) return { kind: "set", setting: summary };
  for (const [shape, about] of shapes) {
    const found = shape.exec(said);
    if (found === null) continue;
    const value = (found[1] ?? said).trim();
    if (/^(?:wrong|different|incorrect|not right|out of date|changed|changing|new|none)$/i.test(value))
      continue;
    const setting = readers[about](value, said);
    return setting === null ? { kind: "unclear", about } : { kind: "set", setting };
  }
  return null;
}

const unsets: readonly (readonly [RegExp, Setting])[] = [
  [/^(?:business|trading|trade|company|firm) name$|^business$/i, { kind: "trading-name", tradingName: null }],
  [/^(?:legal name|full name|real name|own name|name)$/i, { kind: "legal-name", legalName: null }],
  [/^(?:(?:business|postal|trading|work) )?address$/i, { kind: "address", address: null }],
  [/^(?:(?:reply|business|work) )?e-?mail(?: address)?$/i, { kind: "reply-email", replyEmail: null }],
  [/^(?:bank|account) (?:account )?details$|^bank(?: account)?$|^account number$/i, { kind: "bank", sortCode: null, accountNumber: null }],
  [/^sign-? ?off(?: name)?$|^signature$/i, { kind: "sign-off", signOff: null }],
]; // biome-ignore format: one row a setting

/** "clear my sign-off", "forget my address". */
function readUnset(said: string): Setting | null {
  const [, noun] =
    /^(?:remove|clear|delete|forget|unset|drop|get rid of) (?:my|our|the) (.+)$/i.exec(said) ?? [];
  return unsets.find(([shape]) => noun !== undefined && shape.test(noun))?.[1] ?? null;
}

const sets = "(?:(?:set|change|make|start|begin|continue|switch) )?(?:(?:my|our|the) )?";
/** "bill numbers start at 100", "my prefix is SG", "change the currency to euros" */
const fixedOnes: readonly (readonly [RegExp, Fixed])[] = [
  [new RegExp(`^${sets}(?:next |first )?(?:bill|invoice)s? (?:numbers?|numbering)(?: series)?(?: should| to| must| will)? ?(?:starts?|begins?|runs?|goes?|be|is|are|continues?)?(?: on)?(?: at| from| with| to)? \\S*\\d+$`, "i"), "numbers"],
  [/^(?:start|begin|continue|number) (?:(?:my|our|the) )?(?:bills|invoices|numbering)(?: numbers| numbering)? (?:at|from|with) \S*\d+$/i, "numbers"],
  [new RegExp(`^${sets}(?:bill |invoice |number )?prefix(?: is| to| should be| as)? \\S+$`, "i"), "numbers"],
  [new RegExp(`^${sets}(?:default )?currency(?: is| to| should be| as)? .+$`, "i"), "currency"],
]; // biome-ignore format: one row a shape

const undisturbed =
  /^(?:no|(?:turn|switch) off|stop) (?:my |the )?quiet (?:hours|time)$|^(?:don't|dont|do not|never|stop) (?:message|messaging|text|texting|notify|notifying|disturb|disturbing|bother|bothering|ping|pinging) me (?:after|before|between) .+$/i;

const summary =
  "(?:the |my |any |a |that )?(?:monday |mondays |monday's |weekly |week's )?summar(?:y|ies)(?: (?:on|every|each) mondays?)?";
const summaryOff = new RegExp(
  `^(?:(?:stop|cancel|end|drop|no|no more|turn off|switch off|i don't want|i do not want|don't send me|don't send|stop sending me|stop sending) ${summary}|(?:turn|switch) ${summary} off|${summary} off)$`,
  "i",
);
const summaryOn = new RegExp(
  `^(?:(?:start|restart|resume|bring back|turn on|switch on|turn back on|i want) ${summary}(?: again| back)?|(?:turn|switch) ${summary} (?:back )?on|(?:put |have )?${summary} (?:back )?on(?: again)?|send(?: me)? ${summary} again|send(?: me)? a summary (?:on|every|each) mondays?)$`,
  "i",
);

/** "no summary on mondays", "turn the monday summary on". */
function readSummary(said: string): Setting | null {
  if (summaryOff.test(said)) return { kind: "monday-summary", mondaySummary: false };
  return summaryOn.test(said) ? { kind: "monday-summary", mondaySummary: true } : null;
}

/** When and how all clients are reminded. */
function readWish(wish: PlanSaid["wish"]): SettingRead {
  if (wish.kind === "plan") return { kind: "set", setting: { kind: "chase-plan", chasePlan: wish.plan } };
  if (wish.kind === "tone") return { kind: "set", setting: { kind: "chase-tone", chaseTone: wish.tone } };
  if (wish.kind === "time") return { kind: "set", setting: { kind: "chase-time", chaseAt: wish.time } };
  return { kind: "unclear", about: wish.about === "time" ? "chase-time" : "chase-plan" };
}

/** `my X is Y`, `set my X to Y`, `X: Y`: the noun between what may stand before it and before the value. */
function shape(nouns: string, my: "my" | "my?" | "my, is" = "my?"): RegExp {
  const whose = my === "my?" ? "(?:(?:my|our|the) )?" : "(?:my|our) ";
  const is =
    my === "my, is"
      ? "(?:(?:'s| is)(?: now)?(?: called)?| to)"
      : "(?:'s| is| are| has| have)?(?: now)?(?: been)?(?: changed)?(?: now)?(?: to| as)?[:,]?";
  return new RegExp(
    `^(?:(?:set|change|update|make|switch|edit) )?${whose}(?:default |usual |standard |normal |new )?(?:${nouns})${is} (.+)$`,
    "i",
  );
}

/** The first that fits decides. */
const shapes: readonly (readonly [RegExp, Sheet])[] = [
  [/^(?:i'?m|i am|we'?re|we are) (?:now )?((?:not |no longer )?(?:vat registered|registered for vat))(?: any ?more| now| again| yet)*$/i, "vat-number"],
  [/^(?:i|we)(?:'ve| have|'m|'re| are| am)? ?(?:now |just )?(de-?registered)(?: for| from)? vat$/i, "vat-number"],
  [/^(?:i|we) ((?:no longer|don't|dont|do not) (?:charge|add|do)) vat(?: any ?more)?$/i, "vat-number"],
  [/^((?:turn|switch) (?:the )?vat off|(?:turn|switch) off (?:the )?vat|no vat for (?:me|us))(?: any ?more| from now on)?$/i, "vat-number"],
  [/^(?:i'?m|i am|we'?re|we are) (?:now )?(?:vat registered|registered for vat)[,.:;]? (?:and )?(?:(?:my|our|the) )?(?:vat )?(?:(?:number|no\.?) )?(?:is )?((?:gb ?)?\d[\d ]*)$/i, "vat-number"],
  [shape("vat (?:registration |reg )?(?:number|no\\.?)"), "vat-number"],
  [shape("(?:prices|rates|figures|amounts)(?= (?:are|is|include|includes|inc|exclude|plus|ex|to|now|as|have|do|don't))"), "plus-vat"],
  [/^(?:i|we) (?:charge|add|put) vat (on top)(?: of (?:my|our) prices)?$/i, "plus-vat"],
  [/^(?:charge|add|put) (?:20 ?% |the )?vat(?: at 20 ?%)? (?:on|to) (?:everything|(?:every|all(?: (?:my|our|the))?) (?:bills?|invoices?|prices))(?: from now on)?$/i, "plus-vat"],
  [shape("(?:bank|account) (?:account |)details|bank account|bank|sort code(?: and account(?: number)?)?|account number", "my"), "bank"],
  [/^(?:bank details|sort code)(?: are| is)?:? (.*\d.*)$/i, "bank"],
  [shape("(?:payment |credit )?terms"), "terms"],
  [/^(?:put|set|have|keep|give|start) (?:everyone|everybody|(?:all )?(?:of )?(?:my |our )?clients)(?: on| to| at)? (.+?)(?: (?:credit|terms|to pay))?(?: from now on)?$/i, "terms"],
  [shape("legal name|full name|real name|own name|name", "my, is"), "legal-name"],
  [shape("(?:business|trading|trade|company|firm) name", "my, is"), "trading-name"],
  // "my business is quiet" is talk: without the word "name" it takes a name to look like one.
  [/^(?:my|our) (?:business|company|firm) is (?:now )?(?:called )?((?-i:[^a-z]*[A-Z].*))$/i, "trading-name"],
  [/^(?:call me|call my business|call us|call the business) (.+?)(?: on (?:my |the |our )?(?:bills|invoices))?$/i, "trading-name"],
  [/^(?:i|we) trade as (.+)$/i, "trading-name"],
  [shape("(?:reply |business |work )?e-?mail(?: address)?", "my"), "reply-email"],
  [shape("(?:business |postal |trading |work )?address", "my"), "address"],
  [new RegExp(`^(?:i|we) (?:usually |always |normally |mostly |only )?(?:take|accept|get paid|am paid|are paid)(?: by| in| with)? (${methodWords})(?: payments?| only)?$`, "i"), "pay-by"],
  [shape("(?:usual |default )?payment method"), "pay-by"],
  [/^sign (?:me |us |my messages |my bills |everything |it |messages )?(?:off )?(?:as|with) (.+)$/i, "sign-off"],
  [shape("sign-? ?off(?: name)?|signature"), "sign-off"],
  [shape("quiet (?:hours|time)"), "quiet-hours"],
]; // biome-ignore format: one row a shape

/** Those that are told as `my X is Y`; of reminders a trader speaks otherwise (`read-plan.ts`). */
type Sheet = Exclude<SettingKind, "monday-summary" | "chase-plan" | "chase-tone" | "chase-time">;

const readers: { readonly [K in Sheet]: (value: string, said: string) => Setting | null } = {
  "trading-name": (value) => named(value, (tradingName) => ({ kind: "trading-name", tradingName })),
  "legal-name": (value) => named(value, (legalName) => ({ kind: "legal-name", legalName })),
  "sign-off": (value) => named(value, (signOff) => ({ kind: "sign-off", signOff })),
  address: (value) => {
    const address = cleanName(value, 240);
    return address.length >= 8 && /\d/.test(address) && address.includes(" ")
      ? { kind: "address", address }
      : null;
  },
  "reply-email": (value) => {
    const email = value.toLowerCase();
    return /^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+\.[a-z]{2,}$/.test(email) && email.length <= 254
      ? { kind: "reply-email", replyEmail: email }
      : null;
  },
  terms: (value) => {
    const termsDays = readTermsDays(value);
    return termsDays === null || termsDays > termsMaxDays ? null : { kind: "terms", termsDays };
  },
  "vat-number": (value) => {
    if (/^(?:not|no|don'?t|do not|de-?registered|turn|switch)\b/i.test(value))
      return {
        kind: "vat-number",
        vatRegistered: false,
        vatNumber: null,
      };
    if (/registered/i.test(value)) return { kind: "vat-number", vatRegistered: true, vatNumber: null };
    const vatNumber = readVatNumber(value);
    return vatNumber === null ? null : { kind: "vat-number", vatRegistered: true, vatNumber };
  },
  "plus-vat": (value) => {
    const plus =
      /\b(?:plus|\+|ex|exc|excl|exclude|excluding|exclusive|before|without|on top|(?:add|charge|put) .*vat|not inc\w*|don't inc\w*)\b/i;
    if (plus.test(value)) return { kind: "plus-vat", plusVat: true };
    return /\b(?:inc|incl|include|includes|including|inclusive|with)\b/i.test(value)
      ? { kind: "plus-vat", plusVat: false }
      : null;
  },
  bank: (_, said) => {
    const accounts = said.match(/(?<![\d-])\d{8}(?![\d-])/g) ?? [];
    const rest = said.replace(/(?<![\d-])\d{8}(?![\d-])/g, " ");
    const codes = rest.match(/(?<!\d)\d{2}[- ]?\d{2}[- ]?\d{2}(?!\d)/g) ?? [];
    const [accountNumber, otherAccount] = accounts;
    const [code, otherCode] = codes;
    if (accountNumber === undefined || code === undefined) return null;
    if (otherAccount !== undefined || otherCode !== undefined) return null;
    const sortCode = code.replace(/\D/g, "");
    // No bank has these.
    if (/^0+$/.test(sortCode) || /^0+$/.test(accountNumber)) return null;
    return { kind: "bank", sortCode, accountNumber };
  },
  "pay-by": (value) => {
    const payBy = new RegExp(`^(?:by |in )?(?:${methodWords})$`, "i").test(value)
      ? methodOf(value.replace(/^(?:by|in) /i, ""))
      : null;
    return payBy === null ? null : { kind: "pay-by", payBy };
  },
  "quiet-hours": (value) => {
    const [, from, to] =
      /^(?:from )?(\S+(?: [ap]m)?) ?(?:to|until|till|-|–) ?(\S+(?: [ap]m)?)$/i.exec(value) ?? [];
    const quietFrom = readTime(from ?? "");
    const quietTo = readTime(to ?? "");
    return quietFrom === null || quietTo === null || quietFrom === quietTo
      ? null
      : { kind: "quiet-hours", quietFrom, quietTo };
  },
};

function named(value: string, make: (name: string) => Setting): Setting | null {
  const name = cleanName(value.replace(/^["“”'](.+)["“”']$/, "$1"), nameMaxChars);
  return name === "" ? null : make(name);
}

/** `9pm`, `21:00`, `7.30 am` as `HH:MM`. A bare figure could be either half of the day, so it is none. */
function readTime(text: string): string | null {
  if (/^midnight$/i.test(text)) return "00:00";
  const found = /^(\d{1,2})(?:[:.](\d{2}))? ?([ap]m)?$/i.exec(text);
  if (found === null || (found[2] === undefined && found[3] === undefined)) return null;
  const half = found[3]?.toLowerCase();
  const said = Number(found[1]);
  const minute = Number(found[2] ?? 0);
  if (minute > 59 || said > 23 || (half !== undefined && (said < 1 || said > 12))) return null;
  const hour = half === undefined ? said : (said % 12) + (half === "pm" ? 12 : 0);
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
