import type { Day } from "../domain/day.ts";
import type { PaymentMethod, Tone, VatSaid } from "../domain/intent.ts";
import type { Currency } from "../domain/money.ts";
import type { Cue } from "./cue.ts";
import type { Gap } from "./gaps.ts";

/** What a reader found, and where: tokens `start` up to `end`. Readers may overlap; `settle` decides. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly is: Reading;
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
const ranks: Readonly<Record<Reading["kind"], number>> = {
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

type Kind = Reading["kind"];

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
  for (const { is } of marks) {
    const bit = kindBits.get(is.kind) ?? 0;
    const again = (bits & bit) !== 0;
    if (again && is.kind === "amount") bits |= several.amounts;
    if (again && is.kind === "cue") bits |= several.cues;
    bits |= bit;
  }
  return bits;
}

export function settle(marks: readonly Mark[], tokenCount: number): Mark[] {
  const taken = new Uint8Array(tokenCount);
  const kept: Mark[] = [];
  for (const mark of [...marks].sort(byStrength)) {
    if (overlaps(mark, taken)) continue;
    claim(mark, taken);
    kept.push(mark);
  }
  return kept.sort(byPlace);
}

function byStrength(a: Mark, b: Mark): number {
  return (
    rankOf(b) - rankOf(a) ||
    b.end - b.start - (a.end - a.start) ||
    a.start - b.start ||
    weightOf(b) - weightOf(a)
  );
}

const byPlace = (a: Mark, b: Mark) => a.start - b.start;

function rankOf(mark: Mark): number {
  if (mark.is.kind === "client" && mark.is.weak) return 4;
  // "one fifty quid" is money before it is anything else; "30 days" is not.
  if (mark.is.kind === "amount" && mark.is.strength === "sure") return 5;
  // "push bill 14 to Xero", "what's due this week": a strong phrase owns all its words.
  if (mark.is.kind === "cue" && mark.is.cue.weight >= 8) return 6;
  // "cash from Terry": the word alone gives way to a phrase.
  if (mark.is.kind === "method" && mark.end - mark.start === 1) return 3.9;
  return ranks[mark.is.kind];
}

function weightOf({ is }: Mark): number {
  return is.kind === "cue" ? is.cue.weight + (is.gapStart < 0 ? 0.5 : 0) : 0;
}

function overlaps(mark: Mark, taken: Uint8Array): boolean {
  if (mark.is.kind === "cue" && mark.is.gapStart >= 0) {
    for (let at = mark.start; at < mark.end; at += 1) {
      if (!inGap(mark.is, at) && taken[at] === 1) return true;
    }
    return false;
  }
  for (let at = mark.start; at < mark.end; at += 1) if (taken[at] === 1) return true;
  return false;
}

function claim(mark: Mark, taken: Uint8Array): void {
  for (let at = mark.start; at < mark.end; at += 1) {
    if (mark.is.kind !== "cue" || !inGap(mark.is, at)) taken[at] = 1;
  }
}

/** A cue such as "send … a bill" does not own the words in its gap. */
export function inGap(cue: { readonly gapStart: number; readonly gapEnd: number }, at: number): boolean {
  return at >= cue.gapStart && at < cue.gapEnd;
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
  return { start, end, is: { kind: "other" } };
}
