import type { Tone } from "../domain/intent.ts";
import { type ChasePlan, formatPlan, type PlanRule, reminderHours } from "../domain/plan.ts";
import { sentenceOf } from "./sentence.ts";

/** What a trader wishes for reminders from now on. `client` as said; null is all clients. */
export interface PlanSaid {
  readonly client: string | null;
  readonly wish:
    | { readonly kind: "plan"; readonly plan: string | null }
    | { readonly kind: "tone"; readonly tone: Tone | null }
    | { readonly kind: "time"; readonly time: string }
    | { readonly kind: "unclear"; readonly about: "plan" | "time" };
}

/** Reads "chase on the day, 5 and 10 days after, firm from the second" and "gentle with Patel": whole sentences only. */
export function readPlan(text: string): PlanSaid | null {
  const said = sentenceOf(text)
    .replace(/^(?:(?:please|pls|ok|okay|right|so|can you|could you|always|from now on),? )+/i, "")
    .replace(
      /^(?:set|make|change) (?:my|the) (?:chasing|reminders?|(?:chase |chasing |reminder )?plan) (?:to|as|at) /i,
      "chase ",
    )
    .replace(/[\s,]*(?:please|pls|thanks|ta|cheers|from now on)?[.!]*$/i, "");
  if (text.trim().endsWith("?")) return null;
  return readTone(said) ?? readStandard(said) ?? readTime(said) ?? readDays(said);
}

const everyone =
  /^(?:everyone|everybody|all|all (?:of )?(?:them|my clients|clients)|my clients|clients|people)$/i;

function whom(said: string): string | null {
  return everyone.test(said) ? null : said;
}

const tones: readonly (readonly [RegExp, Tone])[] = [
  [/^(?:gentle|gently|friendly|nice|soft|softly|easy|kind|polite)$/i, "friendly"],
  [/^(?:formal|formally|businesslike)$/i, "formal"],
  [/^(?:firm|firmly|tough|hard|strict|strong)$/i, "firm"],
];

function toneOf(word: string): Tone | null {
  return tones.find(([shape]) => shape.test(word))?.[1] ?? null;
}

function readTone(said: string): PlanSaid | null {
  const ofAll =
    /^(?:i'd like |i would like |i want )?(?:all )?(?:the |my )?reminders (?:to be|should be) (\w+)$/i.exec(
      said,
    );
  const all = toneOf(ofAll?.[1] ?? "");
  if (all !== null) return { client: null, wish: { kind: "tone", tone: all } };
  const found = /^(?:be |go |keep it |always be )?(\w+) (?:with|on|to|towards) (.+)$/i.exec(said);
  const tone = toneOf(found?.[1] ?? "");
  if (found === null || tone === null) return null;
  return { client: whom((found[2] ?? "").trim()), wish: { kind: "tone", tone } };
}

function readStandard(said: string): PlanSaid | null {
  const found =
    /^(?:use )?(?:the |my )?(?:standard|usual|normal|default) (plan|reminders|chasing|tone)(?: (?:for|with) (.+))?$/i.exec(
      said,
    );
  if (found === null) return null;
  const client = found[2] === undefined ? null : whom(found[2]);
  return /tone/i.test(found[1] ?? "")
    ? { client, wish: { kind: "tone", tone: null } }
    : { client, wish: { kind: "plan", plan: null } };
}

function readTime(said: string): PlanSaid | null {
  const found =
    /^(?:chase|remind (?:people|clients|them|everyone)|send (?:my |the )?reminders|(?:my |the )?reminders (?:should )?go(?: out)?) at (\d{1,2})(?:[:.](\d{2}))? ?([ap]m|in the (?:morning|afternoon))?(?:,? not (?:at )?\d{1,2}(?:[:.]\d{2})? ?(?:[ap]m)?)?$/i.exec(
      said,
    );
  if (found === null) return null;
  const half = found[3]?.toLowerCase();
  const hour = Number(found[1]) % (half === undefined ? 24 : 12);
  const time = `${String(/^p|noon/.test(half ?? "") ? hour + 12 : hour).padStart(2, "0")}:${found[2] ?? "00"}`;
  const good = time >= reminderHours.from && time < reminderHours.to && Number(found[2] ?? 0) < 60;
  return { client: null, wish: good ? { kind: "time", time } : { kind: "unclear", about: "time" } };
}

