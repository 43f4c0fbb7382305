import { addDays, type Day } from "../domain/day.ts";
import { months, numberWords, weekdays } from "./calendar-words.ts";
import { behindClock, clockOpeners, partOfDay } from "./day-clock.ts";
import {
  nextDate,
  readBareMonth,
  readDateRange,
  readDayMonth,
  readMonthDay,
  readOrdinalDay,
  readPlainDay,
  readYearFirst,
} from "./day-dates.ts";
import { readEdge, readLastDay } from "./day-edges.ts";
import { feasts, readFeast } from "./day-feasts.ts";
import { readFigures } from "./day-figures.ts";
import { type DayContext, type DayForm, type ReadForm, unclear } from "./day-form.ts";
import { readWeekdayFrom, readWeekdaySpan } from "./day-relative.ts";
import { readDuration } from "./day-spans.ts";
import { readNthFromNow, readNthWeekday, readWeekday, readWeekOf, readWeeksOn } from "./day-weekdays.ts";
import { claim, type DayReading, type Mark } from "./mark.ts";
import { compile, longest, startsOf } from "./phrases.ts";
import { mayBegin, type Token, tokenAt, wordIn } from "./tokens.ts";
import { begins, learnWords, unknownWord, wordList, words } from "./words.ts";

type Opening = "number" | "month" | "weekday" | "word";

/**
 * Every way of saying a day, with what it may open with. The longest reading at a place wins, so a new form is a new
 * line.
 */
const forms: readonly (readonly [string, ReadForm])[] = [
  ["number weekday word", readFigures],
  ["number month weekday word", readDateRange],
  ["number weekday word", readDayMonth],
  ["month weekday word", readMonthDay],
  ["number", readYearFirst],
  ["number weekday word", readOrdinalDay],
  ["number weekday word", readPlainDay],
  ["number word", readNthWeekday],
  ["number word", readNthFromNow],
  ["number word", readWeeksOn],
  ["word", readWeekOf],
  ["weekday word", readWeekday],
  ["number weekday word", readWeekdayFrom],
  ["number weekday word", readWeekdaySpan],
  ["number word", readDuration],
  ["word", readEdge],
  ["word", readLastDay],
  ["number month weekday word", readFeast],
  ["month word", readBareMonth],
];

/** Days from which others are counted: none that is counted itself, so that nothing counts without end. */
const counted: ReadonlySet<ReadForm> = new Set([readDuration, readWeekdayFrom, readWeekdaySpan]);

type Forms = Readonly<Record<Opening, readonly ReadForm[]>>;

function opening(some: (form: ReadForm) => boolean): Forms {
  const at = (opens: Opening) =>
    forms.filter(([may, form]) => may.split(" ").includes(opens) && some(form)).map(([, form]) => form);
  return { number: at("number"), month: at("month"), weekday: at("weekday"), word: at("word") };
}

const all = opening(() => true);
const anchors = opening((form) => !counted.has(form));

function openingOf(token: Token | undefined): Opening {
  if (token?.kind === "number") return "number";
  const word = token?.word ?? unknownWord;
  return months.has(word) ? "month" : weekdays.has(word) ? "weekday" : "word";
}

interface Marker {
  readonly due: boolean;
  /** "around Friday" */
  readonly about?: boolean;
  readonly until: boolean;
  readonly shift: number;
}

/** Words with which a day can start: all others are passed over at once. */
const starters = wordList([
  ...months.keys(),
  ...weekdays.keys(),
  ...startsOf(feasts),
  ...numberWords,
  ...clockOpeners,
  ..."the nearest closest a an last final past previous upcoming + - next this coming next nxt following on dydd nos ddydd week fortnight fortnights couple in within net nett inside another month quarter year end back start beginning middle mid eom eow w half".split(
    " ",
  ),
]);

learnWords(starters, begins.day);

const behindFigures = wordList([
  ...months.keys(),
  ...weekdays.keys(),
  ...": am pm a p oclock in at tonight tomorrow / - . , st nd rd th of to till until and & full more extra upcoming coming day days d w week weeks wk wks wiks wythnos dys diwrnod fortnight fortnights fornight month months mth mths mis weekend weekends year years yr yrs hour hours hr hrs minute minutes min mins second seconds sec secs ½ working business work clear banking calendar moro morrow moz additional further december mo".split(
    " ",
  ),
]);

