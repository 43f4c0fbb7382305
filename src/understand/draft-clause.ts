import type { Verb } from "../domain/intent.ts";
import type { Clause } from "./clause.ts";
import { type Draft, nothing, refused } from "./draft.ts";
import { draftBills } from "./draft-bill.ts";
import { draftOther, isQuery } from "./draft-other.ts";
import { type Mood, moodOf } from "./mood.ts";
import { readName } from "./name.ts";
import { isKind, lowAt, marksOf, type Scope } from "./scope.ts";
import { moneyIn } from "./slots.ts";
import { withoutVerb } from "./verbless.ts";

/** One clause to one or several orders, or to nothing. */
export function draftClause(scope: Scope, clause: Clause, before: Clause | null): readonly Draft[] {
  const mood = moodOf(scope, clause);
  const { cue } = clause;
  if (cue?.is.cue.needsDay === true && marksOf(scope, "day", clause.start, clause.end).length === 0) {
    return withoutVerb(scope, { ...clause, cue: null }, before, mood);
  }
  if (cue === null) return withoutVerb(scope, clause, before, mood);
  const { effect } = cue.is.cue;
  if (effect === "nothing") return [reason(scope, clause) ?? nothing];
  if (effect === "owing") return owing(scope, clause, mood);
  if (effect === "create-bill") return billing(scope, clause, mood);
  return other(scope, clause, effect, mood);
}

function billing(scope: Scope, clause: Clause, mood: Mood): readonly Draft[] {
  if (mood.negated || mood.idle) return [nothing];
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
  return withGaps(scope, clause, draftBills(scope, clause, mood));
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
  if (mood.asked && !mood.polite) return [draftOther(scope, clause, "list-owed", mood)];
  if (mood.negated || mood.idle || mood.conditional || mood.reported) return [nothing];
  const drafts = draftBills(scope, clause, mood);
  if (drafts.every((draft) => draft.intent.totalMinor === null)) return [nothing];
  return drafts.map((draft) => ({
    intent: { ...draft.intent, certainty: "guessed" },
    gaps: [...draft.gaps, { about: "action", text: "Shall I make a bill for that?" }],
  }));
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

function other(scope: Scope, clause: Clause, effect: Verb, mood: Mood): readonly Draft[] {
  if (isQuery(effect)) return [draftOther(scope, clause, effect, mood)];
  if (mood.negated && effect !== "hold-chasing" && effect !== "dispute")
    return [effect === "chase" ? draftOther(scope, clause, "hold-chasing", mood) : nothing];
  if (effect === "record-payment") return paying(scope, clause, mood);
  if (mood.idle && guarded.has(effect)) return [nothing];
  if (mood.asked && !mood.polite && questionFirst(scope, clause)) return [nothing];
  if (mood.conditional && guarded.has(effect)) return [nothing];
  const draft = draftOther(scope, clause, effect, mood);
  if (mood.conditional || mood.idle) return [{ ...draft, intent: { ...draft.intent, certainty: "guessed" } }];
  return effect === "edit-bill" ? withGaps(scope, clause, [draft]) : [draft];
}

function paying(scope: Scope, clause: Clause, mood: Mood): readonly Draft[] {
  if (mood.conditional || mood.idle) return [nothing];
  if (mood.asked && !mood.polite) return [draftOther(scope, clause, "show-bill", mood)];
  if (moneyOut(scope, clause)) return [nothing];
  const draft = draftOther(scope, clause, "record-payment", mood);
  if (gaveNothing(draft, scope, clause)) return [nothing];
  const cis = marksOf(scope, "gap", clause.start, clause.end).find((mark) =>
    /CIS|refund|retention/.test(mark.is.gap.text),
  );
  return cis === undefined ? [draft] : [{ ...draft, gaps: [...draft.gaps, cis.is.gap] }];
}

/** "paid Acme 230": nobody stands before the verb, somebody after it. */
function moneyOut(scope: Scope, clause: Clause): boolean {
  const { cue } = clause;
  if (cue === null || cue.is.cue.form !== "did") return false;
  const subject = readSubject(scope, clause);
  if (subject === "me") return true;
  if (subject !== "none") return false;
  const after = readName(scope, cue.end, clause.end);
  const to = lowAt(scope, cue.end);
  return after !== null && to !== "by" && to !== "from";
}

function readSubject(scope: Scope, clause: Clause): "none" | "me" | "other" {
  const cueStart = clause.cue?.start ?? clause.end;
  for (let at = clause.start; at < cueStart; at += 1) {
    const low = lowAt(scope, at);
    if (["i", "we", "ive", "weve", "id", "im"].includes(low)) return "me";
    if (isKind(scope.owner[at], "client") || isKind(scope.owner[at], "bill")) return "other";
  }
  return readName(scope, clause.start, cueStart) === null && !saysWho(scope, clause.start, cueStart)
    ? "none"
    : "other";
}

function saysWho(scope: Scope, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    if (
      ["he", "she", "they", "that", "it", "hes", "shes", "theyve", "one", "this", "both"].includes(
        lowAt(scope, at),
      )
    )
      return true;
  }
  return false;
}

/** "sent him the photos": giving is paying only when money is named. */
function gaveNothing(draft: Draft, scope: Scope, clause: Clause): boolean {
  const weak = clause.cue?.is.cue.weight === 5;
  return (
    weak && draft.intent.amountMinor === null && moneyIn(scope, clause).length === 0 && !money(scope, clause)
  );
}

function money(scope: Scope, clause: Clause): boolean {
  for (let at = clause.start; at < clause.end; at += 1) {
    if (["money", "payment", "cash", "cheque", "rest", "balance"].includes(lowAt(scope, at))) return true;
  }
  return marksOf(scope, "method", clause.start, clause.end).length > 0;
}
