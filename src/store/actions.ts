import type { JournalAction, JournalEntry } from "../domain/journal.ts";
import { and, asc, desc, eq, getTableColumns, gte, inArray, isNull } from "./sql.ts";
import { is, mine, oneRow, slot, slots, statement, type Tx, write } from "./store.ts";

type ActionRow = JournalAction & Cause & { readonly traderId: string; readonly billId: string | null };

/** The message that caused something, by its channel's id. */
export interface Cause {
  readonly conversationId: string | null;
  readonly messageId: string | null;
}

const insert = write<ActionRow>((builder, { actions }) =>
  builder.insert(actions).values(slots(getTableColumns(actions))),
);

export async function addAction(
  tx: Tx,
  traderId: string,
  action: { readonly id: string; readonly entry: JournalEntry; readonly at: Date } & Cause,
): Promise<void> {
  const { entry, at } = action;
  const billId = "billId" in entry && entry.billId !== action.id ? entry.billId : null;
  // What takes something back is no deed that "undo" would take back in its turn.
  await insert(tx, { ...action, traderId, billId, undoneAt: entry.kind === "undo" ? at : null });
}

const ofBill = statement<{ traderId: string; billId: string }, ActionRow[]>((builder, { actions: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), is(row.billId, "billId")))
    .orderBy(asc(row.id)),
);

/** What the trader did to a bill, what made it first, whatever became of it, in order. */
export async function listActionsOn(
  tx: Tx,
  traderId: string,
  billId: string,
): Promise<readonly JournalAction[]> {
  const birth = await byId(tx, { traderId, id: billId });
  const others = await ofBill(tx, { traderId, billId });
  return birth === undefined ? others : [birth, ...others];
}

/** What made a bill: its first act. Undefined for one that no act of the trader's made. */
export async function findBirth(tx: Tx, traderId: string, billId: string): Promise<Cause | undefined> {
  const birth = await byId(tx, { traderId, id: billId });
  if (birth !== undefined) return birth;
  const [first] = await ofBill(tx, { traderId, billId });
  return first?.entry.kind === "create-bill" ? first : undefined;
}

const latest = oneRow<{ traderId: string }, ActionRow>((builder, { actions: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), isNull(row.undoneAt)))
    .orderBy(desc(row.id))
    .limit(1),
);

/** The latest thing the trader did that has not been undone. */
export function findLatestAction(tx: Tx, traderId: string): Promise<JournalAction | undefined> {
  return latest(tx, { traderId });
}

const newest = oneRow<{ traderId: string }, ActionRow>((builder, { actions: row }) =>
  builder.select().from(row).where(mine(row)).orderBy(desc(row.id)).limit(1),
);

/** The latest thing the trader did at all, be it that they took something back. */
export function findNewestAction(tx: Tx, traderId: string): Promise<(JournalAction & Cause) | undefined> {
  return newest(tx, { traderId });
}

const byId = oneRow<{ traderId: string; id: string }, ActionRow>((builder, { actions: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), is(row.id, "id"))),
);

export function findAction(tx: Tx, traderId: string, id: string): Promise<JournalAction | undefined> {
  return byId(tx, { traderId, id });
}

type OfMessage = { traderId: string; from: string; conversationId: string; messageId: string };
const ofMessage = statement<OfMessage, ActionRow[]>((builder, { actions: row }) =>
  builder
    .select()
    .from(row)
    .where(
      and(
        mine(row),
        gte(row.id, slot(row.id, "from")),
        is(row.conversationId, "conversationId"),
        is(row.messageId, "messageId"),
      ),
    )
    .orderBy(asc(row.id)),
);

/** What a message of a chat has done, in order, undone since or not. Looks among ids from `from` on. */
export async function listActionsOf(
  tx: Tx,
  traderId: string,
  message: { readonly conversationId: string; readonly messageId: string },
  from: string,
): Promise<readonly JournalAction[]> {
  return await ofMessage(tx, { traderId, from, ...message });
}

const markUndone = statement<{ traderId: string; id: string; at: Date }, { id: string }[]>(
  (builder, { actions: row }) =>
    builder
      .update(row)
      .set({ undoneAt: slot(row.undoneAt, "at") })
      .where(and(mine(row), is(row.id, "id"), isNull(row.undoneAt)))
      .returning({ id: row.id }),
);

/** True the first time. */
export async function markActionUndone(tx: Tx, traderId: string, id: string, at: Date): Promise<boolean> {
  return (await markUndone(tx, { traderId, id, at })).length === 1;
}

const markStanding = write<{ traderId: string; id: string }>((builder, { actions: row }) =>
  builder
    .update(row)
    .set({ undoneAt: null })
    .where(and(mine(row), is(row.id, "id"))),
);

const removeUndo = write<{ traderId: string; id: string }>((builder, { actions: row }) =>
  builder.delete(row).where(and(mine(row), is(row.id, "id"))),
);

/** Has something stand again that was taken back, as if that had not been said. */
export async function forgetUndo(
  tx: Tx,
  traderId: string,
  { undo, action }: { readonly undo: string | null; readonly action: string },
): Promise<void> {
  await markStanding(tx, { traderId, id: action });
  if (undo !== null) await removeUndo(tx, { traderId, id: undo });
}

/**
 * Removes what was done about who a client is, which could not be undone any more without telling it. What was done
 * to their bills stays.
 */
export async function forgetActionsOf(tx: Tx, traderId: string, clientId: string): Promise<void> {
  const { actions: row } = tx.tables;
  const mineAll = eq(row.traderId, traderId);
  const all = await tx.builder
    .select({ id: row.id, entry: row.entry })
    .from(row)
    .where(and(mineAll, isNull(row.billId)));
  const ids = all
    .filter(({ entry }) => "clientId" in entry && entry.clientId === clientId)
    .map(({ id }) => id);
  if (ids.length > 0) await tx.builder.delete(row).where(and(mineAll, inArray(row.id, ids)));
}
