import { daysBetween } from "../domain/day.ts";
import { isKind, lowAt, type MarkOf, marksOf, ownerAt, type Scope, wordAt } from "./scope.ts";
import { workWords } from "./vocabulary.ts";
import { words } from "./words.ts";

/** How long or when a job was, not when to pay: "for 3 days", "for last Tuesday", "for Monday's job". */
export function worked(scope: Scope, mark: MarkOf<"day">): boolean {
  if (mark.is.due || mark.is.until) return false;
  if (supplied(scope, mark)) return true;
  const opener = lowAt(scope, mark.start);
  // "today: Jasper 220, …"
  if (lowAt(scope, mark.end) === ":") return true;
  if ((opener === "for" || mark.is.length) && mark.is.ahead === null) return true;
  // "60 maths tuition this week"
  const period = mark.is.ahead === null && opener === "this";
  if (period && workWords.has(wordAt(scope, mark.start - 1)) && ownerAt(scope, mark.start - 1) === undefined)
    return true;
  if (mark.is.length)
    return (
      opener === "for" ||
      opener === "from" ||
      isWorkLength(scope, mark) ||
      lasts(scope, mark) ||
      isStint(scope, mark)
    );
  if (opener === "for" && justPassed(scope, mark)) return true;
  const past = mark.is.ahead !== null && mark.is.ahead < scope.today;
  return past && mark.is.fixed;
}

/** "2 days 600": nobody is given two days to pay, right before the price. */
function isStint(scope: Scope, { start, end }: MarkOf<"day">): boolean {
  const unit = ["day", "days"].includes(lowAt(scope, end - 1)) && end - start === 2;
  return unit && !terms.has(wordAt(scope, start)) && isKind(scope.owner[end], "amount");
}

const doneWords = words(
  "work works job jobs visit visits callout lesson session clean cleaning appointment class shift done did from worked visited there started finished completed ending commencing beginning",
);

const lasting = words(
  "hire hired hiring rental rent rented storage stored labour labor work works worked boarding daycare minding sitting scaffolding scaffold digger training cover onsite site loan",
);

/** "scaffolding hire 2 wks", "a 5 year warranty": how long it was or is. */
function lasts(scope: Scope, mark: MarkOf<"day">): boolean {
  const kind = ["year", "month", "week", "day"].includes(lowAt(scope, mark.end - 1));
  const one = ["a", "one", "1"].includes(lowAt(scope, mark.start));
  if (kind && !one && scope.tokens[mark.end]?.kind === "word" && scope.owner[mark.end] === undefined)
    return true;
  return lasting.has(wordAt(scope, mark.start - 1)) && ownerAt(scope, mark.start - 1) === undefined;
}

const visits = words("visit visits lesson lessons session job callout appointment clean class shift");

/** The day of the work: "Tuesday's callout", "work on 18 Nov", "for Friday callout", "for Monday and Tuesday". */
function supplied(scope: Scope, mark: MarkOf<"day">): boolean {
  const opener = lowAt(scope, mark.start);
  const next = lowAt(scope, mark.end);
  if (next === "'s" || opener === "from") return true;
  const listed = (other: MarkOf<"day">) => other !== mark && lowAt(scope, other.start) === "for";
  if (opener === "for" && marksOf(scope, "day", 0, scope.tokens.length).some(listed)) return true;
  // "12/11 visit 60"
  if (visits.hasLow(next) && scope.owner[mark.end] === undefined) return true;
  // "for the disco on Saturday, £220"
  const price =
    marksOf(scope, "amount", mark.end, scope.tokens.length).length > 0 &&
    marksOf(scope, "amount", 0, mark.start).length === 0;
  if (opener === "on" && price && behindFor(scope, mark.start)) return true;
  const onWork =
    (opener === "on" || scope.tokens[mark.start]?.gap === true) &&
    (doneWords.has(wordAt(scope, mark.start - 1)) ||
      (lowAt(scope, mark.start - 1) === "out" && lowAt(scope, mark.start - 2) === "call"));
  if (onWork && !mark.is.length) return true;
  // "450, the job was Tuesday"
  if (["was", "were"].includes(lowAt(scope, mark.start - 1)) && !mark.is.length) return true;
  if (opener === "today" && marksOf(scope, "amount", 0, mark.start).length > 0)
    return saysDone(scope, mark.start);
  const isBehind = opener === "for" || lowAt(scope, mark.start - 1) === "for";
  if (isBehind && workWords.hasLow(next) && scope.owner[mark.end] === undefined) return true;
  return (isBehind && joinsDay(scope, mark.end)) || daysBefore(scope, mark);
}

/** Free words up to a "for", right before: what it was for. */
function behindFor(scope: Scope, end: number): boolean {
  let at = end - 1;
  while (
    at >= 0 &&
    end - at < 6 &&
    scope.owner[at] === undefined &&
    scope.tokens[at]?.kind === "word" &&
    lowAt(scope, at) !== "for"
  )
    at -= 1;
  return at < end - 1 && lowAt(scope, at) === "for";
}

/** "did Acme 230 today" */
function saysDone(scope: Scope, end: number): boolean {
  for (let at = 0; at < end; at += 1)
    if (["did", "done", "finished", "completed"].includes(lowAt(scope, at))) return true;
  return false;
}

function joinsDay(scope: Scope, at: number): boolean {
  const next = ["and", "&", ",", "to", "-"].includes(lowAt(scope, at)) ? at + 1 : at;
  return isKind(scope.owner[next], "day");
}

/** "…and Tuesday", "mon tue": goes with the day before it. */
function daysBefore(scope: Scope, mark: MarkOf<"day">): boolean {
  const beside = ownerAt(scope, mark.start - 1);
  const before = isKind(beside, "day") ? beside : ownerAt(scope, mark.start - 2);
  if (!isKind(before, "day") || before === mark || before.is.due) return false;
  return joinsDay(scope, before.end) && supplied(scope, before);
}

/** "2 days labour", "3 days fencing". */
function isWorkLength(scope: Scope, mark: MarkOf<"day">): boolean {
  const next = lowAt(scope, mark.end);
  // "14 days boiler 90": how long clients are given.
  const given = terms.has(wordAt(scope, mark.start)) || scope.owner[mark.end] !== undefined;
  return works.hasLow(next) || (!given && workWords.hasLow(next));
}

const works = words("labour work works worth painting hire rental training on at");

/** How long clients are given: "bill Acme 30 days 90". */
export const terms = words("7 10 14 21 28 30 45 60 90 seven ten fourteen thirty");

/** "5 November" said on the 22nd: next year's, or the day of the work? */
export function justPassed(scope: Scope, { is }: MarkOf<"day">): boolean {
  if (is.fixed || is.ahead === null || is.behind === null) return false;
  return daysBetween(scope.today, is.ahead) > 240;
}
