import { type Audited, audited } from "../../domain/audit.ts";
import { type Columns, oneOf } from "../columns.ts";

/** Rows are only ever added: triggers refuse to change one, or to remove one before it is a year old. */
export function audit(c: Columns) {
  return {
    audit: c.table(
      "audit",
      {
        id: c.text("id").primaryKey(),
        /** No reference: it outlives the trader. */
        traderId: c.text("trader_id").notNull(),
        conversationId: c.text("conversation_id"),
        what: c.text<Audited>("what").notNull(),
        at: c.instant("at").notNull(),
      },
      (row) => [
        c.index("audit_trader").on(row.traderId, row.id),
        c.check("audit_what", oneOf("what", audited)),
      ],
    ),
  };
}
