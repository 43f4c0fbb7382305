import type { EffectState } from "../domain/effect.ts";
import type { EffectRow } from "./effects.ts";
import { buried, unfinished } from "./schema/work.ts";
import { asc, sql } from "./sql.ts";
import { only, statement, type Tx } from "./store.ts";

const dead = statement<object, EffectRow[]>((builder, { effects: row }) =>
  builder.select().from(row).where(buried).orderBy(asc(row.id)),
);

/** What was buried, with the reasons. */
export async function listDeadEffects(tx: Tx): Promise<readonly EffectRow[]> {
  return await dead(tx, {});
}

const tally = statement<object, { state: EffectState; count: number }[]>((builder, { effects: row }) =>
  builder
    .select({ state: row.state, count: sql<number>`count(*)`.mapWith(Number) })
    .from(row)
    .where(unfinished)
    .groupBy(row.state),
);
const tallyDead = statement<object, { count: number }[]>((builder, { effects: row }) =>
  builder
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(row)
    .where(buried),
);

/** How many effects wait, fly, are in doubt or were buried. */
export async function countEffects(tx: Tx): Promise<readonly { state: EffectState; count: number }[]> {
  const dead = only(await tallyDead(tx, {}))?.count ?? 0;
  return [...(await tally(tx, {})), ...(dead === 0 ? [] : [{ state: "dead" as const, count: dead }])];
}
