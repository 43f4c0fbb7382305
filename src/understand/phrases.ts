import { type Token, tokenAt } from "./tokens.ts";
import { begins, learnWord, learnWords, unknownWord, WordMap } from "./words.ts";

/**
 * A table of phrases. In a phrase `(a|b|)` is a choice, maybe of nothing, and `*` a gap of a few words (where a
 * name stands). Phrases are indexed by the words that can open them, so a large table costs no more to read with;
 * choices are not multiplied out, so it costs no time to load either.
 */
export interface Phrases<T> {
  /** The steps of all patterns, one behind the other in a few runs of numbers: objects would be all over memory. */
  readonly code: Int32Array;
  /** What a word can open. */
  readonly openings: WordMap<Opening<T>>;
}

/** The patterns that one word can open. */
interface Opening<T> {
  readonly all: Opened<T>[];
  /** Those that go on with any word, and those that go on with a certain one: found when first asked for. */
  any: readonly Opened<T>[] | null;
  bySecond: ReadonlyMap<number, readonly Opened<T>[]> | null;
}

interface Opened<T> {
  /** Where its steps start in `code`. */
  readonly from: number;
  readonly value: T;
  /** Words that can stand second after this opening word; null when any can. Most patterns end here. */
  readonly second: ReadonlySet<number> | null;
}

/*
 * A step in `code`: how many numbers it takes, whether it may be left out, and of each way its length and its words;
 * or one of these two.
 */
const gapStep = -1;
const lastStep = -2;

/** `null` is the gap. */
type Step = Choice | null;

interface Choice {
  readonly ways: readonly (readonly number[])[];
  readonly optional: boolean;
}

export interface PhraseMatch<T> {
  readonly value: T;
  readonly start: number;
  readonly end: number;
  /** Where the words of `*` stand; both -1 when the phrase has none. */
  readonly gapStart: number;
  readonly gapEnd: number;
}

/** A name, however grand, fits in so many words. */
const gapMax = 6;
learnWords(". ! ? ; , : dont not never didnt do is are who whos theyre hes shes".split(" "), begins.stop);

/** A table as it is looked up; `opens` is what may begin at the words that open its phrases. */
export function compile<T>(table: readonly (readonly [string, T])[], opens = 0): Phrases<T> {
  const byStart = new Map<string, Opening<T>>();
  const code: number[] = [];
  for (const [lines, value] of table) {
    for (const parts of partsOf(lines.replace(/\s+/g, " "), ";").flatMap(spread)) {
      const written = parts.map(waysOf);
      const steps = written.map(toStep);
      const rests = steps.map((_, index) => followers(steps, index + 1));
      const from = code.length;
      code.push(...steps.flatMap(encode), lastStep);
      for (const low of openers(written)) {
        const pattern = { from, value, second: seconds(steps, rests, learnWord(low)) };
        const known = byStart.get(low);
        if (known === undefined) byStart.set(low, { all: [pattern], any: null, bySecond: null });
        else known.all.push(pattern);
      }
    }
  }
  learnWords(byStart.keys(), opens);
  return { code: Int32Array.from(code), openings: new WordMap(byStart) };
}

function encode(step: Step): number[] {
  if (step === null) return [gapStep];
  const ways = step.ways.flatMap((way) => [way.length, ...way]);
  return [ways.length + 2, step.optional ? 1 : 0, ...ways];
}

/** The words with which some phrase starts. */
export function startsOf<T>(phrases: Phrases<T>): readonly string[] {
  return phrases.openings.keys();
}

/** The longest phrase starting at token `at`; of two as long, the one that stands first in the table. */
export function longest<T>(phrases: Phrases<T>, tokens: readonly Token[], at: number): PhraseMatch<T> | null {
  let best: PhraseMatch<T> | null = null;
  for (const match of every(phrases, tokens, at)) if (best === null || match.end > best.end) best = match;
  return best;
}

