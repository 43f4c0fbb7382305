import type { ChannelName } from "../domain/channel.ts";
import type { ConnectionState } from "../domain/mirror.ts";
import type { EffectRow } from "./effects.ts";
import type { Feedback } from "./feedback.ts";
import { claimable, unfinished } from "./schema/work.ts";
import { and, asc, desc, eq, gt, lte, or, sql } from "./sql.ts";
import type { Tx } from "./store.ts";
import type { XeroBudget } from "./xero-budgets.ts";

/*
 * What whoever runs the house looks at: across traders, so nothing that a trader's page or chat can reach may ask here.
 */

/** Since when the effect has waited that has been due longest; null where none is. */
export async function oldestDueAt(tx: Tx, now: Date): Promise<Date | null> {
  const { effects: row } = tx.tables;
  const [oldest] = await tx.builder
    .select({ dueAt: row.dueAt })
    .from(row)
    .where(and(claimable, lte(row.dueAt, now)))
    .orderBy(asc(row.dueAt), asc(row.id))
    .limit(1);
  return oldest?.dueAt ?? null;
}

/** What failed at least once and is being tried on, oldest first. */
export async function listStruggling(tx: Tx, limit: number): Promise<readonly EffectRow[]> {
  const { effects: row } = tx.tables;
  return await tx.builder
    .select()
    .from(row)
    .where(and(unfinished, or(gt(row.attempt, 0), eq(row.uncertain, true)), sql`${row.error} IS NOT NULL`))
    .orderBy(asc(row.id))
    .limit(limit);
}

/** When each channel last brought something in. */
export async function listHeardAt(tx: Tx): Promise<ReadonlyMap<ChannelName, Date>> {
  const { conversations: row } = tx.tables;
  const rows = await tx.builder
    .select({ channel: row.channel, at: sql`max(${row.heardAt})`.mapWith(row.heardAt) })
    .from(row)
    .where(sql`${row.heardAt} IS NOT NULL`)
    .groupBy(row.channel);
  return new Map(rows.map(({ channel, at }) => [channel, at as Date]));
}

/** What each organisation in Xero has used of its calls, those with the fewest left first. */
export async function listBudgets(tx: Tx, limit: number): Promise<readonly XeroBudget[]> {
  const { xeroBudgets: row } = tx.tables;
  return await tx.builder
    .select()
    .from(row)
    .orderBy(sql`${row.dayRemaining} IS NULL`, asc(row.dayRemaining), asc(row.organisationId))
    .limit(limit);
}

/** What traders called wrong, the newest first. */
export async function listLatestFeedback(tx: Tx, limit: number): Promise<readonly Feedback[]> {
  const { feedback: row } = tx.tables;
  return await tx.builder.select().from(row).orderBy(desc(row.id)).limit(limit);
}

export async function countFeedback(tx: Tx): Promise<number> {
  const { feedback: row } = tx.tables;
  const [counted] = await tx.builder.select({ count: sql`count(*)`.mapWith(Number) }).from(row);
  return counted?.count ?? 0;
}

/** Organisations in Xero that no longer let us in, and whose they are. */
export async function listLostConnections(
  tx: Tx,
): Promise<readonly { readonly traderId: string; readonly organisationId: string }[]> {
  const { xeroConnections: row } = tx.tables;
  return await tx.builder
    .select({ traderId: row.traderId, organisationId: row.organisationId })
    .from(row)
    .where(eq(row.state, "reconnect"))
    .orderBy(asc(row.traderId));
}

/** Organisations that a trader still wants, and that do not let us in or have not answered since before an instant. */
export async function listFailingConnections(
  tx: Tx,
  before: Date,
): Promise<readonly { readonly organisationId: string; readonly state: ConnectionState }[]> {
  const { xeroConnections: row } = tx.tables;
  return await tx.builder
    .select({ organisationId: row.organisationId, state: row.state })
    .from(row)
    .where(or(eq(row.state, "reconnect"), and(eq(row.state, "on"), lte(row.failingSince, before))))
    .orderBy(asc(row.organisationId));
}
