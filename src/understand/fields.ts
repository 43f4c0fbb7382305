import type { Intent, Verb } from "../domain/intent.ts";
import { toldWith } from "./about-bill.ts";
import { withoutManners } from "./bare.ts";
import { type Clause, cueSpans } from "./clause.ts";
import { isBounded, isShare, isUntold } from "./doubt.ts";
import type { Gap } from "./draft.ts";
import { readLines } from "./lines.ts";
import type { Span } from "./name.ts";
import { methodIn, toneIn } from "./read-extras.ts";
import type { Named } from "./resolve-name.ts";
import { isKind, lowAt, marksOf, type Scope, typed } from "./scope.ts";
import { dayIn, dueIn, moneyIn, type Ranged, textIn, vatIn, xeroIn } from "./slots.ts";

/** What a clause is about, before its own fields are read. */
export interface Parts {
  readonly scope: Scope;
  readonly clause: Clause;
  readonly named: Named | null;
  readonly bill: number | null;
  readonly last: boolean;
  readonly party: Span | null;
}

export interface More {
  readonly set: Partial<Intent>;
  readonly gaps: readonly Gap[];
  readonly guessed?: boolean;
}

/** The fields of each intent beyond whom or which it is about. */
export const fields: Partial<Readonly<Record<Verb, (parts: Parts) => More>>> = {
  "record-payment": payment,
  "edit-bill": edit,
  chase: ({ scope, clause, party }) => ({
    set: {
      amountMinor: single(scope, clause, party).minor,
      on: dayIn(scope, clause, true, (mark) => !(mark.is.length && mark.start < (clause.cue?.start ?? 0)))
        .day,
      tone: toneIn(scope.tokens, clause.start, clause.end),
    },
    gaps:
      marksOf(scope, "day", clause.start, clause.end).length > 0 ? gapOf(dayIn(scope, clause, true).gap) : [],
  }),
  "hold-chasing": ({ scope, clause }) => {
    const day = dayIn(scope, clause, true);
    // "for now" is no end of it.
    const until = day.day !== null && day.day > scope.today ? day.day : null;
    // "stop all reminders on Sundays" is no hold of them all.
    const weekly = scope.tokens
      .slice(clause.start, clause.end)
      .some(({ low }) => /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days|weekends|weekdays)$/.test(low));
    const gaps: Gap[] = weekly
      ? [{ about: "day", text: "I can only hold reminders up to a day. Until which day?" }]
      : gapOf(day.gap);
    return { set: { until }, gaps, guessed: day.guessed };
  },
  promise: ({ scope, clause, party }) => {
    const day = dayIn(scope, clause, true);
    const gap: Gap[] = day.day === null && day.gap === null ? [{ about: "day" }] : gapOf(day.gap);
    return {
      set: { on: day.day, amountMinor: single(scope, clause, party).minor },
      gaps: gap,
      guessed: day.guessed,
    };
  },
  dispute: ({ scope, clause }) => ({ set: { description: tail(scope, clause) }, gaps: [] }),
  explain: ({ scope, clause }) => ({ set: { description: tail(scope, clause) }, gaps: [] }),
  "write-off": ({ scope, clause, party }) => ({
    set: { amountMinor: single(scope, clause, party).minor },
    gaps:
      single(scope, clause, party).minor === null && saysPart(scope, clause)
        ? [{ about: "amount", text: "How much of it should be written off?" }]
        : [],
  }),
  "add-client": ({ scope, clause }) => ({ set: contact(scope, clause), gaps: [] }),
  "edit-client": ({ scope, clause }) => ({
    set: {
      ...contact(scope, clause),
      method: methodIn(scope, clause.start, clause.end),
      tone: toneIn(scope.tokens, clause.start, clause.end),
      description: tail(scope, clause),
    },
    gaps: [],
  }),
  report: ({ scope, clause }) => ({ set: { description: typed(scope, clause.start, clause.end) }, gaps: [] }),
  settings: ({ scope, clause }) => ({
    set: { description: withoutManners(typed(scope, clause.start, clause.end)) },
    gaps: [],
  }),
};

