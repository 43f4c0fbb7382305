import { type AnyVerb, bookVerbs, type Understanding } from "../domain/intent.ts";
import { readAlone } from "./alone.ts";
import { bare, quiet } from "./bare.ts";
import { type Clause, splitClauses } from "./clause.ts";
import type { Context } from "./context.ts";
import { readCorrection } from "./correction.ts";
import type { Effect } from "./cue.ts";
import { undictate } from "./dictation.ts";
import { type Draft, nothing, refused } from "./draft.ts";
import { draftClause } from "./draft-clause.ts";
import { forwarded } from "./forwarded.ts";
import { gate, unsure } from "./gate.ts";
import { bearsOnNext, denied, leadsIn, pointsBack, refersBack } from "./hedges.ts";
import { forOther, insteadOf } from "./instead.ts";
import { manners } from "./manners.ts";
import { bitOf } from "./mark.ts";
import { mergeDrafts } from "./merge.ts";
import { conditional, moodOf, onlySays } from "./mood.ts";
import type { Span } from "./name.ts";
import { questionOf } from "./question.ts";
import { read } from "./read.ts";
import { readForm } from "./read-form.ts";
import { readReach } from "./read-reach.ts";
import { mayBeSheet, readSheet, withMethod } from "./read-sheet.ts";
import { withSupplyDays } from "./read-supply-day.ts";
import { readTale } from "./read-tale.ts";
import { isKind, lowAt, marksOf, ownerAt, type Scope, wordAt } from "./scope.ts";
import { type Token, tokenise, tokensMax } from "./tokens.ts";
import { readTopic } from "./topic.ts";
import { workWords } from "./vocabulary.ts";
import { whoIn } from "./who.ts";
import { begins, learnWords, words } from "./words.ts";

/** Reads one message of a trader. Pure and total: any text has an answer. */
export function understand(said: string, context: Context): Understanding {
  const text = bare(said);
  return { ...understandBare(text, context), text: said };
}

function understandBare(text: string, context: Context): Understanding {
  const form = readForm(text);
  const tokens = forwarded(form ?? text) ? [] : undictate(tokenise(quiet(form ?? text)));
  const filled = draftsOf(form ?? text, tokens, context);
  // Filled in and not told: confirmed, as is all that has no verb.
  const drafts = form === null || /^\s*(?:bill|invoice)\b/i.test(text) ? filled : filled.map(unsure);
  const said = drafts.map((draft) => draft.intent);
  const intents = said.length === 0 ? [nothing.intent] : said;
  const lost = intents.every((intent) => intent.intent === "none");
  // "chase on the day and 5 days after" is no order to chase anybody now.
  const mayPlan = intents.some((intent) => planLike.has(intent.intent));
  // "change Harris to Harris & Co": nothing of a bill is changed.
  const empty = drafts.some(({ gaps }) => gaps.some(({ about }) => about === "action"));
  const may = lost || empty ? "anything" : "plans";
  const sheet =
    (lost || empty || mayPlan) && mayBeSheet(tokens) ? readSheet(text, context.clients, may) : null;
  return sheet ?? withMethod({ text, intents, question: questionOf(drafts) }, tokens);
}

/** What a plan to chase by may look like at first. */
const planLike: ReadonlySet<AnyVerb> = new Set([
  "chase",
  "hold-chasing",
  "settings",
  "edit-client",
  "edit-bill",
  "show-plan",
]);

