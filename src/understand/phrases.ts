import type { Token } from "./tokens.ts";

/**
 * A table of phrases compiled to a graph of words, so that reading costs the same however long the table is. In a
 * phrase `(a|b|)` is a choice, maybe of nothing, and `*` a gap of a few words (where a name stands). Choices share
 * what follows them, and the graph is walked into nodes only where a message goes: written out in full, the table
 * is a million words and took five seconds to load.
 */
export interface Phrases<T> {
  readonly root: Node<T>;
}

/** Where a walk may stand: the phrase that ends here, if any, and what may come next. */
interface Node<T> {
  readonly value: T | null;
  step(word: string): Node<T> | undefined;
  gap(): Node<T> | null;
  /** The words that may come next. */
  words(): readonly string[];
}

/** A place in a phrase, before a word or a gap; or its end. */
type Place<T> =
  | { readonly kind: "word"; readonly word: string; readonly then: readonly Place<T>[] }
  | { readonly kind: "gap"; readonly then: readonly Place<T>[] }
  | { readonly kind: "end"; readonly value: T; readonly order: number };

/** The words with which some phrase starts. */
export function startsOf<T>(phrases: Phrases<T>): readonly string[] {
  return phrases.root.words();
}

export interface PhraseMatch<T> {
  readonly value: T;
  readonly start: number;
  readonly end: number;
  /** Where the words of `*` stand; empty when the phrase has none. */
  readonly gapStart: number;
  readonly gapEnd: number;
}

/** A name, however grand, fits in so many words. */
const gapMax = 6;

export function compile<T>(table: readonly (readonly [string, T])[]): Phrases<T> {
  const places: Place<T>[] = [];
  for (const [order, [lines, value]] of table.entries()) {
    const end: Place<T> = { kind: "end", value, order };
    for (const line of partsOf(lines, ";")) {
      if (line.trim() !== "") places.push(...placesOf(line.trim(), [end]));
    }
  }
  return { root: nodeOf(places) };
}

/** The longest phrase starting at token `at`. */
export function longest<T>(phrases: Phrases<T>, tokens: readonly Token[], at: number): PhraseMatch<T> | null {
  return starts(phrases, tokens[at]) ? walk(phrases.root, tokens, at, at, -1, -1) : null;
}

function starts<T>({ root }: Phrases<T>, token: Token | undefined): boolean {
  return token !== undefined && (root.step(token.low) !== undefined || root.gap() !== null);
}

/** Every phrase starting at a token, the longest last: settling may need a shorter one. */
export function every<T>(phrases: Phrases<T>, tokens: readonly Token[], at: number): PhraseMatch<T>[] {
  if (!starts(phrases, tokens[at])) return [];
  const found: PhraseMatch<T>[] = [];
  let here: Node<T> | undefined = phrases.root;
  for (let end = at; here !== undefined; end += 1) {
    if (here.value !== null && end > at)
      found.push({ value: here.value, start: at, end, gapStart: -1, gapEnd: -1 });
    const gapped: PhraseMatch<T> | null = pastGap(here.gap(), tokens, at, end);
    if (gapped !== null) found.push(gapped);
    const token = tokens[end];
    if (token === undefined) break;
    here = here.step(token.low);
  }
  return found;
}

function walk<T>(
  from: Node<T>,
  tokens: readonly Token[],
  start: number,
  first: number,
  gapStart: number,
  gapEnd: number,
): PhraseMatch<T> | null {
  let best: PhraseMatch<T> | null = null;
  let at = first;
  let here: Node<T> | undefined = from;
  while (here !== undefined) {
    if (here.value !== null && at > start) best = { value: here.value, start, end: at, gapStart, gapEnd };
    best = pastGap(here.gap(), tokens, start, at) ?? best;
    const token = tokens[at];
    if (token === undefined) break;
    here = here.step(token.low);
    at += 1;
  }
  return best;
}

function pastGap<T>(
  after: Node<T> | null,
  tokens: readonly Token[],
  start: number,
  at: number,
): PhraseMatch<T> | null {
  if (after === null) return null;
  for (let end = at + 1; end <= at + gapMax; end += 1) {
    const passed = tokens[end - 1];
    if (passed === undefined || passed.kind === "break" || stops.has(passed.low)) return null;
    const match = walk(after, tokens, start, end, at, end);
    if (match !== null && match.end > end) return match;
  }
  return null;
}

const stops = new Set([".", "!", "?", ";", ",", ":", "dont", "not", "never", "didnt", "do"]);

/** Where a phrase may begin, given what comes after it: built from its last word to its first. */
function placesOf<T>(phrase: string, after: readonly Place<T>[]): readonly Place<T>[] {
  return partsOf(phrase, " ").reduceRight<readonly Place<T>[]>((then, part) => {
    if (part === "*") return [{ kind: "gap", then }];
    if (!part.startsWith("(") || !part.endsWith(")")) return [{ kind: "word", word: part, then }];
    return partsOf(part.slice(1, -1), "|").flatMap((choice) => placesOf(choice.trim(), then));
  }, after);
}

/** All the places a walk may be at, as one node; what follows is made when it is first asked for. */
function nodeOf<T>(places: readonly Place<T>[]): Node<T> {
  const known = new Map<string, Node<T>>();
  let index: ReadonlyMap<string, readonly Place<T>[]> | undefined;
  let gap: Node<T> | null | undefined;
  const words = () => {
    index ??= byWord(places);
    return index;
  };
  return {
    value: firstEnd(places),
    words: () => [...words().keys()],
    step: (word) => {
      const then = words().get(word);
      const node = known.get(word) ?? (then === undefined ? undefined : nodeOf(then));
      if (node !== undefined) known.set(word, node);
      return node;
    },
    gap: () => {
      if (gap === undefined) {
        const then = places.flatMap((place) => (place.kind === "gap" ? place.then : []));
        gap = then.length === 0 ? null : nodeOf([...new Set(then)]);
      }
      return gap;
    },
  };
}

/** Of phrases that end at the same word, the one written first in the table. */
function firstEnd<T>(places: readonly Place<T>[]): T | null {
  let first: Extract<Place<T>, { kind: "end" }> | null = null;
  for (const place of places) {
    if (place.kind === "end" && (first === null || place.order < first.order)) first = place;
  }
  return first === null ? null : first.value;
}

function byWord<T>(places: readonly Place<T>[]): ReadonlyMap<string, readonly Place<T>[]> {
  const words = new Map<string, Set<Place<T>>>();
  for (const place of places) {
    if (place.kind !== "word") continue;
    const then = words.get(place.word) ?? new Set();
    for (const next of place.then) then.add(next);
    words.set(place.word, then);
  }
  return new Map([...words].map(([word, then]) => [word, [...then]]));
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
