import type { Choice } from "../domain/channel.ts";
import type { Attachment } from "../domain/picture.ts";
import { and, asc, desc, eq, getTableColumns, gt } from "./sql.ts";
import { is, mine, oneRow, slot, slots, statement, type Tx, write } from "./store.ts";

/** One message of a chat, in the order both sides saw it. */
export interface Message {
  readonly conversationId: string;
  readonly n: number;
  readonly sender: "trader" | "bot";
  readonly text: string;
  readonly choices: readonly Choice[];
  /** The picture it went with. */
  readonly attachment: Attachment | null;
  readonly replaces: number | null;
  readonly effectId: string | null;
  readonly remoteId: string | null;
  /** The one bill that it was sent as the card of. */
  readonly cardOf: string | null;
  readonly at: Date;
}

const insert = write<Message>((builder, { messages }) =>
  builder.insert(messages).values(slots(getTableColumns(messages))),
);

export function addMessage(tx: Tx, message: Message): Promise<void> {
  return insert(tx, message);
}

const since = statement<{ conversationId: string; after: number }, Message[]>((builder, { messages: row }) =>
  builder
    .select()
    .from(row)
    .where(and(is(row.conversationId, "conversationId"), gt(row.n, slot(row.n, "after"))))
    .orderBy(asc(row.n)),
);

export async function listMessages(
  tx: Tx,
  conversationId: string,
  after: number,
): Promise<readonly Message[]> {
  return await since(tx, { conversationId, after });
}

const versionsOf = statement<{ conversationId: string; remoteId: string }, Message[]>(
  (builder, { messages: row }) =>
    builder
      .select()
      .from(row)
      .where(and(is(row.conversationId, "conversationId"), is(row.remoteId, "remoteId")))
      .orderBy(desc(row.n)),
);

/** All that a message of a chat has said, by the channel's id of it, the newest version first. */
export async function listVersions(
  tx: Tx,
  conversationId: string,
  remoteId: string,
): Promise<readonly Message[]> {
  return await versionsOf(tx, { conversationId, remoteId });
}

const newest = statement<{ conversationId: string }, Message[]>((builder, { messages: row }) =>
  builder.select().from(row).where(is(row.conversationId, "conversationId")).orderBy(desc(row.n)).limit(30),
);

/** The newest messages of a chat, in order. */
export async function listNewestMessages(tx: Tx, conversationId: string): Promise<readonly Message[]> {
  return (await newest(tx, { conversationId })).toReversed();
}

const versions = oneRow<{ effectId: string }, Message>((builder, { messages: row }) =>
  builder.select().from(row).where(is(row.effectId, "effectId")).orderBy(desc(row.n)).limit(1),
);

/** The newest version of the message that this effect first sent; undefined while it has not been delivered. */
export function findMessageOf(tx: Tx, effectId: string): Promise<Message | undefined> {
  return versions(tx, { effectId });
}

interface Card {
  readonly traderId: string;
  readonly billId: string;
  readonly conversationId: string;
  readonly effectId: string;
}

const upsertCard = write<Card>((builder, { cards }) =>
  builder
    .insert(cards)
    .values(slots(getTableColumns(cards)))
    .onConflictDoUpdate({
      target: [cards.traderId, cards.billId, cards.conversationId],
      set: { effectId: slot(cards.effectId, "effectId") },
    }),
);

/** From now on this message stands for the bill in its chat. */
export function setCard(tx: Tx, card: Card): Promise<void> {
  return upsertCard(tx, card);
}

const cardsOf = statement<{ traderId: string; billId: string }, Card[]>((builder, { cards: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), is(row.billId, "billId"))),
);

export async function listCards(tx: Tx, traderId: string, billId: string): Promise<readonly Card[]> {
  return await cardsOf(tx, { traderId, billId });
}

type Replied = { traderId: string; conversationId: string; remoteId: string };
const replied = oneRow<Replied, { billId: string }>((builder, { cards, messages }) =>
  builder
    .select({ billId: cards.billId })
    .from(messages)
    .innerJoin(
      cards,
      and(
        eq(cards.billId, messages.cardOf),
        eq(cards.conversationId, messages.conversationId),
        // Another message may stand for the bill by now.
        eq(cards.effectId, messages.effectId),
      ),
    )
    .where(and(mine(cards), is(messages.conversationId, "conversationId"), is(messages.remoteId, "remoteId")))
    .limit(1),
);

/** The one bill whose card a message of the chat is, by the channel's id of the message. */
export async function findCardBill(
  tx: Tx,
  traderId: string,
  conversationId: string,
  remoteId: string,
): Promise<string | undefined> {
  return (await replied(tx, { traderId, conversationId, remoteId }))?.billId;
}
