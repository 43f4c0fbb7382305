import { type AnyVerb, type Intent, showVerbs, type Verb } from "../domain/intent.ts";
import type { Clause } from "./clause.ts";
import { blankOf, blanks, type Draft, type Gap, refused } from "./draft.ts";
import { clientGaps } from "./draft-bill.ts";
import { eachMethod, eachPaid, eachRange } from "./each-range.ts";
import { leavesOut, sparedBills } from "./exceptions.ts";
import type { Parts } from "./field-parts.ts";
import { comesLater, fields } from "./fields.ts";
import type { Mood } from "./mood.ts";
import { looksLikeName, type Span } from "./name.ts";
import { resolveName } from "./resolve-name.ts";
import { isKind, lowAt, marksOf, ownerAt, type Scope, wordAt } from "./scope.ts";
import { dayIn, type Ranged } from "./slots.ts";
import { pronouns, workWords } from "./vocabulary.ts";
import { eachIn, mainClient, withOthers } from "./who.ts";
import { words } from "./words.ts";

/** Every intent but a new bill, once for each client or bill named. */
export function draftOthers(
  scope: Scope,
  clause: Clause,
  verb: Verb,
  mood: Mood,
  carried: Span | null = null,
): Draft[] {
  const blank = blanks[verb];
  if (everyone(scope, clause) && leavesOut(scope, clause)) return [allBut(scope, clause, verb)];
  const spared = sparedBills(scope, clause);
  const bills =
    "bill" in blank
      ? marksOf(scope, "bill", clause.start, clause.end)
          .map((mark) => mark.is.number)
          .filter((number) => !spared.has(number))
      : [];
  const first =
    "client" in blank
      ? (turnsInto(scope, clause, verb) ?? clientOf(scope, clause, verb, bills.at(-1) ?? null))
      : null;
  const party =
    first ??
    ((pronounIn(scope, clause) ||
      goesOn(scope, clause, verb) ||
      rights(scope, carried, verb) ||
      endsTheirs(scope, clause, verb)) &&
    bills.length === 0 &&
    ("last" in blank || verb === "list-owed")
      ? carried
      : null);
  const parties = party === null ? [] : withOthers(scope, party, clause);
  const paid = eachPaid(scope, clause, verb);
  if (paid !== null && bills.length === 0)
    return paid.map(({ range, by }) => draftOne(scope, { ...clause, ...range }, verb, mood, by, null));
  const apart = bills.length > 1 ? eachRange(scope, clause, verb) : null;
  if (apart !== null)
    return apart.map((range, index) =>
      draftOne(scope, { ...clause, ...range }, verb, mood, party, bills[index] ?? null),
    );
  if (bills.length > 1) return bills.map((bill) => draftOne(scope, clause, verb, mood, party, bill));
  if (parties.length > 1) {
    const each = parties.map((one) => draftOne(scope, clause, verb, mood, one, bills[0] ?? null));
    return verb === "record-payment" && !eachIn(scope, clause) ? each.map(sharedAmount) : each;
  }
  const by = party === null ? null : eachMethod(scope, clause, verb);
  if (by !== null)
    return by.map((range) => draftOne(scope, { ...clause, ...range }, verb, mood, party, null));
  const made = draftOne(scope, clause, verb, mood, party, bills[0] ?? null);
  const before = party !== null && (first === null || party.start < clause.start);
  const rest = verb === "record-payment" ? restPromised(scope, clause, made) : [];
  return [before ? { ...made, carried: true } : made, ...rest];
}

/** "Bob paid 80, the rest Friday": and a promise of what is still to come. */
function restPromised(scope: Scope, clause: Clause, { intent }: Draft): Draft[] {
  const range = comesLater(scope, clause);
  const day = range === null ? null : dayIn(scope, range, true).day;
  if (day === null || day <= scope.today) return [];
  const { client = null, bill = null, last = false } = intent;
  return [{ intent: { ...blankOf("promise"), client, bill, last, on: day }, gaps: [] }];
}

/** "chase everyone but Acme": who that is, the books know; of other orders it is asked. */
function allBut(scope: Scope, { start, end }: Clause, verb: Verb): Draft {
  const text = "I can't leave anybody out of everyone. Whom is it for, by name?";
  const draft = refused({ about: "client", text, ...(verb === "chase" ? { books: "all-but" } : {}) });
  const except = marksOf(scope, "client", start, end).map((mark) => resolveName(scope, mark).mention);
  return { ...draft, intent: { ...draft.intent, except } };
}

/** "change Danny Boyd to Danny Cross on bill 3": whose it becomes. */
function turnsInto(scope: Scope, { start, end }: Clause, verb: Verb): Span | null {
  const [one, two] = verb === "edit-bill" ? marksOf(scope, "client", start, end) : [];
  if (one === undefined || two === undefined || one.end + 1 !== two.start) return null;
  return lowAt(scope, one.end) === "to" ? { start: two.start, end: two.end } : null;
}

