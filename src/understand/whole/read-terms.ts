import { cleanLine } from "../../domain/client.ts";
import { addDays, dayOf } from "../../domain/day.ts";
import type { Intent, Understanding } from "../../domain/intent.ts";
import { termsMaxDays } from "../../domain/setting.ts";
import type { Context } from "../context.ts";
import { blankOf, type Gap } from "../draft.ts";
import { questionOf } from "../question.ts";
import { readSetting } from "../read-setting.ts";
import { readTermsDays, termsPattern } from "../read-terms-days.ts";
import { whomSaid } from "./whom.ts";

/*
 * How long one client has to pay, in whole sentences of known shapes: "put Dave on 30 days". What may be about one bill
 * as well ("Dave pays in 30 days") is asked.
 */

/** What the same words may mean besides: what they will do, or when what they owe is due. */
type Once = "promise" | "due";

interface Shape {
  readonly shape: RegExp;
  /** To be confirmed, with what else it may mean. */
  readonly asks?: Once | "only";
  /** Whoever is not known yet is added with them. */
  readonly adds?: true;
  /** Only where it is said to be for good. */
  readonly always?: true;
  /** Whoever is not known yet is somebody new, and no talk. */
  readonly names?: true;
}

const who = "(?<who>[\\p{L}\\d][\\p{L}\\d '&.()-]*?)";
const whose = `${who}(?:'s?)?`;
const is = "(?:'s|'re| is| are)";
const habit = "(?:always|usually|normally|generally|still|now)";
const some = `(?:an? )?${termsPattern}`;
const long = `(?:an? )?(?<long>${termsPattern})`;
const terms = "(?: (?:payment |credit )?(?:terms?|credit|accounts?))";
/** At the end of a sentence, or "from now on" at its start: for good, and not this once. */
const evermore =
  /,? (?:from now on(?:wards)?|from here on(?: in)?|always|as standard|in future|going forwards?|every time|by default|for good|(?:on|for) (?:everything|(?:all|every|each)(?: (?:his|her|their|of|the|new|future))*(?: (?:bills?|invoices?|jobs?|work))?))$|^(?:from now on|always|usually|normally|by default|in future),? /i;
const wants =
  "(?:(?:can|could|would|will) you |(?:i|we)(?:'ll| will|'d like to| want to)? |let'?s |just |actually,? |so |and |no,? |right,? |also )*";
const theTerms = "(?:payment |credit |usual |standard )?terms";

