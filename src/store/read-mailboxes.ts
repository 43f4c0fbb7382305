import { getTableColumns } from "./sql.ts";
import { is, only, slot, slots, statement, type Tx } from "./store.ts";

/** How far a mailbox outside has been read. */
export interface ReadMailbox {
  readonly name: string;
  /** Of its numbers; where it changes, they begin anew. */
  readonly series: string;
  readonly lastUid: number;
}

const upsert = statement<ReadMailbox, unknown>((builder, { readMailboxes: row }) =>
  builder
    .insert(row)
    .values(slots(getTableColumns(row)))
    .onConflictDoUpdate({
      target: [row.name],
      set: { series: slot(row.series, "series"), lastUid: slot(row.lastUid, "lastUid") },
    }),
);

export async function putReadMailbox(tx: Tx, mailbox: ReadMailbox): Promise<void> {
  await upsert(tx, mailbox);
}

const byName = statement<{ name: string }, ReadMailbox[]>((builder, { readMailboxes: row }) =>
  builder.select().from(row).where(is(row.name, "name")),
);

export async function findReadMailbox(tx: Tx, name: string): Promise<ReadMailbox | undefined> {
  return only(await byName(tx, { name }));
}
