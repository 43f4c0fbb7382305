import type { Tables } from "./schema.ts";
import { and, getTableColumns } from "./sql.ts";
import { is, oneRow, slots, statement, type Tx } from "./store.ts";

export type XeroBudget = Tables["xeroBudgets"]["$inferSelect"];

const ofOrganisation = oneRow<{ organisationId: string }, XeroBudget>((builder, { xeroBudgets: row }) =>
  builder.select().from(row).where(is(row.organisationId, "organisationId")),
);

export function findBudget(tx: Tx, organisationId: string): Promise<XeroBudget | undefined> {
  return ofOrganisation(tx, { organisationId });
}

const writeOver = statement<XeroBudget & { from: number }, { it: number }[]>(
  (builder, { xeroBudgets: row }) =>
    builder
      .update(row)
      .set(slots(getTableColumns(row)))
      .where(and(is(row.organisationId, "organisationId"), is(row.version, "from")))
      .returning({ it: row.version }),
);

/** Writes a budget over exactly what was read; false where another process was first. */
export async function writeBudget(
  tx: Tx,
  budget: XeroBudget,
  read: XeroBudget | undefined,
): Promise<boolean> {
  if (read === undefined) {
    const { xeroBudgets: row } = tx.tables;
    const added = await tx.builder
      .insert(row)
      .values(budget)
      .onConflictDoNothing()
      .returning({ it: row.version });
    return added.length === 1;
  }
  return (await writeOver(tx, { ...budget, from: read.version })).length === 1;
}
