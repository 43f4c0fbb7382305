import type { ClaimedEffect, EffectState, NewEffect } from "../domain/effect.ts";
import { currentTrace } from "../trace.ts";
import { claimable, leased, unfinished } from "./schema/work.ts";
import type { Tables } from "./schema.ts";
import { and, asc, eq, getTableColumns, gt, inArray, lte, notExists, sql } from "./sql.ts";
import { type Builder, type Dialect, is, oneRow, only, slot, slots, statement, type Tx } from "./store.ts";

export type EffectRow = Tables["effects"]["$inferSelect"];

const insert = statement<EffectRow, { id: string }[]>((builder, { effects }) =>
  builder
    .insert(effects)
    .values(slots(getTableColumns(effects)))
    .onConflictDoNothing()
    .returning({ id: effects.id }),
);

const unborn = {
  state: "ready",
  attempt: 0,
  fence: 0,
  leaseUntil: null,
  uncertain: false,
  remoteId: null,
  error: null,
  doneAt: null,
} as const;

/** Writes down what the outside must be told. False where an effect with its key is there already. */
export async function addEffect(tx: Tx, effect: NewEffect, now: Date): Promise<boolean> {
  const rows = await insert(tx, { ...effect, ...unborn, createdAt: now, trace: currentTrace() });
  return rows.length === 1;
}

const firstInLane = oneRow<{ lane: string }, { state: EffectState }>((builder, { effects: row }) =>
  builder
    .select({ state: row.state })
    .from(row)
    .where(and(is(row.lane, "lane"), unfinished))
    .orderBy(asc(row.id))
    .limit(1),
);

/**
 * The same, and where the effect is due and first in its lane it is its adder's at once, as if claimed; else it is for
 * `later`, or `behind` one that is on its way. For a store with one writer, where nobody else adds to the lane meanwhile.
 */
export async function addClaimed(
  tx: Tx,
  effect: NewEffect,
  now: Date,
  leaseUntil: Date,
): Promise<ClaimedEffect | "later" | "behind" | "known"> {
  const first = await firstInLane(tx, effect);
  if (effect.dueAt > now || first !== undefined) {
    if (!(await addEffect(tx, effect, now))) return "known";
    return effect.dueAt <= now && first?.state === "sending" ? "behind" : "later";
  }
  const sending = { ...unborn, state: "sending", attempt: 1, fence: 1, leaseUntil } as const;
  const row = { ...effect, ...sending, createdAt: now, trace: currentTrace() };
  return (await insert(tx, row)).length === 1 ? row : "known";
}

/**
 * Whether a row is among those that may be taken now: due, and first in their lane. On Postgres `FOR UPDATE SKIP
 * LOCKED` keeps workers from waiting for each other, and ARRAY has the inner query run once, not once for each row
 * (which took seconds at 300 effects, and more rows than the limit). SQLite has one writer and needs neither.
 */
function isTakeable(builder: Builder, { effects: row }: Tables, dialect: Dialect) {
  const query = builder
    .select({ id: row.id })
    .from(row)
    .where(and(claimable, lte(row.dueAt, slot(row.dueAt, "now")), isFirst(builder, { effects: row })))
    .orderBy(asc(row.dueAt), asc(row.id))
    .limit(sql.placeholder("limit"));
  return dialect === "postgres"
    ? sql`${row.id} = ANY(ARRAY(${query.for("update", { skipLocked: true })}))`
    : inArray(row.id, query);
}

/** Nothing of its lane that came before is unfinished. */
export function isFirst(builder: Builder, { effects: row }: Pick<Tables, "effects">) {
  return notExists(
    builder
      .select({ one: sql`1` })
      .from(sql`${row} AS older`)
      .where(sql`older.lane = ${row.lane} AND older.id < ${row.id} AND older.${unfinished}`),
  );
}

