import { type Day, daysBetween } from "../domain/day.ts";
import type { VatSaid } from "../domain/intent.ts";
import { justPassed, worked } from "./day-worked.ts";
import type { Gap } from "./draft.ts";
import { readDayByChrono } from "./read-day-chrono.ts";
import {
  type AmountMark,
  isKind,
  lowAt,
  type MarkOf,
  marksOf,
  ownerAt,
  type Scope,
  typed,
  wordAt,
} from "./scope.ts";
import { tokenAt } from "./tokens.ts";
import { countedThings, firstNames, workWords } from "./vocabulary.ts";
import { begins, learnWords, unknownWord } from "./words.ts";

export interface Ranged {
  readonly start: number;
  readonly end: number;
}

/** The amounts that are money: bare figures give way to figures that say so. */
export function moneyIn(scope: Scope, { start, end }: Ranged): readonly AmountMark[] {
  const amounts = marksOf(scope, "amount", start, end);
  const sure = amounts.some((mark) => mark.is.strength === "sure");
  if (!sure) return amounts;
  return amounts.filter(
    (mark) =>
      mark.is.strength === "sure" ||
      mark.is.quantity !== 1 ||
      /[.,]\d\d$/.test(typed(scope, mark.start, mark.end)) ||
      lineLike(scope, mark),
  );
}

/** "materials 85" beside "labour £200". */
function lineLike(scope: Scope, mark: AmountMark): boolean {
  const before = tokenAt(scope.tokens, mark.start - 1);
  const after = scope.tokens[mark.end];
  // "warranty till 2028"
  if (/^20\d\d$/.test(typed(scope, mark.start, mark.end)) && !isKind(scope.owner[mark.end], "amount"))
    return false;
  const word =
    before?.kind === "word" &&
    !countedThings.has(after?.word ?? unknownWord) &&
    ownerAt(scope, mark.start - 1) === undefined &&
    !["for", "to", "at", "of", "the", "and"].includes(before.low);
  // "£95 boiler, £30 valve, 20 parking"
  const joined = [",", "and", "&", "+", "plus"].includes(before?.low ?? "");
  const listed =
    joined && after?.kind === "word" && scope.owner[mark.end] === undefined && workWords.has(after.word);
  // "3 prints at 40 and a frame at 100"
  if (
    before?.low === "at" &&
    tokenAt(scope.tokens, mark.start - 2)?.kind === "word" &&
    ownerAt(scope, mark.start - 2) === undefined
  ) {
    const thing = tokenAt(scope.tokens, mark.start - 2)?.low ?? "";
    if (["a", "an", "the", "1", "one"].includes(lowAt(scope, mark.start - 3)) || workWords.hasLow(thing))
      return (mark.is.minor ?? 0) >= 1300;
  }
  // "45 x2 and 30"
  const beside =
    isKind(ownerAt(scope, mark.start - 2), "amount") && (after === undefined || after.kind !== "word");
  if (beside && ["and", "&", "+", "plus"].includes(before?.low ?? "")) return (mark.is.minor ?? 0) >= 500;
  // "25 quid for the service and 60 for tyres"
  const doing = scope.tokens[mark.end + 1];
  const todo = after?.low === "to" && doing?.kind === "word" && !doing.upper && !firstNames.has(doing.word);
  const thing = ["the", "a", "his", "her", "their"].includes(doing?.low ?? "");
  const forWork = after?.low === "for" && (thing || workWords.has(doing?.word ?? unknownWord));
  const priced = joined && (forWork || (todo && scope.owner[mark.end + 1] === undefined));
  if (priced) return (mark.is.minor ?? 0) >= 500;
  if (listed && !countedThings.has(after.word)) return (mark.is.minor ?? 0) >= 500;
  return word === true && (mark.is.minor ?? 0) >= 500;
}

export interface DayRead {
  readonly day: Day | null;
  readonly gap: Gap | null;
  readonly guessed: boolean;
}

const noDay: DayRead = { day: null, gap: null, guessed: false };

/** The day to pay: what was called due wins over a day that merely stands there. */
export function dueIn(scope: Scope, range: Ranged): DayRead {
  const all = marksOf(scope, "day", range.start, range.end).filter((mark) => !worked(scope, mark));
  // "by Friday now": the word says when it is said.
  const days =
    all.length > 1
      ? all.filter((mark) => lowAt(scope, mark.end - 1) !== "now" || mark.end - mark.start > 1)
      : all;
  const due = days.filter((mark) => mark.is.due || mark.is.until);
  // "due Friday or Saturday"
  const choice = days.some((mark) => lowAt(scope, mark.start - 1) === "or");
  const chosen = due.length > 0 && !choice ? due : days;
  const last = chosen.at(-1);
  if (last === undefined || (due.length === 0 && days.length === 0)) return unknownDue(scope, range);
  const beside = days.filter((mark) => chosen.some((other) => adjoins(scope, other, mark)));
  const distinct = new Set([...chosen, ...beside].map((mark) => mark.is.ahead));
  if (distinct.size > 1 || unread(scope, range, last)) return whichDay;
  const read = towards(scope, last, true);
  return read.day !== null && openlyMeant(scope, last) ? { ...read, guessed: true } : read;
}

