import { assert } from "../assert.ts";
import type { Tone } from "../domain/intent.ts";
import type { Step, StepKind, StepWhy } from "../domain/step.ts";

/** What the texts of plans are made of (`packed-steps.ts`). */

/** A step that never left its plan; a hole where one did. */
export type Packed = readonly (Step | null)[];

export const states = { planned: "p", skipped: "s", cancelled: "c" } as const;
export const kinds = { bill: "b", reminder: "r", thanks: "t", ask: "a" } as const satisfies Record<
  StepKind,
  string
>;
export const tones = { friendly: "f", formal: "o", firm: "i" } as const satisfies Record<Tone, string>;
/** A letter is never given to another: it stands in plans that nobody opens for months. */
export const whyLetters: Readonly<Record<StepWhy, string>> = {
  "no-address": "A",
  "bank-holiday": "B",
  chased: "C",
  "bill-day": "D",
  "calendar-ends": "E",
  held: "H",
  doubt: "I",
  credited: "K",
  cancelled: "L",
  met: "M",
  "no-sender": "N",
  "out-of-hours": "O",
  paid: "P",
  "one-a-day": "Q",
  refused: "R",
  missed: "S",
  "not-thumbed": "T",
  "opted-out": "U",
  overtaken: "V",
  weekend: "W",
  processing: "X",
  past: "Y",
  replanned: "Z",
  repeated: "G",
};

export type PlanState = keyof typeof states;
export const stateOf = named(states);
export const kindOf = named(kinds);
export const toneOf = named(tones);
export const whyOf = named(whyLetters);

/** A step is named by its bill and its place in that bill's plan. */
export function stepId(billId: string, place: number): string {
  return `${billId}.${String(place).padStart(3, "0")}`;
}

function named<N extends string>(letters: Readonly<Record<N, string>>): (letter: string) => N {
  const names = new Map(Object.entries(letters).map(([name, letter]) => [letter, name as N]));
  return (letter) => {
    const name = names.get(letter as string);
    assert(name !== undefined, `no step is ${letter}.`);
    return name;
  };
}
