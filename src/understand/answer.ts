import type { Intent, Slot, Understanding } from "../domain/intent.ts";
import { termsMaxDays } from "../domain/setting.ts";
import { answerInFull, withoutName } from "./answer-in-full.ts";
import { bare, quiet } from "./bare.ts";
import type { Context } from "./context.ts";
import { readName } from "./name.ts";
import { questionOf } from "./question.ts";
import { read } from "./read.ts";
import { readTermsDays } from "./read-terms-days.ts";
import { resolveName } from "./resolve-name.ts";
import { isKind, marksOf, type Scope, wordAt } from "./scope.ts";
import { dayIn, dueIn, moneyIn, vatIn } from "./slots.ts";
import { tokenise } from "./tokens.ts";
import { fillers } from "./vocabulary.ts";

/**
 * Fills the gaps of a pending question from a short answer: "bill Acme", "How much is it?", "230".
 * Null when the text is not an answer to it but something new.
 */
export function answer(pending: Understanding, text: string, context: Context): Understanding | null {
  const { question } = pending;
  if (question === null) return null;
  const plain = bare(text);
  const scope = read(plain, tokenise(quiet(plain)), context);
  const settled = sayYesOrNo(scope, pending, text, context);
  if (settled !== null) return settled;
  if (scope.tokens.length === 0 || scope.tokens.length > 24 || isOrder(scope)) return null;
  if (namesAnother(scope, pending.intents, question.about)) return null;
  if (pricesBesides(scope, question.about)) return null;
  const whole = answerInFull(pending, plain, context);
  if (whole !== null) return { ...whole, text: `${pending.text}\n${text}` };
  const filled = new Set<Slot>();
  // Of several bills, those that have their price keep it.
  const unpriced = pending.intents.some(lacksPrice);
  const asked = (intent: Intent) =>
    question.about.filter((slot) => slot !== "amount" || !unpriced || lacksPrice(intent));
  const intents = pending.intents.map((intent) => fill(scope, intent, asked(intent), filled));
  if (filled.size === 0 || leftOver(scope, filled) > 3) return null;
  const left = question.about.filter((slot) => !filled.has(slot));
  const first = intents.find((intent) => intent.intent !== "none") ?? intents[0];
  if (first === undefined) return null;
  const gaps = left.map((about) => ({ about }));
  return { text: `${pending.text}\n${text}`, intents, question: questionOf([{ intent: first, gaps }]) };
}

const yeses = new Set(
  "yes yeah yep yup aye y yh sure ok okay correct right please do go on ahead it 👍 ✅ thats that is in pounds".split(
    " ",
  ),
);
const noes = new Set("no nope nah naw n dont 👎 ❌ leave it thanks ta not forget".split(" "));
const eaches = new Set(
  "each both all every apiece of them one per yes yeah yep yup aye for thats it is the same ones".split(" "),
);

/** Whether all the words of an answer are among some, and it opens with a telling one. */
function allOf(scope: Scope, words: ReadonlySet<string>): boolean {
  const said = scope.tokens.filter(
    (token) => token.kind === "word" || /\p{Extended_Pictographic}/u.test(token.text),
  );
  return (
    said.length > 0 &&
    said.length <= 6 &&
    said.every(({ low }) => words.has(low) || fillers.hasLow(low)) &&
    said.some(({ low }) => words.has(low))
  );
}

/** "yes", "no", "each", "both", where the question can be answered so: what to do, in pounds, for each of them. */
function sayYesOrNo(
  scope: Scope,
  pending: Understanding,
  text: string,
  context: Context,
): Understanding | null {
  const { question } = pending;
  const [about] = question?.about ?? [];
  if (question === null || question.about.length !== 1 || about === undefined) return null;
  const whole = `${pending.text}\n${text}`;
  const bills = pending.intents.some((intent) => intent.intent !== "none");
  if (about === "amount" && question.text.includes("each of them")) {
    return allOf(scope, eaches) ? { text: whole, intents: pending.intents, question: null } : null;
  }
  if (about !== "action" && about !== "currency") return null;
  if (allOf(scope, noes))
    return { text: whole, intents: [{ intent: "none", certainty: "said" }], question: null };
  if (!allOf(scope, yeses) || !bills || !/\b(?:Shall I make|Is that|is that)\b/.test(question.text))
    return null;
  const currency = context.currency ?? "GBP";
  const intents = pending.intents.map((intent) =>
    about === "currency" && "currency" in intent ? { ...intent, currency } : intent,
  );
  return { text: whole, intents, question: null };
}

/** A verb of its own makes it a new message, but for "make it 250" and the like; so does "refund Karen 20". */
function isOrder(scope: Scope): boolean {
  return scope.marks.some((mark) =>
    isKind(mark, "cue")
      ? mark.is.cue.weight > 3 && mark.is.cue.effect !== "edit-bill"
      : isKind(mark, "gap") && mark.is.gap.instead === true,
  );
}

