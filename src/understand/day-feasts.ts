import { addDays, type Day, dayFrom, partsOf } from "../domain/day.ts";
import { isBankHoliday, nextBankHoliday, rollForward } from "../domain/holidays.ts";
import {
  type DayContext,
  dateAhead,
  dateBehind,
  exactly,
  low,
  type ReadForm,
  unclear,
  weekdayAhead,
} from "./day-form.ts";
import { compile, longest } from "./phrases.ts";

type Feast =
  | { readonly is: "shift"; readonly days: number; readonly due?: boolean }
  | { readonly is: "date"; readonly month: number; readonly date: number }
  | { readonly is: "easter"; readonly days: number }
  | { readonly is: "after-holiday" | "holiday" | "weekend" | "vague" | "vague-past" | "whenever" };

const shift = (days: number, due = false): Feast => ({ is: "shift", days, due });
const date = (month: number, day: number): Feast => ({ is: "date", month, date: day });

/** Days with a name of their own, and phrases that name none. */
export const feasts = compile<Feast>([
  ["today; tonight; heddiw; the day; this (morning|afternoon|evening|arvo); the night; later today; this very day", shift(0)],
  ["(tomorrow|tomorow|tommorow|tommorrow|tomorrrow|tmrw|tmw|tmoz|tomoz|2moro|2morrow|yfory|morra|the morra|the morn)", shift(1)],
  ["(the|) day after (tomorrow|tomoz|tmrw); overmorrow", shift(2)],
  ["(yesterday|yday|yesterdays|yest|ddoe|last night)", shift(-1)],
  ["(the|) day before yesterday; (the|) other night", shift(-2)],
  ["(tomorrow|tmrw|tomoz) week; (a|) week tomorrow; (a|) week (from|on) (tomorrow|tmrw)", shift(8)],
  ["today week; (a|) week today; this day week; (a|) week the day", shift(7)],
  ["(a|) fortnight (today|the day)", shift(14)],
  ["(tomorrow|tmrw) fortnight; (a|) fortnight tomorrow", shift(15)],
  ["(on|upon|at) (receipt|receit|reciept); on (demand|sight); (straight|right) away; straightaway", shift(0, true)],
  ["(right|) now; immediately; asap; a s a p; at once; pronto; due on receipt; immediate payment; same day", shift(0, true)],
  ["(christmas|xmas|crimbo|chrimbo) eve", date(12, 24)],
  ["(christmas|xmas|crimbo|chrimbo|chrimbo) (day|); nadolig", date(12, 25)],
  ["boxing day; (st|saint) stephens day; (st|saint) stephen 's day", date(12, 26)],
  ["(new years|new year 's|new year) eve; hogmanay; (nye)", date(12, 31)],
  ["(new years|new year 's|new year) day", date(1, 1)],
  ["burns night", date(1, 25)],
  ["(valentines|valentine 's) (day|); valentine day", date(2, 14)],
  ["(st|saint) (davids|david 's) day", date(3, 1)],
  ["(st|saint) (patricks|patrick 's|paddys|paddy 's) day", date(3, 17)],
  ["(st|saint) (georges|george 's) day", date(4, 23)],
  ["(halloween|hallowe en)", date(10, 31)],
  ["(bonfire|guy fawkes|fireworks) night", date(11, 5)],
  ["(st|saint) (andrews|andrew 's) day", date(11, 30)],
  ["(end of|) (the|) tax year (end|)", date(4, 5)],
  ["good friday", { is: "easter", days: -2 }],
  ["easter sunday", { is: "easter", days: 0 }],
  ["easter monday", { is: "easter", days: 1 }],
  ["after (the|this|next) bank holiday (weekend|)", { is: "after-holiday" }],
  ["(the|this|) (next|) bank holiday (monday|)", { is: "holiday" }],
  ["after (the|this) weekend", { is: "weekend" }],
  ["next (week|month|year|quarter); this (week|month|year|weekend); (the|next) weekend; sometime; soon", { is: "vague" }],
  ["(the|) (week|month|weekend) after next; (the|) following (week|month); in the new year; (the|) new year; easter", { is: "vague" }],
  ["after (christmas|xmas|crimbo|new year|the new year|easter|the holidays|half term)", { is: "vague" }],
  ["in a (few|couple of) (days|weeks|months); a few (days|weeks|months); in (the|) (spring|summer|autumn|winter)", { is: "vague" }],
  ["last (week|month|year|weekend); the other (day|week); recently", { is: "vague-past" }],
  ["(whenever|when) (he|she|they|you|it|s) (is|are|'s|can|likes|like|want) (ready|); no rush", { is: "whenever" }],
]); // biome-ignore format: one row a day

export const readFeast: ReadForm = (tokens, at, context) => {
  const found = longest(feasts, tokens, at);
  if (found === null) return null;
  const { value: feast, end } = found;
  const { today } = context;
  switch (feast.is) {
    case "shift":
      return exactly(addDays(today, feast.days), partOfDay(tokens, end), { due: feast.due ?? false });
    case "date": {
      const ahead = dateAhead(today, feast.month, feast.date);
      return { end, ahead, behind: dateBehind(today, feast.month, feast.date) };
    }
    case "easter": {
      const year = partsOf(today).year;
      const here = addDays(easter(year), feast.days);
      const ahead = here >= today ? here : addDays(easter(year + 1), feast.days);
      return { end, ahead, behind: here <= today ? here : addDays(easter(year - 1), feast.days) };
    }
    case "after-holiday":
      return exactly(afterHoliday(context), end);
    case "holiday":
      return exactly(nextBankHoliday(today, context.nation), end, { guessed: true, needsMarker: true });
    case "weekend":
      return exactly(weekdayAhead(today, 1), end);
    case "vague-past":
    case "vague":
      return unclear(end, { needsMarker: feast.is === "vague-past" });
    case "whenever":
      return unclear(end, { needsMarker: true });
  }
};

/** Holidays often come together: Christmas Day and Boxing Day are one break. */
function afterHoliday({ today, nation }: DayContext): Day | null {
  const holiday = nextBankHoliday(today, nation);
  if (holiday === null) return null;
  const working = rollForward(addDays(holiday, 1), nation);
  return isBankHoliday(working, nation) ? null : working;
}

const parts = new Set([
  "morning",
  "afternoon",
  "evening",
  "night",
  "lunchtime",
  "dinnertime",
  "noon",
  "teatime",
]);

/** "tomorrow morning", "friday night": the part of a day is not needed. */
export function partOfDay(tokens: Parameters<ReadForm>[0], at: number): number {
  if (parts.has(low(tokens, at))) return at + 1;
  if (low(tokens, at) === "at" && parts.has(low(tokens, at + 1))) return at + 2;
  return at;
}

/** The anonymous Gregorian rule. */
function easter(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const day = dayFrom(year, Math.floor((h + l - 7 * m + 114) / 31), ((h + l - 7 * m + 114) % 31) + 1);
  return day ?? "2000-01-01";
}