const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];
const rulesMax = 8;
const earliest = -14;
const latest = 90;

/** `chase [Dave] <days>[, firm from the second][ for Dave]`. */
function readDays(said: string): PlanSaid | null {
  const found =
    /^(?:chase|remind)(?: (.+?))??,? ((?:on (?:the|its) (?:due )?(?:day|date)|when (?:it(?:'s| is)|they(?:'re| are)) due|\d|an? |the day|one |two |three )(?:.*)\b(?:after|before|day|date|due)(?:wards)?)((?:,? (?:and )?\w+ from the \w+)*)(?: (?:for|with) (.+))?$/i.exec(
      said,
    );
  if (found === null) return null;
  const [, before, days, from, after] = found;
  const offsets = readOffsets(days ?? "");
  if (offsets === null) return null;
  const name = (after ?? before ?? "").trim();
  const client = name === "" ? null : whom(name);
  const wrong = offsets.length > rulesMax || offsets.some((it) => it < earliest || it > latest);
  if (wrong) return { client, wish: { kind: "unclear", about: "plan" } };
  const plan = withTones(offsets, from ?? "");
  return plan === null
    ? { client, wish: { kind: "unclear", about: "plan" } }
    : { client, wish: { kind: "plan", plan: formatPlan(plan) } };
}

const numbers: Readonly<Record<string, number>> = { a: 1, an: 1, the: 1, one: 1, two: 2, three: 3, four: 4 };
const units: readonly (readonly [RegExp, number])[] = [
  [/^days?$/i, 1],
  [/^weeks?$/i, 7],
  [/^fortnights?$/i, 14],
  [/^months?$/i, 30],
];

/** "on the day, 5 and 10 days after" as [0, 5, 10]. Null where a word is left over: then it is no plan. */
function readOffsets(text: string): readonly number[] | null {
  const offsets = new Set<number>();
  let unit = 1;
  let sign: 1 | -1 | null = null;
  // From the end, as "5 and 10 days after" gives the 5 its unit and side.
  for (const part of text
    .split(/\s*(?:,|\band\b|&)\s*/i)
    .filter((it) => it !== "")
    .toReversed()) {
    if (
      /^(?:on )?(?:the|its) (?:due )?(?:day|date)(?: it(?:'s| is) due)?$|^when (?:it|they)\b.*due$/i.test(
        part,
      )
    ) {
      offsets.add(0);
      continue;
    }
    const found =
      /^(\d{1,3}|an?|the|one|two|three|four)(?: (\w+?))?(?: (after|before|late|later|early)(?:wards)?)?(?: (?:that|it(?:'s| is) due))?$/i.exec(
        part,
      );
    if (found === null) return null;
    const [, figure, word, side] = found;
    if (word !== undefined) unit = units.find(([shape]) => shape.test(word))?.[1] ?? 0;
    if (side !== undefined) sign = /before|early/i.test(side) ? -1 : 1;
    const count = numbers[(figure ?? "").toLowerCase()] ?? Number(figure);
    if (sign === null || unit === 0) return null;
    offsets.add(sign * unit * count);
  }
  return [...offsets].sort((a, b) => a - b);
}

/** "firm from the second": from there on. What is not said follows the days, as in the standard plan. */
function withTones(offsets: readonly number[], text: string): ChasePlan | null {
  const said = [...text.matchAll(/(\w+) from the (\w+)/gi)];
  const changes = said.map(([, tone, from]) => ({
    tone: toneOf(tone ?? ""),
    from: from?.toLowerCase() === "start" ? 0 : ordinals.indexOf(from?.toLowerCase() ?? ""),
  }));
  if (changes.some(({ tone, from }) => tone === null || from < 0 || from >= offsets.length)) return null;
  return offsets.map((days, index): PlanRule => {
    const change = changes.findLast(({ from }) => from <= index);
    if (change?.tone) return { days, tone: change.tone };
    if (changes.length > 0) return { days, tone: "friendly" };
    return { days, tone: days < 7 ? "friendly" : days < 14 ? "formal" : "firm" };
  });
}
