import { type Day, dayFrom, weekdayOf } from "../domain/day.ts";
import { weekdays } from "./calendar-words.ts";
import {
  type DayContext,
  type DayForm,
  dateAhead,
  dateBehind,
  exactly,
  low,
  type ReadForm,
} from "./day-form.ts";
import { isSpanWord } from "./day-spans.ts";
import { type Token, tokenAt, wordIn } from "./tokens.ts";
import { words } from "./words.ts";

const dateSigns = words("/ - .");

/** `24/12`, `24/12/26`, `24.12.2026`, `2026-12-24`. The day comes first, as it does here. */
export const readFigures: ReadForm = (tokens, start, context) => {
  const at = low(tokens, start) === "this" ? start + 1 : start;
  const from = afterWeekday(tokens, at);
  const first = tokens[from];
  if (first?.kind !== "number" || tokenAt(tokens, from - 1)?.low === "£") return null;
  let end = from + 1;
  let typed = first.text;
  let spaced = false;
  while (end < from + 5) {
    const sign = tokens[end];
    const next = tokens[end + 1];
    if (sign === undefined || !dateSigns.has(sign.word) || next?.kind !== "number" || sign.gap !== next.gap)
      break;
    spaced ||= sign.gap;
    typed += sign.low + next.text;
    end += 2;
  }
  end = pastClock(tokens, end);
  const glued = tokens[end];
  if (glued !== undefined && !glued.gap && (glued.kind === "word" || glued.low === "/")) return null;
  if (isSpanWord(wordIn(tokens, end))) return null;
  const form = readIso(typed, end) ?? readCompact(typed, end) ?? readDayFirst(typed, end, context);
  if (form === null) return null;
  // "15 / 2" is a day only where one is expected.
  return checkWeekday(tokens, at, spaced ? { ...form, needsMarker: true } : form);
};

/** `20261204`: only where a day is expected. */
function readCompact(typed: string, end: number): DayForm | null {
  const match = /^(20\d\d)(0[1-9]|1[0-2])([0-3]\d)$/.exec(typed);
  if (match === null) return null;
  return exactly(dayFrom(Number(match[1]), Number(match[2]), Number(match[3])), end, { needsMarker: true });
}

/** The `T09:00:00Z` of an instant. */
function pastClock(tokens: readonly Token[], at: number): number {
  if (low(tokens, at) !== "t" || tokens[at]?.gap || tokens[at + 1]?.kind !== "number") return at;
  let end = at + 2;
  while (tokens[end] !== undefined && !tokens[end]?.gap) end += 1;
  return end;
}

function readIso(typed: string, end: number): DayForm | null {
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(typed);
  if (match === null) return null;
  return exactly(dayFrom(Number(match[1]), Number(match[2]), Number(match[3])), end);
}

function readDayFirst(typed: string, end: number, context: DayContext): DayForm | null {
  const match = /^(\d{1,2})([-/.])(\d{1,2})(?:[-/.](\d{4}|\d{2}))?$/.exec(typed);
  if (match === null) return null;
  const date = Number(match[1]);
  const month = Number(match[3]);
  const year = match[4] === undefined ? null : fullYear(match[4]);
  const needsMarker = year === null && match[2] !== "/";
  if (needsMarker && (month < 1 || month > 12)) return null;
  if (month > 12 && date <= 12 && date > 0) {
    // Only the American order makes sense: read it, but have it confirmed.
    const swapped = onDate(context.today, year, date, month, end);
    return { ...swapped, guessed: true, needsMarker };
  }
  if (year === null && (month === 0 || date === 0 || date > 31 || month > 12)) return null;
  return { ...onDate(context.today, year, month, date, end), needsMarker };
}

function fullYear(text: string): number {
  const year = Number(text);
  return text.length > 2 ? year : year > 60 ? 1900 + year : 2000 + year;
}

export function onDate(today: Day, year: number | null, month: number, date: number, end: number): DayForm {
  if (year !== null) return exactly(dayFrom(year, month, date), end);
  return { end, ahead: dateAhead(today, month, date), behind: dateBehind(today, month, date) };
}

export function afterWeekday(tokens: readonly Token[], at: number): number {
  if (!weekdays.has(wordIn(tokens, at))) return at;
  return ["the", ",", "."].includes(low(tokens, at + 1)) ? at + 2 : at + 1;
}

/** "Tuesday 5 May" when the fifth is a Wednesday: one of the two is a slip, so ask. */
export function checkWeekday(tokens: readonly Token[], at: number, form: DayForm): DayForm {
  const weekday = weekdays.get(wordIn(tokens, at));
  if (weekday === undefined) return form;
  const ahead = form.ahead !== null && weekdayOf(form.ahead) === weekday ? form.ahead : null;
  const behind = form.behind !== null && weekdayOf(form.behind) === weekday ? form.behind : null;
  return { ...form, ahead, behind };
}
