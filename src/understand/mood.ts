import type { Clause } from "./clause.ts";
import { compile, longest, type PhraseMatch } from "./phrases.ts";
import { isKind, lowAt, marksOf, type Scope, typed, wordAt } from "./scope.ts";
import { mayBegin, tokenAt, wordIn } from "./tokens.ts";
import { fillers, workWords } from "./vocabulary.ts";
import { begins, learnWords, words } from "./words.ts";

/** How a clause is meant: as an order, or as something else that must not act. */
export interface Mood {
  readonly negated: boolean;
  readonly asked: boolean;
  /** "can you bill Acme?" asks politely and is an order. */
  readonly polite: boolean;
  readonly conditional: boolean;
  /** Thought about, done before, or somebody else's words. */
  readonly idle: boolean;
  readonly reported: boolean;
  /** "he'll bill Acme himself" */
  readonly others: boolean;
}

type Sense = "others" | "aside" | "polite" | "question" | "condition" | "negation" | "idle" | "reported";

const senses = compile<Sense>([
  [`(can|could|would|will|cn|cud|wud) (you|u|ya|ye|youse|we) (please|possibly|maybe|perhaps|kindly|just|) (not|)`, "polite"],
  [`(can|could) (you|u) (do me|do us) (a|) (favour|fav|solid) (and|); do (me|us) a favour (and|); (would|do)
    you mind; (dont|do not) forget to; (need|should have|shouldve|ought) to (say|mention|tell you|add) (that|); remember to; any chance (you|u|we) (can|could); any chance of; (is|
    would) it (be|) possible (for you|) to; (is|would) it (be|) (ok|okay|alright|all right|fine) for you to; would it be (ok|okay|alright|all right|fine) to; is there any chance; is there (any|a) way (to|i can|you can); please can (you|we|i); id like (you|) to; i
    would like (you|) to; (i|we) should like (you|) to; (might|may) you; i want (you|) to; i need (you|) to; i (need|want|have|got|ought) to; ive got to; i
    wanna; i gotta; we need to; fancy; go ahead and; time to; be a love and; im going to; i am going to;
    gonna; can (i|we) (get|have|please); could (i|we) (get|have|please); (need|want) (you|u|) to; lets; let us; let
    me; im gonna; going to; please; would you be able to; are you able to; id like`, "polite"],
  [`before i forget; while i (remember|think of it); sorry to bother you; (forgot|meant) to (say|mention|tell you|add) (that|)`, "aside"],
  [`(when|if) (you|u|ya|youve|you 've|you have|ye) (get|got|have|can|could|are able|) (a|the|) (chance|
    minute|min|sec|second|mo|moment|time|could|can|possible|free|mind); (if|when|where) (possible|poss|you
    can|u can|you could|convenient|able|you like|thats ok|that 's ok|that 's okay|thats alright|that 's alright|that 's all right|thats ok with you|that 's ok
    with you|thats alright with you|you dont mind|u dont mind|you would|its not too much trouble); if you wouldnt mind; if thats okay`, "polite"],
  [`(should|shall|shud|must|may|can|could|would|do|did|does|am|is|are|was|were|has|have|had|will|might) (i|
    we|he|she|they|it|that|this|there|im|anyone|anybody); (what|when|why|where|which|how|who|whose|whether)
    ; (did|have|are|were|had) (you|u|ya); (does|is|do|are)`, "question"],
  [`(if|unless|once|as soon as|as long as|so long as|on condition|assuming|provided|providing|in case|only if|when|whenever|until|till|til|after|
    before|soon as|depending|the minute|the moment|wait until|wait till)`, "condition"],
  ["(nothing|nowt|nobody|no one|noone|none|nothing else) (to|more to|left to|for me to)", "negation"],
  [`(nobody|no one|noone|none of them|none of|dont|do not|not|never|dinnae|dinna|ddim|dydy|nicht|nie|nahi|cant|cannot|wont|will not|no need
    to|no longer|stop|without|didnt|did not|havent|hasnt|isnt|wasnt|shouldnt|should not|wouldnt|would not|
    arent|doesnt|aint|rather not|refuse to|no|peidiwch|paid a|nor|neither|nae|couldnt|mustnt|must not|
    neednt|avoid|forbid|hold off|hold off on|rather than|instead of|other than|apart from)`, "negation"],
  [`(could|i will|we will|i reckon i|i reckon|thinking|thinking of|thinking about|think|might|maybe|perhaps|may|
    probably|possibly|wondering|wondered|wonder|considering|debating|considered|tempted to|forgot to|forgot|
    nearly|almost|was going to|were going to|was gonna|were gonna|will have|ll have|may have|might have|must
    have|was gunna|was about to|meant to|was meant to|used to|tried to|wish|wish i could|hope to|hoping to|
    supposed to|would have|could have|should have|couldve|shouldve|wouldve|have to wait to|about to|planning
    to|plan to|not sure|unsure|how to|usually|normally|always|often|last time|last week|last month|last
    year|yesterday|already|used|had to|ended up|remember when|imagine|suppose|pretend|example|for example|
    eg|e g|like when|say i|lets say|what if|practice|testing|joke|joking|kidding|dreamt|dreamed|ought i|
    hypothetically|he used to|i could|i would|i may|in theory|eventually|at some point|one day|some day|
    someday|next time|sooner or later)`, "idle"],
  [`(note|reminder|memo) to (self|me|myself); mental note; (to|-) do list; (i|we) should; (reckons|reckon|
    thinks|think|says|said|suggests|suggested|told me|insists|keeps saying) (that|) (i|we|you) (should|ought
    to|could|might|need to|oughta|want to)`, "idle"],
  ["(he|she|they|someone|somebody|dad|mum) (will|would|can|could|is going to|are going to|s gonna|gonna)", "others"],
  [`(says|said|saying|asking|keeps asking|keep asking|told|asked|asks|wants|wanted|reckons|thinks|suggested|
    insists|texted|wrote|emailed|messaged|rang|mentioned|advised|tells) (to|me to|us to|me|us|that|you to|
    him to|i should|we should|i|you|)`, "reported"],
], begins.mood); // biome-ignore format: one row a sense

