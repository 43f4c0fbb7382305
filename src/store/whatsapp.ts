import { and, getTableColumns, lt, sql } from "./sql.ts";
import { is, oneRow, slot, slots, statement, type Tx, write } from "./store.ts";

/** Somebody who wrote to a number of ours. */
export interface WhatsAppPerson {
  readonly account: string;
  readonly chat: string;
  readonly reach: string;
  readonly bsuid: string | null;
  readonly heardAt: Date | null;
  readonly nudgedAt: Date | null;
  readonly lost: number;
}

type PersonKey = { account: string; chat: string };
const personOf = oneRow<PersonKey, WhatsAppPerson>((builder, { whatsAppPeople: row }) =>
  builder
    .select()
    .from(row)
    .where(and(is(row.account, "account"), is(row.chat, "chat"))),
);

export function findPerson(tx: Tx, account: string, chat: string): Promise<WhatsAppPerson | undefined> {
  return personOf(tx, { account, chat });
}

const upsert = write<WhatsAppPerson>((builder, { whatsAppPeople: row }) =>
  builder
    .insert(row)
    .values(slots(getTableColumns(row)))
    .onConflictDoUpdate({
      target: [row.account, row.chat],
      set: {
        reach: slot(row.reach, "reach"),
        bsuid: slot(row.bsuid, "bsuid"),
        heardAt: slot(row.heardAt, "heardAt"),
        nudgedAt: slot(row.nudgedAt, "nudgedAt"),
        lost: slot(row.lost, "lost"),
      },
    }),
);

export function putPerson(tx: Tx, person: WhatsAppPerson): Promise<void> {
  return upsert(tx, person);
}

type IdKey = { account: string; id: string };
const chatOf = oneRow<IdKey, { chat: string }>((builder, { whatsAppIds: row }) =>
  builder
    .select({ chat: row.chat })
    .from(row)
    .where(and(is(row.account, "account"), is(row.id, "id"))),
);

/** The chat of whoever goes by this id. */
export async function findChatOf(tx: Tx, account: string, id: string): Promise<string | undefined> {
  return (await chatOf(tx, { account, id }))?.chat;
}

const name = write<IdKey & { chat: string }>((builder, { whatsAppIds: row }) =>
  builder
    .insert(row)
    .values(slots(getTableColumns(row)))
    .onConflictDoUpdate({ target: [row.account, row.id], set: { chat: slot(row.chat, "chat") } }),
);

export function putId(tx: Tx, account: string, id: string, chat: string): Promise<void> {
  return name(tx, { account, id, chat });
}

const unname = write<IdKey>((builder, { whatsAppIds: row }) =>
  builder.delete(row).where(and(is(row.account, "account"), is(row.id, "id"))),
);

export function removeId(tx: Tx, account: string, id: string): Promise<void> {
  return unname(tx, { account, id });
}

/** What became of a message, at its furthest. */
export interface ReceiptRow {
  readonly account: string;
  readonly remoteId: string;
  readonly effectId: string | null;
  readonly rank: number;
  readonly at: Date;
  readonly code: number | null;
  readonly category: string | null;
  readonly billable: boolean | null;
}

const addReceipt = statement<ReceiptRow, { rank: number }[]>((builder, { receipts: row }) =>
  builder
    .insert(row)
    .values(slots(getTableColumns(row)))
    .onConflictDoNothing()
    .returning({ rank: row.rank }),
);
const raise = statement<ReceiptRow, { rank: number }[]>((builder, { receipts: row }) =>
  builder
    .update(row)
    .set({
      rank: slot(row.rank, "rank"),
      at: slot(row.at, "at"),
      code: slot(row.code, "code"),
      // A later status may leave out what an earlier one told.
      effectId: sql`coalesce(${slot(row.effectId, "effectId")}, ${row.effectId})`,
      category: sql`coalesce(${slot(row.category, "category")}, ${row.category})`,
      billable: sql`coalesce(${slot(row.billable, "billable")}, ${row.billable})`,
    })
    .where(
      and(is(row.account, "account"), is(row.remoteId, "remoteId"), lt(row.rank, slot(row.rank, "rank"))),
    )
    .returning({ rank: row.rank }),
);

type Price = Pick<ReceiptRow, "account" | "remoteId" | "category" | "billable">;
const price = write<Price>((builder, { receipts: row }) =>
  builder
    .update(row)
    .set({ category: slot(row.category, "category"), billable: slot(row.billable, "billable") })
    .where(and(is(row.account, "account"), is(row.remoteId, "remoteId"))),
);

/** Writes down how far a message has come. False where it had come as far already. */
export async function putReceipt(tx: Tx, receipt: ReceiptRow): Promise<boolean> {
  if ((await addReceipt(tx, receipt)).length === 1) return true;
  if ((await raise(tx, receipt)).length === 1) return true;
  // An earlier one that comes late: only what it costs may be new.
  const { account, remoteId, category, billable } = receipt;
  if (billable !== null) await price(tx, { account, remoteId, category, billable });
  return false;
}

const underKey = oneRow<{ effectId: string }, { remoteId: string }>((builder, { receipts: row }) =>
  builder
    .select({ remoteId: row.remoteId })
    .from(row)
    .where(and(is(row.effectId, "effectId"), lt(row.rank, 4)))
    .limit(1),
);

/** The message that an effect sent, as far as receipts have told. */
export async function findSentUnder(tx: Tx, effectId: string): Promise<string | undefined> {
  return (await underKey(tx, { effectId }))?.remoteId;
}
