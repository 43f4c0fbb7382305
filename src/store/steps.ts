import type { Day } from "../domain/day.ts";
import type { Step, StepKind, StepState, StepWhy } from "../domain/step.ts";
import { gone, pending } from "./schema/chase.ts";
import { and, asc, getTableColumns, gte } from "./sql.ts";
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

type Change = (
  tx: Tx,
  params: Changes & { traderId: string; id: string; from: StepState },
) => Promise<Step[]>;

/** A statement for each set of columns that is changed together: the few there are. */
const changes = new Map<string, Change>();

function changeOf(columns: readonly (keyof Changes)[]): Change {
  const name = columns.join();
  const known = changes.get(name);
  if (known !== undefined) return known;
  const made: Change = statement((builder, { steps: row }) =>
    builder
      .update(row)
      .set(Object.fromEntries(columns.map((it) => [it, slot(row[it], it)])))
      .where(and(mine(row), is(row.id, "id"), is(row.state, "from")))
      .returning(),
  );
  changes.set(name, made);
  return made;
}

/** Changes a step from exactly the state it was read in; undefined where somebody was first. */
export async function changeStep(tx: Tx, step: Step, wanted: Changes): Promise<Step | undefined> {
  const change = changeOf(Object.keys(wanted) as (keyof Changes)[]);
  return only(await change(tx, { ...wanted, traderId: step.traderId, id: step.id, from: step.state }));
}

type Closing = Extract<StepWhy, "paid" | "cancelled" | "credited">;

const cancel = statement<{ traderId: string; billId: string; why: Closing }, { kind: StepKind }[]>(
  (builder, { steps: row }) =>
    builder
      .update(row)
      .set({ state: "cancelled", why: slot(row.why, "why"), at: null })
      .where(and(mine(row), is(row.billId, "billId"), pending))
      .returning({ kind: row.kind }),
);

/**
 * Takes back all that may still go about a bill, because it closed. Answers how many reminders to the client that
 * were, held or not: the count of the closing message.
 */
export async function cancelSteps(tx: Tx, traderId: string, billId: string, why: Closing): Promise<number> {
  const cancelled = await cancel(tx, { traderId, billId, why });
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
  const found: Step[] = [];
  for (const id of [...ids].sort()) {
    const step = await findStep(tx, traderId, id);
    if (step?.effectId === effectId && states.includes(step.state)) found.push(step);
  }
  return found;
}