const shapes: readonly Shape[] = [
  { shape: whole(`add (?:an? |the )?(?:new )?(?:client|customer) ${who}(?: on| with| at) ${long}(?:${terms})?`), names: true, adds: true },
  { shape: whole(`(?:put|have|keep|start|get|place|set|move|switch) ${who}(?: back| up| over)? (?:on|onto) ${long}${terms}?`), names: true },
  { shape: whole(`(?:put|set|move|switch|change) ${who} (?:over )?(?:to|at) ${long}${terms}`), names: true },
  { shape: whole(`(?:put|set|move|switch|change) ${who} (?:over )?(?:to|at) ${long}`), asks: "due" },
  { shape: whole(`(?:put|move|switch|change) ${who} from ${some}(?:${terms})? (?:on ?)?to ${long}(?:${terms})?`), names: true },
  { shape: whole(`(?:give|allow|offer) ${who} ${long}${terms}`), names: true },
  { shape: whole(`(?:give|allow|bill|invoice|put) ${who}(?: on| at| with| for)? ${long}(?: to pay|${terms})?`), names: true, always: true },
  { shape: whole(`(?:give|allow) ${who} ${long} to pay`), asks: "due" },
  { shape: whole(`make ${who} ${long}(?:${terms})?`), asks: "due" },
  { shape: whole(`(?:i|we)(?:'ve| have)? (?:agreed|settled on) ${long}(?:${terms}| to pay)? with ${who}`), asks: "due" },
  { shape: whole(`(?:agreed|settled on) ${long}(?:${terms}| to pay)? with ${who}`), asks: "due" },
  { shape: whole(`(?:i|we)(?:'ve| have) (?:given|allowed|offered) ${who} ${long}(?:${terms}| to pay)?`), asks: "due" },
  { shape: whole(`can ${who} (?:have|get|be on) ${long}(?:${terms}| to pay)?`), asks: "due" },
  { shape: whole(`${who}${is}? (?:${habit} )?on ${long}(?:${terms}| basis)?`) },
  { shape: whole(`(?:(?:my|our|the) )?${whose} ${theTerms}(?: are| is|:| =| to be| should be)?(?: ${habit})?(?: to)? ${long}(?:${terms})?`) },
  { shape: whole(`(?:set|change|make|update|put|switch|extend|shorten|raise|cut|increase|reduce|lower) ${whose} ${theTerms} (?:(?:up |down )?(?:to|as|at|=|be) )?${long}(?:${terms})?`), names: true },
  { shape: whole(`(?:(?:set|change|make) )?(?:(?:the|my|our) )?${theTerms} (?:for|with|of) ${who}(?: are| is|:| to| at)? ${long}`) },
  { shape: whole(`(?:(?:an? )?(?<long>${termsPattern})${terms}|(?<long>net \\d{1,4})|terms of (?<long>${termsPattern})) (?:for|with) ${who}`) },
  { shape: whole(`${who}${is} ${habit} ${long}(?:${terms})?`) },
  { shape: whole(`${who}${is} ${long}(?: (?:account|client|customer|payers?)|${terms})`) },
  { shape: whole(`${who}${is} ${long}`), asks: "only" },
  { shape: whole(`${who} ${habit} (?:gets?|has|have) ${long}(?: to pay|${terms})?`) },
  { shape: whole(`${who} (?:gets?|has|have)(?: got)? ${long}${terms}`) },
  { shape: whole(`${who} (?:gets?|has|have)(?: got)? ${long} to pay`), asks: "due" },
  { shape: whole(`${who} (?:(?:must|should|has to|have to|needs to|is to|are to) pay|to pay) (?:me |us )?(?:in|within|on) ${long}`), asks: "due" },
  { shape: whole(`${who} (?:${habit} )?pays? (?:me |us )?(?:on|at|with) ${long}${terms}`) },
  { shape: whole(`${who} ${habit} pays? (?:me |us )?(?:(?:in|within|at|after|on|by) )?${long}`), asks: "only" },
  { shape: whole(`${who} pays? (?:me |us )?(?:(?:in|within|at|after|on|by) )?${long}`), asks: "promise" },
  { shape: whole(`${who}(?: ?:| ?=| -|,) ?${long}(?:${terms}|(?<=(?:receipt|completion|delivery|day)))`) },
  { shape: whole(`${who}(?: ?:| ?=| -) ?${long}`), asks: "only" },
]; // biome-ignore format: one row a shape

const usual = "(?:(?:my|our|the) )?(?:usual|normal|standard|default|regular|own)";
const backShapes: readonly RegExp[] = [
  `(?:(?:put|set|move|switch|change|take) )?${who}${is}? (?:goes |going |go )?(?:back )?(?:on|to|onto|on to) ${usual} terms`,
  `(?:back to )?${usual} terms (?:for|with) ${who}(?: again| from now on)?`,
  `${whose} terms (?:are |is |to |go )?(?:back to )?${usual}(?: ones)?`,
  `(?:clear|remove|forget|drop|reset|cancel|delete) ${whose} (?:special |own |payment )?terms`,
  `no (?:special|own) (?:payment )?terms for ${who}`,
  `(?:take|get) ${who} off (?:(?:the|his|her|their) )?${some}(?:${terms})?`,
  `${who}(?:${is} not| isn't| aren't|${is} no longer) on ${some}(?:${terms})?(?: any ?more| any longer| now)?`,
  `(?:cancel|drop|stop|end|remove) ${who}'s ${some}(?:${terms})?`,
].map(whole);

const asking: readonly RegExp[] = [
  `(?:what are|what's|whats|what is|show(?: me)?|check|tell me) ${whose} (?:payment |credit )?terms`,
  `(?:what are|what's|whats|what is) (?:my|our|the) ${theTerms} (?:for|with) ${who}`,
  `how (?:many days|long) (?:does|do) ${who} get(?: to pay)?`,
  `what (?:payment |credit )?terms (?:is|are|does|do|has|have) ${who}(?: on| got| have| get)?`,
  `how long (?:does|do|has|have|is) ${who} (?:got |have |get )?to pay`,
  `is ${who} (?:still )?on ${long}(?:${terms})?`,
].map((shape) => new RegExp(`^${shape}\\??$`, "iu"));

function whole(pattern: string): RegExp {
  return new RegExp(`^${wants}${pattern}$`, "iu");
}

const ofAll = /\b(?:everyone|everybody|clients)\b/i;

