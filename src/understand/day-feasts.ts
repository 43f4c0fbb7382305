import { addDays, type Day, dayFrom, partsOf } from "../domain/day.ts";
import { isBankHoliday, nextBankHoliday, rollForward } from "../domain/holidays.ts";
import { readYearWords } from "./calendar-words.ts";
import {
  type DayContext,
  type DayForm,
  dateAhead,
  exactly,
  low,
  nthWeekday,
  type ReadForm,
  unclear,
  weekdayAhead,
} from "./day-form.ts";
import { compile, longest } from "./phrases.ts";
import { wordIn } from "./tokens.ts";
import { words } from "./words.ts";

type Feast =
  | { readonly is: "shift"; readonly days: number; readonly due?: boolean }
  | { readonly is: "date"; readonly month: number; readonly date: number }
  | { readonly is: "easter"; readonly days: number }
  /** The so-many-eth weekday of a month, -1 the last, and so many days on. */
  | {
      readonly is: "nth";
      readonly nth: number;
      readonly weekday: number;
      readonly month: number;
      readonly days: number;
    }
  /** Of a time that is no day, but has a first one. */
  | { readonly is: "start"; readonly month: number }
  | { readonly is: "after-holiday" | "holiday" | "weekend" | "vague" | "vague-past" | "whenever" };

const shift = (days: number, due = false): Feast => ({ is: "shift", days, due });
const date = (month: number, day: number): Feast => ({ is: "date", month, date: day });

const easter = (days: number): Feast => ({ is: "easter", days });
const nth = (which: number, weekday: number, month: number, days = 0): Feast => ({
  is: "nth",
  nth: which,
  weekday,
  month,
  days,
});

