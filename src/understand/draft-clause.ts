import type { Verb } from "../domain/intent.ts";
import type { Clause } from "./clause.ts";
import { type Draft, nothing, refused } from "./draft.ts";
import { draftBills } from "./draft-bill.ts";
import { draftOthers, isQuery } from "./draft-other.ts";
import { paying, readSubject } from "./draft-payment.ts";
import { type Mood, moodOf } from "./mood.ts";
import type { Span } from "./name.ts";
import { lowAt, marksOf, type Scope, typed } from "./scope.ts";
import { moneyIn } from "./slots.ts";
import { withoutVerb } from "./verbless.ts";

/** One clause to one or several orders, or to nothing. */
export function draftClause(
  scope: Scope,
  clause: Clause,
  before: Clause | null,
  carried: Span | null,
): readonly Draft[] {
  const mood = moodOf(scope, clause);
  const { cue } = clause;
  if (cue?.is.cue.needsDay === true && !changesBill(scope, clause)) {
    return withoutVerb(scope, { ...clause, cue: null }, before, mood);
  }
  if (cue === null) return withoutVerb(scope, clause, before, mood);
  const { effect } = cue.is.cue;
  if (effect === "nothing") return [reason(scope, clause) ?? nothing];
  if (effect === "owing") return owing(scope, clause, mood);
  if (effect === "plan") return planning(scope, clause, mood, carried);
  // "bill Acme 30, same for Patel": another bill, and nobody has paid.
  const likewise =
    ["same", "ditto", "and", "so", "as"].includes(lowAt(scope, cue.start)) && effect === "record-payment";
  if (likewise && before?.cue?.is.cue.effect !== "record-payment") {
    const same = before === null && ["same", "ditto"].includes(lowAt(scope, cue.start));
    return same || before?.cue?.is.cue.effect === "create-bill" ? sameAgain(scope, clause, mood) : [nothing];
  }
  if (effect === "create-bill") return billing(scope, clause, before, mood);
  return other(scope, clause, effect, mood, carried);
}

function sameAgain(scope: Scope, clause: Clause, mood: Mood): readonly Draft[] {
  if (mood.negated || mood.idle || mood.conditional || mood.asked) return [nothing];
  return draftBills(scope, clause, mood).map((draft) => ({
    ...draft,
    same: true,
    intent: { ...draft.intent, certainty: "guessed" },
  }));
}

/** "make it Friday", "make bill 14 £250": such a verb changes a bill only with what to change beside it. */
function changesBill(scope: Scope, clause: Clause): boolean {
  const has = (kind: "day" | "bill" | "amount") => marksOf(scope, kind, clause.start, clause.end).length > 0;
  return has("day") || (clause.cue?.is.cue.effect === "edit-bill" && has("bill") && has("amount"));
}

