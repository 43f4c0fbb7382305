import type { Verb } from "../domain/intent.ts";
import type { Clause } from "./clause.ts";
import { asGuess, type Draft, nothing, refused } from "./draft.ts";
import { type Mood, politeEnd } from "./mood.ts";
import { readName } from "./name.ts";
import { isPlural } from "./plural.ts";
import { type AmountMark, isKind, lowAt, marksOf, ownerAt, type Scope, typed, wordAt } from "./scope.ts";
import { moneyIn } from "./slots.ts";
import { firstNames, kin, workWords } from "./vocabulary.ts";
import { words } from "./words.ts";

/** Money that came in: not what went out, was only asked about, or went wrong. */
export function paying(
  scope: Scope,
  clause: Clause,
  mood: Mood,
  drafts: (verb: Verb) => readonly Draft[],
): readonly Draft[] {
  if (mood.conditional || mood.idle) return [nothing];
  if (mood.asked && !mood.polite) return drafts(ofAll(scope, clause) ? "list-owed" : "show-bill");
  if (
    gotPaid(scope, clause) ||
    moneyOut(scope, clause) ||
    paysAnother(scope, clause) ||
    deniedAfter(scope, clause)
  )
    return [nothing];
  if (cameNothing(scope, clause)) return [nothing];
  if (wentWrong(scope, clause))
    return [
      refused({
        about: "action",
        text: "That payment does not sound right, so I have not marked anything as paid.",
      }),
    ];
  const made = drafts("record-payment").map((draft) =>
    claimed(draft, mood.reported || clause.cue?.is.cue.reported === true),
  );
  if (givesBack(scope, clause) || forOther(scope, clause)) return made.map(asGuess);
  const [first] = made;
  if (first === undefined || gaveNothing(first, scope, clause)) return [nothing];
  if (byHowMuch(scope, clause)) return made.map(withoutSum);
  const cis = marksOf(scope, "gap", clause.start, clause.end).find((mark) =>
    /CIS|refund|retention/.test(mark.is.gap.text),
  );
  if (["-", ":"].includes(lowAt(scope, clause.cue?.end ?? 0)) && readSubject(scope, clause) === "none") {
    return made.map(asGuess);
  }
  if (cis === undefined)
    return made.map((draft) => strangerPaid(clause, draft, lowAt(scope, clause.cue?.end ?? 0) === "for"));
  return made.map((draft) => ({ ...draft, gaps: [...draft.gaps, cis.is.gap] }));
}

/** "everyone paid up?" */
function ofAll(scope: Scope, { start, end }: Clause): boolean {
  return scope.tokens
    .slice(start, end)
    .some(({ low }) => ["everyone", "everybody", "all", "anyone"].includes(low));
}

/** "Dave says he paid": for the desk to wait on, not to write down. */
function claimed(draft: Draft, reported: boolean): Draft {
  if (!reported) return draft;
  return { ...draft, intent: { ...draft.intent, certainty: "guessed", reported } };
}

/** "Terry paid me back", "…paid me 300 back": what he had borrowed, or what he was billed? */
function givesBack(scope: Scope, { cue, end }: Clause): boolean {
  for (let at = cue?.end ?? end; at < end; at += 1)
    if (lowAt(scope, at) === "back" && scope.owner[at] === undefined) return true;
  return false;
}

/** "Mrs Sharma was paid", "paid for her mum's": by somebody, for somebody else. */
function forOther(scope: Scope, { cue, start, end }: Clause): boolean {
  const at = cue?.start ?? -1;
  // "Rex has been paid 60": by whom?
  const named = marksOf(scope, "client", start, at + 1).length > 0;
  const been = named && [lowAt(scope, at - 1), lowAt(scope, (cue?.end ?? 0) - 2)].includes("been");
  const passive =
    (been || ["was", "were"].includes(lowAt(scope, at))) && marksOf(scope, "bill", start, end).length === 0;
  const another = scope.tokens.slice(cue?.end ?? end, end).some(({ low }, index) => {
    const whose = lowAt(scope, (cue?.end ?? end) + index - 1);
    return (
      kin.hasLow(low) &&
      !["old", "other", "new"].includes(low) &&
      ["his", "her", "their", "my"].includes(whose)
    );
  });
  return passive || another;
}