/** All of these sentences have one of these words. */
const mayBeTerms =
  /\b(?:terms?|days?|weeks?|fortnights?|months?|net|receipt|completion|delivery|spot|immediate(?:ly)?|straight ?away|up ?front|how long)\b/i;

/** What a message says of one client's terms, or null. */
export function readTerms(text: string, context: Context): Understanding | null {
  if (!mayBeTerms.test(text)) return null;
  const said = cleanLine(text)
    .replace(/[‘’]/g, "'")
    .replace(/[.!]+$/, "");
  const asked = asking.map((shape) => shape.exec(said)?.groups).find((it) => it !== undefined);
  if (asked !== undefined) return shown(text, asked["who"] ?? "", context);
  const asksFor = /^(?:(?:can|could|would|will) you (.+)|(can .+ (?:have|get|be on) .+))\?$/i.exec(said);
  const plain = said.endsWith("?") ? (asksFor?.[1] ?? asksFor?.[2] ?? "") : said;
  if (ofAll.test(plain)) return settings(text, plain);
  const order = plain.replace(evermore, "");
  const always = order !== plain;
  const back = backShapes.map((shape) => shape.exec(order)?.groups).find((it) => it !== undefined);
  if (back !== undefined) return drafted(text, back["who"] ?? "", context, null, {});
  for (const one of shapes) {
    const groups = one.always === true && !always ? undefined : one.shape.exec(order)?.groups;
    if (groups === undefined) continue;
    const days = readTermsDays(groups["long"] ?? "");
    const read = drafted(text, groups["who"] ?? "", context, days ?? "unclear", one, always);
    if (read !== null) return read;
  }
  return null;
}

/** "put everyone on 30 days": the trader's own terms. */
function settings(text: string, order: string): Understanding | null {
  const read = readSetting(order);
  if (read?.kind !== "set" || read.setting.kind !== "terms") return null;
  return { text, intents: [{ intent: "settings", certainty: "said", description: order }], question: null };
}

function shown(text: string, name: string, { clients }: Context): Understanding | null {
  const whom = whomSaid(name, clients);
  if (whom === null || (whom.client !== null && whom.client.match === null && whom.gaps.length === 0))
    return null;
  const { client, gaps, guessed } = whom;
  const certainty = guessed ? "guessed" : "said";
  const intent: Intent = {
    ...blankOf("show-client"),
    certainty,
    client,
    last: client === null,
    description: text,
  };
  return { text, intents: [intent], question: questionOf([{ intent, gaps }]) };
}

const shortestDays = 5;

function drafted(
  text: string,
  name: string,
  context: Context,
  days: number | null | "unclear",
  { names, adds, asks: maybe }: Pick<Shape, "asks" | "names" | "adds">,
  always = false,
): Understanding | null {
  const asks = always ? undefined : maybe;
  // "Dave pays in 3 days" is about this once: nobody has such terms.
  if (asks !== undefined && typeof days === "number" && days > 0 && days < shortestDays) return null;
  const whom = whomSaid(name, context.clients);
  if (whom === null) return null;
  const { client } = whom;
  const known = client === null || client.match !== null || whom.gaps.length > 0;
  if (!known && names !== true) return null;
  const far = days === "unclear" || (days !== null && days > termsMaxDays);
  const gaps: Gap[] = [...whom.gaps];
  if (far)
    gaps.push({
      about: "day",
      text: `I count terms in days from the day of the bill, up to ${termsMaxDays}. How many is it?`,
    });
  const termsDays = far ? null : days;
  if (adds === true && !known) {
    const added: Intent = { ...blankOf("add-client"), client, ...(far ? {} : { termsDays }) };
    return { text, intents: [added], question: questionOf([{ intent: added, gaps }]) };
  }
  const intent: Intent = {
    ...blankOf("edit-client"),
    certainty: asks !== undefined || whom.guessed ? "guessed" : "said",
    client,
    last: client === null,
    description: text,
    ...(far ? {} : { termsDays }),
    ...(typeof termsDays === "number" && (asks === "promise" || asks === "due")
      ? { once: onceOnly(asks, termsDays, context) }
      : {}),
  };
  return { text, intents: [intent], question: questionOf([{ intent, gaps }]) };
}

/** The same words, of what they owe now. */
function onceOnly(asks: Once, days: number, { now }: Context): Partial<Intent> {
  const day = addDays(dayOf(now), days);
  const made = { certainty: "said", description: null } as const;
  return asks === "promise"
    ? { ...made, intent: "promise", on: day }
    : { ...made, intent: "edit-bill", dueOn: day };
}