/** "give Acme another week", where the day of Harris's bill was asked. */
function namesAnother(scope: Scope, intents: readonly Intent[], about: readonly Slot[]): boolean {
  if (about.includes("client")) return false;
  const asked = new Set(intents.map(({ client }) => client?.match ?? client?.said));
  return marksOf(scope, "client", 0, scope.tokens.length).some(
    ({ is }) => !is.matches.some((name) => asked.has(name)),
  );
}

/** "Harris 100", where only whose was asked: its price would be lost. */
function pricesBesides(scope: Scope, about: readonly Slot[]): boolean {
  return about.length === 1 && about[0] === "client" && moneyIn(scope, whole(scope)).length > 0;
}

function fill(scope: Scope, intent: Intent, about: readonly Slot[], filled: Set<Slot>): Intent {
  let next = intent;
  for (const slot of about) {
    const more = readers[slot](scope, next);
    if (more === null) continue;
    filled.add(slot);
    next = { ...next, ...more };
  }
  return next;
}

function lacksPrice(intent: Intent): boolean {
  return intent.intent === "create-bill" && intent.totalMinor == null;
}

type Fill = (scope: Scope, intent: Intent) => Partial<Intent> | null;

const whole = (scope: Scope) => ({ start: 0, end: scope.tokens.length });

const readers: Readonly<Record<Slot, Fill>> = {
  client: (scope, intent) => {
    if (!("client" in intent) || (intent.client != null && intent.client.match !== null)) return null;
    const known = marksOf(scope, "client", 0, scope.tokens.length)[0];
    const span = known ?? readName(scope, 0, scope.tokens.length);
    if (span === null) return null;
    const { mention, several } = resolveName(scope, span);
    return several.length > 0 ? null : { client: mention, ...withoutName(intent, mention.said) };
  },
  amount: (scope, intent) => {
    const money = moneyIn(scope, whole(scope));
    const only = money[0];
    const minor = only?.is.minor ?? null;
    if (money.length !== 1 || only === undefined || minor === null || minor <= 0 || only.is.rate) return null;
    const total = Math.round(minor * only.is.quantity);
    if (intent.intent !== "create-bill") return "amountMinor" in intent ? { amountMinor: total } : null;
    const description = intent.description ?? intent.lines?.[0]?.description ?? null;
    return { lines: [{ description, quantity: only.is.quantity, unitMinor: minor }], totalMinor: total };
  },
  day: (scope, intent) => {
    if (intent.intent === "edit-client" || intent.intent === "add-client") {
      const termsDays = readTermsDays(scope.text);
      return termsDays === null || termsDays > termsMaxDays ? null : { termsDays };
    }
    if ("dueOn" in intent) {
      const due = dueIn(scope, whole(scope));
      return due.day === null || due.gap !== null ? null : { dueOn: due.day };
    }
    const day = dayIn(scope, whole(scope), true);
    if (day.day === null || day.gap !== null) return null;
    return "on" in intent ? { on: day.day } : "until" in intent ? { until: day.day } : null;
  },
  bill: (scope, intent) => {
    if (!("bill" in intent)) return null;
    const said = marksOf(scope, "bill", 0, scope.tokens.length)[0]?.is.number;
    const bare = scope.tokens.filter((token) => token.kind === "number");
    const number =
      said ?? (bare.length === 1 && scope.tokens.length <= 4 ? Number(bare[0]?.text) : Number.NaN);
    return Number.isSafeInteger(number) && number > 0 ? { bill: number } : null;
  },
  vat: (scope) => {
    const { vat, gap } = vatIn(scope, whole(scope));
    if (vat !== "unsaid" && gap === null) return { vat };
    const word = scope.tokens.map((token) => token.low).find((low) => low in vatAnswers);
    return word === undefined ? null : { vat: vatAnswers[word] ?? "unsaid" };
  },
  currency: () => null,
  action: () => null,
};

/** To "added or in the price?". */
const vatAnswers: Readonly<Record<string, "plus" | "included">> = {
  added: "plus", add: "plus", plus: "plus", top: "plus", extra: "plus", in: "included", included: "included",
  inc: "included", including: "included", inclusive: "included",
}; // biome-ignore format: a table of words reads best as one

/** Words that the answer did not use: many of them make it something else. */
function leftOver(scope: Scope, filled: ReadonlySet<Slot>): number {
  if (filled.has("client")) return 0;
  let count = 0;
  for (let at = 0; at < scope.tokens.length; at += 1) {
    const token = scope.tokens[at];
    if (token?.kind === "word" && scope.owner[at] === undefined && !fillers.has(wordAt(scope, at)))
      count += 1;
  }
  return count;
}
