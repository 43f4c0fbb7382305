import type { Columns } from "../columns.ts";

/** Who is who on WhatsApp, and what became of what they were sent. A person has several ids, and each may change. */
export function whatsApp(c: Columns) {
  const whatsAppPeople = c.table(
    "whatsapp_people",
    {
      account: c.text("account").notNull(),
      chat: c.text("chat").notNull(),
      /** The id that reaches them now. */
      reach: c.text("reach").notNull(),
      /** Meta's id of them towards us, once it was shown. */
      bsuid: c.text("bsuid"),
      heardAt: c.instant("heard_at"),
      nudgedAt: c.instant("nudged_at"),
      /** Messages in a row that could not be delivered. */
      lost: c.count("lost").notNull(),
    },
    (row) => [c.primaryKey({ columns: [row.account, row.chat] })],
  );
  const whatsAppIds = c.table(
    "whatsapp_ids",
    {
      account: c.text("account").notNull(),
      id: c.text("id").notNull(),
      chat: c.text("chat").notNull(),
    },
    (row) => [c.primaryKey({ columns: [row.account, row.id] })],
  );
  const receipts = c.table(
    "receipts",
    {
      account: c.text("account").notNull(),
      remoteId: c.text("remote_id").notNull(),
      /** The effect that sent it. */
      effectId: c.text("effect_id"),
      /** 1 sent, 2 delivered, 3 read, 4 failed: only ever rises. */
      rank: c.count("rank").notNull(),
      at: c.instant("at").notNull(),
      code: c.count("code"),
      category: c.text("category"),
      billable: c.flag("billable"),
    },
    (row) => [
      c.primaryKey({ columns: [row.account, row.remoteId] }),
      c.index("receipts_effect").on(row.effectId),
    ],
  );
  return { whatsAppPeople, whatsAppIds, receipts };
}
