import { randomUUID } from "node:crypto";
import { checkLocks } from "./invoices.ts";
import { Invalid } from "./rules.ts";
import type { Credit, Invoice, Organisation, Payment, State } from "./state.ts";
import { metOf, pence } from "./wire.ts";

export interface PaymentBody {
  readonly Invoice?: { readonly InvoiceID?: string };
  readonly Account?: { readonly AccountID?: string; readonly Code?: string };
  readonly Date?: string;
  readonly Amount?: number;
  readonly Reference?: string;
}

/** PUT: money set against an approved invoice. Nothing keeps the same payment from being made twice. */
export function createPayment(state: State, organisation: Organisation, body: PaymentBody): Payment {
  const invoice = state.get("invoices", body.Invoice?.InvoiceID ?? "");
  if (
    invoice === undefined ||
    invoice.organisationId !== organisation.id ||
    invoice.status !== "AUTHORISED"
  ) {
    throw new Invalid("payment-not-approved", "Payments can only be made against Authorised documents");
  }
  const account = organisation.accounts.find(
    (it) => it.id === body.Account?.AccountID || (it.code !== "" && it.code === body.Account?.Code),
  );
  if (
    account === undefined ||
    account.status !== "ACTIVE" ||
    (account.type !== "BANK" && !account.takesPayments)
  ) {
    throw new Invalid("payment-account", "Account type is invalid for making a payment to/from");
  }
  const minor = pence(body.Amount ?? 0);
  if (minor <= 0 || minor > metOf(state, invoice).dueMinor) {
    throw new Invalid("payment-too-much", "Payment amount exceeds the amount outstanding on this document");
  }
  const date = body.Date ?? new Date(state.now()).toISOString().slice(0, 10);
  checkLocks(organisation, date);
  return pay(state, invoice, { accountId: account.id, date, minor, reference: body.Reference ?? "" });
}

/** POST: a payment is deleted and nothing else. */
export function deletePayment(state: State, payment: Payment, body: Record<string, unknown>): Payment {
  if (Object.keys(body).join() !== "Status" || body["Status"] !== "DELETED" || payment.status === "DELETED") {
    throw new Invalid("payment-only-status", "Only Status accepted for updates.");
  }
  state.fired.add("payment-deleted");
  const deleted = { ...payment, status: "DELETED" as const, updatedAtMs: state.now() };
  state.put("payments", deleted);
  restate(state, payment.invoiceId);
  return deleted;
}

export function pay(
  state: State,
  invoice: Invoice,
  money: Pick<Payment, "accountId" | "date" | "minor" | "reference">,
): Payment {
  const made: Payment = {
    id: randomUUID(),
    organisationId: invoice.organisationId,
    invoiceId: invoice.id,
    ...money,
    status: "AUTHORISED",
    updatedAtMs: state.now(),
  };
  state.put("payments", made);
  restate(state, invoice.id);
  return made;
}

/** A credit note, an overpayment or a prepayment is set against an invoice. */
export function credit(
  state: State,
  invoice: Invoice,
  money: Pick<Credit, "kind" | "minor" | "date">,
): Credit {
  const made: Credit = {
    id: randomUUID(),
    organisationId: invoice.organisationId,
    invoiceId: invoice.id,
    ...money,
    removed: false,
  };
  state.put("credits", made);
  restate(state, invoice.id);
  state.fired.add("credited-reads-paid");
  state.changed("CREDITNOTE", invoice.organisationId, made.id, true);
  return made;
}

/** Whether what was set against an invoice clears it. */
export function restate(state: State, invoiceId: string): void {
  const invoice = state.get("invoices", invoiceId);
  if (invoice === undefined) return;
  const status = metOf(state, invoice).dueMinor <= 0 ? ("PAID" as const) : ("AUTHORISED" as const);
  state.put("invoices", { ...invoice, status, updatedAtMs: state.now() });
  state.changed("INVOICE", invoice.organisationId, invoice.id, false);
}