function gapOf(gap: Gap | null): Gap[] {
  return gap === null ? [] : [gap];
}

function contact(scope: Scope, range: Ranged): Partial<Intent> {
  return {
    email: textIn(scope, range, "email"),
    phone: textIn(scope, range, "phone"),
    address: textIn(scope, range, "address"),
  };
}

function tail(scope: Scope, clause: Clause): string | null {
  const words = typed(scope, clause.cue?.start ?? clause.start, clause.end).trim();
  return words === "" ? null : words.slice(0, 500);
}

function verbed(scope: Scope, { cue }: Clause): boolean {
  return cue?.is.cue.effect === "record-payment" && lowAt(scope, cue.end) === "for";
}

/** "all but 20", "20 short": not what came. */
const allBut = new Set("but except bar minus less leaving short".split(" "));
const shorts = new Set("short under less over too extra more".split(" "));

/** "sent the 85 over": to me, and no 85 too much. */
function handsOver(scope: Scope, { cue, end }: Clause, at: number): boolean {
  const gives =
    cue !== null && ["sent", "transferred", "handed", "popped", "wired"].includes(lowAt(scope, cue.end - 1));
  return gives && lowAt(scope, at) === "over" && (at + 1 >= end || scope.owner[at + 1] !== undefined);
}

/** The one amount of a clause; two of them are a question. */
function single(
  scope: Scope,
  clause: Clause,
  party: Span | null,
): { minor: number | null; gap: Gap | null; slang: boolean; currency: string } {
  const money = moneyIn(scope, clause).filter(
    (mark) => party === null || mark.start >= party.end || mark.end <= party.start,
  );
  const [first, second] = money;
  const rest =
    first !== undefined &&
    ((allBut.has(lowAt(scope, first.start - 1)) && !isKind(scope.owner[first.start - 2], "fix")) ||
      (shorts.has(lowAt(scope, first.end)) && !handsOver(scope, clause, first.end)));
  const ask: Gap = { about: "amount", text: "How much is that, in pounds and pence?" };
  if (first === undefined) return { minor: null, gap: null, slang: false, currency: scope.currency };
  const { minor, slang, currency } = first.is;
  // "paid for 7": seven pounds, seven of something, or the seventh bill?
  const forSome =
    first !== undefined && first.is.strength === "bare" && lowAt(scope, first.start - 1) === "for";
  if (
    rest ||
    isShare(scope, first) ||
    (forSome && verbed(scope, clause)) ||
    second !== undefined ||
    minor === null ||
    minor <= 0 ||
    first.is.rate
  )
    return { minor: null, gap: ask, slang, currency };
  return { minor: Math.round(minor * first.is.quantity), gap: null, slang, currency };
}

/** "half of it" */
function saysPart(scope: Scope, { start, end }: Clause): boolean {
  for (let at = start; at < end; at += 1)
    if (["half", "some", "part", "most", "bit"].includes(lowAt(scope, at))) return true;
  return false;
}

function inexact(scope: Scope, clause: Clause): Gap | null {
  const bounded = moneyIn(scope, clause).some((mark) => isBounded(scope, mark));
  return bounded ? { about: "amount", text: "What is the exact amount?" } : null;
}

function foreignMoney({ currency }: Scope): Gap {
  return { about: "currency", text: `I can only take ${currency} yet. Is that ${currency}?` };
}

const partly = new Set("half some part most bit something short under underpaid less".split(" "));

function payment({ scope, clause, party }: Parts): More {
  const money = single(scope, clause, party);
  const day = dayIn(scope, clause, false, (mark) => lowAt(scope, mark.start) !== "for");
  const method = methodIn(scope, clause.start, clause.end);
  let part = false;
  // "paid the rest": all that is still to come, if that is what they mean by it.
  let rest = false;
  for (let at = clause.start; at < clause.end; at += 1) {
    part ||= partly.has(lowAt(scope, at));
    rest ||= lowAt(scope, at) === "rest";
  }
  const gaps: Gap[] = gapOf(money.gap ?? inexact(scope, clause));
  if ((part || isUntold(scope, clause)) && money.minor === null && gaps.length === 0)
    gaps.push({ about: "amount", text: "How much did they pay?" });
  if (money.currency !== scope.currency) gaps.push(foreignMoney(scope));
  const reference = textIn(scope, clause, "reference");
  return {
    set: { amountMinor: money.minor, currency: money.currency, paidOn: day.day, method, reference },
    gaps,
    guessed: money.slang || (rest && money.minor === null) || (day.day !== null && day.day > scope.today),
  };
}

