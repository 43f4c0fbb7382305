import type { Verb } from "../domain/intent.ts";
import { changesBill, editsBill, givesBill, namesBill, ontoBill, setsTerms } from "./about-bill.ts";
import type { Clause, CueMark } from "./clause.ts";
import { namesContact, newContact, tellsContact } from "./contact.ts";
import { addGaps, asGuess, type Draft, nothing, refused } from "./draft.ts";
import { draftBills } from "./draft-bill.ts";
import { draftOthers, isQuery } from "./draft-other.ts";
import { owing } from "./draft-owing.ts";
import { namesMoney, paying, readSubject } from "./draft-payment.ts";
import { planning } from "./draft-plan.ts";
import { conditional, type Mood, moodOf, ofNobody, onlySays, whichToBill, wishes } from "./mood.ts";
import type { Span } from "./name.ts";
import { methodIn } from "./read-extras.ts";
import { isKind, lowAt, marksOf, ownerAt, type Scope, wordAt } from "./scope.ts";
import { moneyIn } from "./slots.ts";
import { withoutVerb } from "./verbless.ts";
import { ofKin, whoHas } from "./who.ts";
import { begins, learnWords, words } from "./words.ts";

/** One clause to one or several orders, or to nothing. */
export function draftClause(
  scope: Scope,
  clause: Clause,
  before: Clause | null,
  carried: Span | null,
): readonly Draft[] {
  const mood = moodOf(scope, clause);
  const { cue } = clause;
  if (cue !== null && leavesThem(scope, clause, cue))
    return other(scope, clause, "hold-chasing", mood, carried).map(asGuess);
  if (cue?.is.cue.needsDay === true && !(changesBill(scope, clause) && dayBehind(scope, clause, cue))) {
    return withoutVerb(scope, { ...clause, cue: null }, before, mood);
  }
  if (cue?.is.cue.effect === "hold-chasing" && givesBill(scope, clause))
    return other(scope, clause, "edit-bill", mood, carried);
  if (cue === null) return withoutVerb(scope, clause, before, mood);
  const { effect } = cue.is.cue;
  if (effect === "nothing" || effect === "thanks") return [reason(scope, clause) ?? nothing];
  // "show me everything for Acme"
  if (effect === "open-pages" && marksOf(scope, "client", clause.start, clause.end).length > 0)
    return draftOthers(scope, { ...clause, cue: null }, "show-client", mood);
  if (effect === "owing") return owing(scope, clause, mood);
  if (effect === "plan") return planning(scope, clause, mood, carried);
  // "take tomorrow off"
  if (effect === "edit-bill" && isKind(ownerAt(scope, cue.is.gapStart), "day")) return [nothing];
  // "bill Acme 30, same for Patel": another bill, and nobody has paid.
  const likewise =
    ["same", "ditto", "and", "so", "as"].includes(lowAt(scope, cue.start)) && effect === "record-payment";
  if (likewise && before?.cue?.is.cue.effect !== "record-payment") {
    const same = before === null && ["same", "ditto"].includes(lowAt(scope, cue.start));
    return same || before?.cue?.is.cue.effect === "create-bill" ? sameAgain(scope, clause, mood) : [nothing];
  }
  if (effect === "create-bill" && ontoBill(scope, clause)) {
    const edits: typeof cue = { ...cue, is: { ...cue.is, cue: { ...cue.is.cue, effect: "edit-bill" } } };
    return other(scope, { ...clause, cue: edits }, "edit-bill", mood, carried);
  }
  // "moved three wardrobes for Mrs Oduya, 120 quid"
  if (
    effect === "edit-client" &&
    cue.start === clause.start &&
    cue.is.cue.form === "did" &&
    moneyIn(scope, clause).length > 0
  )
    return withoutVerb(scope, { ...clause, cue: null }, before, mood);
  // "add Bronwen Davies, bron@davies.example"
  if (effect === "edit-bill" && lowAt(scope, cue.start) === "add" && newContact(scope, clause))
    return other(scope, clause, "add-client", mood, carried);
  // "the club's treasurer is now treasurer@club.example"
  if (effect === "edit-bill" && cue.is.cue.weight === 3 && tellsContact(scope, clause))
    return draftOthers(scope, { ...clause, cue: null }, "edit-client", mood);
  // "write off Danny's bill, he's moved abroad": why, and no new address.
  if (effect === "edit-client" && before !== null && !namesContact(scope, clause)) return [nothing];
  if (effect === "create-bill") return billing(scope, clause, before, mood);
  return other(scope, clause, effect, mood, carried);
}

