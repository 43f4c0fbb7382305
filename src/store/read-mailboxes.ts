import { getTableColumns } from "./sql.ts";
import { is, oneRow, slot, slots, type Tx, write } from "./store.ts";

/** How far a mailbox outside has been read. */
export interface ReadMailbox {
  readonly name: string;
  /** Of its numbers; where it changes, they begin anew. */
  readonly series: string;
  readonly lastUid: number;
}

const upsert = write<ReadMailbox>((builder, { readMailboxes: row }) =>
  builder
    .insert(row)
    .values(slots(getTableColumns(row)))
    .onConflictDoUpdate({
      target: [row.name],
      set: { series: slot(row.series, "series"), lastUid: slot(row.lastUid, "lastUid") },
    }),
);

export function putReadMailbox(tx: Tx, mailbox: ReadMailbox): Promise<void> {
  return upsert(tx, mailbox);
}

const byName = oneRow<{ name: string }, ReadMailbox>((builder, { readMailboxes: row }) =>
  builder.select().from(row).where(is(row.name, "name")),
);

export function findReadMailbox(tx: Tx, name: string): Promise<ReadMailbox | undefined> {
  return byName(tx, { name });
}
