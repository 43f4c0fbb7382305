import { addDays, dayOf } from "../../domain/day.ts";
import type { Intent } from "../../domain/intent.ts";
import { termsMaxDays } from "../../domain/setting.ts";
import type { Context } from "../context.ts";
import { blankOf, type Draft, type Gap } from "../draft.ts";
import { readSetting } from "../read-setting.ts";
import { readTermsDays, termsPattern } from "../read-terms-days.ts";
import { ordered, orderIn, type ReadWhole, who } from "../sentence.ts";
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

const whose = `${who}(?:'s?)?`;
const is = "(?:'s|'re| is| are)";
const habit = "(?:always|usually|normally|generally|still|now)";
const some = `(?:an? )?${termsPattern}`;
const long = `(?:an? )?(?<long>${termsPattern})`;
const terms = "(?: (?:payment |credit )?(?:terms?|credit|accounts?))";
/** At the end of a sentence, or "from now on" at its start: for good, and not this once. */
const evermore =
  /,? (?:from now on(?:wards)?|from here on(?: in)?|always|as standard|in future|going forwards?|every time|by default|for good|(?:on|for) (?:everything|(?:all|every|each)(?: (?:his|her|their|of|the|new|future))*(?: (?:bills?|invoices?|jobs?|work))?))$|^(?:from now on|always|usually|normally|by default|in future),? /i;
const theTerms = "(?:payment |credit |usual |standard )?terms";

const shapes: readonly Shape[] = [
  { shape: ordered(`add (?:an? |the )?(?:new )?(?:client|customer) ${who}(?: on| with| at) ${long}(?:${terms})?`), names: true, adds: true },
  { shape: ordered(`(?:put|have|keep|start|get|place|set|move|switch) ${who}(?: back| up| over)? (?:on|onto) ${long}${terms}?`), names: true },
  { shape: ordered(`(?:put|set|move|switch|change) ${who} (?:over )?(?:to|at) ${long}${terms}`), names: true },
  { shape: ordered(`(?:put|set|move|switch|change) ${who} (?:over )?(?:to|at) ${long}`), asks: "due" },
  { shape: ordered(`(?:put|move|switch|change) ${who} from ${some}(?:${terms})? (?:on ?)?to ${long}(?:${terms})?`), names: true },
  { shape: ordered(`(?:give|allow|offer) ${who} ${long}${terms}`), names: true },
  { shape: ordered(`(?:give|allow|bill|invoice|put) ${who}(?: on| at| with| for)? ${long}(?: to pay|${terms})?`), names: true, always: true },
  { shape: ordered(`(?:give|allow) ${who} ${long} to pay`), asks: "due" },
  { shape: ordered(`make ${who} ${long}(?:${terms})?`), asks: "due" },
  { shape: ordered(`(?:i|we)(?:'ve| have)? (?:agreed|settled on) ${long}(?:${terms}| to pay)? with ${who}`), asks: "due" },
  { shape: ordered(`(?:agreed|settled on) ${long}(?:${terms}| to pay)? with ${who}`), asks: "due" },
  { shape: ordered(`(?:i|we)(?:'ve| have) (?:given|allowed|offered) ${who} ${long}(?:${terms}| to pay)?`), asks: "due" },
  { shape: ordered(`can ${who} (?:have|get|be on) ${long}(?:${terms}| to pay)?`), asks: "due" },
  { shape: ordered(`${who}${is}? (?:${habit} )?on ${long}(?:${terms}| basis)?`) },
  { shape: ordered(`(?:(?:my|our|the) )?${whose} ${theTerms}(?: are| is|:| =| to be| should be)?(?: ${habit})?(?: to)? ${long}(?:${terms})?`) },
  { shape: ordered(`(?:set|change|make|update|put|switch|extend|shorten|raise|cut|increase|reduce|lower) ${whose} ${theTerms} (?:(?:up |down )?(?:to|as|at|=|be) )?${long}(?:${terms})?`), names: true },
  { shape: ordered(`(?:(?:set|change|make) )?(?:(?:the|my|our) )?${theTerms} (?:for|with|of) ${who}(?: are| is|:| to| at)? ${long}`) },
  { shape: ordered(`(?:(?:an? )?(?<long>${termsPattern})${terms}|(?<long>net \\d{1,4})|terms of (?<long>${termsPattern})) (?:for|with) ${who}`) },
  { shape: ordered(`${who}${is} ${habit} ${long}(?:${terms})?`) },
  { shape: ordered(`${who}${is} ${long}(?: (?:account|client|customer|payers?)|${terms})`) },
  { shape: ordered(`${who}${is} ${long}`), asks: "only" },
  { shape: ordered(`${who} ${habit} (?:gets?|has|have) ${long}(?: to pay|${terms})?`) },
  { shape: ordered(`${who} (?:gets?|has|have)(?: got)? ${long}${terms}`) },
  { shape: ordered(`${who} (?:gets?|has|have)(?: got)? ${long} to pay`), asks: "due" },
  { shape: ordered(`${who} (?:(?:must|should|has to|have to|needs to|is to|are to) pay|to pay) (?:me |us )?(?:in|within|on) ${long}`), asks: "due" },
  { shape: ordered(`${who} (?:${habit} )?pays? (?:me |us )?(?:on|at|with) ${long}${terms}`) },
  { shape: ordered(`${who} ${habit} pays? (?:me |us )?(?:(?:in|within|at|after|on|by) )?${long}`), asks: "only" },
  { shape: ordered(`${who} pays? (?:me |us )?(?:(?:in|within|at|after|on|by) )?${long}`), asks: "promise" },
  { shape: ordered(`${who}(?: ?:| ?=| -|,) ?${long}(?:${terms}|(?<=(?:receipt|completion|delivery|day)))`) },
  { shape: ordered(`${who}(?: ?:| ?=| -) ?${long}`), asks: "only" },
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
].map(ordered);

