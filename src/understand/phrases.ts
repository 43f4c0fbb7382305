import type { Token } from "./tokens.ts";

/**
 * A table of phrases compiled to a tree of words, so that reading costs the same however long the table is.
 * In a phrase `(a|b|)` is a choice, maybe of nothing, and `*` a gap of a few words (where a name stands).
 */
export interface Phrases<T> {
  readonly root: Node<T>;
}

interface Node<T> {
  readonly next: Map<string, Node<T>>;
  gap: Node<T> | null;
  value: T | null;
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
  const root = node<T>();
  for (const [lines, value] of table) {
    for (const line of lines.split(";")) {
      for (const words of expand(line.trim())) insert(root, words, value);
    }
  }
  return { root };
}

/** The longest phrase starting at token `at`. */
export function longest<T>(phrases: Phrases<T>, tokens: readonly Token[], at: number): PhraseMatch<T> | null {
  return walk(phrases.root, tokens, at, at, -1, -1);
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
    if (here.gap !== null) best = pastGap(here.gap, tokens, start, at) ?? best;
    const token = tokens[at];
    if (token === undefined) break;
    here = here.next.get(token.low);
    at += 1;
  }
  return best;
}

function pastGap<T>(
  after: Node<T>,
  tokens: readonly Token[],
  start: number,
  at: number,
): PhraseMatch<T> | null {
  for (let end = at + 1; end <= at + gapMax; end += 1) {
    const passed = tokens[end - 1];
    if (passed === undefined || passed.kind === "break" || stops.has(passed.low)) return null;
    const match = walk(after, tokens, start, end, at, end);
    if (match !== null && match.end > end) return match;
  }
  return null;
}

const stops = new Set([".", "!", "?", ";", ",", ":"]);

function node<T>(): Node<T> {
  return { next: new Map(), gap: null, value: null };
}

function insert<T>(root: Node<T>, words: readonly string[], value: T): void {
  let here = root;
  for (const word of words) {
    if (word === "*") {
      here.gap ??= node();
      here = here.gap;
      continue;
    }
    const known = here.next.get(word);
    if (known !== undefined) here = known;
    else {
      const made = node<T>();
      here.next.set(word, made);
      here = made;
    }
  }
  if (words.length > 0) here.value ??= value;
}

/** `send (a|the|) bill` -> three lists of words. Tables are ours, so the product stays small. */
function expand(phrase: string): string[][] {
  let lists: string[][] = [[]];
  for (const part of phrase.match(/\([^)]*\)|\S+/g) ?? []) {
    const choices = part.startsWith("(") ? part.slice(1, -1).split("|") : [part];
    lists = lists.flatMap((list) =>
      choices.map((choice) => [...list, ...choice.split(" ").filter((word) => word !== "")]),
    );
  }
  return lists;
}