/** What a claim makes of a row. */
export function taken(row: Tables["effects"]) {
  return {
    state: "sending" as const,
    fence: sql`${row.fence} + 1`,
    attempt: sql`${row.attempt} + 1`,
    leaseUntil: slot(row.leaseUntil, "leaseUntil"),
    // The right-hand side is the row as it was.
    uncertain: sql`${row.state} = 'unknown'`,
  };
}

type Claim = { now: Date; leaseUntil: Date; limit: number };
const claim = statement<Claim, EffectRow[]>((builder, tables, dialect) => {
  const { effects: row } = tables;
  return (
    builder
      .update(row)
      .set(taken(row))
      // Due-ness is asked for again outside: on Postgres the inner look may be out of date by now, and without
      // this line two workers were given the same rows.
      .where(and(isTakeable(builder, tables, dialect), claimable, lte(row.dueAt, slot(row.dueAt, "now"))))
      .returning()
  );
});

/** Takes up to `limit` due effects for one attempt each, oldest first. Nobody else is given them before `leaseUntil`. */
export async function claimEffects(tx: Tx, params: Claim): Promise<readonly ClaimedEffect[]> {
  const rows = await claim(tx, params);
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
}

type Settle = {
  id: string;
  fence: number;
  state: EffectState;
  dueAt: Date;
  attempt: number;
  remoteId: string | null;
  error: string | null;
  doneAt: Date | null;
};
const settle = statement<Settle, { id: string }[]>((builder, { effects: row }) =>
  builder
    .update(row)
    .set({
      state: slot(row.state, "state"),
      dueAt: slot(row.dueAt, "dueAt"),
      attempt: slot(row.attempt, "attempt"),
      remoteId: slot(row.remoteId, "remoteId"),
      error: slot(row.error, "error"),
      doneAt: slot(row.doneAt, "doneAt"),
      leaseUntil: null,
    })
    .where(and(is(row.id, "id"), is(row.fence, "fence"), leased))
    .returning({ id: row.id }),
);

/** Writes the result of an attempt. False where the lease was lost and somebody else has it: drop the result then. */
export async function settleEffect(
  tx: Tx,
  effect: ClaimedEffect,
  result: Partial<Pick<Settle, "dueAt" | "attempt" | "remoteId" | "error" | "doneAt">> & {
    state: EffectState;
  },
): Promise<boolean> {
  const { id, fence, dueAt, attempt } = effect;
  const rows = await settle(tx, {
    id,
    fence,
    dueAt,
    attempt,
    remoteId: null,
    error: null,
    doneAt: null,
    ...result,
  });
  return rows.length === 1;
}

const held = statement<{ id: string; fence: number }, { id: string }[]>((builder, { effects: row }) =>
  builder
    .select({ id: row.id })
    .from(row)
    .where(and(is(row.id, "id"), is(row.fence, "fence"), leased)),
);

/** Whether an attempt still has its effect: one that was overtaken must change nothing more. */
export async function holdsEffect(tx: Tx, { id, fence }: Pick<Settle, "id" | "fence">): Promise<boolean> {
  return (await held(tx, { id, fence })).length === 1;
}

/** What is still to be told for a trader. */
export async function listUnfinishedOf(tx: Tx, traderId: string): Promise<readonly EffectRow[]> {
  const { effects: row } = tx.tables;
  return await tx.builder
    .select()
    .from(row)
    .where(and(eq(row.traderId, traderId), unfinished));
}

const expire = statement<{ until: Date }, { id: string }[]>((builder, { effects: row }) =>
  builder
    .update(row)
    // Due since it was first due: it keeps its place.
    .set({ state: "unknown", leaseUntil: null })
    .where(and(leased, lte(row.leaseUntil, slot(row.leaseUntil, "until"))))
    .returning({ id: row.id }),
);

/** What was being sent under a lease that ended by `until` may have been sent: it becomes `unknown`. Answers how many. */
export async function expireLeases(tx: Tx, until: Date): Promise<number> {
  return (await expire(tx, { until })).length;
}

