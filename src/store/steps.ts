import { assert } from "../assert.ts";
import type { Day } from "../domain/day.ts";
import { isPending, type Step, type StepState, type StepWhy } from "../domain/step.ts";
import { findChase, isUnplanned, type PlannedChase, setChase } from "./chases.ts";
import { inPlan, pack, placeOf, unpack } from "./packed-steps.ts";
import { stepId } from "./plan-letters.ts";
import { gone } from "./schema/chase.ts";
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

const changeable = ["at", "why", "tone", "state", "effectId", "sentOn", "nominalOn"] as const;
type Changes = Partial<Pick<Step, (typeof changeable)[number]>>;

type Change = (
  tx: Tx,
  params: Changes & { traderId: string; id: string; from: StepState },
) => Promise<{ id: string }[]>;

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
      .returning({ id: row.id }),
  );
  changes.set(name, made);
  return made;
}

/** Changes a step from exactly the state it was read in; undefined where somebody was first. */
export async function changeStep(tx: Tx, step: Step, wanted: Changes): Promise<Step | undefined> {
  const plan = await openPlan(tx, step.traderId, step.billId);
  const known = plan.steps().find(({ id }) => id === step.id);
  if (known?.state !== step.state) return undefined;
  const changed = plan.change(known, wanted);
  await plan.keep();
  return changed;
}

type Closing = Extract<StepWhy, "paid" | "cancelled" | "credited">;

/** What the plan wants of a step, before it has an id. */
export type NewStep = Omit<Step, "id" | "traderId" | "billId" | "effectId" | "sentOn"> & {
  readonly state: "planned" | "skipped";
};

/** A bill's plan while it is changed, in its trader's turn: in memory until it is kept. */
export interface OpenPlan {
  /** What was due before this is left out; null where nothing was planned yet. */
  readonly fromAt: Date | null;
  /** As they are now, in the order they were planned. */
  steps(): readonly Step[];
  add(step: NewStep): Step;
  change(step: Step, wanted: Changes): Step;
  /**
   * Takes back all that may still go about the bill, because it closed. Answers how many reminders to the client that
   * were, held or not: the count of the closing message.
   */
  cancel(why: Closing): number;
  /** Writes it down, and with it the bill's place in the queue: where it was, unless said. */
  keep(queued?: Pick<PlannedChase, "nextAt" | "fromAt">): Promise<void>;
}

/** Plans by trader and bill. In a trader's turn, to its commit, nobody else changes one: it is read once. */
const opened = new WeakMap<Tx, Map<string, Map<string, OpenPlan>>>();

/** From here to the commit the plans of the trader, whose turn was taken, stay open. */
export function keepPlansOpen(tx: Tx, traderId: string): void {
  const plans = opened.get(tx) ?? new Map();
  opened.set(tx, plans.set(traderId, new Map()));
}

export async function openPlan(tx: Tx, traderId: string, billId: string): Promise<OpenPlan> {
  const plans = opened.get(tx)?.get(traderId);
  const plan = plans?.get(billId) ?? (await readPlan(tx, traderId, billId));
  plans?.set(billId, plan);
  return plan;
}

async function readPlan(tx: Tx, traderId: string, billId: string): Promise<OpenPlan> {
  const isNew = isUnplanned(tx, billId);
  let chase = isNew ? undefined : await findChase(tx, traderId, billId);
  const packed = chase === undefined ? [] : unpack(chase.plan, traderId, billId);
  /** Of the steps that left the plan: as they are now, and as they are stored. */
  const stored = new Map((isNew ? [] : await ofBill(tx, { traderId, billId })).map((row) => [row.id, row]));
  const rows = new Map(stored);
  const placeIn = (step: Step) => {
    const place = placeOf(step.id)?.place ?? -1;
    return packed[place]?.id === step.id ? place : null;
  };
  const change = (step: Step, wanted: Changes): Step => {
    const changed = { ...step, ...wanted };
    const place = placeIn(step);
    if (place === null || !inPlan(changed)) rows.set(step.id, changed);
    if (place !== null) packed[place] = inPlan(changed) ? changed : null;
    return changed;
  };
  const steps = () => [...packed.filter((step) => step !== null), ...rows.values()].sort(asPlanned);
  return {
    get fromAt() {
      return chase?.fromAt ?? null;
    },
    steps,
    add: (wanted) => {
      const id = stepId(billId, packed.length);
      const step = { ...wanted, id, traderId, billId, effectId: null, sentOn: null };
      packed.push(step);
      return step;
    },
    change,
    cancel: (why) => {
      const cancelled = steps().filter(isPending);
      for (const step of cancelled) change(step, { state: "cancelled", why, at: null });
      return cancelled.filter(({ kind }) => kind === "reminder").length;
    },
    keep: async (queued) => {
      for (const row of rows.values()) await store(tx, stored.get(row.id), row);
      for (const row of rows.values()) stored.set(row.id, row);
      const first = packed.find((step) => step !== null);
      const place = queued ?? chase ?? (first && { nextAt: null, fromAt: first.createdAt });
      if (place === undefined) return;
      const { nextAt, fromAt } = place;
      const plan = pack(packed);
      const same =
        plan === chase?.plan &&
        nextAt?.getTime() === chase.nextAt?.getTime() &&
        fromAt.getTime() === chase.fromAt.getTime();
      if (same) return;
      chase = { traderId, billId, nextAt, fromAt, plan };
      await setChase(tx, chase);
    },
  };
}

/** Has a step that left its plan stored as it is now. */
async function store(tx: Tx, before: Step | undefined, now: Step): Promise<void> {
  if (before === undefined) return void (await insert(tx, now));
  const columns = changeable.filter((it) => differ(before[it], now[it]));
  if (columns.length === 0) return;
  const { traderId, id, state: from } = before;
  const to = Object.fromEntries(columns.map((it) => [it, now[it]]));
  const stored = await changeOf(columns)(tx, { ...to, traderId, id, from });
  assert(stored.length === 1, "nobody changes a step during its trader's turn.");
}

function differ(a: Step[keyof Changes], b: Step[keyof Changes]): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() !== b.getTime() : a !== b;
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
  const cancelled = plan.cancel(why);
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
