import type { ChannelName } from "../../domain/channel.ts";
import type { PaymentMethod, Tone } from "../../domain/intent.ts";
import { type Columns, literal } from "../columns.ts";

/** As in `books.ts`: spelled once for the partial index and its query. */
export const leaving = literal("delete_at IS NOT NULL");

export type People = ReturnType<typeof people>;

/** Traders, the chats they speak from, and who owes them. */
export function people(c: Columns) {
  const traders = c.table(
    "traders",
    {
      id: c.text("id").primaryKey(),
      currency: c.text("currency").notNull(),
      tradingName: c.text("trading_name"),
      legalName: c.text("legal_name"),
      address: c.text("address"),
      replyEmail: c.text("reply_email"),
      termsDays: c.count("terms_days").notNull(),
      vatRegistered: c.flag("vat_registered").notNull(),
      vatNumber: c.text("vat_number"),
      plusVat: c.flag("plus_vat").notNull(),
      sortCode: c.text("sort_code"),
      accountNumber: c.text("account_number"),
      signOff: c.text("sign_off"),
      payBy: c.text<PaymentMethod>("pay_by").notNull(),
      quietFrom: c.text("quiet_from").notNull(),
      quietTo: c.text("quiet_to").notNull(),
      mondaySummary: c.flag("monday_summary").notNull().default(true),
      /** When the next Monday summary is due; null until the timetable has seen this trader. */
      summaryAt: c.instant("summary_at"),
      chasePlan: c.text("chase_plan"),
      chaseTone: c.text<Tone>("chase_tone"),
      chaseAt: c.text("chase_at").notNull().default("10:00"),
      /** The number the next bill gets. Taken in the transaction that uses it, so the series has no gaps. */
      nextBillNumber: c.count("next_bill_number").notNull(),
      /** Turns taken, on Postgres. Counting one up makes the turns of a trader wait for each other. */
      turns: c.count("turns").notNull(),
      createdAt: c.instant("created_at").notNull(),
      /** When all that is theirs is removed; null unless they asked for it. */
      deleteAt: c.instant("delete_at"),
    },
    (row) => [
      c.index("traders_summary").on(row.summaryAt),
      c.index("traders_leaving").on(row.deleteAt).where(leaving),
    ],
  );
  const conversations = c.table(
    "conversations",
    {
      id: c.text("id").primaryKey(),
      channel: c.text<ChannelName>("channel").notNull(),
      account: c.text("account").notNull(),
      chat: c.text("chat").notNull(),
      traderId: c.text("trader_id").references(() => traders.id),
      /** The number of the latest message of either side. Taking one makes turns of a chat wait for each other. */
      lastN: c.count("last_n").notNull(),
      /** The bill that was talked of last: what "that" means. */
      aboutBillId: c.text("about_bill_id"),
      /** When its person last said something. */
      heardAt: c.instant("heard_at"),
      createdAt: c.instant("created_at").notNull(),
      /** Since when its person takes nothing from us. */
      blockedAt: c.instant("blocked_at"),
    },
    (row) => [
      c.uniqueIndex("conversations_address").on(row.channel, row.account, row.chat),
      c.index("conversations_trader").on(row.traderId),
    ],
  );
  const clients = c.table(
    "clients",
    {
      id: c.text("id").notNull(),
      traderId: c
        .text("trader_id")
        .notNull()
        .references(() => traders.id),
      name: c.text("name").notNull(),
      /** The name as it is compared: made by `nameKey`, never by SQL. */
      nameKey: c.text("name_key").notNull(),
      email: c.text("email"),
      phone: c.text("phone"),
      address: c.text("address"),
      company: c.flag("company"),
      payBy: c.text<PaymentMethod>("pay_by"),
      chasePlan: c.text("chase_plan"),
      chaseTone: c.text<Tone>("chase_tone"),
      termsDays: c.count("terms_days"),
      createdAt: c.instant("created_at").notNull(),
    },
    (row) => [
      c.primaryKey({ columns: [row.traderId, row.id] }),
      c.uniqueIndex("clients_name").on(row.traderId, row.nameKey),
    ],
  );
  /** Other names of clients. A name, of either kind, means one client. */
  const aliases = c.table(
    "aliases",
    {
      traderId: c.text("trader_id").notNull(),
      nameKey: c.text("name_key").notNull(),
      name: c.text("name").notNull(),
      clientId: c.text("client_id").notNull(),
    },
    (row) => [
      c.primaryKey({ columns: [row.traderId, row.nameKey] }),
      c.foreignKey({
        name: "aliases_client_fk",
        columns: [row.traderId, row.clientId],
        foreignColumns: [clients.traderId, clients.id],
      }),
    ],
  );
  return { traders, conversations, clients, aliases };
}
