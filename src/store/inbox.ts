import type { Inbound } from "../ports.ts";
import { and, getTableColumns } from "./sql.ts";
import { is, oneRow, slots, statement, type Tx } from "./store.ts";

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

const insert = statement<InboxRow, { n: number }[]>((builder, { inbox }) =>
  builder
    .insert(inbox)
    .values(slots(getTableColumns(inbox)))
    .onConflictDoNothing()
    .returning({ n: inbox.n }),
);

/** False where it is there already. */
export async function addInboxRow(tx: Tx, row: InboxRow): Promise<boolean> {
  return (await insert(tx, row)).length === 1;
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