/** Every phrase starting at a token: settling may need a shorter one. */
export function every<T>(phrases: Phrases<T>, tokens: readonly Token[], at: number): PhraseMatch<T>[] {
  const first = tokens[at];
  const opening = first === undefined ? undefined : phrases.openings.get(first.word);
  if (opening === undefined) return none;
  const patterns = goingOn(opening, tokens[at + 1]?.word ?? unknownWord);
  let found: PhraseMatch<T>[] | null = null;
  for (const { from, value } of patterns) {
    endsFound = 0;
    walk(phrases.code, from, tokens, at, -1, -1);
    for (let place = 0; place < endsFound; place += 3) {
      const end = ends[place] ?? at;
      const gapStart = ends[place + 1] ?? -1;
      const gapEnd = ends[place + 2] ?? -1;
      if (end <= at || (found !== null && isKnown(found, end, gapEnd))) continue;
      const match = { value, start: at, end, gapStart, gapEnd };
      if (found === null) found = [match];
      else found.push(match);
    }
  }
  return found === null ? none : found.length === 1 ? found : nearestGaps(found);
}

const none: never[] = [];

function goingOn<T>(opening: Opening<T>, second: number): readonly Opened<T>[] {
  opening.any ??= opening.all.filter((pattern) => pattern.second === null);
  if (second === unknownWord) return opening.any;
  opening.bySecond ??= bySecond(opening.all);
  return opening.bySecond.get(second) ?? opening.any;
}

function bySecond<T>(all: readonly Opened<T>[]): ReadonlyMap<number, readonly Opened<T>[]> {
  const seconds = new Set(all.flatMap((pattern) => [...(pattern.second ?? [])]));
  const fits = (second: number) => all.filter((it) => it.second === null || it.second.has(second));
  return new Map([...seconds].map((second) => [second, fits(second)]));
}

/** "gie Harris a shout about his bill": the name is "Harris", not all up to "his bill". */
function nearestGaps<T>(found: readonly PhraseMatch<T>[]): PhraseMatch<T>[] {
  return found.filter(
    (match) =>
      match.gapStart < 0 ||
      !found.some((other) => other.gapStart === match.gapStart && other.gapEnd < match.gapEnd),
  );
}

function isKnown<T>(found: readonly PhraseMatch<T>[], end: number, gapEnd: number): boolean {
  for (const other of found) if (other.end === end && other.gapEnd === gapEnd) return true;
  return false;
}

/** Where the pattern at hand can end, with its gap, three numbers each: one list for all, as nothing is kept of it. */
const ends: number[] = [];
/** How much of the list is of this pattern: emptying it costs more than writing over it. */
let endsFound = 0;

function walk(
  code: Int32Array,
  from: number,
  tokens: readonly Token[],
  at: number,
  gapStart: number,
  gapEnd: number,
): void {
  const size = code[from] ?? lastStep;
  if (size === lastStep) {
    ends[endsFound] = at;
    ends[endsFound + 1] = gapStart;
    ends[endsFound + 2] = gapEnd;
    endsFound += 3;
    return;
  }
  if (size === gapStep) {
    pastGap(code, from + 1, tokens, at);
    return;
  }
  const next = from + size;
  for (let way = from + 2; way < next; way += 1 + (code[way] ?? 0)) {
    const length = code[way] ?? 0;
    if (fits(code, way + 1, length, tokens, at)) walk(code, next, tokens, at + length, gapStart, gapEnd);
  }
  if (code[from + 1] === 1) walk(code, next, tokens, at, gapStart, gapEnd);
}

/** The nearest place where the rest of the phrase goes on ends the gap. */
function pastGap(code: Int32Array, from: number, tokens: readonly Token[], at: number): void {
  const before = endsFound;
  for (let end = at + 1; end <= at + gapMax; end += 1) {
    const passed = tokenAt(tokens, end - 1);
    if (passed === undefined || passed.kind === "break" || (passed.opens & begins.stop) !== 0) return;
    walk(code, from, tokens, end, at, end);
    if (endsFound > before) return;
  }
}