const articles = words("the a an");
const nouns = words(
  "nearest closest calendar extra additional further day days night other bank morn morra summer spring longest august late weekend minute hour following few new mid qtr morning afternoon evening quarter three working business holidays half tax",
);

/** "the boiler" names no day, and most words behind an article are such. */
function behindArticle(next: Token | undefined): boolean {
  return next !== undefined && (next.kind === "number" || starters.has(next.word) || nouns.has(next.word));
}

/** Most figures are money: they open a day only with a unit, a month or a sign behind them. */
function mayDate(tokens: readonly Token[], at: number, first: Token): boolean {
  return behindFigures.has(wordIn(tokens, at + 1)) || first.text.length >= 5;
}

const plain: Marker = { due: false, until: false, shift: 0 };
const due: Marker = { due: true, until: false, shift: 0 };

/** Words before a day that say what it is for. */
const markers = compile<Marker>([
  [`(is|its|it 's|payment|money|all|thats|that 's|) (due|payable|deu|doo) (by|on|in|within|at|for|the|) (or
    before|)`, due],
  ["(to be|must be|needs to be|wants|be|needs|needing) (paid|payed|settled|paying|settling) (by|on|within|in|before|) (or before|)", due],
  [`(and|) (he|she|they) (can|has to|have to|needs to|need to|must|should) (pay|settle) (by|within|before|in) (the|); (to|) pay by; by; no later than; not later than; latest; (on|by) or before; payment (by|within|in|on);
    with payment (by|within|in)`, due],
  ["(due|payment|pay|) (date|day) (is|of|to|as|on|) (the|); deadline (is|of|); (payment|credit|) terms (are|of|is|)", due],
  [`give (him|her|them|it|em) (until|till|til|); (he|she|they|it) (has|have|'s) (until|till|til|got till|got
    until); payable; erbyn`, due],
  ["(due|payable|by) (around|about|roughly|approx|approximately)", { ...due, about: true }],
  ["(until|till|til|'til|untill)", { due: false, until: true, shift: 0 }],
  ["before; due before; pay before; paid before", { due: true, until: false, shift: -1 }],
  ["on; on the; come; from; for; around; about; roughly; since; as of; dated; starting; ar", plain],
], begins.day); // biome-ignore format: one row a meaning

/** Every place that names a day. */
export function readDays(tokens: readonly Token[], now: Omit<DayContext, "anchor">): Mark[] {
  const marks: Mark[] = [];
  const context: DayContext = { ...now, anchor: (words, at) => readForms(words, at, context, anchors) };
  for (let at = 0; at < tokens.length; at += 1) {
    const mark = mayBegin(tokens, at, begins.day | begins.figure) ? readDay(tokens, at, context) : null;
    if (mark === null) continue;
    at = mark.end - 1;
    if (!(isLength(mark) && behindhand.has(wordIn(tokens, mark.end)))) marks.push(mark);
  }
  return marks;
}

const isLength = ({ is }: Mark) => is.kind === "day" && is.length;

/** "two weeks late": how long it has been. */
const behindhand = words("late overdue behind old");

function readDay(tokens: readonly Token[], at: number, context: DayContext): Mark | null {
  // "cash on the day" names none, though "the day" is today in Glasgow.
  const the = tokens[at]?.low === "on" ? at + 1 : at;
  const onTheDay =
    tokenAt(tokens, the - 1)?.low === "on" && tokens[the]?.low === "the" && tokens[the + 1]?.low === "day";
  if (onTheDay && tokens[the + 2]?.low !== "after") return null;
  // "the 80 is now 90"
  if (tokens[at]?.low === "now" && ["is", "'s", "its", "are"].includes(tokenAt(tokens, at - 1)?.low ?? ""))
    return null;
  // "90 for now" is how much, and not when.
  if (tokens[at]?.low === "now" && tokenAt(tokens, at - 1)?.low === "for") return null;
  if (tokens[at]?.low === "for" && tokens[at + 1]?.low === "now") return null;
  const marked = longest(markers, tokens, at);
  if (marked !== null) {
    // The last word of "due the second", "due in a while" may be the day's own.
    const shorter = marked.end > at + 1 ? marked.end - 1 : marked.end;
    const form = readForms(tokens, marked.end, context) ?? readForms(tokens, shorter, context);
    const plainly =
      form ?? (owing.has(wordIn(tokens, marked.end - 1)) ? bareDate(tokens, marked.end, context) : null);
    if (plainly !== null) return toMark(tokens, at, plainly, marked.value);
  }
  const form = readForms(tokens, at, context);
  if (form === null || form.needsMarker) return null;
  return toMark(tokens, at, form.loose === true ? { ...form, guessed: true } : form, plain);
}