/** "Ann and Bob paid 100 between them": how much of it is whose? */
function sharedAmount(draft: Draft): Draft {
  if (draft.intent.amountMinor == null) return draft;
  return { ...draft, gaps: [...draft.gaps, { about: "amount", text: "Is that amount from each of them?" }] };
}

function draftOne(
  scope: Scope,
  clause: Clause,
  verb: Verb,
  mood: Mood,
  party: Span | null,
  bill: number | null,
): Draft {
  const blank = blanks[verb];
  const named = party === null ? null : resolveName(scope, party);
  const pointed = verb === "edit-bill" && party !== null && pointsBack(scope, clause, party);
  const repoint =
    pointed || (verb === "edit-bill" && party !== null && bill !== null && becomes(scope, party));
  const last =
    pointed ||
    (bill === null &&
      named === null &&
      "last" in blank &&
      !everyone(scope, clause) &&
      saysLast(scope, clause));
  const parts: Parts = { scope, clause, named, bill, last, party };
  const more = fields[verb]?.(parts) ?? { set: {}, gaps: [] };
  const all = clause.cue?.is.cue.all === true || everyone(scope, clause);
  const gaps = [...(named === null ? [] : clientGaps(named)), ...missing(verb, parts, all), ...more.gaps];
  const guessed =
    (named?.guessed ?? false) ||
    clause.cue?.is.cue.guessed === true ||
    (all && (verb === "cancel-bill" || verb === "write-off")) ||
    more.guessed === true ||
    (mood.asked && !mood.polite && !isQuery(verb)) ||
    (mood.reported && verb !== "promise" && verb !== "dispute");
  const intent: Filled = { ...blankOf(verb), certainty: guessed ? "guessed" : "said" };
  if ("client" in blank) intent.client = named?.mention ?? null;
  if ("bill" in blank) intent.bill = bill;
  if ("last" in blank) intent.last = last;
  // "what does he owe": whoever was talked of before, in the desk's own word.
  if (verb === "list-owed" && named === null && !all && pronounIn(scope, clause)) intent.last = true;
  if (verb === "list-owed" && saysLate(scope, clause)) intent.overdue = true;
  if (repoint) intent.repoint = repoint;
  return { intent: Object.assign(intent, more.set), gaps };
}

type Filled = { -readonly [Field in keyof Intent]: Intent[Field] };

/** "who's late": not all that is owed. */
export function saysLate(scope: Scope, { start, end }: Ranged): boolean {
  return scope.tokens.slice(start, end).some(({ low }) => low === "overdue" || low === "late");
}

/** "change bill 3 to Harris"; but "the bill for Harris" is his already. */
function becomes(scope: Scope, { start }: Span): boolean {
  const link = lowAt(scope, start - 1);
  const owned =
    isKind(ownerAt(scope, start - 2), "bill") ||
    ["bill", "invoice", "one", "job"].includes(lowAt(scope, start - 2));
  return link === "to" || (link === "for" && !owned);
}

/** "Acme paid, stop chasing": the same client, in the same breath. */
function goesOn(scope: Scope, clause: Clause, verb: Verb): boolean {
  const chasing = verb === "hold-chasing" || verb === "resume-chasing" || verb === "chase";
  const later = clause.start > clause.sentence;
  // "Lottie got the invoice and paid it"
  if (verb === "record-payment")
    return later && ["and", "then", "&"].includes(lowAt(scope, (clause.cue?.start ?? 0) - 1));
  return chasing && later && clause.cue?.is.cue.all !== true;
}

/** "I undercharged Acme, it should have been 90" */
function rights(scope: Scope, carried: Span | null, verb: Verb): boolean {
  const before = carried === null ? "" : lowAt(scope, carried.start - 1);
  return verb === "edit-bill" && (before === "undercharged" || before === "overcharged");
}

/** "Mr Lal will never pay, write it off": his, and not whatever was done last. */
function endsTheirs(scope: Scope, clause: Clause, verb: Verb): boolean {
  if (verb !== "write-off" && verb !== "cancel-bill") return false;
  return scope.tokens.slice(clause.start, clause.end).some(({ low }) => ["it", "that"].includes(low));
}

const persons = words("him her them em he she they his their hers theirs hes shes theyre theyve theyll");

/** "…chase them": whoever was just spoken of. */
function pronounIn(scope: Scope, { start, end }: Clause): boolean {
  for (let at = start; at < end; at += 1) if (persons.has(wordAt(scope, at))) return true;
  return false;
}

/** Orders that may be put as a question: "can I have a statement?". */
const queries: ReadonlySet<AnyVerb> = new Set([...showVerbs, "statement", "export"]);

export function isQuery(verb: Verb): boolean {
  return queries.has(verb);
}

const notClients = words(
  "people customers clients they everyone everybody everyones everybodys all everything anyone me us bill bills invoice invoices reminders reminder chasing payment money thing things someone somebody nobody xero you please list month week year today job one ones last stuff work that's lot vat again new old next account accounts page settings each any whatsapp email text sms post mondays tuesdays wednesdays thursdays fridays saturdays sundays weekends holidays christmas",
);

