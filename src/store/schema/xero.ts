import type { Invoice, InvoiceStatus, OrganisationFacts } from "../../domain/ledger.ts";
import {
  type ConnectionState,
  connectionStates,
  type PushChoices,
  type SyncProblem,
  type XeroSettings,
} from "../../domain/mirror.ts";
import { type Columns, literal, oneOf } from "../columns.ts";
import type { Books } from "./books.ts";
import type { People } from "./people.ts";

/** Spelled once for the partial index and the queries, without parameters. */
export const dirty = literal("wanted > pushed AND problem IS NULL");
export const isOn = literal("state = 'on'");
/** Approved, and its link has not been fetched. */
export const linkless = literal("status = 'approved' AND online_url IS NULL AND invoice_id IS NOT NULL");

/** What ties a trader's books to Xero's. */
export function xero(c: Columns, { traders, clients }: People, { bills }: Books) {
  /** Tokens, one row for each person at Xero: whoever they let us in for shares their fate. */
  const xeroGrants = c.table("xero_grants", {
    userId: c.text("user_id").primaryKey(),
    /** Both sealed. */
    access: c.text("access").notNull(),
    refresh: c.text("refresh").notNull(),
    accessUntil: c.instant("access_until").notNull(),
    refreshedAt: c.instant("refreshed_at").notNull(),
    /** Counts rotations: what is written is written over what was read. */
    version: c.count("version").notNull(),
  });
  const xeroConnections = c.table(
    "xero_connections",
    {
      traderId: c
        .text("trader_id")
        .primaryKey()
        .references(() => traders.id),
      state: c.text<ConnectionState>("state").notNull(),
      userId: c.text("user_id").notNull(),
      connectionId: c.text("connection_id").notNull(),
      organisationId: c.text("organisation_id").notNull(),
      organisationName: c.text("organisation_name").notNull(),
      facts: c.json<OrganisationFacts>("facts").notNull(),
      settings: c.json<XeroSettings>("settings"),
      connectedAt: c.instant("connected_at").notNull(),
      factsAt: c.instant("facts_at").notNull(),
      syncedAt: c.instant("synced_at"),
      cursorAt: c.instant("cursor_at"),
      pollDueAt: c.instant("poll_due_at").notNull(),
      fullDueAt: c.instant("full_due_at").notNull(),
      failingSince: c.instant("failing_since"),
      importPage: c.count("import_page"),
    },
    (row) => [
      c.index("xero_connections_organisation").on(row.organisationId),
      c.index("xero_connections_poll").on(row.pollDueAt),
      c.index("xero_connections_full").on(row.fullDueAt).where(isOn),
      c.check("xero_connections_state", oneOf("state", connectionStates)),
    ],
  );
  const xeroMirrors = c.table(
    "xero_mirrors",
    {
      traderId: c.text("trader_id").notNull(),
      billId: c.text("bill_id").notNull(),
      organisationId: c.text("organisation_id").notNull(),
      number: c.text("number").notNull(),
      marker: c.text("marker").notNull(),
      invoiceId: c.text("invoice_id"),
      wantedHash: c.text("wanted_hash").notNull(),
      wanted: c.count("wanted").notNull(),
      pushed: c.count("pushed").notNull(),
      attempted: c.flag("attempted").notNull(),
      urgent: c.flag("urgent").notNull(),
      choices: c.json<PushChoices>("choices").notNull(),
      base: c.json<Invoice>("base"),
      drift: c.json<Invoice>("drift"),
      status: c.text<InvoiceStatus>("status"),
      onlineUrl: c.text("online_url"),
      problem: c.json<SyncProblem>("problem"),
      waitingSince: c.instant("waiting_since"),
      told: c.flag("told").notNull(),
      ownPage: c.flag("own_page").notNull(),
    },
    (row) => [
      c.primaryKey({ columns: [row.traderId, row.billId] }),
      c.uniqueIndex("xero_mirrors_invoice").on(row.traderId, row.invoiceId),
      c.index("xero_mirrors_dirty").on(row.traderId, row.urgent, row.billId).where(dirty),
      c.index("xero_mirrors_waiting").on(row.waitingSince).where(dirty),
      c.index("xero_mirrors_linkless").on(row.traderId, row.billId).where(linkless),
      c.foreignKey({
        name: "xero_mirrors_bill_fk",
        columns: [row.traderId, row.billId],
        foreignColumns: [bills.traderId, bills.id],
      }),
    ],
  );
  const xeroContacts = c.table(
    "xero_contacts",
    {
      traderId: c.text("trader_id").notNull(),
      organisationId: c.text("organisation_id").notNull(),
      clientId: c.text("client_id").notNull(),
      contactId: c.text("contact_id").notNull(),
    },
    (row) => [
      c.primaryKey({ columns: [row.traderId, row.organisationId, row.clientId] }),
      c.index("xero_contacts_contact").on(row.traderId, row.organisationId, row.contactId),
      c.foreignKey({
        name: "xero_contacts_client_fk",
        columns: [row.traderId, row.clientId],
        foreignColumns: [clients.traderId, clients.id],
      }),
    ],
  );
  /** What of its calls each organisation has used, shared by every process. */
  const xeroBudgets = c.table("xero_budgets", {
    organisationId: c.text("organisation_id").primaryKey(),
    version: c.count("version").notNull(),
    /** Instants, in milliseconds, of the calls of the last minute. */
    recent: c.json<readonly number[]>("recent").notNull(),
    /** Calls under way, each with the end of its lease. */
    flying: c.json<readonly { readonly id: string; readonly untilMs: number }[]>("flying").notNull(),
    dayRemaining: c.count("day_remaining"),
    dayReadAt: c.instant("day_read_at"),
    pausedUntil: c.instant("paused_until"),
  });
  /** What Xero's webhooks said has changed, until it has been looked at. */
  const xeroEvents = c.table(
    "xero_events",
    {
      id: c.text("id").primaryKey(),
      organisationId: c.text("organisation_id").notNull(),
      category: c.text("category").notNull(),
      resourceId: c.text("resource_id").notNull(),
      receivedAt: c.instant("received_at").notNull(),
      doneAt: c.instant("done_at"),
    },
    (row) => [c.index("xero_events_waiting").on(row.organisationId, row.receivedAt)],
  );
  /** Bills of which a card payment was seen that is not by a link of ours: until Xero shows it, they are not chased. */
  const xeroHints = c.table(
    "xero_hints",
    {
      traderId: c.text("trader_id").notNull(),
      billId: c.text("bill_id").notNull(),
      /** Stripe's own id of the payment. */
      intentRef: c.text("intent_ref").notNull(),
      until: c.instant("until").notNull(),
    },
    (row) => [
      c.primaryKey({ columns: [row.traderId, row.billId, row.intentRef] }),
      c.foreignKey({
        name: "xero_hints_bill_fk",
        columns: [row.traderId, row.billId],
        foreignColumns: [bills.traderId, bills.id],
      }),
    ],
  );
  return { xeroGrants, xeroConnections, xeroMirrors, xeroContacts, xeroBudgets, xeroEvents, xeroHints };
}
