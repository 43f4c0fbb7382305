import { and, asc, eq, gt, isNull, lte } from "./sql.ts";
import { oneRow, slot, statement, type Tx, write } from "./store.ts";

/** A trader's Monday summary and when it is due. */
export interface DueSummary {
  readonly traderId: string;
  readonly summaryAt: Date;
}

const start = write<{ at: Date }>((builder, { traders: row }) =>
  builder
    .update(row)
    .set({ summaryAt: slot(row.summaryAt, "at") })
    .where(isNull(row.summaryAt)),
);

/** Gives whoever is new their first date. */
export function startSummaries(tx: Tx, at: Date): Promise<void> {
  return start(tx, { at });
}

const due = statement<{ now: Date }, DueSummary[]>(
  (builder, { traders: row }) =>
    builder
      .select({ traderId: row.id, summaryAt: row.summaryAt })
      .from(row)
      .where(lte(row.summaryAt, slot(row.summaryAt, "now")))
      .orderBy(asc(row.summaryAt))
      .limit(100) as never,
);

/** A batch of what is due. */
export async function listDueSummaries(tx: Tx, now: Date): Promise<readonly DueSummary[]> {
  return await due(tx, { now });
}

const next = oneRow<{ after: Date }, { summaryAt: Date | null }>((builder, { traders: row }) =>
  builder
    .select({ summaryAt: row.summaryAt })
    .from(row)
    .where(gt(row.summaryAt, slot(row.summaryAt, "after")))
    .orderBy(asc(row.summaryAt))
    .limit(1),
);

/** When, after this instant, the next summary is due; null where none is. */
export async function nextSummaryAt(tx: Tx, after: Date): Promise<Date | null> {
  return (await next(tx, { after }))?.summaryAt ?? null;
}

/** Moves a summary on to its next date. False where another process took this one. */
export async function takeSummary(tx: Tx, { traderId, summaryAt }: DueSummary, to: Date): Promise<boolean> {
  const { traders: row } = tx.tables;
  const taken = await tx.builder
    .update(row)
    .set({ summaryAt: to })
    .where(and(eq(row.id, traderId), eq(row.summaryAt, summaryAt)))
    .returning({ id: row.id });
  return taken.length === 1;
}