/** Days with a name of their own, and phrases that name none. */
export const feasts = compile<Feast>([
  [`today; todays; tonight; heddiw; the day; this day; this (morning|afternoon|evening|arvo); the night;
    later today; late tonight; this very day`, shift(0)],
  [`(the|) (next|following) day; tomorrows; (tomorrow|tomorow|tommorow|tommorrow|tomorrrow|tmrw|tmw|tmoz|
    tomoz|2 moro|2 morrow|2 moz|yfory|morra|the morra|the morn)`, shift(1)],
  ["(the|) day after (tomorrow|tomoz|tmrw); overmorrow", shift(2)],
  ["(yesterday|yday|yesterdays|yest|ddoe|last night)", shift(-1)],
  ["(the|) end of tomorrow", shift(1)],
  ["(the|) day before yesterday; (the|) other night", shift(-2)],
  ["(tomorrow|tmrw|tomoz) week; (a|) week tomorrow; (a|) week (from|on) (tomorrow|tmrw)", shift(8)],
  ["today week; (a|) week today; this day week; (a|) week the day", shift(7)],
  ["(a|) fortnight (today|the day)", shift(14)],
  ["(tomorrow|tmrw) fortnight; (a|) fortnight tomorrow", shift(15)],
  ["(on|upon|at) (receipt|receit|reciept); on (demand|sight); (straight|right) away; straightaway", shift(0, true)],
  [`(right|) now; immediately; asap; as soon as (possible|poss); a s a p; at once; pronto; due on receipt; immediate payment; same day`, shift(0, true)],
  ["(christmas|xmas|crimbo|chrimbo) eve", date(12, 24)],
  ["(christmas|xmas|crimbo|chrimbo|chrimbo) (day|); nadolig", date(12, 25)],
  ["boxing day; (st|saint) stephens day; (st|saint) stephen 's day", date(12, 26)],
  ["(new years|new year 's|new year) eve; hogmanay; (nye)", date(12, 31)],
  ["(new years|new year 's|new year) (day|)", date(1, 1)],
  ["burns night", date(1, 25)],
  ["(st|saint|) (valentines|valentine 's) (day|); valentine day", date(2, 14)],
  ["(st|saint) (davids|david 's|david) (day|)", date(3, 1)],
  ["(st|saint|) (patricks|patrick 's|patrick|paddys|paddy 's) day; (st|saint) (patricks|patrick 's|patrick)", date(3, 17)],
  ["(st|saint) (georges|george 's|george) day", date(4, 23)],
  ["(halloween|hallowe en); all hallows eve", date(10, 31)],
  ["(bonfire|guy fawkes|fireworks) (night|day)", date(11, 5)],
  ["(st|saint) (andrews|andrew 's|andrew) day", date(11, 30)],
  ["(end of|) (the|) tax year (end|)", date(4, 5)],
  ["good friday", easter(-2)],
  ["easter (sunday|day|)", easter(0)],
  ["easter (monday|mon)", easter(1)],
  ["(shrove tuesday|pancake day|pancake tuesday)", easter(-47)],
  ["ash wednesday", easter(-46)],
  ["(mothering sunday|mothers day|mother 's day)", easter(-21)],
  ["palm sunday", easter(-7)],
  ["(maundy|holy) thursday", easter(-3)],
  ["(holy|easter) saturday", easter(-1)],
  ["ascension (day|thursday)", easter(39)],
  ["(whit sunday|whitsun|whitsunday|pentecost)", easter(49)],
  ["whit monday", easter(50)],
  ["trinity sunday", easter(56)],
  ["(fathers day|father 's day)", nth(3, 0, 6)],
  ["black friday", nth(4, 4, 11, 1)],
  ["cyber monday", nth(4, 4, 11, 4)],
  ["(early may|may day) bank holiday (monday|)", nth(1, 1, 5)],
  ["(the|) (spring|late may|whitsun) bank holiday (monday|)", nth(-1, 1, 5)],
  ["(the|) (summer|august|late august|late summer) bank holiday (monday|)", nth(-1, 1, 8)],
  ["(may day)", date(5, 1)],
  ["(remembrance|armistice) day", date(11, 11)],
  ["remembrance sunday", nth(2, 0, 11)],
  ["(twelfth night|epiphany)", date(1, 6)],
  ["(april fools|april fool 's) (day|)", date(4, 1)],
  ["(the|) (summer solstice|longest day|midsummer 's day)", date(6, 21)],
  ["(the|) (winter solstice|shortest day)", date(12, 21)],
  ["(all saints|all saint 's) day", date(11, 1)],
  ["after (the|this|next) bank holiday (weekend|)", { is: "after-holiday" }],
  ["(the|this|) (next|) bank holiday (monday|)", { is: "holiday" }],
  ["after (the|this) weekend", { is: "weekend" }],
  ["(thanksgiving|thanks giving) (day|)", nth(4, 4, 11)],
  ["(martin luther king|mlk) day", nth(3, 1, 1)],
  ["(presidents|president 's|presidents '|washingtons) day", nth(3, 1, 2)],
  ["(us|american) memorial day", nth(-1, 1, 5)],
  ["(labor|labour) day", nth(1, 1, 9)],
  ["(independence day|fourth of july)", date(7, 4)],
  ["(veterans|veteran 's) day", date(11, 11)],
  ["earth day", date(4, 22)],
  ["(international|) (womens|women 's) day", date(3, 8)],
  ["(international|) (workers|worker 's|workers ') day", date(5, 1)],
  ["groundhog day", date(2, 2)],
  [`next (week|month|year|quarter|qtr); this (week|fortnight|month|year|weekend); (the|next) weekend; sometime; soon`, { is: "vague" }],
  [`(the|) (week|month|weekend) after next; (the|) following (week|month); within (the|this) (week|month)`, { is: "vague" }],
  ["(in|) the new year", { is: "start", month: 1 }],
  ["after (christmas|xmas|crimbo|new year|the new year|easter|the holidays|half term)", { is: "vague" }],
  [`in a (few|couple of) (days|weeks|months); (in|) a few (minutes|mins|hours|hrs|days|weeks|months|years);
    in (several|some) (hours|days|weeks|months); (the|this) current (week|month); in (the|) (spring|summer|autumn|
    winter)`, { is: "vague" }],
  [`(last|previous) (week|month|year|weekend); the day (after|before); the other (day|week); recently`, { is: "vague-past" }],
  ["(whenever|when) (he|she|they|you|it|s) (is|are|'s|can|likes|like|want) (ready|); no rush", { is: "whenever" }],
]); // biome-ignore format: one row a day

