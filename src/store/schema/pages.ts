import type { Columns } from "../columns.ts";
import type { People } from "./people.ts";

/** A word about what was just done, shown once on the next page. */
export interface Flash {
  readonly text: string;
  readonly good: boolean;
  /** What its Undo button takes back. */
  readonly actionId: string | null;
}

/** Who looks at the pages: links handed out in a chat, and the sessions they became. */
export function pages(c: Columns, { traders, conversations }: People) {
  const sessions = c.table(
    "sessions",
    {
      id: c.text("id").primaryKey(),
      tokenHash: c.text("token_hash").notNull(),
      /** The one before: good until the new one has come back, as the answer that brought it may be lost. */
      previousHash: c.text("previous_hash"),
      traderId: c
        .text("trader_id")
        .notNull()
        .references(() => traders.id),
      conversationId: c
        .text("conversation_id")
        .notNull()
        .references(() => conversations.id),
      /** In every form: a form elsewhere does not know it. */
      formToken: c.text("form_token").notNull(),
      flash: c.json<Flash>("flash"),
      createdAt: c.instant("created_at").notNull(),
      rotatedAt: c.instant("rotated_at").notNull(),
      expiresAt: c.instant("expires_at").notNull(),
      endedAt: c.instant("ended_at"),
    },
    (row) => [
      c.uniqueIndex("sessions_token").on(row.tokenHash),
      c.index("sessions_previous").on(row.previousHash),
      c.index("sessions_chat").on(row.conversationId),
    ],
  );
  /** Forms that were sent: one sent twice is carried out once. */
  const sentForms = c.table(
    "sent_forms",
    {
      sessionId: c
        .text("session_id")
        .notNull()
        .references(() => sessions.id),
      once: c.text("once").notNull(),
      at: c.instant("at").notNull(),
    },
    (row) => [c.primaryKey({ columns: [row.sessionId, row.once] })],
  );
  return { sessions, sentForms };
}
