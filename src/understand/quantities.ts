import {
  type Count,
  clockTime,
  countOf,
  crossedBefore,
  dozens,
  hoursAnd,
  hoursOf,
  isClock,
  isModel,
  listed,
} from "./count.ts";
import { type AmountReading, claim, type Mark, takenFor } from "./mark.ts";
import { isPlural } from "./plural.ts";
import { inTime, perUnit, rateAfter, rateOnly, times, timeUnits, timeWords } from "./rate.ts";
import { isSize } from "./refine-sizes.ts";
import { type AmountMark, isKind, lowAt, type Scope, typed, wordAt } from "./scope.ts";
import { countedThings } from "./vocabulary.ts";
import { words } from "./words.ts";

/** "6 at 12.99", "3 hours at 40", "£45 an hour for 3 hours", "2 x 50", "3 doors £200 each". */
export function joinQuantities(scope: Scope): Mark[] | null {
  const out: Mark[] = [];
  let changed = false;
  for (const mark of scope.marks) {
    if (isSize(scope, mark)) {
      out.push(claim(mark.start, mark.end + 2, { kind: "other" }));
      changed = true;
      continue;
    }
    if (!isKind(mark, "amount")) {
      // A phrase such as "send … a bill for" reaches over the name in it.
      const last = out.findLast((kept) => kept.kind !== "cue");
      if (mark.start >= (last?.end ?? 0) || mark.kind === "cue") out.push(mark);
      continue;
    }
    if (out.some((kept) => kept.kind !== "cue" && kept.end > mark.start)) continue;
    const joined =
      countBefore(scope, mark, out) ??
      countAfter(scope, mark) ??
      hoursApart(scope, mark, out) ??
      thingsApart(scope, mark, out);
    changed ||= joined !== null;
    if (joined !== null) {
      while (out.length > 0 && (out.at(-1)?.start ?? -1) >= joined.start) out.pop();
    }
    const time = joined === null && clockTime(scope, mark, 13) && out.some((kept) => isKind(kept, "amount"));
    changed ||= time;
    out.push(time ? takenFor(mark, { kind: "draft" }) : (joined ?? rateOnly(scope, mark)));
  }
  return changed || out.some((mark) => isKind(mark, "amount") && mark.is.rate) ? out : null;
}

function countBefore(scope: Scope, unit: AmountMark, before: readonly Mark[]): Mark | null {
  const link = unit.start - 1;
  const linked =
    (times.has(wordAt(scope, link)) && scope.owner[link]?.kind !== "fix") ||
    (lowAt(scope, link) === "of" && /^lots?$/.test(lowAt(scope, link - 1)));
  if (lasts(scope, unit) || lastsHours(scope, unit.end) || measured.has(wordAt(scope, unit.end))) return null;
  const rate = rateAfter(scope, unit.end);
  const crossed = scope.marks.some(
    (mark) =>
      isKind(mark, "amount") &&
      mark.end < unit.start &&
      unit.start - mark.end <= 4 &&
      lowAt(scope, mark.end) === "x",
  );
  if (!linked && rate === null && !crossed) return null;
  const from = linked ? link : unit.start;
  // "6 half-day workshops, £180 per workshop"
  const named = rate !== null && lowAt(scope, rate - 2) === "per";
  const count = spokenCount(scope, from) ?? lastCount(scope, from, before, linked || crossed, named);
  if (count === null) return null;
  const price = unit.is.minor ?? unit.is.loosePrice;
  const things = lowAt(scope, count.end);
  const many = isPlural(things) || (countedThings.hasLow(things) && /s$|^(?:sqm|m2|kg)$/.test(things));
  if (price === null || (!many && rate === null && clockTime(scope, unit, count.value))) return null;
  const words = typed(scope, count.end, from)
    .replace(/^(?:x|nos?\.?|nr\.?|off|pcs?|pieces?|of|lots of)(?:\s+|$)|[,\s]+$/gi, "")
    .trim();
  // "140, i.e. 70 each" counts nothing.
  const several =
    /s\b/i.test(words) || countedThings.has(wordAt(scope, count.end)) || inTime.has(wordAt(scope, count.end));
  if (!linked && !crossed && count.value > 12 && !several) return null;
  const counted = words.replace(timeWords, "").trim() || null;
  const spent = lowAt(scope, count.end);
  const perHour = rate !== null && ["hour", "hr", "h", "ph"].includes(lowAt(scope, rate - 1));
  const inMinutes =
    ["mins", "min", "minutes", "minute"].includes(spent) ||
    ["mins", "min", "minutes", "minute"].includes(lowAt(scope, count.start + 1));
  // "90 mins at 30 an hour" are one hour and a half; "2 days at 30 an hour" nobody can tell.
  const each = linked && ["at", "@"].includes(lowAt(scope, link));
  const lasting = inMinutes || lastsHours(scope, count.start + 1);
  const lessons = each && lasting && !perHour ? crossedBefore(scope, count.start, before) : null;
  if (lessons !== null) {
    // "3 x 2 hour visits at 30": an hour, or each?
    const minor = inMinutes || rate !== null ? unit.is.minor : null;
    const is: AmountReading = { ...unit.is, minor, quantity: lessons.value, counted };
    return claim(lessons.start, rate ?? unit.end, { ...is, strength: "sure" });
  }
  const otherUnit = perHour && !inMinutes && /^(?:day|week|wk)s?$/.test(lowAt(scope, count.start + 1));
  if (otherUnit || (inMinutes && !perHour))
    return claim(count.start, rate ?? unit.end, { ...unit.is, minor: null });
  const quantity = inMinutes ? Math.round((count.value / 60) * 100) / 100 : count.value;
  const is: AmountReading = { ...unit.is, minor: price, quantity, counted };
  return claim(count.start, rate ?? sameAgain(scope, count, unit.end), { ...is, strength: "sure" });
}

