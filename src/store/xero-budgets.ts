import type { Tables } from "./schema.ts";
import { and, eq } from "./sql.ts";
import { only, type Tx } from "./store.ts";

export type XeroBudget = Tables["xeroBudgets"]["$inferSelect"];

export async function findBudget(tx: Tx, organisationId: string): Promise<XeroBudget | undefined> {
  const { xeroBudgets: row } = tx.tables;
  return only(await tx.builder.select().from(row).where(eq(row.organisationId, organisationId)));
}

/** Writes a budget over exactly what was read; false where another process was first. */
export async function writeBudget(
  tx: Tx,
  budget: XeroBudget,
  read: XeroBudget | undefined,
): Promise<boolean> {
  const { xeroBudgets: row } = tx.tables;
  if (read === undefined) {
    const added = await tx.builder
      .insert(row)
      .values(budget)
      .onConflictDoNothing()
      .returning({ it: row.version });
    return added.length === 1;
  }
  const same = and(eq(row.organisationId, budget.organisationId), eq(row.version, read.version));
  return (await tx.builder.update(row).set(budget).where(same).returning({ it: row.version })).length === 1;
}