const lowering = new Set("drop lower reduce cut knock slash shave decrease bring chop nock".split(" "));
const reducing = new Set("off less lower down reduce minus deduct remove subtract".split(" "));

const raising = new Set(
  "add stick chuck pop whack put bung lob tack include bump increase raise up".split(" "),
);
const putting = new Set("stick chuck whack pop put bung lob tack".split(" "));

/** Whether a figure is taken off a bill or added to it; neither where it is the new total. */
function direction(
  words: readonly string[],
  verb: string,
  more: { readonly less: boolean } | null,
  dated: boolean,
): { less: boolean; added: boolean } {
  const by = words.includes("by");
  const off = words.some((word) => reducing.has(word)) && !words.includes("to");
  const less = more?.less === true || (by && lowering.has(verb)) || off;
  const adds = (raising.has(verb) && !words.includes("to")) || (by && !dated);
  const onTo = verb === "add" || (words.includes("on") && words.some((word) => putting.has(word)));
  return { less, added: !less && (adds || onTo || more !== null) };
}

const fromItsOwn = { day: null, gap: { about: "day", text: "Which day is it due then?" } } as const;

/** "push it back a week": counted from the day it is due now, which is not known here. */
function putOff(scope: Scope, clause: Clause): boolean {
  const [only, other] = marksOf(scope, "day", clause.start, clause.end);
  if (only === undefined || other !== undefined) return false;
  const linked = [only.start - 1, only.start].some((at) => further.has(lowAt(scope, at)));
  const longer = scope.tokens.slice(only.start, only.end).some(({ low }) => extra.has(low));
  return (linked || longer) && spanWords.has(lowAt(scope, only.end - 1));
}

const extra = new Set("another more extra further additional".split(" "));
const further = new Set("back by forward out on".split(" "));
const spanWords = new Set("day days week weeks fortnight month months".split(" "));

function edit({ scope, clause, party, last, bill }: Parts): More {
  const more = differs(scope, clause);
  const money = more === null ? single(scope, clause, party) : { ...single(scope, clause, party), ...more };
  const due = putOff(scope, clause)
    ? fromItsOwn
    : dueIn(scope, toldWith(scope, clause, money.minor !== null));
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
  return { set, gaps, guessed: money.slang || neither };
}

/** "make it a tenner more", "make Sutton's 20 less" */
function differs(scope: Scope, clause: Clause): { minor: number; gap: null; less: boolean } | null {
  const [only, other] = moneyIn(scope, clause);
  if (only === undefined || other !== undefined || only.is.minor === null || only.is.minor <= 0) return null;
  const sign = lowAt(scope, only.start - 1);
  if (isKind(scope.owner[only.start - 2], "bill") && ["less", "minus", "plus", "+"].includes(sign))
    return { minor: only.is.minor, gap: null, less: sign === "less" || sign === "minus" };
  const how = lowAt(scope, only.end);
  return ["more", "extra", "less"].includes(how)
    ? { minor: only.is.minor, gap: null, less: how === "less" }
    : null;
}

const vague = new Set("about around roughly approx nearly almost maybe".split(" "));

/** "to about 60" */
function aboutIt(scope: Scope, figures: ReturnType<typeof moneyIn>): Gap[] {
  const doubtful = figures.some(
    (mark) => vague.has(lowAt(scope, mark.start - 1)) || ["ish", "odd"].includes(lowAt(scope, mark.end)),
  );
  return doubtful ? [{ about: "amount", text: "What is the exact amount?" }] : [];
}
