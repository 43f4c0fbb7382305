import type { Step } from "../../src/domain/step.ts";
import { listSteps } from "../../src/store/steps.ts";
import type { Tx } from "../../src/store/store.ts";

/** Every step of every bill there is. */
export async function listAllSteps(tx: Tx): Promise<readonly Step[]> {
  const steps: Step[] = [];
  for (const { traderId, id } of await tx.builder.select().from(tx.tables.bills))
    steps.push(...(await listSteps(tx, traderId, id)));
  return steps;
}
