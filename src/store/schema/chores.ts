import type { Columns } from "../columns.ts";

/** What the house does for itself, and when each is due next. */
export function chores(c: Columns) {
  return {
    chores: c.table("chores", {
      name: c.text("name").primaryKey(),
      dueAt: c.instant("due_at").notNull(),
      /** How the last one went: what was done, or why it was not. */
      outcome: c.text("outcome"),
      doneAt: c.instant("done_at"),
    }),
    /** How far a mailbox outside has been read. */
    readMailboxes: c.table("read_mailboxes", {
      name: c.text("name").primaryKey(),
      /** Of its numbers (RFC 3501's UIDVALIDITY): where it changes, they begin anew. */
      series: c.text("series").notNull(),
      /** The number of the last message looked at. */
      lastUid: c.minor("last_uid").notNull(),
    }),
  };
}
