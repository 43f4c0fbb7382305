import type { Verb } from "../domain/intent.ts";
import type { Clause } from "./clause.ts";
import { type Draft, nothing, refused } from "./draft.ts";
import { draftBills } from "./draft-bill.ts";
import { draftOthers, isQuery } from "./draft-other.ts";
import { type Mood, moodOf } from "./mood.ts";
import { readName, type Span } from "./name.ts";
import { isKind, lowAt, marksOf, type Scope, typed } from "./scope.ts";
import { moneyIn } from "./slots.ts";
import { withoutVerb } from "./verbless.ts";
import { firstNames } from "./vocabulary.ts";

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
  if (effect === "create-bill") return billing(scope, clause, before, mood);
  return other(scope, clause, effect, mood, carried);
}

/** "make it Friday", "make bill 14 £250": such a verb changes a bill only with what to change beside it. */
function changesBill(scope: Scope, clause: Clause): boolean {
  const has = (kind: "day" | "bill" | "amount") => marksOf(scope, kind, clause.start, clause.end).length > 0;
  return has("day") || (clause.cue?.is.cue.effect === "edit-bill" && has("bill") && has("amount"));
}

function billing(scope: Scope, clause: Clause, before: Clause | null, mood: Mood): readonly Draft[] {
  if (mood.negated || mood.idle || mood.others) return [nothing];
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
  if (isQuery(effect)) return drafts(effect);
  if (mood.negated && effect !== "hold-chasing" && effect !== "dispute") {
    return effect === "chase" ? drafts("hold-chasing") : [nothing];
  }
  if (effect === "record-payment") return paying(scope, clause, mood, drafts);
  if (mood.idle && guarded.has(effect)) return [nothing];
  if (mood.asked && !mood.polite && questionFirst(scope, clause)) return [nothing];
  if (mood.conditional && guarded.has(effect)) return [nothing];
  if (effect === "promise" && clause.cue?.is.cue.form === "did" && readSubject(scope, clause) !== "other")
    return [nothing];
  if (effect === "edit-bill" && !editsBill(scope, clause)) return [nothing];
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

function paying(
  scope: Scope,
  clause: Clause,
  mood: Mood,
  drafts: (verb: Verb) => readonly Draft[],
): readonly Draft[] {
  if (mood.conditional || mood.idle) return [nothing];
  if (mood.asked && !mood.polite) return drafts("show-bill");
  if (moneyOut(scope, clause) || deniedAfter(scope, clause)) return [nothing];
  if (wentWrong(scope, clause))
    return [
      refused({
        about: "action",
        text: "That payment does not sound right, so I have not marked anything as paid.",
      }),
    ];
  const made = drafts("record-payment");
  const [first] = made;
  if (first === undefined || gaveNothing(first, scope, clause)) return [nothing];
  const cis = marksOf(scope, "gap", clause.start, clause.end).find((mark) =>
    /CIS|refund|retention/.test(mark.is.gap.text),
  );
  if (["-", ":"].includes(lowAt(scope, clause.cue?.end ?? 0)) && readSubject(scope, clause) === "none") {
    return made.map((draft) => ({ ...draft, intent: { ...draft.intent, certainty: "guessed" } }));
  }
  if (cis === undefined)
    return made.map((draft) => strangerPaid(clause, draft, lowAt(scope, clause.cue?.end ?? 0) === "for"));
  return made.map((draft) => ({ ...draft, gaps: [...draft.gaps, cis.is.gap] }));
}

const wrongWords = new Set(
  "wrong twice mistake accident bounced failed declined overpaid refused reversed double".split(" "),
);

/** "he paid the wrong account", "paid twice": money, but not the bill's. */
function wentWrong(scope: Scope, clause: Clause): boolean {
  for (let at = clause.start; at < clause.end; at += 1) {
    if (scope.owner[at] === undefined && wrongWords.has(lowAt(scope, at))) return true;
  }
  return false;
}

/** "…says he paid but he hasn't" */
function deniedAfter(scope: Scope, clause: Clause): boolean {
  for (let at = clause.cue?.end ?? clause.end; at < Math.min(clause.end + 6, scope.tokens.length); at += 1) {
    const who = ["he", "she", "they", "but"].includes(lowAt(scope, at - 1));
    if (who && ["hasnt", "havent", "didnt"].includes(lowAt(scope, at))) return true;
  }
  return false;
}

/** "the boiler paid for itself": a name nobody knows, in lower case, may be no client. */
function strangerPaid(clause: Clause, draft: Draft, paidFor: boolean): Draft {
  const { client } = draft.intent;
  // "Harris paid for lunch": for what he owes, or for something else?
  if (paidFor && draft.intent.bill == null && draft.intent.amountMinor == null) {
    return { ...draft, intent: { ...draft.intent, certainty: "guessed" } };
  }
  if (client == null || client.match !== null || clause.cue?.is.cue.form !== "did") return draft;
  const first = client.said[0] ?? "";
  const named =
    first !== first.toLowerCase() || firstNames.has(client.said.toLowerCase().split(" ")[0] ?? "");
  return named ? draft : { ...draft, intent: { ...draft.intent, certainty: "guessed" } };
}

/** "paid Acme 230": nobody stands before the verb, somebody after it. */
function moneyOut(scope: Scope, clause: Clause): boolean {
  const { cue } = clause;
  if (cue === null || cue.is.cue.form !== "did") return false;
  const subject = readSubject(scope, clause);
  if (subject === "me") return true;
  if (subject !== "none") return false;
  const to = lowAt(scope, cue.end);
  if (["by", "from", "-", ":"].includes(to)) return false;
  return readName(scope, cue.end, clause.end) !== null || aimed(scope, cue.end, clause.end);
}

/** "paid off the van", "paid for diesel": words that say what the money went on. */
function aimed(scope: Scope, from: number, end: number): boolean {
  for (let at = from; at < end; at += 1) {
    if (scope.owner[at] === undefined && ["the", "for", "my", "our", "a"].includes(lowAt(scope, at)))
      return true;
  }
  return false;
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
  if (weak && /\b(?:tip|tips|present|gift|quote|estimate)\b/i.test(typed(scope, clause.start, clause.end)))
    return true;
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
