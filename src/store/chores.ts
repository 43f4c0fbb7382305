import { and, lte } from "./sql.ts";
import { is, slot, statement, type Tx, write } from "./store.ts";

/** Something the house does for itself now and then. */
export interface Chore {
  readonly name: string;
  readonly dueAt: Date;
  readonly outcome: string | null;
  readonly doneAt: Date | null;
}

const add = write<{ name: string; dueAt: Date }>((builder, { chores: row }) =>
  builder
    .insert(row)
    .values({
      name: slot(row.name, "name"),
      dueAt: slot(row.dueAt, "dueAt"),
      outcome: null,
      doneAt: null,
    })
    .onConflictDoNothing(),
);

const all = statement<object, Chore[]>((builder, { chores: row }) =>
  builder.select().from(row).orderBy(row.name),
);

export async function listChores(tx: Tx): Promise<readonly Chore[]> {
  return await all(tx, {});
}

const take = statement<{ name: string; now: Date; next: Date }, { name: string }[]>(
  (builder, { chores: row }) =>
    builder
      .update(row)
      .set({ dueAt: slot(row.dueAt, "next") })
      .where(and(is(row.name, "name"), lte(row.dueAt, slot(row.dueAt, "now"))))
      .returning({ name: row.name }),
);

/** Takes a chore that is due and puts it down for `next`. False where it is not due, or somebody was first. */
export async function takeChore(tx: Tx, name: string, now: Date, next: Date): Promise<boolean> {
  await add(tx, { name, dueAt: next });
  return (await take(tx, { name, now, next })).length === 1;
}

const note = write<{ name: string; outcome: string; doneAt: Date }>((builder, { chores: row }) =>
  builder
    .update(row)
    .set({ outcome: slot(row.outcome, "outcome"), doneAt: slot(row.doneAt, "doneAt") })
    .where(is(row.name, "name")),
);

/** Writes down how it went, for the operator. */
export function noteChore(tx: Tx, name: string, outcome: string, doneAt: Date): Promise<void> {
  return note(tx, { name, outcome, doneAt });
}
