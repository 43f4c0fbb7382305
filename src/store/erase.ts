import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { eq, inArray } from "./sql.ts";
import type { Tx } from "./store.ts";

/** What stays of a trader who has gone: who did what and when, as ids that lead to nobody any more. */
const outlives: ReadonlySet<string> = new Set(["audit"]);

type Keyed = PgTable & { readonly [column in "id" | "traderId" | "conversationId" | "sessionId"]?: PgColumn };

/**
 * Removes every row that belongs to a trader, whatever table it is in: those that carry the trader's id, and those
 * that belong to one of their chats or of their browsers' sessions. Later tables refer to earlier ones, so they go first.
 */
export async function eraseTrader(tx: Tx, traderId: string): Promise<void> {
  const { builder, tables } = tx;
  const { conversations, sessions, traders } = tables;
  const chats = builder
    .select({ id: conversations.id })
    .from(conversations)
    .where(eq(conversations.traderId, traderId));
  const visits = builder.select({ id: sessions.id }).from(sessions).where(eq(sessions.traderId, traderId));
  const entries = Object.entries(tables) as unknown as readonly (readonly [string, Keyed])[];
  for (const [name, table] of [...entries].reverse()) {
    if (outlives.has(name) || name === "conversations" || name === "traders") continue;
    if (table.conversationId !== undefined)
      await builder.delete(table).where(inArray(table.conversationId, chats));
    if (table.sessionId !== undefined) await builder.delete(table).where(inArray(table.sessionId, visits));
    if (table.traderId !== undefined) await builder.delete(table).where(eq(table.traderId, traderId));
  }
  await builder.delete(conversations).where(eq(conversations.traderId, traderId));
  await builder.delete(traders).where(eq(traders.id, traderId));
}
