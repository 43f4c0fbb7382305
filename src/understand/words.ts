/*
 * The words that some table knows: by number, so that two are compared as numbers are, and with what may begin at them.
 * A word of no table, a name or a slip, is passed over at once. Filled while tables are loaded; no message adds to it.
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

const words = new Map<string, { readonly number: number; opens: number }>();

/** Of a word that no table knows. */
export const unknownWord = 0;
const unknown: Word = { number: unknownWord, opens: 0 };

export function wordOf(low: string): Word {
  return words.get(low) ?? unknown;
}

/** For a table that is being made: what may begin at its words. */
export function learnWords(lows: Iterable<string>, opens: number): void {
  for (const low of lows) {
    const known = words.get(low);
    if (known === undefined) words.set(low, { number: words.size + 1, opens });
    else known.opens |= opens;
  }
}

/** The number of a word of a table that is being made. */
export function learnWord(low: string): number {
  learnWords([low], 0);
  return wordOf(low).number;
}