/** "underpaid by 20": how much was missing, and not what came. */
function byHowMuch(scope: Scope, { cue, start, end }: Clause): boolean {
  const short = cue !== null && ["underpaid", "short"].includes(lowAt(scope, cue.start));
  const by = marksOf(scope, "amount", start, end).some((mark) => lowAt(scope, mark.start - 1) === "by");
  return short && by;
}

function withoutSum(draft: Draft): Draft {
  const gaps = draft.gaps.filter((gap) => gap.about !== "amount");
  const asked = { about: "amount", text: "How much did they pay?" } as const;
  return { ...draft, intent: { ...draft.intent, amountMinor: null }, gaps: [...gaps, asked] };
}

/** "got nothing from Acme" */
function cameNothing(scope: Scope, { start, end }: Clause): boolean {
  // "Ali paid 30 and Kirsty nothing"
  if (marksOf(scope, "amount", start, end).length > 0) return false;
  for (let at = start; at < end; at += 1)
    if (["nothing", "nowt", "zero", "zilch", "naff"].includes(lowAt(scope, at))) return true;
  return false;
}

const wrongWords = words(
  "wrong twice mistake accident bounced failed declined overpaid refused reversed double",
);

/** "he paid the wrong account", "paid twice": money, but not the bill's. */
function wentWrong(scope: Scope, clause: Clause): boolean {
  for (let at = clause.start; at < clause.end; at += 1) {
    if (scope.owner[at] === undefined && wrongWords.has(wordAt(scope, at))) return true;
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
    return asGuess(draft);
  }
  if (client == null || client.match !== null || clause.cue?.is.cue.form !== "did") return draft;
  const first = client.said[0] ?? "";
  // "BILL TONY 65 FOR BRAKES PAID"
  const work = workWords.hasLow(client.said.toLowerCase());
  const named =
    (first !== first.toLowerCase() && !work) ||
    firstNames.hasLow(client.said.toLowerCase().split(" ")[0] ?? "");
  return named ? draft : asGuess(draft);
}

/** "paid Acme 230": nobody stands before the verb, somebody after it. */
function moneyOut(scope: Scope, clause: Clause): boolean {
  const { cue } = clause;
  if (cue === null) return false;
  if (paidTo(scope, cue.start + 1, clause.end)) return true;
  if (cue.is.cue.form !== "did") return false;
  const subject = readSubject(scope, clause);
  if (subject === "me") return true;
  // "100 came in for bill 9": what landed for one of ours landed here.
  const landed = cue.is.cue.aside === true && marksOf(scope, "bill", clause.start, clause.end).length > 0;
  if (subject !== "none" || landed) return false;
  const to = lowAt(scope, cue.end);
  if (["by", "from", "-", ":"].includes(to)) return false;
  return (
    readName(scope, cue.end, clause.end) !== null ||
    sentTo(scope, cue.end, clause.end) ||
    aimed(scope, cue.end, clause.end)
  );
}

/** "£230 paid to Acme", "Acme paid 230 to Harris": it went to one of ours, and came to nobody. */
function paidTo(scope: Scope, from: number, end: number): boolean {
  return marksOf(scope, "client", from, end).some((mark) => {
    const at = lowAt(scope, mark.start - 1) === "the" ? mark.start - 2 : mark.start - 1;
    const before = ownerAt(scope, at - 1);
    return lowAt(scope, at) === "to" && (at === from || isKind(before, "amount"));
  });
}

