import type { Columns } from "../columns.ts";
import type { People } from "./people.ts";

/** Who is let in, and which process does what only one may do. */
export function access(c: Columns, { traders }: People) {
  const invites = c.table("invites", {
    /** The hash of the code: who reads the store cannot walk in with it. */
    codeHash: c.text("code_hash").primaryKey(),
    /** Whom a chat that brings the code will speak for; null makes a new trader. */
    traderId: c.text("trader_id").references(() => traders.id),
    createdAt: c.instant("created_at").notNull(),
    expiresAt: c.instant("expires_at").notNull(),
    usedAt: c.instant("used_at"),
    /** The chat that brought it. */
    conversationId: c.text("conversation_id"),
  });
  const leases = c.table("leases", {
    name: c.text("name").primaryKey(),
    holder: c.text("holder").notNull(),
    until: c.instant("until").notNull(),
  });
  return { invites, leases };
}
