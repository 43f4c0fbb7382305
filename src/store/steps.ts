import type { Day } from "../domain/day.ts";
import { isPending, type Step, type StepKind, type StepState, type StepWhy } from "../domain/step.ts";
import { findChase, isUnplanned, type PlannedChase, setChase } from "./chases.ts";
import { inPlan, pack, placeOf, unpack } from "./packed-steps.ts";
import { stepId } from "./plan-letters.ts";
import { gone, pending } from "./schema/chase.ts";
import { and, asc, getTableColumns, gte } from "./sql.ts";
import { is, mine, only, slot, slots, statement, type Tx } from "./store.ts";

const insert = statement<Step, unknown>((builder, { steps }) =>
  builder.insert(steps).values(slots(getTableColumns(steps))),
);

const ofBill = statement<{ traderId: string; billId: string }, Step[]>((builder, { steps: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), is(row.billId, "billId")))
    .orderBy(asc(row.id)),
);

/** Everything that was ever planned about a bill, in the order it was. */
export async function listSteps(tx: Tx, traderId: string, billId: string): Promise<readonly Step[]> {
  return (await openPlan(tx, traderId, billId)).steps();
}

const byId = statement<{ traderId: string; id: string }, Step[]>((builder, { steps: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), is(row.id, "id"))),
);

export async function findStep(tx: Tx, traderId: string, id: string): Promise<Step | undefined> {
  const packed = placeOf(id);
  const gone = only(await byId(tx, { traderId, id }));
  if (gone !== undefined || packed === null) return gone;
  return (await listSteps(tx, traderId, packed.billId)).find((step) => step.id === id);
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
  const changed = await changeRow(tx, step, wanted);
  if (changed !== undefined || placeOf(step.id) === null) return changed;
  const plan = await openPlan(tx, step.traderId, step.billId);
  const known = plan.steps().find(({ id }) => id === step.id);
  if (known?.state !== step.state) return undefined;
  const now = await plan.change(known, wanted);
  await plan.keep();
  return now;
}

async function changeRow(tx: Tx, step: Step, wanted: Changes): Promise<Step | undefined> {
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

/** What the plan wants of a step, before it has an id. */
export type NewStep = Omit<Step, "id" | "traderId" | "billId" | "effectId" | "sentOn"> & {
  readonly state: "planned" | "skipped";
};

/** A bill's plan while it is changed, in its trader's turn: in memory, but for the rows of what left it, until kept. */
export interface OpenPlan {
  /** What was due before this is left out; null where nothing was planned yet. */
  readonly fromAt: Date | null;
  /** As they are now, in the order they were planned. */
  steps(): readonly Step[];
  add(step: NewStep): Step;
  change(step: Step, wanted: Changes): Promise<Step>;
  /**
   * Takes back all that may still go about the bill, because it closed. Answers how many reminders to the client that
   * were, held or not: the count of the closing message.
   */
  cancel(why: Closing): Promise<number>;
  /** Writes it down, and with it the bill's place in the queue: where it was, unless said. */
  keep(queued?: Pick<PlannedChase, "nextAt" | "fromAt">): Promise<void>;
}

export async function openPlan(tx: Tx, traderId: string, billId: string): Promise<OpenPlan> {
  const isNew = isUnplanned(tx, billId);
  const chase = isNew ? undefined : await findChase(tx, traderId, billId);
  const packed = chase === undefined ? [] : unpack(chase.plan, traderId, billId);
  let rows: readonly Step[] = isNew ? [] : await ofBill(tx, { traderId, billId });
  const isPacked = (step: Step) => packed[placeOf(step.id)?.place ?? -1]?.id === step.id;
  const put = (step: Step, changed: Step | null) => {
    packed[placeOf(step.id)?.place ?? packed.length] = changed;
  };
  return {
    fromAt: chase?.fromAt ?? null,
    steps: () => [...packed.filter((step) => step !== null), ...rows].sort(asPlanned),
    add: (wanted) => {
      const id = stepId(billId, packed.length);
      const step = { ...wanted, id, traderId, billId, effectId: null, sentOn: null };
      packed.push(step);
      return step;
    },
    change: async (step, wanted) => {
      const changed = { ...step, ...wanted };
      if (isPacked(step) && inPlan(changed)) put(step, changed);
      else if (isPacked(step)) {
        put(step, null);
        rows = [...rows, changed];
        await insert(tx, changed);
      } else {
        const row = await changeRow(tx, step, wanted);
        if (row === undefined) throw new Error("Broken assumption: a step was changed outside a turn.");
        rows = rows.map((it) => (it.id === row.id ? row : it));
      }
      return changed;
    },
    cancel: async (why) => {
      const anyRow = rows.some(isPending);
      const cancelled: { kind: StepKind }[] = anyRow ? await cancel(tx, { traderId, billId, why }) : [];
      for (const step of packed) {
        if (step === null || !isPending(step)) continue;
        put(step, { ...step, state: "cancelled", why, at: null });
        cancelled.push(step);
      }
      if (anyRow) rows = await ofBill(tx, { traderId, billId });
      return cancelled.filter(({ kind }) => kind === "reminder").length;
    },
    keep: async (queued) => {
      const first = packed.find((step) => step !== null);
      const place = queued ?? chase ?? (first && { nextAt: null, fromAt: first.createdAt });
      if (place === undefined) return;
      const { nextAt, fromAt } = place;
      const plan = pack(packed);
      const same =
        plan === chase?.plan &&
        nextAt?.getTime() === chase.nextAt?.getTime() &&
        fromAt.getTime() === chase.fromAt.getTime();
      if (!same) await setChase(tx, { traderId, billId, nextAt, fromAt, plan });
    },
  };
}

function asPlanned(a: Step, b: Step): number {
  return a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1);
}

export async function addStep(tx: Tx, traderId: string, billId: string, step: NewStep): Promise<Step> {
  const plan = await openPlan(tx, traderId, billId);
  const added = plan.add(step);
  await plan.keep();
  return added;
}

/** What `cancel` does to a bill's plan, kept: nothing of it is due any more. */
export async function cancelSteps(tx: Tx, traderId: string, billId: string, why: Closing): Promise<number> {
  const plan = await openPlan(tx, traderId, billId);
  const cancelled = await plan.cancel(why);
  await plan.keep(plan.fromAt === null ? undefined : { nextAt: null, fromAt: plan.fromAt });
  return cancelled;
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
