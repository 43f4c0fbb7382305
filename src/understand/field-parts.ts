import type { Intent } from "../domain/intent.ts";
import type { Clause } from "./clause.ts";
import { isBounded, isShare } from "./doubt.ts";
import type { Gap } from "./draft.ts";
import type { Span } from "./name.ts";
import type { Named } from "./resolve-name.ts";
import { isKind, lowAt, ownerAt, type Scope, wordAt } from "./scope.ts";
import { moneyIn } from "./slots.ts";
import { words } from "./words.ts";

/* What the fields of several intents have in common: the one amount of a clause, and the doubts about it. */

/** What a clause is about, before its own fields are read. */
export interface Parts {
  readonly scope: Scope;
  readonly clause: Clause;
  readonly named: Named | null;
  readonly bill: number | null;
  readonly last: boolean;
  readonly party: Span | null;
}

export interface More {
  readonly set: Partial<Intent>;
  readonly gaps: readonly Gap[];
  readonly guessed?: boolean;
}

export function gapOf(gap: Gap | null): Gap[] {
  return gap === null ? [] : [gap];
}

function verbed(scope: Scope, { cue }: Clause): boolean {
  return cue?.is.cue.effect === "record-payment" && lowAt(scope, cue.end) === "for";
}

/** "all but 20", "20 short": not what came. */
const allBut = words("but except bar minus less leaving short");
const shorts = words("short under less over too extra more");

/** "sent the 85 over": to me, and no 85 too much. */
function handsOver(scope: Scope, { cue, end }: Clause, at: number): boolean {
  const gives =
    cue !== null && ["sent", "transferred", "handed", "popped", "wired"].includes(lowAt(scope, cue.end - 1));
  return gives && lowAt(scope, at) === "over" && (at + 1 >= end || scope.owner[at + 1] !== undefined);
}

/** The one amount of a clause; two of them are a question. */
export function single(
  scope: Scope,
  clause: Clause,
  party: Span | null,
): { minor: number | null; gap: Gap | null; slang: boolean; currency: string } {
  const money = moneyIn(scope, clause).filter(
    (mark) => party === null || mark.start >= party.end || mark.end <= party.start,
  );
  const [first, second] = money;
  const rest =
    first !== undefined &&
    ((allBut.has(wordAt(scope, first.start - 1)) && !isKind(ownerAt(scope, first.start - 2), "fix")) ||
      (shorts.has(wordAt(scope, first.end)) &&
        !handsOver(scope, clause, first.end) &&
        !["the", "my", "our"].includes(lowAt(scope, first.end + 1))));
  const ask: Gap = { about: "amount", text: "How much is that, in pounds and pence?" };
  if (first === undefined) return { minor: null, gap: null, slang: false, currency: scope.currency };
  const { minor, slang, currency } = first.is;
  // "paid for 7": seven pounds, seven of something, or the seventh bill?
  const forSome =
    first !== undefined && first.is.strength === "bare" && lowAt(scope, first.start - 1) === "for";
  if (
    rest ||
    isShare(scope, first) ||
    (forSome && verbed(scope, clause)) ||
    second !== undefined ||
    minor === null ||
    minor <= 0 ||
    first.is.rate
  )
    return { minor: null, gap: ask, slang, currency };
  return { minor: Math.round(minor * first.is.quantity), gap: null, slang, currency };
}

export function inexact(scope: Scope, clause: Clause): Gap | null {
  const bounded = moneyIn(scope, clause).some((mark) => isBounded(scope, mark));
  return bounded ? { about: "amount", text: "What is the exact amount?" } : null;
}

export function foreignMoney({ currency }: Scope): Gap {
  return { about: "currency", text: `I can only take ${currency} yet. Is that ${currency}?` };
}