/** "2 weeks at 150 a week": the weeks that were counted, and no bill that comes back. */
function sameAgain(scope: Scope, count: Count, at: number): number {
  const unit = lowAt(scope, at + 1);
  const same = timeUnits.hasLow(unit) && [unit, `${unit}s`].includes(lowAt(scope, count.start + 1));
  return same && ["a", "an", "per", "/"].includes(lowAt(scope, at)) ? at + 2 : at;
}

/** "3 hrs at Kelly's @ £25/hr": between them stands only at whose it was; the hours stay where they are, counted. */
function hoursApart(scope: Scope, unit: AmountMark, before: Mark[]): Mark | null {
  const rate = rateAfter(scope, unit.end);
  // "3 hrs at Kelly's @ 25"
  if (rate === null && lowAt(scope, unit.start - 1) !== "@") return null;
  const per = rate === null ? "hour" : lowAt(scope, rate - 1).replace(/^p(?=[hd]$)/, "");
  const at = before.findLastIndex((kept) => !beside(kept));
  const count = at < 0 ? undefined : before[at];
  if (count === undefined || isClock(scope, count)) return null;
  const same = (word: string) =>
    [per, `${per}s`].includes(word) || (timeUnits.hasLow(word) && word[0] === per[0]);
  const more = lowAt(scope, count.end) === "extra" ? 1 : 0;
  const unitAt = [count.end - 1, count.end + more].find((end) => same(lowAt(scope, end)));
  const value = countOf(scope, count);
  if (unitAt === undefined || value === null || value <= 0 || unit.is.minor === null) return null;
  const between = before.slice(at + 1);
  const one = between.filter((mark) => isKind(mark, "client")).length === 1;
  if (!one || between.length > 2 || unit.start - count.start > 10) return null;
  before[at] = claim(count.start, unitAt + 1, { kind: "other" });
  return claim(unit.start, rate ?? unit.end, { ...unit.is, quantity: value, strength: "sure" });
}

/** What may stand between hours and their rate: at whose it was, and when. */
function beside(mark: Mark): boolean {
  return isKind(mark, "client") || mark.kind === "cue" || (isKind(mark, "day") && !mark.is.length);
}

