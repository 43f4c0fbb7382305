import type { Day } from "../domain/day.ts";
import type { Step, StepState, StepWhy } from "../domain/step.ts";
import { gone, pending } from "./schema/chase.ts";
import { and, asc, eq, getTableColumns, gte, inArray } from "./sql.ts";
import { is, mine, only, slot, slots, statement, type Tx } from "./store.ts";

const insert = statement<Step, unknown>((builder, { steps }) =>
  builder.insert(steps).values(slots(getTableColumns(steps))),
);

export async function addStep(tx: Tx, step: Step): Promise<void> {
  await insert(tx, step);
}

const ofBill = statement<{ traderId: string; billId: string }, Step[]>((builder, { steps: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), is(row.billId, "billId")))
    .orderBy(asc(row.id)),
);

/** Everything that was ever planned about a bill. */
export async function listSteps(tx: Tx, traderId: string, billId: string): Promise<readonly Step[]> {
  return await ofBill(tx, { traderId, billId });
}

const byId = statement<{ traderId: string; id: string }, Step[]>((builder, { steps: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), is(row.id, "id"))),
);

export async function findStep(tx: Tx, traderId: string, id: string): Promise<Step | undefined> {
  return only(await byId(tx, { traderId, id }));
}

type Changes = Partial<Pick<Step, "at" | "why" | "tone" | "state" | "effectId" | "sentOn" | "nominalOn">>;

/** Changes a step from exactly the state it was read in; undefined where somebody was first. */
export async function changeStep(tx: Tx, step: Step, changes: Changes): Promise<Step | undefined> {
  const { steps: row } = tx.tables;
  const changed = await tx.builder
    .update(row)
    .set(changes)
    .where(and(eq(row.traderId, step.traderId), eq(row.id, step.id), eq(row.state, step.state)))
    .returning();
  return only(changed);
}

/**
 * Takes back all that may still go about a bill, because it closed. Answers how many reminders to the client that
 * were, held or not: the count of the closing message.
 */
export async function cancelSteps(
  tx: Tx,
  traderId: string,
  billId: string,
  why: Extract<StepWhy, "paid" | "cancelled" | "credited">,
): Promise<number> {
  const { steps: row } = tx.tables;
  const cancelled = await tx.builder
    .update(row)
    .set({ state: "cancelled", why, at: null })
    .where(and(eq(row.traderId, traderId), eq(row.billId, billId), pending))
    .returning({ kind: row.kind });
  return cancelled.filter(({ kind }) => kind === "reminder").length;
}

const remindedSince = statement<{ traderId: string; clientId: string; since: Day }, Step[]>(
  (builder, { steps: row }) =>
    builder
      .select()
      .from(row)
      .where(and(mine(row), is(row.clientId, "clientId"), gone, gte(row.sentOn, slot(row.sentOn, "since")))),
);

/** What went to a client about any bill on that day or since. */
export async function listSentSince(
  tx: Tx,
  traderId: string,
  clientId: string,
  since: Day,
): Promise<readonly Step[]> {
  return await remindedSince(tx, { traderId, clientId, since });
}

/** Those of the steps that an effect still has in hand, in one of these states. */
export async function listInHand(
  tx: Tx,
  traderId: string,
  effectId: string,
  ids: readonly string[],
  states: readonly StepState[],
): Promise<readonly Step[]> {
  const { steps: row } = tx.tables;
  return await tx.builder
    .select()
    .from(row)
    .where(
      and(
        eq(row.traderId, traderId),
        inArray(row.id, [...ids]),
        eq(row.effectId, effectId),
        inArray(row.state, [...states]),
      ),
    )
    .orderBy(asc(row.id));
}