function draftsOf(text: string, tokens: readonly Token[], context: Context): readonly Draft[] {
  if (tokens.length === 0) return [nothing];
  if (tokens.length > tokensMax)
    return [refused({ about: "action", text: "That is too long for me to read." })];
  const scope = read(text, tokens, context);

  const short = readAlone(scope) ?? readCorrection(scope);
  if (short !== null) return [short];
  const clauses = splitClauses(scope);
  let drafts: Draft[] = [];
  let before: Clause | null = null;
  let carried: Span | null = null;
  let under = false;
  let list = false;
  let unclear = false;
  let [away, led, idleBefore] = [false, false, false];
  let announced: Clause["cue"] = null;
  for (const clause of clauses) {
    under = before !== null && before.sentence === clause.sentence && (under || conditional(scope, before));
    // "bill Acme 120, Harris said so": an order with somebody's word behind it is confirmed.
    if (before?.sentence === clause.sentence && onlySays(scope, clause)) drafts = drafts.map(unsure);
    list =
      before !== null && announced === null && clause.cue === null && (list || ordersUnpriced(scope, before));
    if (manners(scope, clause)) continue;
    if (announces(scope, clause)) {
      announced = clause.cue;
      continue;
    }
    const instead = before === null ? null : insteadOf(scope, before, clause);
    const last = instead === null ? undefined : drafts.findLast((draft) => !isNothing(draft));
    if (instead !== null && last?.intent.intent === "create-bill") {
      drafts = drafts.with(drafts.lastIndexOf(last), forOther(scope, last, instead));
      before = clause;
      carried = instead;
      continue;
    }
    const cue =
      announced !== null && clause.cue === null
        ? { ...announced, start: clause.start, end: clause.start }
        : clause.cue;
    const whole = { ...clause, cue, carried, under, list };
    const made = gate(scope, whole, draftClause(scope, whole, before, carried));
    // "bill Acme 120 he never paid last time", "bill Acme 120. Not yet though": what was not understood may change it.
    const same = before?.sentence === clause.sentence;
    // "Acme paid 230 but wants it back"
    const idle = same && !pointsBack(scope, clause) ? made.every(isNothing) : makesNothing(drafts, made);
    const lost = idle && !(ownTale(scope, clause) && joined(scope, clause) && !pointsBack(scope, clause));
    if (takesBackAll(scope, clause, made, same, lost)) drafts = drafts.map(unsure);
    // "make bill 4 250 or forget it"
    const or = same && lowAt(scope, clause.start - 1) === "or";
    const lead = same ? (unclear && !joined(scope, clause)) || away || or : led;
    if (!same || !lost) led = lost && leadsIn(scope, clause, moodOf(scope, clause));
    away = lost && bearsOnNext(scope, clause);
    unclear = lost && (!same || unclear);
    if (replaces(scope, clause, made)) dropLast(drafts, made);
    // "…60. No hang on, it was Hannah": a slip that was not understood.
    else if (made.every(changesNothing) && marksOf(scope, "fix", clause.start, clause.end).length > 0)
      drafts = drafts.map(unsure);
    // "Fitz gone bust. Write it off.": of what was not understood.
    const unread = idleBefore && made.some(endsLast);
    idleBefore ||= lost && clause.cue === null && drafts.every(isNothing);
    const disputed = before?.sentence === clause.sentence && before.cue?.is.cue.effect === "dispute";
    const undone = same && undoes(scope, clause, before);
    drafts.push(...(disputed || lead || undone || unread ? made.map(unsure) : made));
    before = clause;
    if (clause !== clauses.at(-1)) carried = whoIn(scope, clause) ?? carried;
  }
  const merged = mergeDrafts(scope, drafts);
  const told = merged.every(isNothing) ? toldBy(scope, clauses) : null;
  return withSupplyDays(scope, told === null ? merged : [told], context);
}

/** Whether what comes behind an order may take it back or change it: in its own sentence, or in the next. */
function takesBackAll(
  scope: Scope,
  clause: Clause,
  made: readonly Draft[],
  same: boolean,
  lost: boolean,
): boolean {
  const doubted = lost ? same || refersBack(scope, clause) : same && idlyTakesBack(clause, made);
  // "…60 fro boiler paid": somebody nobody knows may be no more than a word of the order.
  const stray = same && !joined(scope, clause) && made.some(ofStranger);
  return doubted || stray || denied(scope, clause) || inJest(scope, clause);
}

/** What a message is about that has no order in it. */
function toldBy(scope: Scope, clauses: readonly Clause[]): Draft | null {
  const topic = clauses.length === 1 ? readTopic(scope) : null;
  return topic ?? readTale(scope) ?? readReach(scope);
}

/** "cancel Acme paid 90": no order to cancel, and a payment that is told to be none. */
function undoes(scope: Scope, clause: Clause, before: Clause | null): boolean {
  const quoted = lowAt(scope, clause.start - 1) === ":" || lowAt(scope, clause.start) === ":";
  return (quoted || !joined(scope, clause)) && before?.cue?.is.cue.effect === "cancel-bill";
}