function fits(code: Int32Array, way: number, length: number, tokens: readonly Token[], at: number): boolean {
  for (let index = 0; index < length; index += 1)
    if (tokens[at + index]?.word !== code[way + index]) return false;
  return true;
}

function openers(written: readonly Written[]): Set<string> {
  const words = new Set<string>();
  for (const ways of written) {
    if (ways === null) break;
    for (const [first] of ways) if (first !== undefined) words.add(first);
    if (!ways.some(isNothing)) break;
  }
  return words;
}

/** The words that can open the rest of a phrase; null when it may be over or a gap follows. */
function followers(steps: readonly Step[], from: number): ReadonlySet<number> | null {
  const words = new Set<number>();
  for (const step of steps.slice(from)) {
    if (step === null) return null;
    for (const [first] of step.ways) if (first !== undefined) words.add(first);
    if (!step.optional) return words;
  }
  return null;
}

/** The words that can stand behind `word` where it opens the phrase; sets are shared, not copied, where they can be. */
function seconds(
  steps: readonly Step[],
  rests: readonly (ReadonlySet<number> | null)[],
  word: number,
): ReadonlySet<number> | null {
  let all: ReadonlySet<number> | undefined;
  for (const [index, step] of steps.entries()) {
    if (step === null) return null;
    for (const [first, second] of step.ways) {
      if (first !== word) continue;
      const next = second !== undefined ? new Set([second]) : (rests[index] ?? null);
      if (next === null) return null;
      all = all === undefined ? next : new Set([...all, ...next]);
    }
    if (!step.optional) break;
  }
  return all ?? null;
}

/** A gap inside a choice, `(lean on|hurry * up)`, makes each of its ways a phrase of its own. */
function spread(line: string): string[][] {
  const parts = partsOf(line.trim(), " ");
  const at = parts.findIndex((part) => part.startsWith("(") && part.includes("*"));
  if (at < 0) return [parts];
  const ways = partsOf((parts[at] ?? "").slice(1, -1), "|");
  return ways.flatMap((way) => spread([...parts.slice(0, at), way.trim(), ...parts.slice(at + 1)].join(" ")));
}

/** The ways of one choice as they are written; null is the gap. */
type Written = readonly (readonly string[])[] | null;

const isNothing = (way: readonly string[]) => way.length === 0;

function waysOf(part: string): Written {
  if (part === "*") return null;
  const choices = part.startsWith("(") && part.endsWith(")") ? partsOf(part.slice(1, -1), "|") : [part];
  return choices.flatMap((choice) => expand(choice.trim()));
}

function toStep(ways: Written): Step {
  if (ways === null) return null;
  const some = ways.filter((way) => !isNothing(way));
  return { ways: some.map((way) => way.map(learnWord)), optional: some.length < ways.length };
}

/** Choices inside a choice are few, so these are multiplied out. */
function expand(phrase: string): string[][] {
  let lists: string[][] = [[]];
  for (const part of partsOf(phrase, " ")) {
    const choices = part.startsWith("(") && part.endsWith(")") ? partsOf(part.slice(1, -1), "|") : null;
    const ways = choices === null ? [[part]] : choices.flatMap((choice) => expand(choice.trim()));
    lists = lists.flatMap((list) => ways.map((way) => [...list, ...way]));
  }
  return lists;
}

/** Splits outside of brackets. */
function partsOf(text: string, by: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const sign of text) {
    if (sign === "(") depth += 1;
    if (sign === ")") depth -= 1;
    if (sign === by && depth === 0) {
      parts.push(part);
      part = "";
    } else part += sign;
  }
  parts.push(part);
  return by === " " ? parts.filter((word) => word !== "") : parts;
}
