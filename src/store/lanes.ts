import type { ClaimedEffect } from "../domain/effect.ts";
import { type EffectRow, isFirst, taken } from "./effects.ts";
import { claimable, unfinished } from "./schema/work.ts";
import { and, asc, eq, gt, lte, sql } from "./sql.ts";
import { is, oneRow, slot, statement, type Tx } from "./store.ts";

type ClaimFirst = { id: string; now: Date; leaseUntil: Date };
const claimFirst = oneRow<ClaimFirst, EffectRow>((builder, { effects: row }) =>
  builder
    .update(row)
    .set(taken(row))
    .where(and(is(row.id, "id"), claimable, lte(row.dueAt, slot(row.dueAt, "now"))))
    .returning(),
);

/** Takes the first effect of a lane for one attempt; undefined where it is not due, or somebody has it. */
export async function claimInLane(
  tx: Tx,
  lane: string,
  params: Omit<ClaimFirst, "id">,
): Promise<ClaimedEffect | undefined> {
  const first = await firstOf(tx, { lane });
  return first === undefined ? undefined : await claimFirst(tx, { ...params, id: first.id });
}

type First = Pick<EffectRow, "id" | "state" | "dueAt" | "leaseUntil">;
const firstOf = oneRow<{ lane: string }, First>((builder, { effects: row }) =>
  builder
    .select({ id: row.id, state: row.state, dueAt: row.dueAt, leaseUntil: row.leaseUntil })
    .from(row)
    .where(and(is(row.lane, "lane"), unfinished))
    .orderBy(asc(row.id))
    .limit(1),
);

/** The first effect of a lane that is not finished, and when it can be taken. */
export async function nextInLane(tx: Tx, lane: string): Promise<{ id: string; at: Date } | undefined> {
  const first = await firstOf(tx, { lane });
  return first === undefined ? undefined : { id: first.id, at: first.leaseUntil ?? first.dueAt };
}

const lanes = oneRow<{ id: string }, { lane: string }>((builder, { effects: row }) =>
  builder.select({ lane: row.lane }).from(row).where(is(row.id, "id")),
);

export async function laneOf(tx: Tx, id: string): Promise<string | undefined> {
  return (await lanes(tx, { id }))?.lane;
}

const overdue = statement<{ before: Date; limit: number }, { id: string; lane: string }[]>(
  (builder, tables) => {
    const { effects: row } = tables;
    return builder
      .select({ id: row.id, lane: row.lane })
      .from(row)
      .where(and(claimable, lte(row.dueAt, slot(row.dueAt, "before")), isFirst(builder, tables)))
      .orderBy(asc(row.dueAt), asc(row.id))
      .limit(sql.placeholder("limit"));
  },
);

/** What has been due since before an instant and may be taken, oldest first. */
export async function listOverdue(
  tx: Tx,
  before: Date,
  limit: number,
): Promise<readonly Pick<EffectRow, "id" | "lane">[]> {
  return await overdue(tx, { before, limit });
}

const release = statement<{ lane: string; now: Date }, { id: string }[]>((builder, { effects: row }) =>
  builder
    .update(row)
    .set({ dueAt: slot(row.dueAt, "now") })
    .where(
      and(is(row.lane, "lane"), unfinished, eq(row.state, "ready"), gt(row.dueAt, slot(row.dueAt, "now"))),
    )
    .returning({ id: row.id }),
);

/** What waits in a lane is due now. Answers how many that were not. */
export async function releaseLane(tx: Tx, lane: string, now: Date): Promise<number> {
  return (await release(tx, { lane, now })).length;
}

/** Has what waits in a lane tried now, whatever pause it was given. */
export async function hastenLane(tx: Tx, traderId: string, lane: string, now: Date): Promise<void> {
  const { effects: row } = tx.tables;
  await tx.builder
    .update(row)
    .set({ dueAt: now })
    .where(and(eq(row.traderId, traderId), eq(row.lane, lane), claimable, gt(row.dueAt, now)));
}
