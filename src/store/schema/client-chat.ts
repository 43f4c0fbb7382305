import type { ClientAnswer, ClientWord } from "../../domain/client-word.ts";
import type { Day } from "../../domain/day.ts";
import type { Columns } from "../columns.ts";
import type { People } from "./people.ts";

/** What clients wrote to their trader's own number, and what they agreed to. */
export function clientChat(c: Columns, { clients }: People) {
  /** Who may be written to: by the client's own word, and never again once they said stop. */
  const consents = c.table(
    "consents",
    {
      traderId: c.text("trader_id").notNull(),
      clientId: c.text("client_id").notNull(),
      /** Null for who said stop without ever having agreed. */
      optedInAt: c.instant("opted_in_at"),
      /** In the client's own words. */
      how: c.text("how").notNull(),
      stoppedAt: c.instant("stopped_at"),
      /** By it they are known where their number is hidden. */
      bsuid: c.text("bsuid"),
      /** When they last wrote; for a while after that they may be answered freely. */
      heardAt: c.instant("heard_at"),
      /** Since when messages do not reach them, until they write again. */
      unreachedAt: c.instant("unreached_at"),
    },
    (row) => [
      c.primaryKey({ columns: [row.traderId, row.clientId] }),
      c.index("consents_bsuid").on(row.traderId, row.bsuid),
      c.foreignKey({
        name: "consents_client_fk",
        columns: [row.traderId, row.clientId],
        foreignColumns: [clients.traderId, clients.id],
      }),
    ],
  );
  const clientMessages = c.table(
    "client_messages",
    {
      traderId: c.text("trader_id").notNull(),
      /** The platform's own id of it: the second delivery is a no-op. */
      eventId: c.text("event_id").notNull(),
      clientId: c.text("client_id").notNull(),
      text: c.text("text").notNull(),
      word: c.text<ClientWord>("word").notNull(),
      promisedOn: c.text<Day>("promised_on"),
      /** Keeps reminders back until the trader has answered. */
      holdId: c.text("hold_id").notNull(),
      at: c.instant("at").notNull(),
      answer: c.text<ClientAnswer>("answer"),
    },
    (row) => [
      c.primaryKey({ columns: [row.traderId, row.eventId] }),
      c.foreignKey({
        name: "client_messages_client_fk",
        columns: [row.traderId, row.clientId],
        foreignColumns: [clients.traderId, clients.id],
      }),
    ],
  );
  return { consents, clientMessages };
}
