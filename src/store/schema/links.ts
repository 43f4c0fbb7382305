import type { PendingConnection } from "../../domain/mirror.ts";
import type { Columns } from "../columns.ts";
import type { People } from "./people.ts";

/** What a link that was sent to a chat is for. */
export type LinkPurpose = "pages" | "connect-stripe" | "connect-xero";

/** Links from the chat to pages, and the sign-ins at Xero that they begin. */
export function links(c: Columns, { traders, conversations }: People) {
  const whose = () => ({
    traderId: c
      .text("trader_id")
      .notNull()
      .references(() => traders.id),
    /** The chat it was handed out in. */
    conversationId: c
      .text("conversation_id")
      .notNull()
      .references(() => conversations.id),
  });
  const sentLinks = c.table(
    "links",
    {
      /** The hash of the token in the link: who reads the store cannot use it. */
      tokenHash: c.text("token_hash").primaryKey(),
      purpose: c.text<LinkPurpose>("purpose").notNull(),
      ...whose(),
      /** Where it leads, where its purpose leaves that open. */
      path: c.text("path"),
      createdAt: c.instant("created_at").notNull(),
      expiresAt: c.instant("expires_at").notNull(),
      usedAt: c.instant("used_at"),
    },
    (row) => [c.index("links_expiry").on(row.expiresAt)],
  );
  /** A browser that went on to Xero, or was let into the setup page from the chat. */
  const xeroSignIns = c.table(
    "xero_sign_ins",
    {
      id: c.text("id").primaryKey(),
      ...whose(),
      /** What the browser holds as a cookie, and what Xero sends back with it: only their hashes. */
      cookieHash: c.text("cookie_hash").notNull(),
      stateHash: c.text("state_hash"),
      /** Sealed. */
      verifier: c.text("verifier"),
      /** What came back, until the trader says in the chat that it is right. */
      pending: c.json<PendingConnection>("pending"),
      createdAt: c.instant("created_at").notNull(),
      expiresAt: c.instant("expires_at").notNull(),
      /** When the trader said so, or that it is not. */
      decidedAt: c.instant("decided_at"),
    },
    (row) => [
      c.uniqueIndex("xero_sign_ins_cookie").on(row.cookieHash),
      c.uniqueIndex("xero_sign_ins_state").on(row.stateHash),
      c.index("xero_sign_ins_trader").on(row.traderId),
      c.index("xero_sign_ins_expiry").on(row.expiresAt),
    ],
  );
  return { links: sentLinks, xeroSignIns };
}
