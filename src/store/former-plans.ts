import type { Day } from "../domain/day.ts";
import type { Step, StepWhy } from "../domain/step.ts";
import { kindOf, stateOf, stepId, toneOf } from "./plan-letters.ts";

/** How plans were written at first; what nobody has changed since stands so still. Nulls at the end are not there. */
type Cell = readonly [
  state: string,
  kind: string,
  slot: string,
  nominalOn: Day,
  atMs?: number | null,
  tone?: string | null,
  why?: StepWhy | null,
  /** From here on null stands for what the step before has. */
  anchorOn?: Day | null,
  clientId?: string | null,
  createdMs?: number | null,
];

export function isFormer(plan: string): boolean {
  return plan.startsWith("[");
}

export function unpackFormer(plan: string, traderId: string, billId: string): (Step | null)[] {
  let before: Pick<Step, "anchorOn" | "clientId" | "createdAt"> | null = null;
  return (JSON.parse(plan) as (Cell | 0)[]).map((cell, place) => {
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
