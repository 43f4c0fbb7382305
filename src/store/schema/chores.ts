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
  };
}
