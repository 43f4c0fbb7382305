/**
 * A calendar day in Europe/London, written `YYYY-MM-DD`. Days compare as strings.
 * A day is not an instant: "due Friday" is the same day wherever the server stands.
 */
export type Day = `${number}-${number}-${number}`;

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const minuteMs = 60_000;
const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** The London day in which an instant falls. Reckoned here: asking `Intl` costs more than reading a message. */
export function dayOf(instant: Date): Day {
  const ms = instant.getTime();
  const hour = Math.floor(ms / hourMs);
  if (hour !== latest.hour) latest = { hour, day: fromUtc(inSummerTime(ms) ? ms + hourMs : ms) };
  return latest.day;
}

/** Of the hour that was asked for last, which is nearly always this one: no day begins within one. */
let latest: { readonly hour: number; readonly day: Day } = { hour: Number.NaN, day: "1970-01-01" };

/** British Summer Time: from 01:00 UTC on March's last Sunday to 01:00 UTC on October's; its fourth before 1996. */
function inSummerTime(ms: number): boolean {
  const year = new Date(ms).getUTCFullYear();
  if (year !== summer.year) summer = { year, from: clockChange(year, 3), to: clockChange(year, 10) };
  return ms >= summer.from && ms < summer.to;
}

/** Of the year that was asked for last, which is nearly always this one. */
let summer = { year: Number.NaN, from: 0, to: 0 };

function clockChange(year: number, month: number): number {
  const last = month === 10 && year < 1996 ? Date.UTC(year, 9, 28) : Date.UTC(year, month, 0);
  return last - new Date(last).getUTCDay() * dayMs + hourMs;
}

/**
 * The instant at which London's clocks show `time` (`HH:MM`) on that day. A time that does not exist (01:30 as the
 * clocks go forward) is taken an hour later; one that comes twice is the first.
 */
export function instantAt(day: Day, time: string): Date {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  const inWinter = toUtc(day) + minutes * minuteMs;
  const inSummer = inWinter - hourMs;
  return new Date(inSummerTime(inSummer) ? inSummer : inWinter);
}

/** `HH:MM` as London's clocks show an instant. */
export function timeOf(instant: Date): string {
  const ms = instant.getTime();
  const shown = new Date(inSummerTime(ms) ? ms + hourMs : ms);
  return `${twoDigits(shown.getUTCHours())}:${twoDigits(shown.getUTCMinutes())}`;
}

/** True for a day that exists: `2026-02-30` does not. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

export function addDays(day: Day, count: number): Day {
  return fromUtc(toUtc(day) + count * dayMs);
}

/** A way from one day to another; below nought it leads back. */
export interface DayShift {
  readonly count: number;
  readonly unit: "day" | "working-day" | "month";
  /** Not from where it is, but from the day of the bill: how long there is to pay in all. */
  readonly ofIssue?: true;
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((toUtc(to) - toUtc(from)) / dayMs);
}

/** 0 is Sunday, as in `Date`. */
export function weekdayOf(day: Day): number {
  return new Date(toUtc(day)).getUTCDay();
}

/** `Fri 4 Dec 2026`: how every sentence and page writes a day. */
export function formatDay(day: Day): string {
  const date = new Date(toUtc(day));
  return `${weekdays[date.getUTCDay()]} ${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** Null for a day that does not exist: 31 November. `month` is 1 to 12. */
export function dayFrom(year: number, month: number, date: number): Day | null {
  const whole = Number.isInteger(year) && Number.isInteger(month) && Number.isInteger(date);
  if (!whole || year < 1000 || year > 9999 || month < 1 || month > 12 || date < 1) return null;
  return date > new Date(Date.UTC(year, month, 0)).getUTCDate() ? null : writtenDay(year, month, date);
}

/** Year, month (1 to 12) and date of a day. */
export function partsOf(day: Day): { readonly year: number; readonly month: number; readonly date: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), date: Number(day.slice(8, 10)) };
}

/** The same date so many months on; the last day of a shorter month. */
export function addMonths(day: Day, count: number): Day {
  const { year, month, date } = partsOf(day);
  const index = year * 12 + month - 1 + count;
  const last = lastOfMonth(Math.floor(index / 12), (index % 12) + 1);
  const inMonth = Math.min(date, partsOf(last).date);
  return addDays(last, inMonth - partsOf(last).date);
}

/** The last day of a month; `month` is 1 to 12. */
export function lastOfMonth(year: number, month: number): Day {
  return fromUtc(Date.UTC(year, month, 0));
}

/** By its digits: to have the text of a date read takes several times as long. */
function toUtc(day: Day): number {
  const year = Number(day.slice(0, 4));
  // A year below 100 would be taken for one of the last century.
  return Date.UTC(year + cycleYears, Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) - cycleMs;
}
/** After these the calendar begins anew. */
const cycleYears = 400;
const cycleMs = 146_097 * dayMs;

function fromUtc(ms: number): Day {
  const date = new Date(ms);
  return writtenDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

function writtenDay(year: number, month: number, date: number): Day {
  return `${year}-${twoDigits(month)}-${twoDigits(date)}` as Day;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : `${number}`;
}
