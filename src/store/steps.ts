import { assert } from "../assert.ts";
import type { Bill } from "../domain/bill.ts";
import type { Day } from "../domain/day.ts";
import { isPending, type Step, type StepState, type StepWhy } from "../domain/step.ts";
import {
  findPlan,
  findUnplanned,
  noPlan,
  type PlanColumns,
  type PlannedChase,
  type PlanOf,
  placedIn,
  planColumns,
  setChase,
} from "./chases.ts";
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
  keep(queued?: Place): Promise<void>;
  /** Writes it down as it is once the bill is another client's. */
  moveTo(clientId: string): Promise<void>;
}

type Place = Pick<PlannedChase, "nextAt" | "fromAt">;

/** The plan of a bill that is not there yet. */
export interface NewPlan extends OpenPlan {
  /** What the bill is to be added with. From then on the plan is as it is kept. */
  columns(queued: Place): PlanColumns;
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

/** Opens the plan of a bill that this transaction is about to add. */
export function openNewPlan(tx: Tx, bill: Pick<Bill, "traderId" | "id"> & PlanOf): NewPlan {
  const { traderId, id } = bill;
  const plan = planOf(tx, traderId, id, { ...bill, ...noPlan }, []);
  opened.get(tx)?.get(traderId)?.set(id, plan);
  return plan;
}

async function readPlan(tx: Tx, traderId: string, billId: string): Promise<OpenPlan> {
  const added = findUnplanned(tx, billId);
  if (added !== undefined) return planOf(tx, traderId, billId, { ...added, ...noPlan }, []);
  const row = await findPlan(tx, traderId, billId);
  return planOf(tx, traderId, billId, row, await ofBill(tx, { traderId, billId }));
}

/** `gone` are the steps that left the plan. */
function planOf(
  tx: Tx,
  traderId: string,
  billId: string,
  row: (PlanColumns & PlanOf) | undefined,
  gone: readonly Step[],
): NewPlan {
  let of: PlanOf | undefined = row;
  let placed = row === undefined ? null : placedIn(row);
  const packed = row === undefined || placed === null ? [] : unpack(placed.plan, traderId, billId, row);
  /** Of the steps that left the plan: as they are now, and as they are stored. */
  const stored = new Map(gone.map((it) => [it.id, it]));
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
  const keep = async (queued?: Place) => {
    for (const it of rows.values()) await store(tx, stored.get(it.id), it);
    for (const it of rows.values()) stored.set(it.id, it);
    const first = packed.find((step) => step !== null);
    const place = queued ?? placed ?? (first && { nextAt: null, fromAt: first.createdAt });
    if (place === undefined) return;
    assert(of !== undefined, "a plan is of a bill.");
    const { nextAt, fromAt } = place;
    const now = { nextAt, fromAt, plan: pack(packed, of) };
    const same =
      now.plan === placed?.plan &&
      nextAt?.getTime() === placed.nextAt?.getTime() &&
      fromAt.getTime() === placed.fromAt.getTime();
    if (same) return;
    placed = now;
    await setChase(tx, { traderId, billId, ...now }, of);
  };
  return {
    get fromAt() {
      return placed?.fromAt ?? null;
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
    keep,
    moveTo: async (clientId) => {
      assert(of !== undefined, "a plan is of a bill.");
      of = { ...of, clientId };
      await keep();
    },
    columns: (queued) => {
      assert(of !== undefined && rows.size === 0, "no step of a new bill has left its plan.");
      placed = { ...queued, plan: pack(packed, of) };
      return planColumns(placed, of);
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
