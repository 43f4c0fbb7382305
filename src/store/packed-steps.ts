import type { Day } from "../domain/day.ts";
import type { Tone } from "../domain/intent.ts";
import type { Step, StepKind, StepWhy } from "../domain/step.ts";

/*
 * A plan is some six steps of which most will be cancelled unsent. As rows they took 2 kB a bill and half of a
 * message's writing; those that never left the plan are one text beside the bill's place in the queue. A step's id is
 * its bill's and its place in that text, where a step that left (and has a row now) leaves a hole.
 */

/** A step that never left its plan; a hole where one did. */
export type Packed = readonly (Step | null)[];

/** Last come what is as in the step before, where it is: nulls at the end are not written. */
type Cell = readonly [
  state: string,
  kind: string,
  slot: string,
  nominalOn: Day,
  atMs?: number | null,
  tone?: string | null,
  why?: StepWhy | null,
  anchorOn?: Day | null,
  clientId?: string | null,
  createdMs?: number | null,
];

const states = { planned: "p", skipped: "s", cancelled: "c" } as const;
const kinds = { bill: "b", reminder: "r", thanks: "t", ask: "a" } as const satisfies Record<StepKind, string>;
const tones = { friendly: "f", formal: "o", firm: "i" } as const satisfies Record<Tone, string>;

type PlanState = keyof typeof states;
const [stateOf, kindOf, toneOf] = [named(states), named(kinds), named(tones)];

/** True of a step that nothing outside was ever told of. */
export function inPlan(step: Step): boolean {
  return step.state in states && step.effectId === null && step.sentOn === null;
}

export function stepId(billId: string, place: number): string {
  return `${billId}.${String(place).padStart(3, "0")}`;
}

/** Whose step it is and where in their text; null for one from before there were such texts. */
export function placeOf(id: string): { readonly billId: string; readonly place: number } | null {
  const [, billId, place] = /^(.*)\.(\d{3,})$/.exec(id) ?? [];
  return billId === undefined ? null : { billId, place: Number(place) };
}

export function pack(steps: Packed): string {
  let before: Step | null = null;
  const cells = steps.map((step): Cell | 0 => {
    if (step === null) return 0;
    const cell: Cell = [
      states[step.state as PlanState],
      kinds[step.kind],
      step.slot,
      step.nominalOn,
      step.at?.getTime() ?? null,
      step.tone === null ? null : tones[step.tone],
      step.why,
      step.anchorOn === before?.anchorOn ? null : step.anchorOn,
      step.clientId === before?.clientId ? null : step.clientId,
      step.createdAt.getTime() === before?.createdAt.getTime() ? null : step.createdAt.getTime(),
    ];
    before = step;
    return cell.slice(0, cell.findLastIndex((it) => it !== null) + 1) as unknown as Cell;
  });
  return JSON.stringify(cells);
}

export function unpack(text: string, traderId: string, billId: string): (Step | null)[] {
  let before: Pick<Step, "anchorOn" | "clientId" | "createdAt"> | null = null;
  return (JSON.parse(text) as (Cell | 0)[]).map((cell, place) => {
    if (cell === 0) return null;
    const [state, kind, slot, nominalOn, atMs, tone, why, anchorOn, clientId, createdMs] = cell;
    const step: Step = {
      id: stepId(billId, place),
      traderId,
      billId,
      clientId: clientId ?? before?.clientId ?? "",
      kind: kindOf(kind),
      slot,
      tone: tone == null ? null : toneOf(tone),
      anchorOn: anchorOn ?? before?.anchorOn ?? nominalOn,
      nominalOn,
      at: atMs == null ? null : new Date(atMs),
      why: why ?? null,
      state: stateOf(state),
      effectId: null,
      sentOn: null,
      createdAt: createdMs == null ? (before?.createdAt ?? new Date(0)) : new Date(createdMs),
    };
    before = step;
    return step;
  });
}

function named<N extends string>(letters: Readonly<Record<N, string>>): (letter: string) => N {
  const names = new Map(Object.entries(letters).map(([name, letter]) => [letter, name as N]));
  return (letter) => {
    const name = names.get(letter as string);
    if (name === undefined) throw new Error(`Broken assumption: no step is ${letter}.`);
    return name;
  };
}