/** Behind these a bare figure is a date; behind "by" it may be how much. */
const owing = words("due payable");

/** "due 15", "due 22.4": a date, but have it confirmed. */
function bareDate(tokens: readonly Token[], at: number, context: DayContext): DayForm | null {
  const figures = tokens[at]?.text ?? "";
  if (/^20\d\d$/.test(figures) && endsThere(tokens, at + 1)) return unclear(at + 1);
  if (!/^(?:\d|[12]\d|3[01])(?:\.(?:0?[1-9]|1[0-2]))?$/.test(figures) || !endsThere(tokens, at + 1))
    return null;
  const form = figures.includes(".")
    ? readFigures(tokens, at, context)
    : nextDate(Number(figures), at + 1, context);
  return form === null ? null : { ...form, guessed: true };
}

function endsThere(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at];
  return (
    next === undefined ||
    next.kind === "break" ||
    ["please", "ta", "thanks", "cheers", ",", "."].includes(next.low)
  );
}

function readForms(
  tokens: readonly Token[],
  at: number,
  context: DayContext,
  some: Forms = all,
): DayForm | null {
  const first = tokens[at];
  if (first === undefined) return null;
  if (first.kind === "number" ? !mayDate(tokens, at, first) : !starters.has(first.word)) return null;
  if (articles.has(first.word) && !behindArticle(tokens[at + 1])) return null;
  let best: DayForm | null = null;
  const from = dayBehindClock(tokens, at);
  for (const read of some[openingOf(tokens[from.at])]) {
    const form = read(tokens, from.at, context);
    if (form !== null && (best === null || form.end > best.end)) best = form;
  }
  if (best === null && upcoming.has(first.word)) {
    const next = readForms(tokens, at + 1, context, some);
    return next === null ? null : { ...next, guessed: true };
  }
  if (best === null) return null;
  // "3 walks this week at 12"
  const end = best.ahead === null ? best.end : partOfDay(tokens, best.end);
  const guessed = best.guessed === true || (best.sameDay === true && (end > best.end || from.at > at));
  return { ...best, end, guessed, needsMarker: best.needsMarker === true || !from.sure };
}

/** "the upcoming friday", "next christmas": the coming one in any case. */
const upcoming = words("next upcoming coming this following");

/** Whether a day is named there at all: which, and counted from what, is found afterwards. */
const nowhere: DayContext = {
  today: "2000-01-01",
  now: new Date(0),
  nation: "england-and-wales",
  anchor: () => null,
};

const timed: readonly ReadForm[] = [readWeekday, readFeast, readDayMonth, readMonthDay, readOrdinalDay];

/** "close of play friday", "noon on friday", "5pm 4 May", "9 tomorrow": where the day itself starts. */
function dayBehindClock(
  tokens: readonly Token[],
  at: number,
): { readonly at: number; readonly sure: boolean } {
  const day = behindClock(tokens, at);
  const named = day.at > at && timed.some((read) => read(tokens, day.at, nowhere) !== null);
  return named ? day : { at, sure: true };
}

function toMark(tokens: readonly Token[], start: number, form: DayForm, marker: Marker): Mark {
  const behind = form.behind;
  const ahead = marker.until ? (form.ahead ?? form.from ?? null) : form.ahead;
  const is: DayReading = {
    kind: "day",
    ahead: moved(ahead, marker.shift),
    behind: moved(behind, marker.shift),
    guessed: (form.guessed ?? false) || marker.shift !== 0 || marker.about === true,
    due: marker.due || (form.due ?? false),
    fixed: form.fixed ?? false,
    length: form.length ?? false,
    until: marker.until,
  };
  const toPay = tokens[form.end]?.low === "to" && ["pay", "settle"].includes(tokens[form.end + 1]?.low ?? "");
  return toPay ? claim(start, form.end + 2, { ...is, due: true }) : claim(start, form.end, is);
}

function moved(day: Day | null, by: number): Day | null {
  return day === null || by === 0 ? day : addDays(day, by);
}
