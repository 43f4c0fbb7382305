import type { Decision } from "../domain/decision.ts";
import type { Step } from "../domain/step.ts";
import { addDecision } from "../store/decisions.ts";
import type { Turn } from "./turn.ts";

/** Writes down what was decided about a step and by which rule, so that "why did Acme get a mail?" has an answer. */
export async function decide(
  turn: Turn,
  step: Step,
  what: Decision["what"],
  detail: string | null = null,
): Promise<void> {
  const { traderId, clientId, billId, kind, tone, slot, nominalOn, why } = step;
  await addDecision(turn.tx, {
    id: turn.random.id(),
    traderId,
    clientId,
    billId,
    at: turn.now,
    what,
    kind,
    tone,
    slot,
    nominalOn,
    to: step.state === "planned" ? step.at : null,
    why,
    detail,
  });
}