/** "two bags of compost for Mrs Lee at 9 each": what is counted, then whose it is, then the price of one. */
function thingsApart(scope: Scope, unit: AmountMark, before: Mark[]): Mark | null {
  const rate = ["each", "apiece", "ea"].includes(lowAt(scope, unit.end)) ? unit.end + 1 : null;
  const linked = times.has(wordAt(scope, unit.start - 1));
  const client = before.at(-1);
  const count = before.at(-2);
  if ((rate === null && !linked) || count === undefined || !isKind(client, "client")) return null;
  const [from, to] = [count.kind === "other" ? count.start + 1 : count.end, client.start - 1];
  const value = isClock(scope, count) ? null : countOf(scope, count);
  const close = unit.start - client.end <= (linked ? 1 : 0) && ["for", "to"].includes(lowAt(scope, to));
  if (value === null || value < 2 || value > 100 || !close || to <= from || to - from > 4) return null;
  const things = scope.tokens.slice(from, to);
  if (!things.every(({ kind }) => kind === "word") || !things.some(({ low }) => isPlural(low))) return null;
  if (unit.is.minor === null) return null;
  before[before.length - 2] = claim(count.start, to, { kind: "other" });
  const counted = typed(scope, from, to).replace(timeWords, "").trim() || null;
  return claim(unit.start, rate ?? unit.end, { ...unit.is, quantity: value, counted, strength: "sure" });
}

/** "half a day at 200", "an hour and a half at 40", "a day at 180". */
function spokenCount(scope: Scope, from: number): Count | null {
  // "…and one at twenty"
  if (lowAt(scope, from - 1) === "one" && ["at", "@"].includes(lowAt(scope, from)))
    return { value: 1, start: from - 1, end: from };
  const half =
    lowAt(scope, from - 1) === "half" && lowAt(scope, from - 2) === "a" && lowAt(scope, from - 3) === "and";
  const unit = half ? from - 4 : from - 1;
  const dozen = [from - 2, from - 1].find((at) => lowAt(scope, at) === "dozen");
  if (dozen !== undefined) return dozens(scope, dozen);
  // "1 half day at 55"
  if (lowAt(scope, unit) === "day" && lowAt(scope, unit - 1) === "half") {
    const many = Number(lowAt(scope, unit - 2));
    if (many === 1 || lowAt(scope, unit - 2) === "a") return { value: 1, start: unit - 2, end: unit - 1 };
  }
  if (!perUnit.has(wordAt(scope, unit)) || !["a", "an", "one"].includes(lowAt(scope, unit - 1))) return null;
  if (half) return { value: 1.5, start: unit - 1, end: from };
  const part = lowAt(scope, unit - 2) === "half";
  return { value: part ? 0.5 : 1, start: part ? unit - 2 : unit - 1, end: from };
}

/** The count that stands up to four words before a price. */
function lastCount(
  scope: Scope,
  from: number,
  before: readonly Mark[],
  linked: boolean,
  named: boolean,
): Count | null {
  const mark = before.findLast(
    (kept) =>
      kept.end <= from &&
      (isKind(kept, "amount") ||
        (kept.kind === "other" && !isModel(scope, kept)) ||
        (isKind(kept, "day") && kept.is.length && !isRange(kept))),
  );
  if (mark === undefined || from - mark.end > (linked || named ? 6 : 4) || isClock(scope, mark)) return null;
  for (let at = mark.end; at < from; at += 1) {
    const model = scope.owner[at];
    if (model !== undefined && model !== mark && isModel(scope, model)) {
      at = model.end - 1;
      continue;
    }
    const low = lowAt(scope, at);
    // "two chairs, £70 each"
    const pause =
      low === "," &&
      scope.tokens.slice(from, from + 4).some((one) => ["each", "a", "an", "per"].includes(one.low));
    const passed = isKind(scope.owner[at], "day") || ["-", ".", "'s"].includes(low) || pause;
    if (scope.tokens[at]?.kind !== "word" && !passed) return null;
    const over = scope.owner[at];
    const ranged = over !== undefined && isRange(over);
    if (!ranged && ["for", "and", "to", "plus", "due", "on"].includes(low)) return null;
    // "3 walks this week at 12"
    const period =
      isKind(over, "day") &&
      !over.is.due &&
      (isRange(over) || ["this", "last"].includes(lowAt(scope, over.start)));
    // "2 barrels moved at 15 each": a verb's word, too, may say what was counted.
    const done = over?.kind === "cue" && over.end === at + 1 && low.endsWith("ed");
    if (over !== undefined && over !== mark && !period && !done) return null;
  }
  // Without "at" only things counted by a known word make a quantity: "3 hours 40 an hour".
  if (!linked && mark.end === from && mark.kind === "amount") return null;
  // "3hrs 30 at 90"
  const long = hoursAnd(scope, mark);
  const told = minutes.has(wordAt(scope, mark.end));
  const end = told ? mark.end + 1 : mark.end;
  if (long !== null && (told || end === from)) return { value: long, start: mark.start - 2, end };
  const value = (linked ? (listed(scope, mark) ?? hoursOf(scope, mark)) : null) ?? countOf(scope, mark);
  // "1200 miles at 45p": thousands only of what is named behind them.
  const most = isPlural(lowAt(scope, mark.end)) ? 99_999 : 1000;
  if (value === null || value <= 0 || value > most) return null;
  return { value, start: mark.start, end: mark.kind === "amount" ? mark.end : mark.start + 1 };
}

