/*
 * The words that some table of phrases knows, by number: two are compared as numbers are, and a word of no table, a name
 * or a slip, is passed over at once. Filled while tables are loaded; no message adds to it.
 */
const numbers = new Map<string, number>();

/** Of a word that no table knows. */
export const unknownWord = 0;

export function wordNumber(low: string): number {
  return numbers.get(low) ?? unknownWord;
}

/** For a table that is being made. */
export function learnWord(low: string): number {
  const known = numbers.get(low);
  if (known !== undefined) return known;
  numbers.set(low, numbers.size + 1);
  return numbers.size;
}
