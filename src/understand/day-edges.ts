import { addDays, addMonths, type Day, dayFrom, partsOf, weekdayOf } from "../domain/day.ts";
import { addWorkingDays, isWorkingDay } from "../domain/holidays.ts";
import { readMonthName } from "./day-dates.ts";
import {
  type DayContext,
  type DayForm,
  dateAhead,
  dateBehind,
  endOfMonth,
  exactly,
  low,
  mondayOf,
  monthFrom,
  type ReadForm,
  unclear,
} from "./day-form.ts";
import { readWeekday } from "./day-weekdays.ts";
import type { Token } from "./tokens.ts";

/** "end of the month", "EOM", "month end", "end of july", "end of next week", "end of this sunday". */
export const readEdge: ReadForm = (tokens, at, context) => {
  const { today } = context;
  const word = low(tokens, at);
  if (word === "eom") return monthEnd(today, at + 1);
  if (word === "eow") return weekEnd(today, 0, at + 1);
  if (word === "month" && low(tokens, at + 1) === "end") return monthEnd(today, at + 2);
  if (word === "quarter" && low(tokens, at + 1) === "end") return exactly(quarterEnd(today), at + 2);
  if (word === "year" && low(tokens, at + 1) === "end") return unclear(at + 2);
  const from = word === "the" ? at + 1 : at;
  const edge = low(tokens, from);
  const end = edge === "end" || (edge === "back" && ["end", "of"].includes(low(tokens, from + 1)));
  if (!end && !["start", "beginning", "middle", "mid"].includes(edge)) return null;
  const here = ["of", "-"].includes(low(tokens, from + 1)) ? from + 2 : from + 1;
  return end ? readEnd(tokens, here, context) : readStart(tokens, here, edge, context);
};

function readEnd(tokens: readonly Token[], at: number, context: DayContext): DayForm | null {
  const { today } = context;
  const month = readMonthName(tokens, at, today);
  if (month !== null) {
    return month.this ? monthEnd(today, month.end) : exactly(endOfMonth(month.year, month.month), month.end);
  }
  if (low(tokens, at) === "month") {
    // "end of month following" is the end of the next one.
    const following = low(tokens, at + 1) === "following";
    const { year, month: number } = monthFrom(today, following ? 1 : 0);
    return following ? exactly(endOfMonth(year, number), at + 2) : monthEnd(today, at + 1);
  }
  const the = ["the", "this", "next", "following"].includes(low(tokens, at));
  const word = low(tokens, the ? at + 1 : at);
  const end = the ? at + 2 : at + 1;
  const next = low(tokens, at) === "next" || low(tokens, at) === "following";
  if (word === "week") return weekEnd(today, next ? 7 : 0, end);
  if (word === "year") return next ? unclear(end) : exactly(dayFrom(partsOf(today).year, 12, 31), end);
  if (word === "quarter") return exactly(quarterEnd(next ? addMonths(today, 3) : today), end);
  if (word === "day" || word === "today" || word === "play" || word === "business")
    return exactly(today, end);
  if (low(tokens, end) !== "year") return readWeekday(tokens, at, context);
  // A company's year ends when it says so; the tax year of a sole trader on 5 April.
  if (word === "financial") return unclear(end + 1);
  if (word !== "tax") return null;
  return { end: end + 1, ahead: dateAhead(today, 4, 5), behind: dateBehind(today, 4, 5) };
}

function monthEnd(today: Day, end: number): DayForm {
  const { year, month } = partsOf(today);
  const last = endOfMonth(year, month);
  const later = monthFrom(today, 1);
  // On the last day itself, is it today or a month away?
  return exactly(
    last === today ? null : last,
    end,
    last === today ? { behind: endOfMonth(later.year, later.month) } : {},
  );
}

/** Friday to most; on a Friday or at the weekend nobody can tell. */
function weekEnd(today: Day, add: number, end: number): DayForm {
  const weekday = weekdayOf(today);
  if (add === 0 && (weekday === 0 || weekday >= 5)) return unclear(end);
  return exactly(addDays(mondayOf(today), 4 + add), end, { guessed: true });
}

function quarterEnd(today: Day): Day {
  const { year, month } = partsOf(today);
  return endOfMonth(year, Math.ceil(month / 3) * 3);
}

function readStart(tokens: readonly Token[], at: number, edge: string, context: DayContext): DayForm | null {
  const month = readMonthName(tokens, at, context.today);
  const week = low(tokens, at) === "next" && low(tokens, at + 1) === "week";
  if (week && edge !== "middle" && edge !== "mid") {
    return exactly(addDays(mondayOf(context.today), 7), at + 2, { guessed: true });
  }
  if (month === null) return week ? unclear(at + 2) : null;
  if (edge === "middle" || edge === "mid" || month.this) return unclear(month.end);
  return exactly(dayFrom(month.year, month.month, 1), month.end, { guessed: true });
}

/** "last day of november", "last working day of the month", "next working day". */
export const readLastDay: ReadForm = (tokens, at, context) => {
  const from = low(tokens, at) === "the" ? at + 1 : at;
  const word = low(tokens, from);
  const working = ["working", "business", "week"].includes(low(tokens, from + 1));
  const dayAt = working ? from + 2 : from + 1;
  if (low(tokens, dayAt) !== "day") return word === "last" ? lastOf(tokens, from + 1, context.today) : null;
  if ((word === "next" || word === "following") && working) {
    return exactly(addWorkingDays(context.today, 1, context.nation), dayAt + 1);
  }
  if (word !== "last" && word !== "final" && word !== "first") return null;
  const month = readMonthName(tokens, dayAt + 1, context.today);
  if (month === null) return null;
  if (word === "first") {
    if (month.this) return null;
    const first = dayFrom(month.year, month.month, 1);
    if (first === null || !working) return exactly(first, month.end);
    return exactly(addWorkingDays(addDays(first, -1), 1, context.nation), month.end);
  }
  let day = endOfMonth(month.year, month.month);
  while (working && !isWorkingDay(day, context.nation)) day = addDays(day, -1);
  return exactly(day, month.end);
};

/** "the last of the month", "last of November". */
function lastOf(tokens: readonly Token[], at: number, today: Day): DayForm | null {
  const month = low(tokens, at) === "of" ? readMonthName(tokens, at, today) : null;
  return month === null ? null : exactly(endOfMonth(month.year, month.month), month.end);
}