/** Between what is told and the order that follows from it. */
const orders = words(", so and");

/** "until Friday", "next Friday, not this one": words of a day, and of nothing else. */
const notMood: ReadonlySet<Sense> = new Set(["condition", "negation"]);

/** Reads the words of a clause that stand before its verb (and a question mark after it). */
export function moodOf(scope: Scope, clause: Clause): Mood {
  const cueStart = clause.cue?.start ?? clause.end;
  const found = new Map<Sense, number>();
  let first = true;
  if (opensQuestion(scope, clause, cueStart)) found.set("question", clause.start);
  for (let at = clause.start; at < cueStart; at += 1) {
    if (isKind(scope.owner[at], "client") || (scope.owner[at] !== undefined && !ofSentence(scope, at))) {
      first = false;
      continue;
    }
    const match = mayBegin(scope.tokens, at, begins.mood) ? longest(senses, scope.tokens, at) : null;
    if (match === null || match.start >= cueStart) {
      if (!fillers.has(wordAt(scope, at)) && scope.tokens[at]?.kind === "word") first = false;
      continue;
    }
    // "the one who paid" asks nothing: only the first word of a clause makes it a question.
    const day = scope.owner[at];
    const drawer = lowAt(scope, at) === "till" && ["the", "a", "my", "our"].includes(lowAt(scope, at - 1));
    const dated =
      drawer || (isKind(day, "day") && (notMood.has(match.value) || lowAt(scope, day.start) === "for"));
    // "PAT testing 240" is work; "testing, bill Acme 240" is none.
    const work = match.value === "idle" && at > clause.start && workWords.has(wordAt(scope, at));
    // "3 weeks and not a penny, chase him"
    const thing = lowAt(scope, at) === "not" && ["a", "one"].includes(lowAt(scope, at + 1));
    // "did his fence yesterday, 340, send him the bill"
    const past = match.value === "idle" && isKind(day, "day") && orders.has(wordAt(scope, cueStart - 1));
    if (
      !dated &&
      !work &&
      !thing &&
      !past &&
      !ofClient(scope, match) &&
      (match.value !== "question" || (first && !bids(scope, at)) || turnedRound(scope, match, cueStart))
    )
      found.set(match.value, at);
    if (match.value !== "polite" && match.value !== "aside") first = false;
    at = Math.min(match.end, cueStart) - 1;
  }
  // "she didn't turn up so charge her 25": denied was what went before.
  const turn = lowAt(scope, cueStart - 1);
  if (turn === "so") found.delete("negation");
  // "it was 60 last time but bill her 75"
  if (turn === "but") {
    found.delete("negation");
    found.delete("idle");
  }
  // "can't be bothered chasing him, write it off": an order all the same, and confirmed.
  const denied = found.get("negation") ?? cueStart;
  const rights = clause.cue?.is.cue.effect === "edit-bill" && denied < cueStart - 2;
  const over = denied < cueStart - 3 || rights || hasNot.has(wordAt(scope, denied));
  const apart = lowAt(scope, cueStart - 1) === "," && over;
  if (apart) found.delete("negation");
  const quoted = inQuotes(scope, cueStart);
  const question = found.get("question");
  const politeAt = found.get("polite");
  // "do I need to bill Acme" asks; "can you bill Acme" does not.
  // "need to invoice Harris 80?" is no request.
  const wonders = clause.asked && needs.has(wordAt(scope, politeAt ?? -1));
  const polite = politeAt !== undefined && !wonders && (question === undefined || politeAt < question);
  return {
    negated: found.has("negation"),
    polite,
    asked: clause.asked || found.has("question") || endsInTag(scope, clause),
    conditional: clause.under === true || found.has("condition") || conditionAfter(scope, clause),
    idle: found.has("idle"),
    reported: found.has("reported") || quoted || apart,
    others: found.has("others"),
  };
}