/** "bill Acme, no, bill Terry 60": the later order stands instead of the one before it. */
function replaces(scope: Scope, clause: Clause, made: readonly Draft[]): boolean {
  if ((scope.kinds & bitOf("fix")) === 0) return false;
  const from =
    joined(scope, clause) && !isKind(scope.owner[clause.start], "fix") ? clause.start + 1 : clause.start;
  const slip = [from - 2, from - 1, from].some((at) => isKind(ownerAt(scope, at), "fix"));
  return slip && made.some(({ intent }) => slipVerbs.has(intent.intent) && intent.client != null);
}

/** "make bill 4 60, wait" */
function idlyTakesBack({ cue }: Clause, made: readonly Draft[]): boolean {
  const idle = made.some(({ fragment }) => fragment === true) && made.every(changesNothing);
  return idle && cue?.is.cue.form === "do" && takesBack.has(cue.is.cue.effect);
}

const takesBack: ReadonlySet<Effect> = new Set(["hold-chasing", "cancel-bill", "undo"]);

const slipVerbs: ReadonlySet<AnyVerb> = new Set(["create-bill", "record-payment"]);

function dropLast(drafts: Draft[], [instead]: readonly Draft[]): void {
  if (drafts.at(-1)?.intent.intent === instead?.intent.intent) drafts.pop();
}

/** "bill Acme" alone: what follows in lines is its list. */
function ordersUnpriced(scope: Scope, { cue, start, end }: Clause): boolean {
  return cue?.is.cue.effect === "create-bill" && marksOf(scope, "amount", start, end).length === 0;
}

const announcing = words(
  "the following these those this lot ones clients people them : - for me please all jobs",
);

/** "Bill the following:" over a list of names and prices, not of work: each line is an order of its own. */
function announces(scope: Scope, { cue, end }: Clause): boolean {
  if (cue?.is.cue.effect !== "create-bill" || end >= scope.tokens.length - 1) return false;
  if ([end, end + 1].some((at) => workWords.has(wordAt(scope, at)))) return false;
  const after = scope.tokens.slice(cue.end, end);
  return after.length > 0 && after.every(({ word }) => announcing.has(word));
}

const joints = words("and , then & + also plus but so - :");

function joined(scope: Scope, { start }: Clause): boolean {
  return joints.has(wordAt(scope, start)) || joints.has(wordAt(scope, start - 1));
}

/** "…and I've billed Harris": told of something else, and no part of the order. */
function ownTale(scope: Scope, { cue }: Clause): boolean {
  return cue?.is.cue.effect === "nothing" && ["i", "ive", "we", "weve"].includes(lowAt(scope, cue.start));
}

const jests = words("jk kidding joking joke psych jokes bants");

learnWords(jests, begins.jest);

/** "Meg paid. jk" */
function inJest(scope: Scope, { start, end }: Clause): boolean {
  if ((scope.opens & begins.jest) === 0) return false;
  return scope.tokens.slice(start, end).some(({ word }) => jests.has(word));
}

/** Nothing at all, or words that nothing before them has a field for: "Acme paid. In theory." */
function makesNothing(before: readonly Draft[], made: readonly Draft[]): boolean {
  const bills = before.findLast((draft) => !isNothing(draft))?.intent.intent === "create-bill";
  return made.every(
    (draft) =>
      isNothing(draft) || (draft.fragment === true && (bills ? addsNothing(draft) : changesNothing(draft))),
  );
}

function addsNothing({ intent, gaps }: Draft): boolean {
  const { totalMinor, dueOn, vat, toXero, reference, email, phone, address, description } = intent;
  const said = [totalMinor, dueOn, toXero, reference, email, phone, address, description];
  return (
    said.every((it) => it == null) &&
    (vat ?? "unsaid") === "unsaid" &&
    gaps.every(({ about }) => about === "client" || about === "amount")
  );
}

/** An end to the last bill, or to the one that was talked of. */
function endsLast({ intent }: Draft): boolean {
  return intent.last === true && (intent.intent === "write-off" || intent.intent === "cancel-bill");
}

function changesNothing(draft: Draft): boolean {
  const { totalMinor, dueOn } = draft.intent;
  return isNothing(draft) || (draft.fragment === true && totalMinor == null && dueOn == null);
}

function ofStranger({ intent: { intent, certainty, client } }: Draft): boolean {
  return bookVerbs.has(intent) && certainty === "guessed" && client != null && client.match === null;
}

function isNothing({ intent, gaps }: Draft): boolean {
  return intent.intent === "none" && gaps.length === 0;
}

export type { Context } from "./context.ts";