/** "chase Acme, leave Raj" */
function leavesThem(scope: Scope, { end, sentence }: Clause, cue: CueMark): boolean {
  const whom = scope.owner[cue.end];
  const only = isKind(whom, "client") && [whom.end, whom.end + 1].includes(end);
  return only && cue.start > sentence && lowAt(scope, cue.start) === "leave";
}

/** "forty quid for the Saturday, she wants it by mail": that day is no patience. */
function dayBehind(scope: Scope, { end }: Clause, { is, end: from }: CueMark): boolean {
  return (
    is.cue.form !== "did" || is.cue.effect !== "hold-chasing" || marksOf(scope, "day", from, end).length > 0
  );
}

function sameAgain(scope: Scope, clause: Clause, mood: Mood): readonly Draft[] {
  if (mood.negated || mood.idle || mood.conditional || mood.asked) return [nothing];
  return draftBills(scope, clause, mood).map((draft) => ({ ...asGuess(draft), same: true }));
}

const freely = words("nothing nowt");
learnWords(freely, begins.free);

function billing(scope: Scope, clause: Clause, before: Clause | null, mood: Mood): readonly Draft[] {
  if (mood.negated || mood.idle || mood.others) return [nothing];
  if (toldOthers(scope, clause) || whichToBill(scope, clause)) return [nothing];
  // "invoice from Acme 60": one of theirs.
  const at = clause.cue?.end ?? 0;
  const number =
    scope.owner[at]?.kind === "other" || scope.owner[at]?.kind === "reference" ? scope.owner[at] : null;
  if (at === (clause.cue?.start ?? 0) + 1 && lowAt(scope, number?.end ?? at) === "from") return [nothing];
  if (["nobody", "noone", "none", "nothing", "nowt", "neither"].includes(lowAt(scope, clause.cue?.end ?? 0)))
    return [nothing];
  // "bill Sunil nothing"
  const free =
    (scope.opens & begins.free) !== 0 &&
    scope.tokens.slice(clause.start, clause.end).some(({ word }) => freely.has(word));
  if (free && moneyIn(scope, clause).length === 0) return [nothing];
  // "Acme bill 230": the noun alone orders nothing by itself.
  if (clause.cue?.is.cue.weight === 1) return withoutVerb(scope, clause, before, mood);
  if (mood.asked && !mood.polite && questionFirst(scope, clause)) return [nothing];
  if (mood.conditional) {
    return [
      refused({
        about: "action",
        text: "I can't wait for something to happen first. Shall I make the bill now?",
      }),
    ];
  }
  if (mood.reported && quotedMe(scope, clause)) return [nothing];
  const made = draftBills(scope, clause, mood);
  const drafts = withGaps(scope, clause, planned(scope, clause) ? made.map(asGuess) : made);
  // "send Acme the bill again": the one that is there.
  const unpriced = drafts.every(
    (draft) => draft.intent.totalMinor == null && draft.intent.lines?.length === 0,
  );
  if (unpriced && sendsAgain(scope, clause)) return draftOthers(scope, clause, "show-bill", mood);
  // "Harris told me to bill him": nobody to bill, or "charge my phone": nothing to bill for.
  const empty = drafts.every((draft) => draft.intent.client == null && draft.intent.totalMinor == null);
  const toy =
    ["charge", "invoicing", "billing"].includes(lowAt(scope, clause.cue?.start ?? 0)) || mood.reported;
  return empty && toy ? [nothing] : drafts;
}

