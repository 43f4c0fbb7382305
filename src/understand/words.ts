/*
 * The words that some table knows: by number, so that two are compared as numbers are, with what may begin at them, and
 * with the lists that they are in. A word of no table, a name or a slip, is passed over at once. Filled while tables are
 * loaded; no message adds to it.
 */

/** What may begin at a word, a bit each: a reader or a check is asked only where one of its words stands. */
export const begins = {
  /** A number in figures, whatever it is of. */
  figure: 1 << 0,
  cue: 1 << 1,
  alone: 1 << 2,
  extra: 1 << 3,
  day: 1 << 4,
  amount: 1 << 5,
  place: 1 << 6,
  bill: 1 << 7,
  mood: 1 << 8,
  spoken: 1 << 9,
  /** "not", "instead of": a figure or a day is denied. */
  denied: 1 << 10,
  /** "at", "x", "each": so many at so much. */
  counted: 1 << 11,
  /** "including 40": part of a price. */
  within: 1 << 12,
  /** "leaving 10": what is still to pay. */
  left: 1 << 13,
  bracket: 1 << 14,
  quote: 1 << 15,
  /** "to each of them". */
  each: 1 << 16,
  /** "if", "later": what stands behind an order and puts it off. */
  condition: 1 << 17,
  correction: 1 << 18,
  parting: 1 << 19,
  jest: 1 << 20,
  foreign: 1 << 21,
  free: 1 << 22,
  due: 1 << 23,
  note: 1 << 24,
  tag: 1 << 25,
  plus: 1 << 26,
  hedge: 1 << 27,
  /** "about", "or so": not the figure that stands beside it. */
  vague: 1 << 28,
  /** "reduced from", "rrp": another sum than the price. */
  former: 1 << 30,
  /** The gap of a phrase does not reach over it. */
  stop: 1 << 29,
} as const;

export interface Word {
  /** Equal where the words are; 0 of a word that no table knows. */
  readonly number: number;
  /** Of `begins`. */
  readonly opens: number;
}

const known = new Map<string, { readonly number: number; opens: number }>();

/** Of a word that no table knows. */
export const unknownWord = 0;
const unknown: Word = { number: unknownWord, opens: 0 };

export function wordOf(low: string): Word {
  return known.get(low) ?? unknown;
}

/** For a table that is being made: what may begin at its words. */
export function learnWords(lows: Iterable<string>, opens: number): void {
  for (const low of lows) {
    const word = known.get(low);
    if (word === undefined) known.set(low, { number: known.size + 1, opens });
    else word.opens |= opens;
  }
}

/** The number of a word of a table that is being made. */
export function learnWord(low: string): number {
  learnWords([low], 0);
  if (known.size >= wordsMax) throw new RangeError(`There are more than ${wordsMax} words.`);
  return wordOf(low).number;
}

/*
 * Which lists a word is in: a bit a list, in a row a word. A row is as long as what memory hands over at once, so that
 * a word costs one wait, in however many lists it is looked for.
 */
const rowSize = 16;
const listsMax = rowSize * 32;
const wordsMax = 10_000;
const rows = new Int32Array(wordsMax * rowSize);
let lists = 0;

/** A list of words, asked by the number of a word as tokens have it. */
export class WordList {
  readonly lows: readonly string[];
  private readonly column: number;
  private readonly bit: number;

  constructor(lows: readonly string[]) {
    if (lists === listsMax) throw new RangeError(`There are more than ${listsMax} lists of words.`);
    this.lows = lows;
    this.column = lists >> 5;
    this.bit = 1 << (lists & 31);
    lists += 1;
    for (const low of lows) {
      const at = learnWord(low) * rowSize + this.column;
      rows[at] = (rows[at] ?? 0) | this.bit;
    }
  }

  [Symbol.iterator](): Iterator<string> {
    return this.lows[Symbol.iterator]();
  }

  has(word: number): boolean {
    return ((rows[word * rowSize + this.column] ?? 0) & this.bit) !== 0;
  }

  /** Of a word that stands in no token: by its letters, which takes longer. */
  hasLow(low: string): boolean {
    return this.has(wordOf(low).number);
  }
}

/** A list as it is written, with white space between the words. */
export function words(text: string): WordList {
  return new WordList(text.split(/\s+/).filter((low) => low !== ""));
}

export function wordList(lows: Iterable<string>): WordList {
  return new WordList([...lows]);
}

/** What words stand for, looked up by their number. */
export class WordMap<T> {
  private readonly list: WordList;
  private readonly places = new Int16Array(wordsMax);
  private readonly meanings: (T | undefined)[] = [undefined];

  constructor(entries: Iterable<readonly [string, T]>) {
    const rows = [...entries];
    this.list = new WordList(rows.map(([low]) => low));
    for (const [low, meaning] of rows) this.places[wordOf(low).number] = this.meanings.push(meaning) - 1;
  }

  keys(): readonly string[] {
    return this.list.lows;
  }

  has(word: number): boolean {
    return this.list.has(word);
  }

  get(word: number): T | undefined {
    return this.meanings[this.places[word] ?? 0];
  }

  /** Of a word that stands in no token. */
  getLow(low: string): T | undefined {
    return this.get(wordOf(low).number);
  }
}