function clientOf(scope: Scope, clause: Clause, verb: Verb, bill: number | null): Span | null {
  const found = mainClient(scope, clause, clause);
  if (found === null) return null;
  const known = marksOf(scope, "client", found.end, clause.end).find(
    (mark) => !["not", "but"].includes(lowAt(scope, mark.start - 1)),
  );
  // "write off the rest of Patel's bill": a known client before a new name in lower case.
  const newcomer = !isKind(scope.owner[found.start], "client") && isStranger(scope, found);
  // "delete the last bill I made"
  if (newcomer && known === undefined && endsLast.has(verb) && saysLast(scope, clause)) return null;
  const span =
    newcomer && known !== undefined && verb !== "add-client" ? { start: known.start, end: known.end } : found;
  if (isKind(scope.owner[span.start], "client")) return span;
  const { cue } = clause;
  const first = lowAt(scope, span.start);
  if (notClients.hasLow(first) || pronouns.hasLow(first)) return null;
  if (cue?.is.cue.form === "whole") return null;
  if (bill !== null) return resolveName(scope, span).mention.match === null ? null : span;
  // "show the boiler one": work, not a name, unless it has a capital.
  const upper = scope.tokens[span.start]?.upper === true;
  const { mention, several } = resolveName(scope, span);
  const answers = mention.match !== null || several.length > 0;
  // "unit 9 paid", where a Unit 9 Gym is known
  if (workWords.hasLow(first) && !upper && !(answers && ofPersons.has(verb))) return null;
  // "knock 20 off terry" is about a Terry; "make it sharper" is about nobody.
  const named = looksLikeName(scope, span.start) || mention.match !== null;
  if (verb === "edit-bill" && !named) return null;
  return span;
}

/** What is done by or to somebody, and never to work. */
const ofPersons: ReadonlySet<Verb> = new Set([
  "record-payment",
  "chase",
  "hold-chasing",
  "resume-chasing",
  "promise",
  "dispute",
  "statement",
]);

const endsLast: ReadonlySet<Verb> = new Set(["cancel-bill", "show-bill", "write-off"]);

/** In lower case, and nobody who is known. */
function isStranger(scope: Scope, span: Span): boolean {
  if (scope.tokens[span.start]?.upper === true) return false;
  const { mention, several } = resolveName(scope, span);
  return mention.match === null && several.length === 0;
}

const lastWords = words(
  "that it this him her them em he she they his hers their its hes shes theyre theyve theyll last latest one",
);

function saysLast(scope: Scope, { start, end, cue }: Clause): boolean {
  if (cue?.is.cue.effect === "edit-bill") return true;
  // "cancel whatever I just sent"
  const just = cue?.is.cue.effect === "cancel-bill" && cue.is.cue.form === "whole";
  if (just && ["what", "whatever", "thing"].includes(lowAt(scope, cue.start + 1))) return true;
  for (let at = start; at < end; at += 1) {
    const period = ["week", "month", "year", "quarter", "morning", "weekend"].includes(lowAt(scope, at + 1));
    // "the 90 one"
    const priced = isKind(ownerAt(scope, at - 1), "amount");
    if (lastWords.has(wordAt(scope, at)) && !period && !priced) return true;
  }
  return false;
}

/** "change the last bill to Harris": the name is what it becomes. */
function pointsBack(scope: Scope, clause: Clause, party: Span): boolean {
  const owned = ["bill", "invoice", "one", "job"].includes(lowAt(scope, party.start - 2));
  const link = lowAt(scope, party.start - 1);
  // "that bill to Harris should have been 70" is his already.
  const told = clause.cue !== null && clause.cue.is.cue.form === "did" && party.start < clause.cue.start;
  const to = !told && (link === "to" || (link === "for" && !owned));
  return (
    to &&
    marksOf(scope, "bill", clause.start, clause.end).length === 0 &&
    saysLast(scope, { ...clause, cue: null, end: party.start })
  );
}

const allOfThem = words("everyone everybody everything all anyone everyones everybodys");

function everyone(scope: Scope, { start, end }: Clause): boolean {
  for (let at = start; at < end; at += 1) {
    if (allOfThem.has(wordAt(scope, at))) return true;
  }
  return false;
}

/** What must be known of whom or which, before anything can be done. */
const needs: Partial<Readonly<Record<Verb, "client" | "bill">>> = {
  "cancel-bill": "bill",
  "show-bill": "bill",
  "record-payment": "client",
  chase: "client",
  "hold-chasing": "client",
  "resume-chasing": "client",
  promise: "client",
  dispute: "client",
  "write-off": "bill",
  "add-client": "client",
  "edit-client": "client",
  "show-client": "client",
  statement: "client",
};

function missing(verb: Verb, { named, bill, last }: Parts, all: boolean): Gap[] {
  const need = needs[verb];
  if (need === undefined || named !== null || bill !== null || last) return [];
  if (all && ["chase", "hold-chasing", "resume-chasing", "statement"].includes(verb)) return [];
  return [{ about: need, ...(verb === "resume-chasing" ? { books: "paused" } : {}) }];
}
