import {
  type BillOrigin,
  type BillState,
  billStates,
  type SyncState,
  syncStates,
} from "../../domain/bill.ts";
import type { Day } from "../../domain/day.ts";
import type { PaymentMethod, VatSaid } from "../../domain/intent.ts";
import { amountMaxMinor } from "../../domain/money.ts";
import {
  type PaymentSource,
  type PaymentState,
  paymentSources,
  paymentStates,
} from "../../domain/payment.ts";
import { type Columns, literal, oneOf } from "../columns.ts";
import type { People } from "./people.ts";

export type Books = ReturnType<typeof books>;

/** A partial index and the queries which use it must spell the condition alike, without parameters. */
export const owed = literal("state IN ('open', 'part-paid', 'processing')");
export const waiting = literal("next_at IS NOT NULL");
/** What of a public id its index has: enough to find it by. */
export const publicStart = literal("substr(public_id, 1, 8)");

/** A line of a bill, without names for what it holds. Of one thing the price is all there is to say. */
export type PackedLine =
  | readonly [description: string | null, priceMinor: number]
  | readonly [description: string | null, quantity: number, unitMinor: number, amountMinor: number];

/** Bills, and the money set against them. */
export function books(c: Columns, { clients, traders }: People) {
  const bills = c.table(
    "bills",
    {
      id: c.text("id").notNull(),
      traderId: c.text("trader_id").notNull(),
      number: c.count("number").notNull(),
      /** What the client's page is found by. Must not be guessed. */
      publicId: c.text("public_id").notNull().default(""),
      clientId: c.text("client_id").notNull(),
      state: c.text<BillState>("state").notNull(),
      origin: c.text<BillOrigin>("origin").notNull(),
      currency: c.text("currency").notNull(),
      totalMinor: c.minor("total_minor").notNull(),
      paidMinor: c.minor("paid_minor").notNull(),
      vat: c.text<VatSaid>("vat").notNull(),
      plusVat: c.flag("plus_vat").notNull(),
      vatMinor: c.minor("vat_minor").notNull(),
      issuedOn: c.text<Day>("issued_on").notNull(),
      dueOn: c.text<Day>("due_on").notNull(),
      supplyOn: c.text<Day>("supply_on"),
      reference: c.text("reference"),
      payBy: c.text<PaymentMethod>("pay_by").notNull(),
      payByUnusual: c.flag("pay_by_unusual").notNull(),
      toXero: c.flag("to_xero").notNull(),
      sync: c.text<SyncState>("sync").notNull(),
      /** In order. */
      lines: c.json<readonly PackedLine[]>("lines").notNull().default([]),
      createdAt: c.instant("created_at").notNull(),
      /** When the next step of its plan is due; null where none waits for a time. */
      nextAt: c.instant("next_at"),
      /** What was due before this is left out of its plan; null where that is when the bill was made. */
      fromAt: c.instant("from_at"),
      /** Its steps that never left the plan (`packed-steps.ts`); null where it was never planned. */
      plan: c.text("plan"),
    },
    (row) => [
      c.primaryKey({ columns: [row.traderId, row.id] }),
      c.uniqueIndex("bills_number").on(row.traderId, row.number),
      c.index("bills_public").on(publicStart),
      c.index("bills_owed").on(row.traderId, row.dueOn, row.number).where(owed),
      // A client's id is nobody else's.
      c.index("bills_same").on(row.clientId, row.totalMinor, row.createdAt),
      c.index("bills_next").on(row.nextAt, row.traderId).where(waiting),
      c.foreignKey({
        name: "bills_client_fk",
        columns: [row.traderId, row.clientId],
        foreignColumns: [clients.traderId, clients.id],
      }),
      c.check("bills_total", c.isMinor("total_minor", 1, amountMaxMinor)),
      c.check("bills_paid", c.isMinor("paid_minor", 0, amountMaxMinor)),
      c.check("bills_vat", c.isMinor("vat_minor", 0, amountMaxMinor)),
      c.check("bills_state", oneOf("state", billStates)),
      c.check("bills_sync", oneOf("sync", syncStates)),
    ],
  );
  const payments = c.table(
    "payments",
    {
      id: c.text("id").notNull(),
      traderId: c
        .text("trader_id")
        .notNull()
        .references(() => traders.id),
      clientId: c.text("client_id").notNull().default(""),
      source: c.text<PaymentSource>("source").notNull(),
      externalId: c.text("external_id"),
      method: c.text<PaymentMethod>("method"),
      amountMinor: c.minor("amount_minor").notNull(),
      refundedMinor: c.minor("refunded_minor").notNull().default(0),
      currency: c.text("currency").notNull(),
      paidOn: c.text<Day>("paid_on").notNull(),
      state: c.text<PaymentState>("state").notNull().default("arrived"),
      createdAt: c.instant("created_at").notNull(),
      removedAt: c.instant("removed_at"),
    },
    (row) => [
      c.primaryKey({ columns: [row.traderId, row.id] }),
      c.index("payments_client").on(row.traderId, row.clientId, row.id),
      c.uniqueIndex("payments_external").on(row.traderId, row.source, row.externalId),
      c.check("payments_amount", c.isMinor("amount_minor", 1, amountMaxMinor)),
      c.check("payments_refunded", c.isMinor("refunded_minor", 0, amountMaxMinor)),
      c.check("payments_source", oneOf("source", paymentSources)),
      c.check("payments_state", oneOf("state", paymentStates)),
    ],
  );
  const allocations = c.table(
    "allocations",
    {
      traderId: c.text("trader_id").notNull(),
      paymentId: c.text("payment_id").notNull(),
      billId: c.text("bill_id").notNull(),
      amountMinor: c.minor("amount_minor").notNull(),
    },
    (row) => [
      c.primaryKey({ columns: [row.traderId, row.paymentId, row.billId] }),
      c.index("allocations_bill").on(row.traderId, row.billId, row.paymentId),
      c.foreignKey({
        name: "allocations_payment_fk",
        columns: [row.traderId, row.paymentId],
        foreignColumns: [payments.traderId, payments.id],
      }),
      c.foreignKey({
        name: "allocations_bill_fk",
        columns: [row.traderId, row.billId],
        foreignColumns: [bills.traderId, bills.id],
      }),
      c.check("allocations_amount", c.isMinor("amount_minor", 1, amountMaxMinor)),
    ],
  );
  return { bills, payments, allocations };
}
