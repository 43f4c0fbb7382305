import type { Inbound } from "../ports.ts";
import { and, getTableColumns } from "./sql.ts";
import { is, oneRow, slots, type Tx, write } from "./store.ts";

/** Something that came in and the turn it was given; its key makes the second delivery a no-op. */
export interface InboxRow {
  readonly source: string;
  readonly externalId: string;
  readonly conversationId: string;
  readonly inbound: Inbound;
  /** `dead`: our own mistake kept it from being dealt with; `error` says which. */
  readonly state: "done" | "dead";
  readonly n: number;
  readonly error: string | null;
  readonly receivedAt: Date;
}

const insert = write<InboxRow>((builder, { inbox }) =>
  builder.insert(inbox).values(slots(getTableColumns(inbox))),
);

/** Only after a look, in its conversation's turn, that it is not there: a second one undoes the transaction. */
export function addInboxRow(tx: Tx, row: InboxRow): Promise<void> {
  return insert(tx, row);
}

const byKey = oneRow<{ source: string; externalId: string }, InboxRow>((builder, { inbox: row }) =>
  builder
    .select()
    .from(row)
    .where(and(is(row.source, "source"), is(row.externalId, "externalId"))),
);

/**
 * The row that whoever delivered the same event has committed while this transaction waited to begin its turn. With one
 * writer nobody can have.
 */
export async function findRacedRow(
  tx: Tx,
  source: string,
  externalId: string,
): Promise<InboxRow | undefined> {
  return tx.dialect === "sqlite" ? undefined : await findInboxRow(tx, source, externalId);
}

export function findInboxRow(tx: Tx, source: string, externalId: string): Promise<InboxRow | undefined> {
  return byKey(tx, { source, externalId });
}