/** "tell Acme to bill Harris 230": Acme is to, and not we. */
function toldOthers(scope: Scope, { start, cue }: Clause): boolean {
  const to = (cue?.start ?? start) - 1;
  const whom = ownerAt(scope, to - 1);
  return (
    lowAt(scope, to) === "to" &&
    isKind(whom, "client") &&
    ["tell", "told", "ask", "asked", "remind", "want", "get"].includes(lowAt(scope, whom.start - 1))
  );
}

/** "I'm going to bill Acme 230 tomorrow": due then, or made then? */
function planned(scope: Scope, { cue, start, end }: Clause): boolean {
  const before = cue === null ? -1 : cue.start - 1;
  const going =
    lowAt(scope, before) === "gonna" ||
    (lowAt(scope, before) === "to" &&
      ["going", "need", "have", "got", "want"].includes(lowAt(scope, before - 1)));
  return going && marksOf(scope, "day", start, end).some((mark) => !mark.is.due && mark.start >= before);
}

function sendsAgain(scope: Scope, { cue, start, end }: Clause): boolean {
  if (cue === null || cue.end - cue.start === 1 || moneyIn(scope, { start, end }).length > 0) return false;
  const words = scope.tokens.slice(start, end).map((token) => token.low);
  const the = words.some(
    (low, at) =>
      ["the", "that", "this", "his", "her", "their"].includes(low) &&
      ["bill", "invoice"].includes(words[at + 1] ?? ""),
  );
  return the || words.includes("again");
}

/** A question mark after an order is doubt; a question word before it is a question. */
function questionFirst(scope: Scope, clause: Clause): boolean {
  const mood = moodOf(scope, { ...clause, asked: false });
  return mood.asked;
}

function quotedMe(scope: Scope, clause: Clause): boolean {
  return (
    ["me", "us"].includes(lowAt(scope, clause.cue?.end ?? 0)) ||
    lowAt(scope, (clause.cue?.start ?? 1) - 1) === '"'
  );
}

/** Words we know but cannot act on yet are asked about, never dropped. */
function withGaps(scope: Scope, clause: Clause, drafts: readonly Draft[]): readonly Draft[] {
  const gaps = marksOf(scope, "gap", clause.start, clause.end).map((mark) => mark.is.gap);
  if (gaps.length === 0) return drafts;
  const instead = gaps.find((gap) => gap.instead === true);
  if (instead !== undefined) return [refused(instead)];
  return drafts.map((draft) => addGaps(asGuess(draft), gaps));
}

function reason(scope: Scope, clause: Clause): Draft | null {
  const gap = marksOf(scope, "gap", clause.start, clause.end)[0];
  return gap === undefined || clause.cue?.is.cue.weight === 9 || clause.cue?.is.cue.weight === 8
    ? null
    : refused(gap.is.gap);
}

const guarded: ReadonlySet<Verb> = new Set([
  "cancel-bill",
  "edit-bill",
  "write-off",
  "record-payment",
  "add-client",
  "promise",
  "dispute",
  "undo",
]);