/** "40 for the 3rd", "40 until Christmas": to pay then, or what was done and for how long? */
function openlyMeant(scope: Scope, { start, end, is }: MarkOf<"day">): boolean {
  // "…for gutter clearing a month", "make it 250 one day"
  if (is.length && !is.due && end === start + 2) return ["a", "one"].includes(lowAt(scope, start));
  if (is.due || is.length) return false;
  const opener = lowAt(scope, start);
  return ["for", "until", "till", "til"].includes(opener) || lowAt(scope, start - 1) === "for";
}

const whichDay: DayRead = { day: null, gap: { about: "day", text: "Which day is it due?" }, guessed: false };

/** "friday, 3 weeks after Easter": two days side by side are one day said twice, or cannot be told. */
function adjoins(scope: Scope, one: MarkOf<"day">, two: MarkOf<"day">): boolean {
  const [first, second] = one.start < two.start ? [one, two] : [two, one];
  if (first === second || second.start - first.end > 1) return false;
  return (
    second.start === first.end ||
    [",", "-", "+", "(", "to", "on", "and", "&"].includes(lowAt(scope, first.end))
  );
}

/** "due maha friday", "due friday 2031": words about the day that were not read make it another one. */
function unread(scope: Scope, { start }: Ranged, mark: MarkOf<"day">): boolean {
  const year = scope.tokens[mark.end];
  const priced = ["£", "quid", "pounds", "pound"].includes(lowAt(scope, mark.end + 1));
  if (year?.kind === "number" && /^(?:19|20)\d\d$/.test(year.text) && !priced) return true;
  // "due 3 Feb 82" beside a price with its sign: of which year?
  const figure = scope.owner[mark.end] ?? scope.owner[mark.end + 1];
  const between = scope.tokens[mark.end];
  const beside =
    isKind(figure, "amount") && (figure.start === mark.end || [",", "of", "."].includes(between?.low ?? ""));
  if (
    beside &&
    figure.is.strength === "bare" &&
    scope.tokens[figure.start]?.kind === "number" &&
    pricedElsewhere(scope, figure)
  )
    return true;
  if (["after", "before"].includes(lowAt(scope, mark.end)) && isKind(scope.owner[mark.end + 1], "day"))
    return true;
  const of = lowAt(scope, mark.end) === "of" && scope.owner[mark.end] === undefined;
  if (of && scope.owner[mark.end + 1] === undefined) return true;
  for (let at = mark.start - 1; at >= Math.max(start, mark.start - 3); at -= 1) {
    if (scope.owner[at] !== undefined || scope.tokens[at]?.kind !== "word") return false;
    if (["due", "payable"].includes(lowAt(scope, at))) return !mark.is.due;
  }
  return false;
}

/** A figure that is no money: another says that it is. */
function pricedElsewhere(scope: Scope, figure: AmountMark): boolean {
  const next = lowAt(scope, figure.end);
  if (
    scope.tokens[figure.end]?.kind === "word" &&
    !["at", "due", "please", "for", "thanks", "ta"].includes(next)
  )
    return false;
  return scope.marks.some((mark) => isKind(mark, "amount") && mark.is.strength === "sure");
}

learnWords(["due", "payable"], begins.due);

/** "due" with a day that we do not know: chrono may guess it, else it is asked; it is never dropped. */
function unknownDue(scope: Scope, { start, end }: Ranged): DayRead {
  if ((scope.opens & begins.due) === 0) return noDay;
  for (let at = start; at < end - 1; at += 1) {
    if (scope.owner[at] !== undefined || !["due", "payable"].includes(lowAt(scope, at))) continue;
    if (lowAt(scope, at - 1) === "is" && lowAt(scope, at + 1) === "a") continue;
    const day = readDayByChrono(typed(scope, at + 1, end), scope.now);
    if (day !== null && day >= scope.today) return { day, gap: null, guessed: true };
    return { day: null, gap: { about: "day", text: "Which day is it due?" }, guessed: false };
  }
  return noDay;
}

