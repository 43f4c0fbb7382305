import { addDays, weekdayOf } from "../domain/day.ts";
import { readOrdinal, weekdays } from "./calendar-words.ts";
import { type DayContext, type DayForm, exactly, low, mondayOf, type ReadForm, unclear } from "./day-form.ts";
import { readDuration } from "./day-spans.ts";
import { type Token, wordIn } from "./tokens.ts";
import { words } from "./words.ts";

/** "the Monday before Christmas", "the first Friday after 5 January": a weekday counted from another day. */
export const readWeekdayFrom: ReadForm = (tokens, at, context) => {
  let from = low(tokens, at) === "the" ? at + 1 : at;
  const near = ["nearest", "closest"].includes(low(tokens, from));
  const nth = near ? null : readOrdinal(tokens, from);
  if (near) from += 1;
  if (nth !== null && nth.value <= 5) from = nth.end;
  const weekday = weekdays.get(wordIn(tokens, from));
  const link = low(tokens, from + 1);
  if (weekday === undefined || !(near ? link === "to" : ["before", "after", "following"].includes(link)))
    return null;
  const anchor = context.anchor(tokens, from + 2);
  if (anchor === null) return null;
  if (anchor.ahead === null) return unclear(anchor.end);
  const day = anchor.ahead;
  const back = ((weekdayOf(day) - weekday + 6) % 7) + 1;
  const on = ((weekday - weekdayOf(day) + 6) % 7) + 1;
  const weeks = ((nth?.value ?? 1) - 1) * 7;
  const by = near ? nearer(back, on) : link === "before" ? -back - weeks : on + weeks;
  return exactly(addDays(day, by), anchor.end, {
    guessed: anchor.guessed ?? false,
  });
};

function nearer(back: number, on: number): number {
  if (on === 7) return 0;
  return back < on ? -back : on;
}

const joints = words(", on in");

/** "Monday two weeks from now", "3 weeks after Christmas on Friday": that weekday in the week which is counted to. */
export const readWeekdaySpan: ReadForm = (tokens, at, context) => {
  const first = weekdays.get(wordIn(tokens, at));
  if (first !== undefined) {
    const from = low(tokens, at + 1) === "," ? at + 2 : at + 1;
    const span = counted(tokens, from, context);
    return span === null ? null : inWeekOf(span, first, span.end);
  }
  const span = counted(tokens, at, context);
  if (span === null || !joints.has(wordIn(tokens, span.end))) return null;
  const weekday = weekdays.get(wordIn(tokens, span.end + 1));
  return weekday === undefined ? null : inWeekOf(span, weekday, span.end + 2);
};

/** A count of days or weeks with its start: a bare "two weeks" may be how long a job took. */
function counted(tokens: readonly Token[], at: number, context: DayContext): DayForm | null {
  const span = readDuration(tokens, at, context);
  return span === null || span.length === true ? null : span;
}

function inWeekOf({ ahead }: DayForm, weekday: number, end: number): DayForm {
  return ahead === null
    ? unclear(end)
    : exactly(addDays(mondayOf(ahead), (weekday + 6) % 7), end, { guessed: true });
}