function other(
  scope: Scope,
  clause: Clause,
  effect: Verb,
  mood: Mood,
  carried: Span | null,
): readonly Draft[] {
  const drafts = (verb: Verb) => draftOthers(scope, clause, verb, mood, carried);
  // "chase nobody", "undo nothing"
  if (effect !== "add-client" && !isQuery(effect) && ofNobody(scope, clause)) return [nothing];
  if (isQuery(effect)) {
    const oneOf = effect === "show-client" || effect === "list-owed";
    const numbered = oneOf && marksOf(scope, "bill", clause.start, clause.end).length > 0;
    const made = drafts(numbered ? "show-bill" : effect);
    const nameless = made.every(({ intent }) => intent.client == null && intent.bill == null);
    return nameless && clause.cue?.is.cue.seeks === true ? drafts("list-owed") : made;
  }
  const has = effect === "record-payment" && mood.negated ? whoHas(scope, clause) : null;
  if (has !== null)
    return draftOthers(scope, { ...clause, start: has, cue: null }, effect, mood).map(asGuess);
  // "don't put Steph's bill in Xero"
  if (mood.negated && effect === "retry-sync")
    return drafts("edit-bill").map(({ intent }) => ({ intent: { ...intent, toXero: false }, gaps: [] }));
  // "he says he'll drop 100 off Saturday"
  if (
    effect === "edit-bill" &&
    mood.others &&
    ["drop", "pop", "bring"].includes(lowAt(scope, clause.cue?.start ?? 0))
  )
    return drafts("promise").map(asGuess);
  if (mood.negated && effect !== "hold-chasing" && effect !== "dispute") {
    return effect === "chase" ? drafts("hold-chasing") : [nothing];
  }
  // "bill Acme twice what Bob paid"
  const how = [clause.start, clause.start - 1].some((at) => measures.has(wordAt(scope, at)));
  if (effect === "record-payment" && how && !mood.asked) return [nothing];
  if (effect === "record-payment") return paying(scope, clause, mood, drafts);
  const eased = effect === "write-off" ? letOff(scope, clause, mood, drafts) : null;
  if (eased !== null) return eased;
  if (mood.idle && guarded.has(effect)) return [nothing];
  if (mood.asked && !mood.polite && questionFirst(scope, clause)) return [nothing];
  // "she'll pay on Friday when she gets her wages"
  const dated = effect === "promise" && marksOf(scope, "day", clause.start, clause.end).length > 0;
  if (mood.conditional && guarded.has(effect) && !(dated && !conditional(scope, clause))) return [nothing];
  const mine = ["i", "we", "ive", "weve"].includes(lowAt(scope, (clause.cue?.start ?? 0) - 1));
  if (effect === "promise" && (mine || onlySays(scope, clause))) return [nothing];
  // "Bob will send 60 on Monday", and not the tiles.
  if (
    effect === "promise" &&
    clause.cue?.is.cue.weight === 6 &&
    !(moneyIn(scope, clause).length > 0 || namesMoney(scope, clause))
  )
    return [nothing];
  if (effect === "promise" && clause.cue?.is.cue.form === "did" && readSubject(scope, clause) !== "other")
    return [nothing];
  if (effect === "edit-bill" && !editsBill(scope, clause)) return [nothing];
  // "I've got a new phone"
  if (effect === "edit-client" && clause.cue?.is.cue.form === "did" && readSubject(scope, clause) === "me")
    return [nothing];
  // "her dad's paying": none of ours.
  if (effect === "promise" && ofKin(scope, clause)) return [nothing];
  const made = wishes(scope, clause) ? drafts(effect).map(asGuess) : drafts(effect);
  // "delete Acme": the bill, or the client?
  if (effect === "cancel-bill" && !namesBill(scope, clause)) {
    return made.map((draft) => (draft.intent.client == null ? draft : asGuess(draft)));
  }
  if (mood.conditional || mood.idle) {
    return made.map(asGuess);
  }
  if (effect === "promise") return made.map((draft) => ({ ...draft, ...methodOf(scope, clause) }));
  // "…and set her terms to 7 days": of this bill, or from now on?
  if (effect === "edit-bill" && setsTerms(scope, clause)) return made.map(asGuess);
  return effect === "edit-bill" ? withGaps(scope, clause, made) : made;
}

/** Patience rather than a write-off, or one of nobody knows how much. */
function letOff(
  scope: Scope,
  clause: Clause,
  mood: Mood,
  drafts: (verb: Verb) => readonly Draft[],
): readonly Draft[] | null {
  const word = lowAt(scope, clause.cue?.start ?? 0);
  // "let Pat off till Friday", "forget about Sandra for now": the money is still owed.
  if (["let", "forget"].includes(word) && marksOf(scope, "day", clause.start, clause.end).length > 0)
    return drafts("hold-chasing").map(asGuess);
  // "let Bob off": all that he owes?
  const plain = !mood.idle && !mood.conditional && !mood.asked;
  return plain && word === "let" && moneyIn(scope, clause).length === 0
    ? drafts("write-off").map(asGuess)
    : null;
}

const measures = words("what whatever than as like");

function methodOf(scope: Scope, { start, end }: Clause): Pick<Draft, "method"> {
  const method = methodIn(scope, start, end);
  return method === null ? {} : { method };
}