export const readFeast: ReadForm = (tokens, at, context) => {
  const found = longest(feasts, tokens, at);
  if (found === null) return null;
  const { value: feast, end } = found;
  const { today } = context;
  switch (feast.is) {
    case "shift":
      return exactly(addDays(today, feast.days), end, { due: feast.due ?? false });
    case "date":
    case "easter":
    case "nth":
      return yearly(tokens, feast, end, today);
    case "after-holiday":
      return exactly(afterHoliday(context), end);
    case "holiday":
      return exactly(nextBankHoliday(today, context.nation), end, { guessed: true, needsMarker: true });
    case "weekend":
      return exactly(weekdayAhead(today, 1), end);
    case "start":
      return unclear(end, { from: dateAhead(today, feast.month, 1) });
    case "vague-past":
    case "vague":
      return unclear(end, { needsMarker: feast.is === "vague-past" });
    case "whenever":
      return unclear(end, { needsMarker: true });
  }
};

type Yearly = Extract<Feast, { is: "date" | "easter" | "nth" }>;

/** "christmas", "xmas 2027", "next easter", "christmas of this year". */
function yearly(tokens: Parameters<ReadForm>[0], feast: Yearly, end: number, today: Day): DayForm {
  // "christmas week", "the easter weekend"
  if (stretches.has(wordIn(tokens, end))) return unclear(end + 1);
  const { year } = partsOf(today);
  const said = yearSaid(tokens, end, year);
  if (said !== null) return exactly(inYear(feast, said.year), said.end);
  const here = inYear(feast, year);
  const [before, after] = [inYear(feast, year - 1), inYear(feast, year + 1)];
  return {
    end,
    ahead: here !== null && here >= today ? here : after,
    behind: here !== null && here <= today ? here : before,
  };
}

const stretches = words("week weekend holidays time period break");

function inYear(feast: Yearly, year: number): Day | null {
  if (feast.is === "date") return dayFrom(year, feast.month, feast.date);
  if (feast.is === "easter") return addDays(easterOf(year), feast.days);
  const day = nthWeekday({ year, month: feast.month }, feast.weekday, feast.nth);
  return day === null ? null : addDays(day, feast.days);
}

function yearSaid(
  tokens: Parameters<ReadForm>[0],
  at: number,
  now: number,
): { year: number; end: number } | null {
  const from = ["of", "in", ","].includes(low(tokens, at)) ? at + 1 : at;
  const token = tokens[from];
  if (token?.kind === "number" && /^20\d\d$/.test(token.text))
    return { year: Number(token.text), end: from + 1 };
  const words = readYearWords(tokens, from);
  if (words !== null) return { year: words.value, end: words.end };
  if (low(tokens, from + 1) !== "year" || from === at) return null;
  const shift: Readonly<Record<string, number>> = { this: 0, next: 1, last: -1 };
  const by = shift[low(tokens, from)];
  return by === undefined ? null : { year: now + by, end: from + 2 };
}

/** Holidays often come together: Christmas Day and Boxing Day are one break. */
function afterHoliday({ today, nation }: DayContext): Day | null {
  const holiday = nextBankHoliday(today, nation);
  if (holiday === null) return null;
  const working = rollForward(addDays(holiday, 1), nation);
  return isBankHoliday(working, nation) ? null : working;
}

/** The anonymous Gregorian rule. */
function easterOf(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const day = dayFrom(year, Math.floor((h + l - 7 * m + 114) / 31), ((h + l - 7 * m + 114) % 31) + 1);
  return day ?? "2000-01-01";
}
