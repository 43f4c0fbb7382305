import type { Day } from "../../domain/day.ts";
import type { Decision } from "../../domain/decision.ts";
import { type HoldKind, holdKinds } from "../../domain/hold.ts";
import type { Tone } from "../../domain/intent.ts";
import { amountMaxMinor } from "../../domain/money.ts";
import { type StepKind, type StepState, type StepWhy, stepKinds, stepStates } from "../../domain/step.ts";
import { type Columns, literal, oneOf } from "../columns.ts";
import type { Books } from "./books.ts";
import type { People } from "./people.ts";

/** As in `books.ts`: spelled once for the partial indexes and their queries. */
export const gone = literal("sent_on IS NOT NULL");
export const unended = literal("ended_at IS NULL");

/** What is due to clients and when, and what keeps it from going. */
export function chase(c: Columns, { clients }: People, { bills }: Books) {
  /** Steps that left their plan: that are on their way, with the trader, or went. */
  const steps = c.table(
    "steps",
    {
      traderId: c.text("trader_id").notNull(),
      id: c.text("id").notNull(),
      billId: c.text("bill_id").notNull(),
      clientId: c.text("client_id").notNull(),
      kind: c.text<StepKind>("kind").notNull(),
      slot: c.text("slot").notNull(),
      tone: c.text<Tone>("tone"),
      anchorOn: c.text<Day>("anchor_on").notNull(),
      nominalOn: c.text<Day>("nominal_on").notNull(),
      at: c.instant("at"),
      why: c.text<StepWhy>("why"),
      state: c.text<StepState>("state").notNull(),
      effectId: c.text("effect_id"),
      sentOn: c.text<Day>("sent_on"),
      createdAt: c.instant("created_at").notNull(),
    },
    (row) => [
      c.primaryKey({ columns: [row.traderId, row.id] }),
      c.index("steps_bill").on(row.traderId, row.billId, row.id),
      c.index("steps_gone").on(row.traderId, row.clientId, row.sentOn).where(gone),
      c.foreignKey({
        name: "steps_bill_fk",
        columns: [row.traderId, row.billId],
        foreignColumns: [bills.traderId, bills.id],
      }),
      c.check("steps_kind", oneOf("kind", stepKinds)),
      c.check("steps_state", oneOf("state", stepStates)),
    ],
  );
  const holds = c.table(
    "holds",
    {
      traderId: c.text("trader_id").notNull(),
      id: c.text("id").notNull(),
      billId: c.text("bill_id"),
      clientId: c.text("client_id"),
      kind: c.text<HoldKind>("kind").notNull(),
      until: c.text<Day>("until"),
      promisedOn: c.text<Day>("promised_on"),
      createdAt: c.instant("created_at").notNull(),
      endedAt: c.instant("ended_at"),
    },
    (row) => [
      c.primaryKey({ columns: [row.traderId, row.id] }),
      c.index("holds_open").on(row.traderId, row.clientId).where(unended),
      c.check("holds_kind", oneOf("kind", holdKinds)),
    ],
  );
  /** What of clients only chasing knows. */
  const chasedClients = c.table(
    "chased_clients",
    {
      traderId: c.text("trader_id").notNull(),
      clientId: c.text("client_id").notNull(),
      /** Of the link by which they stop reminders. */
      token: c.text("token").notNull(),
      /** When they used it. */
      optedOutAt: c.instant("opted_out_at"),
      /** When the trader was asked for their email. */
      emailAskedAt: c.instant("email_asked_at"),
      /** The address that their mail server would not have. */
      refusedEmail: c.text("refused_email"),
    },
    (row) => [
      c.primaryKey({ columns: [row.traderId, row.clientId] }),
      c.uniqueIndex("chased_clients_token").on(row.token),
      c.foreignKey({
        name: "chased_clients_client_fk",
        columns: [row.traderId, row.clientId],
        foreignColumns: [clients.traderId, clients.id],
      }),
    ],
  );
  const decisions = c.table(
    "decisions",
    {
      traderId: c.text("trader_id").notNull(),
      id: c.text("id").notNull(),
      clientId: c.text("client_id").notNull(),
      billId: c.text("bill_id").notNull(),
      at: c.instant("at").notNull(),
      what: c.text<Decision["what"]>("what").notNull(),
      kind: c.text<StepKind>("kind").notNull(),
      tone: c.text<Tone>("tone"),
      slot: c.text("slot").notNull(),
      nominalOn: c.text<Day>("nominal_on").notNull(),
      to: c.instant("to_at"),
      why: c.text<StepWhy>("why"),
      detail: c.text("detail"),
    },
    (row) => [
      c.primaryKey({ columns: [row.traderId, row.id] }),
      c.index("decisions_client").on(row.traderId, row.clientId, row.id),
    ],
  );
  /** What a client's latest letter said of a bill; nothing to pay where it told them to ignore it. */
  const toldBills = c.table(
    "told_bills",
    {
      traderId: c.text("trader_id").notNull(),
      billId: c.text("bill_id").notNull(),
      clientId: c.text("client_id").notNull(),
      totalMinor: c.minor("total_minor").notNull(),
      dueOn: c.text<Day>("due_on").notNull(),
    },
    (row) => [
      c.primaryKey({ columns: [row.traderId, row.billId, row.clientId] }),
      c.foreignKey({
        name: "told_bills_bill_fk",
        columns: [row.traderId, row.billId],
        foreignColumns: [bills.traderId, bills.id],
      }),
      c.check("told_bills_total", c.isMinor("total_minor", 0, amountMaxMinor)),
    ],
  );
  /** Mails to clients, by the id that a report of their return names. */
  const mailedLetters = c.table(
    "mailed_letters",
    {
      messageId: c.text("message_id").primaryKey(),
      traderId: c.text("trader_id").notNull(),
      clientId: c.text("client_id").notNull(),
      effectId: c.text("effect_id").notNull(),
      to: c.text("to_address").notNull(),
      subject: c.text("subject").notNull(),
      at: c.instant("at").notNull(),
      /** When it was known that it did not arrive. */
      returnedAt: c.instant("returned_at"),
    },
    (row) => [
      c.index("mailed_letters_client").on(row.traderId, row.clientId),
      c.foreignKey({
        name: "mailed_letters_client_fk",
        columns: [row.traderId, row.clientId],
        foreignColumns: [clients.traderId, clients.id],
      }),
    ],
  );
  /** What was sent in practice, where no mail leaves this machine. */
  const mailbox = c.table("mailbox", {
    id: c.text("id").primaryKey(),
    messageId: c.text("message_id").notNull(),
    to: c.text("to_address").notNull(),
    from: c.text("from_address").notNull(),
    subject: c.text("subject").notNull(),
    text: c.text("text").notNull(),
    html: c.text("html").notNull(),
    at: c.instant("at").notNull(),
  });
  return { steps, holds, chasedClients, decisions, toldBills, mailedLetters, mailbox };
}