const nextDue = statement<{ after: Date }, { dueAt: Date }[]>((builder, { effects: row }) =>
  builder
    .select({ dueAt: row.dueAt })
    .from(row)
    .where(and(claimable, gt(row.dueAt, slot(row.dueAt, "after"))))
    .orderBy(asc(row.dueAt))
    .limit(1),
);
const nextLease = statement<{ after: Date }, { leaseUntil: Date | null }[]>((builder, { effects: row }) =>
  builder
    .select({ leaseUntil: row.leaseUntil })
    .from(row)
    .where(and(leased, gt(row.leaseUntil, slot(row.leaseUntil, "after"))))
    .orderBy(asc(row.leaseUntil))
    .limit(1),
);

/** When, after this instant, the next effect falls due or the next lease ends; null when nothing waits. */
export async function nextEffectAt(tx: Tx, after: Date): Promise<Date | null> {
  const due = only(await nextDue(tx, { after }))?.dueAt;
  const lease = only(await nextLease(tx, { after }))?.leaseUntil;
  const times = [due, lease].filter((at) => at !== undefined && at !== null);
  return times.length === 0 ? null : new Date(Math.min(...times.map(Number)));
}

const revive = statement<{ traderId: string; id: string; now: Date }, { id: string }[]>(
  (builder, { effects: row }) =>
    builder
      .update(row)
      .set({ state: "ready", attempt: 0, dueAt: slot(row.dueAt, "now"), error: null, doneAt: null })
      .where(and(is(row.traderId, "traderId"), is(row.id, "id"), eq(row.state, "dead")))
      .returning({ id: row.id }),
);

/** Tries a buried effect again: what "Retry" does. False where it is not buried. */
export async function reviveEffect(tx: Tx, traderId: string, id: string, now: Date): Promise<boolean> {
  return (await revive(tx, { traderId, id, now })).length === 1;
}

const cancel = statement<{ traderId: string; id: string; now: Date }, { id: string }[]>(
  (builder, { effects: row }) =>
    builder
      .update(row)
      .set({ state: "cancelled", doneAt: slot(row.doneAt, "now") })
      .where(and(is(row.traderId, "traderId"), is(row.id, "id"), eq(row.state, "ready")))
      .returning({ id: row.id }),
);

/** Takes back what has not been tried. False where it is too late. */
export async function cancelEffect(tx: Tx, traderId: string, id: string, now: Date): Promise<boolean> {
  return (await cancel(tx, { traderId, id, now })).length === 1;
}

const byId = statement<{ id: string }, EffectRow[]>((builder, { effects: row }) =>
  builder.select().from(row).where(is(row.id, "id")),
);

export async function findEffect(tx: Tx, id: string): Promise<ClaimedEffect | undefined> {
  return only(await byId(tx, { id }));
}

type Requeue = { id: string; state: "ready" | "dead"; dueAt: Date; error: string };
const requeue = statement<Requeue, { id: string }[]>((builder, { effects: row }) =>
  builder
    .update(row)
    .set({
      state: slot(row.state, "state"),
      dueAt: slot(row.dueAt, "dueAt"),
      error: slot(row.error, "error"),
    })
    .where(and(is(row.id, "id"), eq(row.state, "done")))
    .returning({ id: row.id }),
);

/** What counted as done turned out not to be. False where it is not done. */
export async function requeueEffect(tx: Tx, id: string, to: Omit<Requeue, "id">): Promise<boolean> {
  return (await requeue(tx, { id, ...to })).length === 1;
}

/** Which of these keys an effect has already. */
export async function findKnownKeys(tx: Tx, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const { effects: row } = tx.tables;
  const known = new Set<string>();
  for (let from = 0; from < keys.length; from += keysAtOnce) {
    const some = keys.slice(from, from + keysAtOnce);
    const rows = await tx.builder
      .select({ key: row.dedupeKey })
      .from(row)
      .where(inArray(row.dedupeKey, [...some]));
    for (const { key } of rows) if (key !== null) known.add(key);
  }
  return known;
}
const keysAtOnce = 500;