const needs = words("need i we want going gonna");

/** "not Acme, bill Harris 40": whom it is not, and an order all the same. */
function ofClient(scope: Scope, { value, end }: PhraseMatch<Sense>): boolean {
  const whom = scope.owner[end];
  return value === "negation" && isKind(whom, "client") && [",", "-", "but"].includes(lowAt(scope, whom.end));
}

/** "do Acme a quote for 500": bidden, and not asked. */
function bids(scope: Scope, at: number): boolean {
  const whom = lowAt(scope, at) === "do" ? scope.owner[at + 1] : undefined;
  return isKind(whom, "client") && isKind(scope.owner[whom.end], "gap");
}

/** "bill 14, is it paid": asked right before the verb, wherever that stands. */
function turnedRound(scope: Scope, { start, end }: PhraseMatch<Sense>, cueStart: number): boolean {
  return end === cueStart && end === start + 2 && auxiliaries.has(wordAt(scope, start));
}

/** "bill 13 isn't, chase it" */
const hasNot = words("isnt hasnt havent didnt wasnt arent");

const auxiliaries = words("is was are were has have did does do will should");

const tagVerbs = words("doesnt hasnt isnt didnt wont havent dont");
const tagged = words("he she they it we i");

/** "Al still owes us doesnt he" */
function endsInTag({ tokens }: Scope, { end }: Clause): boolean {
  return tagged.has(wordIn(tokens, end - 1)) && tagVerbs.has(wordIn(tokens, end - 2));
}

/** "has Sutton's sixty landed": asked, though nobody writes the mark. */
function opensQuestion(scope: Scope, { start, cue }: Clause, cueStart: number): boolean {
  const opens = ["has", "have", "hasnt", "is", "isnt", "are", "was", "were"].includes(lowAt(scope, start));

  // "should bill 14 be 250"
  const next = scope.owner[start + 1];
  if (
    cue === null &&
    questionVerbs.has(wordAt(scope, start)) &&
    (isKind(next, "bill") || isKind(next, "client") || isKind(scope.owner[start + 2], "bill"))
  )
    return true;
  return (
    opens &&
    cue?.is.cue.effect === "record-payment" &&
    start + 1 < cueStart &&
    scope.owner[start] === undefined
  );
}

const questionVerbs = words("should shall was is does has are were would will could can");

/** Where a polite phrase ends that starts here: the "if" of "if you can" is none. */
export function politeEnd(scope: Scope, at: number): number {
  const match = mayBegin(scope.tokens, at, begins.mood) ? longest(senses, scope.tokens, at) : null;
  const light = match?.value === "polite" || match?.value === "aside";
  return light && !withOther(scope, match.end) ? match.end : at;
}

/** "if that's ok with her": a condition, and no manners. */
function withOther(scope: Scope, at: number): boolean {
  const whom = lowAt(scope, at + 1);
  return ["with", "by", "for"].includes(lowAt(scope, at)) && whom !== "you" && whom !== "u";
}

