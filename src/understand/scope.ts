import type { Day } from "../domain/day.ts";
import type { Nation } from "../domain/holidays.ts";
import type { Currency } from "../domain/money.ts";
import type { ClientIndex } from "./client-index.ts";
import { bitsOf, type Kind, type Mark, owns } from "./mark.ts";
import { type Token, typedBetween, wordIn } from "./tokens.ts";

/** One message being read: its words and what the readers made of them. */
export interface Scope {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Settled: in order, none overlapping (but for the gap of a cue). */
  readonly marks: readonly Mark[];
  /** The mark that owns each token, if any. */
  readonly owner: readonly (Mark | undefined)[];
  /** Of `begins`: what begins at any of the words. */
  readonly opens: number;
  /** The kinds that the marks are of, a bit each. */
  readonly kinds: number;
  readonly index: ClientIndex;
  readonly today: Day;
  readonly now: Date;
  readonly nation: Nation;
  readonly currency: Currency;
}

export function withMarks(scope: Omit<Scope, "marks" | "owner" | "kinds">, marks: readonly Mark[]): Scope {
  const { text, tokens, opens, index, today, now, nation, currency } = scope;
  const owner: (Mark | undefined)[] = new Array(tokens.length);
  for (const mark of marks) {
    for (let at = mark.start; at < mark.end; at += 1) if (owns(mark, at)) owner[at] = mark;
  }
  return { text, tokens, marks, owner, opens, kinds: bitsOf(marks), index, today, now, nation, currency };
}

/** The marks with some of them put otherwise; null where each stays the very same. */
export function rewritten({ marks }: Scope, anew: (mark: Mark, index: number) => Mark): Mark[] | null {
  const after = marks.map(anew);
  return after.some((mark, index) => mark !== marks[index]) ? after : null;
}

export type MarkOf<K extends Kind> = Extract<Mark, { readonly kind: K }>;

export function isKind<K extends Kind>(mark: Mark | undefined, kind: K): mark is MarkOf<K> {
  return mark !== undefined && mark.kind === kind;
}

export function marksOf<K extends Kind>(
  scope: Scope,
  kind: K,
  start: number,
  end: number,
): readonly MarkOf<K>[] {
  let found: MarkOf<K>[] | null = null;
  for (const mark of scope.marks) {
    if (mark.start >= end) break;
    if (mark.start < start || !isKind(mark, kind)) continue;
    if (found === null) found = [mark];
    else found.push(mark);
  }
  return found ?? none;
}

const none: readonly never[] = [];

export function lowAt(scope: Scope, at: number): string {
  return at < 0 ? "" : (scope.tokens[at]?.low ?? "");
}

/** The same as its number, as lists of words are asked. */
export function wordAt(scope: Scope, at: number): number {
  return wordIn(scope.tokens, at);
}

/** The mark that owns the token at a place, if there is any. */
export function ownerAt({ owner }: Scope, at: number): Mark | undefined {
  return at < 0 ? undefined : owner[at];
}

export function typed(scope: Scope, start: number, end: number): string {
  return typedBetween(scope.text, scope.tokens, start, end);
}

export type AmountMark = MarkOf<"amount">;
