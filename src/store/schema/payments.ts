import type { Currency } from "../../domain/money.ts";
import { amountMaxMinor } from "../../domain/money.ts";
import { type Columns, literal } from "../columns.ts";
import type { Books } from "./books.ts";
import type { People } from "./people.ts";

/** As in `books.ts`: spelled once for the partial indexes and their queries. */
export const live = literal("ended_at IS NULL");
/** Of which something may still be at Stripe. */
export const isClosing = literal("ended_at IS NOT NULL AND closed_at IS NULL");

/** How clients pay by card. */
export function cardPayments(c: Columns, { traders }: People, { bills }: Books) {
  /** A trader's account at Stripe. At most one is live. */
  const cardAccounts = c.table(
    "card_accounts",
    {
      id: c.text("id").primaryKey(),
      traderId: c
        .text("trader_id")
        .notNull()
        .references(() => traders.id),
      /** Stripe's own id of it. */
      accountRef: c.text("account_ref").notNull(),
      name: c.text("name"),
      /** Sealed; null where the key is the installation's. */
      sealedKey: c.text("sealed_key"),
      /** In the path that Stripe pushes to; null where that is the installation's. */
      handle: c.text("handle"),
      endpointRef: c.text("endpoint_ref"),
      sealedSecret: c.text("sealed_secret"),
      /** What happened before this has been looked at. */
      caughtUpTo: c.instant("caught_up_to").notNull(),
      createdAt: c.instant("created_at").notNull(),
      endedAt: c.instant("ended_at"),
      /** Since when nothing is left of it at Stripe, and we have forgotten its key. */
      closedAt: c.instant("closed_at"),
    },
    (row) => [
      c.uniqueIndex("card_accounts_trader").on(row.traderId).where(live),
      c.uniqueIndex("card_accounts_handle").on(row.handle),
      c.index("card_accounts_closing").on(row.id).where(isClosing),
    ],
  );
  /** A page at Stripe on which one bill can be paid, for as much as was due then. What is live is the bill's button. */
  const cardLinks = c.table(
    "card_links",
    {
      traderId: c.text("trader_id").notNull(),
      billId: c.text("bill_id").notNull(),
      linkRef: c.text("link_ref").notNull(),
      accountId: c
        .text("account_id")
        .notNull()
        .references(() => cardAccounts.id),
      url: c.text("url").notNull(),
      amountMinor: c.minor("amount_minor").notNull(),
      currency: c.text<Currency>("currency").notNull(),
      createdAt: c.instant("created_at").notNull(),
      /** Since when nobody is to pay by it. Who does all the same is recognised. */
      endedAt: c.instant("ended_at"),
    },
    (row) => [
      c.primaryKey({ columns: [row.traderId, row.linkRef] }),
      c.index("card_links_bill").on(row.traderId, row.billId, row.linkRef),
      c.foreignKey({
        name: "card_links_bill_fk",
        columns: [row.traderId, row.billId],
        foreignColumns: [bills.traderId, bills.id],
      }),
      c.check("card_links_amount", c.isMinor("amount_minor", 1, amountMaxMinor)),
    ],
  );
  /** Bank details that clients are still shown after the trader changed them: a thief's change shows itself first. */
  const bankHolds = c.table("bank_holds", {
    traderId: c
      .text("trader_id")
      .primaryKey()
      .references(() => traders.id),
    sortCode: c.text("sort_code").notNull(),
    accountNumber: c.text("account_number").notNull(),
    until: c.instant("until").notNull(),
  });
  return { cardAccounts, cardLinks, bankHolds };
}
