import type { Day } from "../domain/day.ts";
import type { PaymentMethod, Tone, VatSaid } from "../domain/intent.ts";
import type { Currency } from "../domain/money.ts";
import type { Cue } from "./cue.ts";
import type { Gap } from "./gaps.ts";

/** What a reader found, and where: tokens `start` up to `end`. Readers may overlap; `settle` decides. */
export type Mark = { readonly [K in Kind]: Found<K> }[Kind];

interface Found<K extends Kind> {
  readonly start: number;
  readonly end: number;
  /** Of its reading: all marks are of one shape, so that to ask for it is one look. */
  readonly kind: K;
  readonly is: Extract<Reading, { kind: K }>;
}

export type Kind = Reading["kind"];

/** What a reader found, from token `start` up to `end`. */
export function claim(start: number, end: number, is: Reading): Mark {
  return { start, end, kind: is.kind, is } as Mark;
}

/** The same place read otherwise: a figure that is a count, a name that was a slip. */
export function takenFor({ start, end }: Mark, is: Reading): Mark {
  return claim(start, end, is);
}

export type Reading =
  | { readonly kind: "client"; readonly matches: readonly string[]; readonly weak: boolean }
  | AmountReading
  | DayReading
  | { readonly kind: "cue"; readonly cue: Cue; readonly gapStart: number; readonly gapEnd: number }
  | { readonly kind: "vat"; readonly vat: VatSaid | null }
  | { readonly kind: "bill"; readonly number: number; readonly sure: boolean }
  | { readonly kind: "email"; readonly value: string }
  | { readonly kind: "phone"; readonly value: string }
  | { readonly kind: "address"; readonly value: string }
  | { readonly kind: "reference"; readonly value: string }
  | { readonly kind: "xero"; readonly to: boolean }
  | { readonly kind: "method"; readonly method: PaymentMethod }
  | { readonly kind: "tone"; readonly tone: Tone }
  | { readonly kind: "gap"; readonly gap: Gap }
  /** A number that is not money: a time, a percentage, a length, a house number. */
  | { readonly kind: "other" }
  /** "no sorry", "I mean": what follows replaces what stood before. */
  | { readonly kind: "fix" }
  /** "don't send yet": kept until confirmed. */
  | { readonly kind: "draft" }
  | { readonly kind: "each" };

export interface AmountReading {
  readonly kind: "amount";
  /** Null when it can be read in two ways. */
  readonly minor: number | null;
  readonly currency: Currency;
  /** `sure`: it says that it is money. `bare`: a number, money only if nothing else is. */
  readonly strength: "sure" | "bare";
  readonly slang: boolean;
  /** How many: "6 at 12.99". */
  readonly quantity: number;
  /** "an hour", without the hours. */
  readonly rate: boolean;
  /** "twelve ninety nine" as a price: pence, where the place settles it ("6 at …"). */
  readonly loosePrice: number | null;
  /** What is counted: "3 sockets at 40". */
  readonly counted: string | null;
}

export interface DayReading {
  readonly kind: "day";
  /** Reading towards the future and towards the past; null where it cannot be told. */
  readonly ahead: Day | null;
  readonly behind: Day | null;
  /** Not what was said to the letter: "before the 14th". */
  readonly guessed: boolean;
  /** "due", "by", "net": said to be the day to pay. */
  readonly due: boolean;
  /** A year, a month or "ago" was said, so it can only be this day. */
  readonly fixed: boolean;
  /** "3 days": also how long a job took. */
  readonly length: boolean;
  /** "till", "until". */
  readonly until: boolean;
}

/** A stronger reading beats a weaker one that it overlaps; among equals the longer, then the earlier. */
const ranks: Readonly<Record<Kind, number>> = {
  email: 9,
  phone: 9,
  reference: 8,
  client: 7,
  vat: 6,
  xero: 6,
  gap: 6,
  day: 5,
  other: 5,
  address: 4,
  fix: 4,
  bill: 4,
  cue: 4,
  method: 4.5,
  tone: 4,
  each: 4,
  draft: 6,
  amount: 3,
};

/** A bit for each kind of mark. */
const kindBits: ReadonlyMap<Kind, number> = new Map(
  Object.keys(ranks).map((kind, index) => [kind as Kind, 1 << index]),
);

