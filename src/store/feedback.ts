import type { Understanding } from "../domain/intent.ts";
import { asc, getTableColumns } from "./sql.ts";
import { slots, type Tx, write } from "./store.ts";

/** An exchange that a trader called wrong. */
export interface Feedback {
  readonly id: string;
  readonly traderId: string;
  /** The word it was called wrong with. */
  readonly word: string;
  readonly said: string;
  readonly answers: readonly string[];
  /** What was said, read again when it was filed. */
  readonly understood: Understanding;
  readonly at: Date;
}

const insert = write<Feedback>((builder, { feedback }) =>
  builder.insert(feedback).values(slots(getTableColumns(feedback))),
);

export function addFeedback(tx: Tx, feedback: Feedback): Promise<void> {
  return insert(tx, feedback);
}

/** What all traders filed, oldest first: the operator's alone, and no chat or page reaches it. */
export async function listFeedback(tx: Tx): Promise<readonly Feedback[]> {
  const { feedback: row } = tx.tables;
  return await tx.builder.select().from(row).orderBy(asc(row.id));
}
