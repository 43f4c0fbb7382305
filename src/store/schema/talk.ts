import type { Choice, ChoiceAction } from "../../domain/channel.ts";
import type { Understanding } from "../../domain/intent.ts";
import type { JournalEntry } from "../../domain/journal.ts";
import type { Attachment } from "../../domain/picture.ts";
import { type Columns, literal } from "../columns.ts";
import type { Books } from "./books.ts";
import type { People } from "./people.ts";

/** As in `books.ts`. */
const isSent = literal("effect_id IS NOT NULL");
const isAboutBill = literal("bill_id IS NOT NULL");

/** What was said, what it stands for, and what may still be answered or undone. */
export function talk(c: Columns, { conversations }: People, { bills }: Books) {
  /** What was said in each chat, by both sides, in order. A bot's message is written once it was delivered. */
  const messages = c.table(
    "messages",
    {
      conversationId: c
        .text("conversation_id")
        .notNull()
        .references(() => conversations.id),
      n: c.count("n").notNull(),
      sender: c.text<"trader" | "bot">("sender").notNull(),
      text: c.text("text").notNull(),
      choices: c.json<readonly Choice[]>("choices").notNull(),
      /** The picture it went with. */
      attachment: c.json<Attachment>("attachment"),
      /** The `n` of the version this one replaced in place. */
      replaces: c.count("replaces"),
      /** The effect that first sent it; an edited version carries its original's. Null for a trader's. */
      effectId: c.text("effect_id"),
      /** The channel's own id of it. */
      remoteId: c.text("remote_id"),
      /** The one bill that it was sent as the card of. */
      cardOf: c.text("card_of"),
      at: c.instant("at").notNull(),
    },
    (row) => [
      c.primaryKey({ columns: [row.conversationId, row.n] }),
      c.index("messages_effect").on(row.effectId).where(isSent),
    ],
  );
  /** The message in a chat that stands for a bill and is edited as the bill's state changes. */
  const cards = c.table(
    "cards",
    {
      traderId: c.text("trader_id").notNull(),
      billId: c.text("bill_id").notNull(),
      conversationId: c
        .text("conversation_id")
        .notNull()
        .references(() => conversations.id),
      /** The effect that sends it. */
      effectId: c.text("effect_id").notNull(),
    },
    (row) => [
      c.primaryKey({ columns: [row.traderId, row.billId, row.conversationId] }),
      c.foreignKey({
        name: "cards_bill_fk",
        columns: [row.traderId, row.billId],
        foreignColumns: [bills.traderId, bills.id],
      }),
    ],
  );
  const choices = c.table(
    "choices",
    {
      token: c.text("token").notNull(),
      conversationId: c
        .text("conversation_id")
        .notNull()
        .references(() => conversations.id),
      label: c.text("label").notNull(),
      action: c.json<ChoiceAction>("action").notNull(),
      expiresAt: c.instant("expires_at").notNull(),
      usedAt: c.instant("used_at"),
    },
    (row) => [c.primaryKey({ columns: [row.conversationId, row.token] })],
  );
  /** A card that waits for yes, or a question that waits for its answer. At most one is live in a chat. */
  const proposals = c.table(
    "proposals",
    {
      id: c.text("id").primaryKey(),
      conversationId: c
        .text("conversation_id")
        .notNull()
        .references(() => conversations.id),
      understanding: c.json<Understanding>("understanding").notNull(),
      /** The message it was understood from, by its channel's id. */
      messageId: c.text("message_id"),
      createdAt: c.instant("created_at").notNull(),
      expiresAt: c.instant("expires_at").notNull(),
      closedAt: c.instant("closed_at"),
    },
    (row) => [c.index("proposals_chat").on(row.conversationId, row.id)],
  );
  /** What was done that can be undone. */
  const actions = c.table(
    "actions",
    {
      id: c.text("id").notNull(),
      traderId: c.text("trader_id").notNull(),
      entry: c.json<JournalEntry>("entry").notNull(),
      /** The message that caused it, by its channel's id, and its chat: an edit of that message means this. */
      conversationId: c.text("conversation_id"),
      messageId: c.text("message_id"),
      /**
       * The bill it was about, if it was about one: how that bill's life is told. What made a bill goes by the bill's own
       * id instead.
       */
      billId: c.text("bill_id"),
      at: c.instant("at").notNull(),
      undoneAt: c.instant("undone_at"),
    },
    (row) => [
      c.primaryKey({ columns: [row.traderId, row.id] }),
      c.index("actions_bill").on(row.billId).where(isAboutBill),
    ],
  );
  /** Exchanges that a trader called wrong, for the operator to look into. */
  const feedback = c.table(
    "feedback",
    {
      id: c.text("id").notNull(),
      traderId: c.text("trader_id").notNull(),
      /** The word they were called wrong with. */
      word: c.text("word").notNull(),
      said: c.text("said").notNull(),
      answers: c.json<readonly string[]>("answers").notNull(),
      understood: c.json<Understanding>("understood").notNull(),
      at: c.instant("at").notNull(),
    },
    (row) => [c.primaryKey({ columns: [row.traderId, row.id] })],
  );
  return { messages, cards, choices, proposals, actions, feedback };
}