function billing(scope: Scope, clause: Clause, before: Clause | null, mood: Mood): readonly Draft[] {
  if (mood.negated || mood.idle || mood.others) return [nothing];
  // "invoice from Acme 60": one of theirs.
  if (clause.cue?.end === (clause.cue?.start ?? 0) + 1 && lowAt(scope, clause.cue?.end ?? 0) === "from")
    return [nothing];
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
  const drafts = withGaps(scope, clause, draftBills(scope, clause, mood));
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

function sendsAgain(scope: Scope, { cue, start, end }: Clause): boolean {
  if (cue === null || cue.end - cue.start === 1 || moneyIn(scope, { start, end }).length > 0) return false;
  const words = scope.tokens.slice(start, end).map((token) => token.low);
  const the = words.some(
    (low, at) => ["the", "that", "this"].includes(low) && ["bill", "invoice"].includes(words[at + 1] ?? ""),
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
  return drafts.map((draft, index) => {
    if (index > 0) return { ...draft, intent: { ...draft.intent, certainty: "guessed" } };
    const plain = draft.gaps.filter((gap) => !gaps.some((said) => said.about === gap.about));
    return { ...draft, intent: { ...draft.intent, certainty: "guessed" }, gaps: [...gaps, ...plain] };
  });
}

function reason(scope: Scope, clause: Clause): Draft | null {
  const gap = marksOf(scope, "gap", clause.start, clause.end)[0];
  return gap === undefined || clause.cue?.is.cue.weight === 9 || clause.cue?.is.cue.weight === 8
    ? null
    : refused(gap.is.gap);
}

/** "Acme owes me 230": a bill to make, or one that is there already? */
function owing(scope: Scope, clause: Clause, mood: Mood): readonly Draft[] {
  if (mood.asked && !mood.polite) return draftOthers(scope, clause, "list-owed", mood);
  // "owe Dave 120": the trader owes.
  if (lowAt(scope, clause.cue?.start ?? 0) === "owe" && readSubject(scope, clause) === "none")
    return [nothing];
  if (mood.negated || mood.idle || mood.conditional || mood.reported || owesAnother(scope, clause))
    return [nothing];
  const drafts = draftBills(scope, clause, mood);
  if (drafts.every((draft) => draft.intent.totalMinor === null)) return [nothing];
  return drafts.map((draft) => ({
    intent: { ...draft.intent, certainty: "guessed" },
    gaps: [...draft.gaps, { about: "action", text: "Shall I make a bill for that?" }],
  }));
}

/** "Terry owes his brother 50" */
function owesAnother(scope: Scope, clause: Clause): boolean {
  const end = clause.cue?.end ?? clause.end;
  return (
    end < clause.end &&
    scope.owner[end] === undefined &&
    !["for", "money", "still", "about", "me", "us"].includes(lowAt(scope, end))
  );
}

/** "chase on the day and 7 after", "be gentle with Patel": how to chase from now on. */
function planning(scope: Scope, clause: Clause, mood: Mood, carried: Span | null): readonly Draft[] {
  if (mood.negated || mood.idle || mood.conditional || (mood.asked && !mood.polite)) return [nothing];
  const whole = { ...clause, end: sentenceEnd(scope, clause) };
  const named = draftOthers(scope, whole, "edit-client", mood, carried).filter(
    ({ intent }) => intent.client != null,
  );
  const [first] = named;
  return first !== undefined && first.intent.client?.match != null
    ? named
    : draftOthers(scope, { ...whole, cue: null }, "settings", mood);
}

function sentenceEnd(scope: Scope, { end }: Clause): number {
  let at = end;
  while (
    at < scope.tokens.length &&
    scope.tokens[at]?.kind !== "break" &&
    ![".", "!", "?"].includes(lowAt(scope, at))
  )
    at += 1;
  return at;
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
  if (isQuery(effect)) {
    const made = drafts(effect);
    const nameless = made.every(({ intent }) => intent.client == null && intent.bill == null);
    return nameless && clause.cue?.is.cue.seeks === true ? drafts("list-owed") : made;
  }
  if (mood.negated && effect !== "hold-chasing" && effect !== "dispute") {
    return effect === "chase" ? drafts("hold-chasing") : [nothing];
  }
  if (effect === "record-payment") return paying(scope, clause, mood, drafts);
  if (mood.idle && guarded.has(effect)) return [nothing];
  if (mood.asked && !mood.polite && questionFirst(scope, clause)) return [nothing];
  if (mood.conditional && guarded.has(effect)) return [nothing];
  const mine = ["i", "we", "ive", "weve"].includes(lowAt(scope, (clause.cue?.start ?? 0) - 1));
  if (effect === "promise" && (mine || onlySays(scope, clause))) return [nothing];
  if (effect === "promise" && clause.cue?.is.cue.form === "did" && readSubject(scope, clause) !== "other")
    return [nothing];
  if (effect === "edit-bill" && !editsBill(scope, clause)) return [nothing];
  // "I've got a new phone"
  if (effect === "edit-client" && clause.cue?.is.cue.form === "did" && readSubject(scope, clause) === "me")
    return [nothing];
  const made = drafts(effect);
  // "delete Acme": the bill, or the client?
  if (effect === "cancel-bill" && !namesBill(scope, clause)) {
    return made.map((draft) =>
      draft.intent.client == null ? draft : { ...draft, intent: { ...draft.intent, certainty: "guessed" } },
    );
  }
  if (mood.conditional || mood.idle) {
    return made.map((draft) => ({ ...draft, intent: { ...draft.intent, certainty: "guessed" } }));
  }
  return effect === "edit-bill" ? withGaps(scope, clause, made) : made;
}

/** "Harris said that was ok": words, and no day or money of a promise. */
export function onlySays(scope: Scope, { cue, start, end }: Clause): boolean {
  const empty = (kind: "day" | "amount") => marksOf(scope, kind, start, end).length === 0;
  const pays = /\b(?:pa(?:y|ys|id|yment)|settle|transfer|money|cash|cheque)\b/i.test(
    typed(scope, start, end),
  );
  return (
    cue?.is.cue.effect === "promise" && cue.is.cue.weight === 4 && !pays && empty("day") && empty("amount")
  );
}

function namesBill(scope: Scope, { start, end }: Clause): boolean {
  const words = scope.tokens.slice(start, end).map((token) => token.low);
  return words.some((low) => ["bill", "invoice", "one", "inv", "bills", "invoices", "job"].includes(low));
}

const editable = new Set(
  "it that this bill invoice total amount price figure one last due date deadline terms vat acme them her his their him".split(
    " ",
  ),
);

/** "set the balance to 0", "put the kettle on": only bills are changed here. */
function editsBill(scope: Scope, { cue, start, end }: Clause): boolean {
  if (cue === null || cue.is.gapStart < 0) return true;
  for (let at = cue.is.gapStart; at < cue.is.gapEnd; at += 1) {
    if (editable.has(lowAt(scope, at)) || scope.owner[at] !== undefined) return true;
  }
  return marksOf(scope, "client", start, end).length > 0 || marksOf(scope, "bill", start, end).length > 0;
}
