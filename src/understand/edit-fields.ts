import type { Intent } from "../domain/intent.ts";
import { toldWith } from "./about-bill.ts";
import { type Clause, cueSpans } from "./clause.ts";
import type { Gap } from "./draft.ts";
import { foreignMoney, gapOf, inexact, type More, type Parts, single } from "./field-parts.ts";
import { readLines } from "./lines.ts";
import { readShift, type ShiftSaid } from "./read-shift.ts";
import { isKind, lowAt, marksOf, ownerAt, type Scope, typed, wordAt } from "./scope.ts";
import { dueIn, moneyIn, textIn, vatIn, xeroIn } from "./slots.ts";
import { words } from "./words.ts";

/* What a bill is changed to: a new total, or more or less of it; the day, the tax, the reference. */

const lowering = words("drop lower reduce cut knock slash shave decrease bring chop nock");
const reducing = words("off less lower down reduce minus deduct remove subtract");

const raising = words("add stick chuck pop whack put bung lob tack include bump increase raise up");
const takingOut = words("drop take knock remove deduct subtract");
const putting = words("stick chuck whack pop put bung lob tack");

/** Whether a figure is taken off a bill or added to it; neither where it is the new total. */
function direction(
  words: readonly string[],
  verb: string,
  more: { readonly less: boolean } | null,
  dated: boolean,
): { less: boolean; added: boolean } {
  const by = words.includes("by");
  // "drop 68 from theirs"
  const out = words.includes("from") && takingOut.hasLow(verb);
  const off = out || (words.some((word) => reducing.hasLow(word)) && !words.includes("to"));
  const less = more?.less === true || (by && lowering.hasLow(verb)) || off;
  const adds = (raising.hasLow(verb) && !words.includes("to")) || (by && !dated);
  const onTo = verb === "add" || (words.includes("on") && words.some((word) => putting.hasLow(word)));
  return { less, added: !less && (adds || onTo || more !== null) };
}

/** Asked of a day that is counted from the day it is due now, where nobody can look that up. */
const dueThen: Gap = { about: "day", text: "Which day is it due then?" };
export const dueFromItsOwn: Gap = { ...dueThen, books: "due-day" };

interface PutOff {
  readonly shift: ShiftSaid | null;
  /** As that of a day which is named. */
  readonly due: { readonly day: null; readonly gap: Gap };
}

/** "push it back a week": counted from the day it is due now, which is not known here, but how far it is. */
function putOff(scope: Scope, clause: Clause): PutOff | null {
  const [only, other] = marksOf(scope, "day", clause.start, clause.end);
  if (only === undefined || other !== undefined) return null;
  const linked = [only.start - 1, only.start].some((at) => further.has(wordAt(scope, at)));
  const longer = scope.tokens.slice(only.start, only.end).some(({ word }) => extra.has(word));
  if (!(linked || longer) || !spanWords.has(wordAt(scope, only.end - 1))) return null;
  const how = scope.tokens.slice(clause.start, clause.end).map(({ low }) => low);
  const shift = readShift(typed(scope, only.start, only.end), how);
  // "put it on 30 days": how long it has in all.
  const on = [only.start - 1, only.start].some((at) => lowAt(scope, at) === "on");
  const inAll = on && !longer && !shoves(scope, clause);
  const moved = shift && inAll ? { ...shift, by: { ...shift.by, ofIssue: true as const } } : shift;
  return { shift: moved, due: { day: null, gap: moved === null ? dueThen : dueFromItsOwn } };
}

function shoves(scope: Scope, { start, end }: Clause): boolean {
  return scope.tokens.slice(start, end).some(({ word }) => shoving.has(word));
}

const shoving = words("push knock bump shove shift");
const extra = words("another more extra further additional");
const further = words("back by forward out on");
const spanWords = words("day days week weeks fortnight month months");