/** More than one of a kind: what compares two figures, or two verbs, has nothing to do with one. */
export const several = { amounts: 1 << 28, cues: 1 << 29 } as const;

export function bitOf(kind: Kind): number {
  return kindBits.get(kind) ?? 0;
}

export function bitsFor(...kinds: readonly Kind[]): number {
  return kinds.reduce((bits, kind) => bits | bitOf(kind), 0);
}

/** Which kinds there are among marks, a bit each. */
export function bitsOf(marks: readonly Mark[]): number {
  let bits = 0;
  for (const { kind } of marks) {
    const bit = bitOf(kind);
    const again = (bits & bit) !== 0;
    if (again && kind === "amount") bits |= several.amounts;
    if (again && kind === "cue") bits |= several.cues;
    bits |= bit;
  }
  return bits;
}

/** Of the marks that claim the same words the strongest are kept; in the order of their places. */
export function settle(marks: readonly Mark[]): Mark[] {
  const placed = [...marks].sort(byPlace);
  const kept: Mark[] = [];
  for (let from = 0; from < placed.length; ) {
    const to = endOfRivals(placed, from);
    const rivals = placed.slice(from, to);
    kept.push(...(rivals.length === 1 ? rivals : strongest(rivals).sort(byPlace)));
    from = to;
  }
  return kept;
}

const byPlace = (a: Mark, b: Mark) => a.start - b.start;

/** Most marks have their words to themselves. */
function endOfRivals(placed: readonly Mark[], from: number): number {
  let end = placed[from]?.end ?? 0;
  let to = from + 1;
  for (let next = placed[to]; next !== undefined && next.start < end; next = placed[to]) {
    end = Math.max(end, next.end);
    to += 1;
  }
  return to;
}

function strongest(rivals: readonly Mark[]): Mark[] {
  const taken: boolean[] = [];
  const kept: Mark[] = [];
  for (const mark of [...rivals].sort(byStrength)) {
    if (isTaken(mark, taken)) continue;
    for (let at = mark.start; at < mark.end; at += 1) if (owns(mark, at)) taken[at] = true;
    kept.push(mark);
  }
  return kept;
}

function byStrength(a: Mark, b: Mark): number {
  return (
    rankOf(b) - rankOf(a) ||
    b.end - b.start - (a.end - a.start) ||
    a.start - b.start ||
    weightOf(b) - weightOf(a)
  );
}

function rankOf(mark: Mark): number {
  // "flat 6" of "Flat 6 Regent House" is more than a number of something.
  if (mark.kind === "client" && mark.is.weak)
    return mark.end > mark.start + 1 && /\d/.test(mark.is.matches[0] ?? "") ? 5.5 : 4;
  // "one fifty quid" is money before it is anything else; "30 days" is not.
  if (mark.kind === "amount" && mark.is.strength === "sure") return 5;
  // "push bill 14 to Xero", "what's due this week": a strong phrase owns all its words.
  if (mark.kind === "cue" && mark.is.cue.weight >= 8) return 6;
  // "cash from Terry": the word alone gives way to a phrase.
  if (mark.kind === "method" && mark.end - mark.start === 1) return 3.9;
  return ranks[mark.kind];
}

function weightOf(mark: Mark): number {
  return mark.kind === "cue" ? mark.is.cue.weight + (mark.is.gapStart < 0 ? 0.5 : 0) : 0;
}

function isTaken(mark: Mark, taken: readonly boolean[]): boolean {
  for (let at = mark.start; at < mark.end; at += 1) if (taken[at] === true && owns(mark, at)) return true;
  return false;
}

/** A cue such as "send … a bill" does not own the words in its gap. */
export function owns(mark: Mark, at: number): boolean {
  return mark.kind !== "cue" || at < mark.is.gapStart || at >= mark.is.gapEnd;
}

/** A number that may be money, of so many pence; null where it cannot be read. */
export function bareAmount(minor: number | null): AmountReading {
  return {
    kind: "amount",
    minor,
    currency: "GBP",
    strength: "bare",
    slang: false,
    quantity: 1,
    rate: false,
    loosePrice: null,
    counted: null,
  };
}

/** A number that is not money. */
export function other(start: number, end: number): Mark {
  return claim(start, end, { kind: "other" });
}