function towards(scope: Scope, mark: MarkOf<"day">, ahead: boolean): DayRead {
  const day = ahead ? mark.is.ahead : mark.is.behind;
  const words = typed(scope, mark.start, mark.end);
  if (day === null)
    return { day: null, gap: { about: "day", text: `Which day do you mean by "${words}"?` }, guessed: false };
  // "after Friday" is some day, and not Friday.
  if (ahead && lowAt(scope, mark.start - 1) === "after" && ownerAt(scope, mark.start - 1) === undefined)
    return { day: null, gap: { about: "day", text: "Which day is that?" }, guessed: false };
  if (ahead && day < scope.today) {
    return {
      day,
      gap: { about: "day", text: `"${words}" is in the past. Which day is it due?` },
      guessed: false,
    };
  }
  const passed = ahead && justPassed(scope, mark);
  // "due 5 November" can only mean the next, but who says so in late November may be mistaken.
  if (passed && !mark.is.due && daysBetween(mark.is.behind ?? day, scope.today) < 60) {
    return {
      day: null,
      gap: { about: "day", text: `"${words}" has just passed. Which day do you mean?` },
      guessed: false,
    };
  }
  // Nobody gives a year to pay: a slip, more likely.
  const far = ahead && daysBetween(scope.today, day) > (mark.is.fixed ? 400 : 300);
  return { day, gap: null, guessed: mark.is.guessed || passed || far || (ahead && trailsWork(scope, mark)) };
}

/** "…for tuition Tuesday": when it was, or when to pay? */
function trailsWork(scope: Scope, mark: MarkOf<"day">): boolean {
  if (
    mark.is.due ||
    mark.is.until ||
    mark.is.length ||
    mark.is.fixed ||
    scope.tokens[mark.start]?.kind !== "word"
  )
    return false;
  const before = mark.start - 1;
  if (!workWords.has(wordAt(scope, before)) || scope.owner[before] !== undefined) return false;
  return mark.end - mark.start === 1 && ["for", "fer"].includes(lowAt(scope, before - 1));
}

/** Any day of a clause, looking forward (a promise, a hold) or back (a payment). */
export function dayIn(
  scope: Scope,
  range: Ranged,
  ahead: boolean,
  fits: (mark: MarkOf<"day">) => boolean = () => true,
): DayRead {
  const mark = marksOf(scope, "day", range.start, range.end).findLast(fits);
  if (mark === undefined) return noDay;
  if (ahead) return towards(scope, mark, true);
  return { day: mark.is.behind, gap: null, guessed: mark.is.guessed || longAgo(scope, mark) };
}

/** "paid on 1 December", said in November: last year's, or a slip? */
function longAgo(scope: Scope, { start, end, is: { behind, ahead } }: MarkOf<"day">): boolean {
  if (behind === null || ahead === null) return false;
  const since = daysBetween(behind, scope.today);
  if (since <= 60 || daysBetween(scope.today, ahead) >= since) return false;
  return !/\d{4}|ago|last/i.test(typed(scope, start, end));
}

const partTaxed: Gap = {
  about: "vat",
  text: "I can only tax a whole bill. Is VAT to be added to all of it?",
};

/** "plus VAT on the materials" */
function ofPart(scope: Scope, at: number): boolean {
  const thing = ["the", "his", "her", "their"].includes(lowAt(scope, at + 1)) ? at + 2 : at + 1;
  return (
    ["on", "for"].includes(lowAt(scope, at)) &&
    scope.owner[thing] === undefined &&
    (lowAt(scope, at) === "on" || lowAt(scope, thing + 1) === "only") &&
    workWords.has(wordAt(scope, thing))
  );
}

/** The VAT that was said; `allIn` where only "all in" was, which who charges none says too. */
export function vatIn(scope: Scope, range: Ranged): { vat: VatSaid; gap: Gap | null; allIn?: true } {
  const vats = marksOf(scope, "vat", range.start, range.end);
  if (vats.length === 0) return { vat: "unsaid", gap: null };
  // "380 all in, no vat": all there is to pay, and the tax is told besides.
  const told = vats.filter((mark) => lowAt(scope, mark.start) !== "all");
  const known = new Set(
    (told.length > 0 ? told : vats).map((mark) => mark.is.vat).filter((vat) => vat !== null),
  );
  const [only] = known;
  if (vats.some((mark) => ofPart(scope, mark.end))) return { vat: "unsaid", gap: partTaxed };
  if (known.size === 1 && only !== undefined)
    return { vat: only, gap: null, ...(told.length === 0 && { allIn: true as const }) };
  return { vat: "unsaid", gap: { about: "vat", text: "Is VAT to be added on top, or is it in the price?" } };
}

/** The value of the first mark of a kind that carries text. */
export function textIn(
  scope: Scope,
  range: Ranged,
  kind: "email" | "phone" | "address" | "reference",
): string | null {
  return marksOf(scope, kind, range.start, range.end)[0]?.is.value ?? null;
}

export function xeroIn(scope: Scope, range: Ranged): boolean | null {
  return marksOf(scope, "xero", range.start, range.end).at(-1)?.is.to ?? null;
}
