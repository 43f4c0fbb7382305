import type { Address } from "../domain/channel.ts";
import { and, getTableColumns, isNotNull, sql } from "./sql.ts";
import { is, mine, oneRow, slot, slots, statement, type Tx, write } from "./store.ts";

/** A chat with us. Null `traderId`: a stranger's. */
export interface Conversation extends Address {
  readonly id: string;
  readonly traderId: string | null;
  readonly lastN: number;
  /** The bill that was talked of last in this chat: what "that" means. */
  readonly aboutBillId: string | null;
  /** Since when its person takes nothing from us; null while they do. */
  readonly blockedAt: Date | null;
  /** When its person last said something. */
  readonly heardAt: Date | null;
  readonly createdAt: Date;
}

const byAddress = oneRow<Address, Conversation>((builder, { conversations: row }) =>
  builder
    .select()
    .from(row)
    .where(and(is(row.channel, "channel"), is(row.account, "account"), is(row.chat, "chat"))),
);

export async function findConversation(tx: Tx, address: Address): Promise<Conversation | undefined> {
  const { channel, account, chat } = address;
  return await byAddress(tx, { channel, account, chat });
}

const insert = oneRow<Conversation, Conversation>((builder, { conversations }) =>
  builder
    .insert(conversations)
    .values(slots(getTableColumns(conversations)))
    .onConflictDoNothing()
    .returning(),
);

/** The chat at this address: the one that is there, else `fresh`. Safe when two messages of a new chat race. */
export async function openConversation(tx: Tx, fresh: Conversation): Promise<Conversation> {
  const there = (await findConversation(tx, fresh)) ?? (await insert(tx, fresh));
  if (there !== undefined) return there;
  const raced = await findConversation(tx, fresh);
  if (raced === undefined) throw new Error("Broken assumption: a conversation that conflicts exists.");
  return raced;
}

const byId = oneRow<{ id: string }, Conversation>((builder, { conversations: row }) =>
  builder.select().from(row).where(is(row.id, "id")),
);

export async function getConversation(tx: Tx, id: string): Promise<Conversation> {
  const conversation = await byId(tx, { id });
  if (conversation === undefined) throw new Error(`Broken assumption: there is a conversation ${id}.`);
  return conversation;
}

const advance = oneRow<{ id: string }, Conversation>((builder, { conversations: row }) =>
  builder
    .update(row)
    .set({ lastN: sql`${row.lastN} + 1` })
    .where(is(row.id, "id"))
    .returning(),
);

/** Numbers the next message of the chat, and makes whoever else wants to speak there wait for the commit. */
export async function takeMessageNumber(tx: Tx, conversationId: string): Promise<Conversation> {
  const row = await advance(tx, { id: conversationId });
  if (row === undefined) throw new Error(`Broken assumption: there is a conversation ${conversationId}.`);
  return row;
}

const hear = oneRow<Address & { heardAt: Date }, Conversation>((builder, { conversations: row }) =>
  builder
    .update(row)
    .set({ lastN: sql`${row.lastN} + 1`, heardAt: slot(row.heardAt, "heardAt") })
    .where(and(is(row.channel, "channel"), is(row.account, "account"), is(row.chat, "chat")))
    .returning(),
);

/**
 * As `takeMessageNumber`, for what a chat's person says: in the chat that is there, else in `fresh`. Safe when two messages
 * of a new chat race.
 */
export async function takeHeardNumber(tx: Tx, fresh: Conversation, heardAt: Date): Promise<Conversation> {
  const { channel, account, chat } = fresh;
  const heard = () => hear(tx, { channel, account, chat, heardAt });
  const known = await heard();
  if (known !== undefined) return known;
  await openConversation(tx, fresh);
  const row = await heard();
  if (row === undefined) throw new Error("Broken assumption: a conversation that was opened exists.");
  return row;
}

const retreat = write<{ id: string }>((builder, { conversations: row }) =>
  builder
    .update(row)
    .set({ lastN: sql`${row.lastN} - 1` })
    .where(is(row.id, "id")),
);

/** Gives back the number that this transaction took last, under which nothing was said. */
export function giveBackNumber(tx: Tx, conversationId: string): Promise<void> {
  return retreat(tx, { id: conversationId });
}

const join = write<{ id: string; traderId: string | null }>((builder, { conversations: row }) =>
  builder
    .update(row)
    .set({ traderId: slot(row.traderId, "traderId"), aboutBillId: null })
    .where(is(row.id, "id")),
);

/** From now on this chat speaks for the trader; with null, for nobody. */
export function joinConversation(tx: Tx, id: string, traderId: string | null): Promise<void> {
  return join(tx, { id, traderId });
}

const block = write<{ id: string; blockedAt: Date | null }>((builder, { conversations: row }) =>
  builder
    .update(row)
    .set({ blockedAt: slot(row.blockedAt, "blockedAt") })
    .where(is(row.id, "id")),
);

/** Notes that the chat's person stopped taking our messages, or takes them again (null). */
export function markBlocked(tx: Tx, id: string, blockedAt: Date | null): Promise<void> {
  return block(tx, { id, blockedAt });
}

const ofTrader = statement<{ traderId: string }, Conversation[]>((builder, { conversations: row }) =>
  builder.select().from(row).where(mine(row)).orderBy(row.id),
);

export async function listConversations(tx: Tx, traderId: string): Promise<readonly Conversation[]> {
  return await ofTrader(tx, { traderId });
}

type Linked = { channel: Address["channel"]; account: string };
const linked = statement<Linked, Conversation[]>((builder, { conversations: row }) =>
  builder
    .select()
    .from(row)
    .where(and(is(row.channel, "channel"), is(row.account, "account"), isNotNull(row.traderId)))
    .orderBy(row.id),
);

/** Every trader's chats with one account of ours. */
export async function listLinkedChats(tx: Tx, params: Linked): Promise<readonly Conversation[]> {
  return await linked(tx, params);
}

const setAbout = write<{ traderId: string; id: string; aboutBillId: string }>(
  (builder, { conversations: row }) =>
    builder
      .update(row)
      .set({ aboutBillId: slot(row.aboutBillId, "aboutBillId") })
      .where(and(mine(row), is(row.id, "id"))),
);

/** Notes which bill was talked of. */
export function setAboutBill(tx: Tx, traderId: string, id: string, aboutBillId: string): Promise<void> {
  return setAbout(tx, { traderId, id, aboutBillId });
}