/** "Brian got paid": he has the money now, and not from him. */
function gotPaid(scope: Scope, { cue, start }: Clause): boolean {
  if (cue?.is.cue.form !== "did" || marksOf(scope, "bill", start, cue.start).length > 0) return false;
  const passive = ["got", "gets", "getting", "be"].includes(lowAt(scope, cue.start - 1));
  return passive && marksOf(scope, "client", start, cue.start).length > 0;
}

const payables = words(
  "bill bills tab slate tally invoice invoices balance deposit rest share half dues account money amount total fee fees lot outstanding debt part due full one ones remainder last first final other both",
);

/** "Tony paid his mum back", "Tony paid her brother": money that came to somebody else. */
function paysAnother(scope: Scope, { cue, start, end }: Clause): boolean {
  const at = cue?.end ?? end;
  const whom = scope.owner[at];
  // "Nina paid Petra 90"
  if (
    cue?.is.cue.form === "did" &&
    isKind(whom, "client") &&
    whom.start < end &&
    !["'s", "didnt", "hasnt", "havent", "has", "have", "did", "not"].includes(lowAt(scope, whom.end)) &&
    (marksOf(scope, "client", start, cue.start).length > 0 || readName(scope, start, cue.start) !== null)
  )
    return true;
  // "gave 20 to charity"
  if (
    cue?.is.cue.form === "did" &&
    cue.is.cue.weight === 5 &&
    cue.is.cue.aside !== true &&
    sentTo(scope, at, end)
  )
    return true;
  if (cue?.is.cue.form !== "did" || at + 1 >= end || scope.owner[at] !== undefined) return false;
  if (!["his", "her", "their", "my", "our"].includes(lowAt(scope, at))) return false;
  const noun = scope.tokens[at + 1];
  return (
    noun?.kind === "word" &&
    scope.owner[at + 1] === undefined &&
    !payables.has(noun.word) &&
    !workWords.has(noun.word)
  );
}

/** "paid off the van", "paid for diesel": words that say what the money went on. */
function aimed(scope: Scope, from: number, end: number): boolean {
  for (let at = from; at < end; at += 1) {
    if (scope.owner[at] === undefined && ["the", "for", "my", "our", "a"].includes(lowAt(scope, at)))
      return true;
  }
  return false;
}

/** "transferred 200 to Tony" */
function sentTo(scope: Scope, from: number, end: number): boolean {
  for (let at = from; at + 1 < end; at += 1)
    if (lowAt(scope, at) === "to" && !["me", "us", "my", "the", "our"].includes(lowAt(scope, at + 1)))
      return true;
  return false;
}

/** Who stands before the verb. */
export function readSubject(scope: Scope, clause: Clause): "none" | "me" | "other" {
  const cueStart = clause.cue?.start ?? clause.end;
  for (let at = clause.start; at < cueStart; at += 1) {
    const low = lowAt(scope, at);
    // "before I forget, Acme paid"
    const polite = politeEnd(scope, at);
    if (polite > at && polite <= cueStart) {
      at = polite - 1;
      continue;
    }
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
  // "sent me 45 messages"
  const things = marksOf(scope, "amount", clause.start, clause.end);
  if (
    weak &&
    things.length > 0 &&
    things.every((mark) => countsOnly(scope, mark)) &&
    !namesMoney(scope, clause)
  )
    return true;
  return (
    weak &&
    draft.intent.amountMinor === null &&
    moneyIn(scope, clause).length === 0 &&
    !namesMoney(scope, clause)
  );
}

function countsOnly(scope: Scope, { end, is }: AmountMark): boolean {
  return is.strength === "bare" && scope.owner[end] === undefined && isPlural(lowAt(scope, end));
}

/** "the cash", "the rest": money that is named without a figure. */
export function namesMoney(scope: Scope, clause: Clause): boolean {
  for (let at = clause.start; at < clause.end; at += 1) {
    if (["money", "payment", "cash", "cheque", "rest", "balance"].includes(lowAt(scope, at))) return true;
  }
  return marksOf(scope, "method", clause.start, clause.end).length > 0;
}
