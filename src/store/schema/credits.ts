import { amountMaxMinor } from "../../domain/money.ts";
import type { Columns } from "../columns.ts";
import type { Books } from "./books.ts";
import type { People } from "./people.ts";

/** What is over of payments that were more than was owed. */
export function credits(c: Columns, { clients }: People, { payments }: Books) {
  const table = c.table(
    "credits",
    {
      traderId: c.text("trader_id").notNull(),
      paymentId: c.text("payment_id").notNull(),
      clientId: c.text("client_id").notNull(),
      currency: c.text("currency").notNull(),
      leftMinor: c.minor("left_minor").notNull(),
      refundedMinor: c.minor("refunded_minor").notNull(),
    },
    (row) => [
      c.primaryKey({ columns: [row.traderId, row.paymentId] }),
      c.index("credits_client").on(row.traderId, row.clientId),
      c.foreignKey({
        name: "credits_payment_fk",
        columns: [row.traderId, row.paymentId],
        foreignColumns: [payments.traderId, payments.id],
      }),
      c.foreignKey({
        name: "credits_client_fk",
        columns: [row.traderId, row.clientId],
        foreignColumns: [clients.traderId, clients.id],
      }),
      c.check("credits_left", c.isMinor("left_minor", 0, amountMaxMinor)),
      c.check("credits_refunded", c.isMinor("refunded_minor", 0, amountMaxMinor)),
    ],
  );
  return { credits: table };
}