const asking: readonly RegExp[] = [
  `(?:what are|what's|whats|what is|show(?: me)?|check|tell me) ${whose} (?:payment |credit )?terms`,
  `(?:what are|what's|whats|what is) (?:my|our|the) ${theTerms} (?:for|with) ${who}`,
  `how (?:many days|long) (?:does|do) ${who} get(?: to pay)?`,
  `what (?:payment |credit )?terms (?:is|are|does|do|has|have) ${who}(?: on| got| have| get)?`,
  `how long (?:does|do|has|have|is) ${who} (?:got |have |get )?to pay`,
  `is ${who} (?:still )?on ${long}(?:${terms})?`,
].map((shape) => new RegExp(`^${shape}\\??$`, "iu"));

const ofAll = /\b(?:everyone|everybody|clients)\b/i;

/** All of these sentences have one of these words. */
const mayBeTerms =
  /\b(?:terms?|days?|weeks?|fortnights?|months?|net|receipt|completion|delivery|spot|immediate(?:ly)?|straight ?away|up ?front|how long)\b/i;

/** What a message says of one client's terms, or null. */
export const readTerms: ReadWhole = (said, context) => {
  if (!mayBeTerms.test(said)) return null;
  const asked = asking.map((shape) => shape.exec(said)?.groups).find((it) => it !== undefined);
  if (asked !== undefined) return shown(said, asked["who"] ?? "", context);
  const plain = /^(can .+ (?:have|get|be on) .+)\?$/i.exec(said)?.[1] ?? orderIn(said);
  if (ofAll.test(plain)) return settings(plain);
  const order = plain.replace(evermore, "");
  const always = order !== plain;
  const back = backShapes.map((shape) => shape.exec(order)?.groups).find((it) => it !== undefined);
  if (back !== undefined) return drafted(said, back["who"] ?? "", context, null, {});
  for (const one of shapes) {
    const groups = one.always === true && !always ? undefined : one.shape.exec(order)?.groups;
    if (groups === undefined) continue;
    const days = readTermsDays(groups["long"] ?? "");
    const read = drafted(said, groups["who"] ?? "", context, days ?? "unclear", one, always);
    if (read !== null) return read;
  }
  return null;
};

/** "put everyone on 30 days": the trader's own terms. */
function settings(order: string): Draft | null {
  const read = readSetting(order);
  if (read?.kind !== "set" || read.setting.kind !== "terms") return null;
  return { intent: { intent: "settings", certainty: "said", description: order }, gaps: [] };
}

function shown(said: string, name: string, { clients }: Context): Draft | null {
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
    description: said,
  };
  return { intent, gaps };
}

const shortestDays = 5;

function drafted(
  said: string,
  name: string,
  context: Context,
  days: number | null | "unclear",
  { names, adds, asks: maybe }: Pick<Shape, "asks" | "names" | "adds">,
  always = false,
): Draft | null {
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
    return { intent: added, gaps };
  }
  const intent: Intent = {
    ...blankOf("edit-client"),
    certainty: asks !== undefined || whom.guessed ? "guessed" : "said",
    client,
    last: client === null,
    description: said,
    ...(far ? {} : { termsDays }),
    ...(typeof termsDays === "number" && (asks === "promise" || asks === "due")
      ? { once: onceOnly(asks, termsDays, context) }
      : {}),
  };
  return { intent, gaps };
}

/** The same words, of what they owe now. */
function onceOnly(asks: Once, days: number, { now }: Context): Partial<Intent> {
  const day = addDays(dayOf(now), days);
  const made = { certainty: "said", description: null } as const;
  return asks === "promise"
    ? { ...made, intent: "promise", on: day }
    : { ...made, intent: "edit-bill", dueOn: day };
}