export function edit({ scope, clause, party, last, bill }: Parts): More {
  const more = differs(scope, clause);
  const money = more === null ? single(scope, clause, party) : { ...single(scope, clause, party), ...more };
  const put = putOff(scope, clause);
  const due = put?.due ?? dueIn(scope, toldWith(scope, clause, money.minor !== null));
  const vat = vatIn(scope, clause);
  const words = scope.tokens.slice(clause.start, clause.end).map((token) => token.low);
  const verb = lowAt(scope, clause.cue?.start ?? 0);
  const edits = clause.cue?.is.cue.effect === "edit-bill";
  const behind = words.slice(edits ? Math.max(0, (clause.cue?.start ?? 0) - clause.start) : 0);
  const { less, added } = direction(behind, verb, more, due.day !== null);
  const lines =
    added && money.minor !== null
      ? readLines(
          scope,
          clause.cue?.start ?? clause.start,
          clause.end,
          moneyIn(scope, clause),
          clause.cue === null ? [] : cueSpans(clause.cue),
        )
      : null;
  const change = money.minor === null ? null : less ? -money.minor : added ? money.minor : null;
  const set: Partial<Intent> = {
    amountMinor: less || added ? null : money.minor,
    changeMinor: change,
    lines: lines?.lines ?? [],
    dueOn: due.day,
    ...(put?.shift && { moveDue: put.shift.by }),
    vat: vat.vat,
    toXero: xeroIn(scope, clause),
    reference: textIn(scope, clause, "reference"),
    currency: money.currency,
  };
  const figures = moneyIn(scope, clause);
  const from = figures.length === 1 && lowAt(scope, (figures[0]?.start ?? 1) - 1) === "from";
  const doubts: Gap[] =
    from && !less ? [{ about: "amount", text: "What should it be changed to?" }] : aboutIt(scope, figures);
  const some = less || words.includes("off") ? inexact(scope, clause) : null;
  const gaps = [...gapOf(money.gap ?? some ?? doubts[0] ?? null), ...gapOf(due.gap), ...gapOf(vat.gap)];
  if (money.currency !== scope.currency) gaps.push(foreignMoney(scope));
  const changes =
    money.minor !== null ||
    due.day !== null ||
    vat.vat !== "unsaid" ||
    set.reference !== null ||
    (party !== null && (last || bill !== null)) ||
    set.toXero !== null;
  const named = party !== null && last === false;
  const share = words.some((low) => ["third", "quarter", "half", "tenth", "fifth"].includes(low));
  if ((!changes || (share && less && change === null)) && gaps.length === 0)
    gaps.push(
      added || less || !named
        ? { about: "amount", text: "What should it be changed to?" }
        : { about: "action", text: "What should I change?" },
    );
  // "change bill 3 by 60": up or down?
  const neither = words.includes("by") && ["change", "alter", "adjust", "amend", "edit"].includes(verb);
  return { set, gaps, guessed: money.slang || neither || put?.shift?.guessed === true };
}

/** "make it a tenner more", "make Sutton's 20 less" */
function differs(scope: Scope, clause: Clause): { minor: number; gap: null; less: boolean } | null {
  const [only, other] = moneyIn(scope, clause);
  if (only === undefined || other !== undefined || only.is.minor === null || only.is.minor <= 0) return null;
  const sign = lowAt(scope, only.start - 1);
  if (isKind(ownerAt(scope, only.start - 2), "bill") && ["less", "minus", "plus", "+"].includes(sign))
    return { minor: only.is.minor, gap: null, less: sign === "less" || sign === "minus" };
  const how = lowAt(scope, only.end);
  return ["more", "extra", "less"].includes(how)
    ? { minor: only.is.minor, gap: null, less: how === "less" }
    : null;
}

const vague = words("about around roughly approx nearly almost maybe");

/** "to about 60" */
function aboutIt(scope: Scope, figures: ReturnType<typeof moneyIn>): Gap[] {
  const doubtful = figures.some(
    (mark) => vague.has(wordAt(scope, mark.start - 1)) || ["ish", "odd"].includes(lowAt(scope, mark.end)),
  );
  return doubtful ? [{ about: "amount", text: "What is the exact amount?" }] : [];
}