/** "2 to 30 November": from when to when. */
function isRange(mark: Mark): boolean {
  return isKind(mark, "day") && mark.is.length && mark.is.ahead === null;
}

/** "3 x 45 min lessons": how long one lasts. */
function lasts(scope: Scope, { end, is }: AmountMark): boolean {
  return is.strength === "bare" && minutes.has(wordAt(scope, end));
}

/** "2 x 4hr sessions" */
function lastsHours(scope: Scope, at: number): boolean {
  return inTime.has(wordAt(scope, at)) && isPlural(lowAt(scope, at + 1));
}

/** "a clutch at 98000 miles": what was reached, and no price. */
const measured = words("miles mile km psi bar degrees percent % mph feet metres");

const minutes = words("min mins minute minutes");
const lengths = words("ft foot feet m metre metres");

function countAfter(scope: Scope, unit: AmountMark): Mark | null {
  const rate = rateAfter(scope, unit.end);
  const at = rate ?? unit.end;
  const link = isKind(scope.owner[at], "fix") ? "" : lowAt(scope, at);
  const linked =
    link === "x" || link === "*" || link === "times" || (rate !== null && ["for", ","].includes(link));
  const beside = rate === null || linked ? undefined : scope.owner[at];
  const lasting =
    isKind(beside, "day") || beside?.kind === "other" ? timeUnits.has(wordAt(scope, at + 1)) : false;
  if (!linked && !lasting) return null;
  const count = lasting
    ? beside
    : scope.marks.find(
        (mark) => mark.start === at + 1 || (mark.start === at && mark.kind === "day" && link === "for"),
      );
  if (count === undefined) return null;
  const countMark = count.start === at && !lasting ? { ...count, start: at + 1 } : count;
  // "2 x 8ft boards": how long they are.
  const long = unit.is.strength === "bare" && scope.tokens[count.start + 1]?.gap === false;
  if (
    (isKind(count, "amount") && lasts(scope, count)) ||
    lastsHours(scope, count.start + 1) ||
    (long && lengths.has(wordAt(scope, count.start + 1)))
  )
    return null;
  const value = countOf(scope, countMark);
  if (value === null || unit.is.minor === null || value <= 0 || value > 1000) return null;
  let end = count.end;
  if (timeUnits.has(wordAt(scope, end)) || countedThings.has(wordAt(scope, end))) end += 1;
  // "2 x 50": the smaller bare number is how many.
  const bare = unit.is.strength === "bare" && isKind(count, "amount") && count.is.strength === "bare";
  const fewer = rate === null && bare && unit.is.minor / 100 < value;
  const swap =
    fewer ||
    (rate === null && unit.is.strength === "bare" && isKind(count, "amount") && count.is.strength === "sure");
  const minor = swap && isKind(count, "amount") ? count.is.minor : unit.is.minor;
  const quantity = swap ? unit.is.minor / 100 : value;
  return claim(unit.start, end, { ...unit.is, minor, quantity, strength: "sure" });
}
