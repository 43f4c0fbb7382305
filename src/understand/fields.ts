import type { Intent, Verb } from "../domain/intent.ts";
import { withoutManners } from "./bare.ts";
import type { Clause } from "./clause.ts";
import { worked } from "./day-worked.ts";
import { isUntold } from "./doubt.ts";
import type { Gap } from "./draft.ts";
import { edit } from "./edit-fields.ts";
import { foreignMoney, gapOf, inexact, type More, type Parts, single } from "./field-parts.ts";
import { methodIn, toneIn } from "./read-extras.ts";
import { lowAt, type MarkOf, marksOf, type Scope, typed, wordAt } from "./scope.ts";
import { dayIn, moneyIn, type Ranged, textIn } from "./slots.ts";
import { words } from "./words.ts";

/** The fields of each intent beyond whom or which it is about. */
export const fields: Partial<Readonly<Record<Verb, (parts: Parts) => More>>> = {
  "record-payment": payment,
  "edit-bill": edit,
  chase: ({ scope, clause, party }) => {
    const old = marksOf(scope, "day", clause.start, clause.end).some((mark) => isAge(scope, mark));
    const told = ({ start, is }: DayMark) => is.length && start < (clause.cue?.start ?? 0);
    const on = dayIn(scope, clause, true, (mark) => !told(mark) && !isAge(scope, mark)).day;
    const gap = dayIn(scope, clause, true, (mark) => !worked(scope, mark)).gap;
    return {
      set: {
        amountMinor: single(scope, clause, party).minor,
        on,
        tone: toneIn(scope.tokens, clause.start, clause.end),
      },
      gaps: gapOf(gap),
      guessed: old,
    };
  },
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

type DayMark = MarkOf<"day">;

const beyond = words("over than past beyond above");

/** "chase everyone over 30 days": how late they are, and no day to chase on. */
function isAge(scope: Scope, { start, is }: DayMark): boolean {
  return is.length && beyond.has(wordAt(scope, start - 1));
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

/** "half of it" */
function saysPart(scope: Scope, { start, end }: Clause): boolean {
  for (let at = start; at < end; at += 1)
    if (["half", "some", "part", "most", "bit"].includes(lowAt(scope, at))) return true;
  return false;
}

const partly = words("half some part most bit something short under underpaid less");

/** "paid 80, the rest Friday": the day of what is still to come. */
export function comesLater(scope: Scope, { start, end }: Ranged): Ranged | null {
  const [money] = moneyIn(scope, { start, end });
  const day = marksOf(scope, "day", start, end).at(-1);
  if (money === undefined || day === undefined) return null;
  const between = scope.tokens.slice(money.end, day.start);
  return between.some(({ word }) => stillToCome.has(word)) ? { start: day.start, end } : null;
}

const stillToCome = words("rest remainder balance other");

function payment({ scope, clause, party }: Parts): More {
  const money = single(scope, clause, party);
  const day = dayIn(scope, clause, false, (mark) => lowAt(scope, mark.start) !== "for");
  // "half by card and half cash"
  const ways = new Set(marksOf(scope, "method", clause.start, clause.end).map(({ is }) => is.method));
  const method = ways.size > 1 ? null : methodIn(scope, clause.start, clause.end);
  let part = false;
  // "paid the rest": all that is still to come, if that is what they mean by it.
  let rest = false;
  for (let at = clause.start; at < clause.end; at += 1) {
    part ||= partly.has(wordAt(scope, at));
    rest ||= lowAt(scope, at) === "rest";
  }
  const later = comesLater(scope, clause) !== null;
  const gaps: Gap[] = gapOf(money.gap ?? inexact(scope, clause));
  if ((part || isUntold(scope, clause)) && money.minor === null && gaps.length === 0)
    gaps.push({ about: "amount", text: "How much did they pay?" });
  if (money.currency !== scope.currency) gaps.push(foreignMoney(scope));
  const reference = textIn(scope, clause, "reference");
  return {
    set: {
      amountMinor: money.minor,
      currency: money.currency,
      paidOn: later ? null : day.day,
      method,
      reference,
    },
    gaps,
    guessed:
      money.slang ||
      later ||
      day.guessed ||
      (rest && money.minor === null) ||
      (day.day !== null && day.day > scope.today),
  };
}