/** Does a clause set a condition for what follows in its sentence? */
export function conditional(scope: Scope, clause: Clause): boolean {
  for (let at = clause.start; at < (clause.cue?.start ?? clause.end); at += 1) {
    if (scope.owner[at] === undefined && longest(senses, scope.tokens, at)?.value === "condition")
      return true;
  }
  // "say Kev paid, would you stop chasing?"
  return supposing.has(wordAt(scope, clause.start));
}

const supposing = words("say suppose supposing imagine pretend assume");

function ofSentence(scope: Scope, at: number): boolean {
  const mark = scope.owner[at];
  const kind = mark?.kind;
  // "isnt 80", "not monday" deny a figure or a day, and not the order.
  if (kind === "fix" && ["not", "isnt", "wasnt"].includes(lowAt(scope, mark?.start ?? at))) return false;
  return kind === "fix" || kind === "cue" || kind === "day";
}

/** "bill Acme 230 if he hasn't paid", "…once it's done". */
function conditionAfter(scope: Scope, clause: Clause): boolean {
  if ((scope.opens & begins.condition) === 0) return false;
  const from = clause.cue?.end ?? clause.start;
  // The words that open the next clause were cut off with it.
  for (let at = from; at < clause.end + 1 && at < scope.tokens.length; at += 1) {
    if (scope.owner[at] !== undefined) continue;
    const low = lowAt(scope, at);
    const bills = clause.cue?.is.cue.effect === "create-bill";
    if (
      (bills &&
        ["later", "someday", "eventually"].includes(low) &&
        lowAt(scope, at - 1) !== "no" &&
        tokenAt(scope.tokens, at - 2)?.kind !== "number") ||
      (bills && low === "next" && lowAt(scope, at + 1) === "time")
    )
      return true;
    if (
      !["if", "unless", "once", "when", "assuming", "provided"].includes(low) &&
      !(["as", "so"].includes(low) && ["soon", "long"].includes(lowAt(scope, at + 1)))
    )
      continue;
    const match = longest(senses, scope.tokens, at);
    const polite = match?.value === "polite" && !withOther(scope, match.end);
    if (!polite && lowAt(scope, at - 1) !== "due") return true;
  }
  return false;
}

learnWords(
  "later someday eventually next if unless once when assuming provided as so".split(" "),
  begins.condition,
);

learnWords(['"'], begins.quote);

function inQuotes(scope: Scope, at: number): boolean {
  if ((scope.opens & begins.quote) === 0) return false;
  let open = 0;
  for (let here = 0; here < at; here += 1) if (lowAt(scope, here) === '"') open += 1;
  if (open % 2 === 0) return false;
  for (let here = at; here < scope.tokens.length; here += 1) if (lowAt(scope, here) === '"') return true;
  return false;
}

/** "Harris said that was ok": words, and no day or money of a promise. */
export function onlySays(scope: Scope, { cue, start, end }: Clause): boolean {
  if (cue?.is.cue.effect !== "promise" || cue.is.cue.weight !== 4) return false;
  const empty = (kind: "day" | "amount") => marksOf(scope, kind, start, end).length === 0;
  const pays = /\b(?:pa(?:y|ys|id|yment)|settle|transfer|money|cash|cheque)\b/i;
  return !pays.test(typed(scope, start, end)) && empty("day") && empty("amount");
}

/** "Acme want to knock 60 off": their wish, and no order yet. */
export function wishes(scope: Scope, { start, cue }: Clause): boolean {
  const before = marksOf(scope, "client", start, cue?.start ?? start).at(-1);
  return before !== undefined && wishing.has(wordAt(scope, before.end));
}

const wishing = words(
  "want wants wanted would like asked asking ask hoping hope hopes trying tried expects expect demands demand",
);

const nobody = words("nobody noone nothing nowt none neither");

/** Orders nothing, though a verb of ours leads: "chase nobody", "undo nothing". */
export function ofNobody(scope: Scope, { cue, end }: Clause): boolean {
  const at = cue?.end ?? end;
  return nobody.has(wordAt(scope, at)) || (lowAt(scope, at) === "no" && lowAt(scope, at + 1) === "one");
}

/** "I'll let you know what to bill Acme" */
export function whichToBill(scope: Scope, { cue }: Clause): boolean {
  const to = (cue?.start ?? 0) - 1;
  return lowAt(scope, to) === "to" && wondering.has(wordAt(scope, to - 1));
}

const wondering = words("what who whom when where whether how much");
