import type { Inbound } from "../ports.ts";
import { waiting } from "./schema/work.ts";
import { and, asc, getTableColumns } from "./sql.ts";
import { is, only, slot, slots, statement, type Tx } from "./store.ts";

/** Something that came in, kept until it has been dealt with; its key makes the second delivery a no-op. */
export interface InboxRow {
  readonly source: string;
  readonly externalId: string;
  readonly conversationId: string;
  readonly arrival: string;
  readonly inbound: Inbound;
  readonly state: "new" | "done" | "dead";
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

const byKey = statement<{ source: string; externalId: string }, InboxRow[]>((builder, { inbox: row }) =>
  builder
    .select()
    .from(row)
    .where(and(is(row.source, "source"), is(row.externalId, "externalId"))),
);

export async function findInboxRow(
  tx: Tx,
  source: string,
  externalId: string,
): Promise<InboxRow | undefined> {
  return only(await byKey(tx, { source, externalId }));
}

const oldest = statement<object, InboxRow[]>((builder, { inbox: row }) =>
  builder.select().from(row).where(waiting).orderBy(asc(row.arrival)).limit(1),
);

/** The oldest row that no turn has dealt with yet. */
export async function findWaiting(tx: Tx): Promise<InboxRow | undefined> {
  return only(await oldest(tx, {}));
}

type Settled = { source: string; externalId: string; state: InboxRow["state"]; error: string | null };
const settle = statement<Settled, { n: number }[]>((builder, { inbox: row }) =>
  builder
    .update(row)
    .set({ state: slot(row.state, "state"), error: slot(row.error, "error") })
    .where(and(is(row.source, "source"), is(row.externalId, "externalId"), waiting))
    .returning({ n: row.n }),
);

/** Marks a waiting row dealt with; false where another worker was first. */
export async function settleInboxRow(tx: Tx, settled: Settled): Promise<boolean> {
  return (await settle(tx, settled)).length === 1;
}
