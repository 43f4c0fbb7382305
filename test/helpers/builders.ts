import type { Bill } from "../../src/domain/bill.ts";
import type { Client } from "../../src/domain/client.ts";
import type { Payment } from "../../src/domain/payment.ts";

/** Rows with everything filled in, of which a test names only what it is about. */

const createdAt = new Date("2026-11-22T09:00:00.123Z");

export function aClient(override: Partial<Client> = {}): Client {
  return {
    id: "c1",
    traderId: "t1",
    name: "Acme",
    nameKey: "acme",
    email: null,
    phone: null,
    address: null,
    company: null,
    payBy: null,
    chasePlan: null,
    chaseTone: null,
    termsDays: null,
    createdAt,
    ...override,
  };
}

export function aBill(override: Partial<Bill> = {}): Bill {
  return {
    id: "b1",
    traderId: "t1",
    number: 1,
    publicId: `page-of-${override.traderId ?? "t1"}-${override.id ?? "b1"}-${override.number ?? 1}`,
    clientId: "c1",
    state: "open",
    origin: "justpayme",
    currency: "GBP",
    totalMinor: 23_000,
    paidMinor: 0,
    vat: "none",
    plusVat: false,
    vatMinor: 0,
    issuedOn: "2026-11-22",
    dueOn: "2026-12-06",
    supplyOn: null,
    reference: null,
    payBy: "bank",
    payByUnusual: false,
    toXero: true,
    sync: "Not in Xero",
    createdAt,
    ...override,
  };
}

export function aPayment(override: Partial<Payment> = {}): Payment {
  return {
    id: "p1",
    traderId: "t1",
    clientId: "c1",
    source: "stripe",
    externalId: "pi_1",
    method: null,
    amountMinor: 23_000,
    refundedMinor: 0,
    currency: "GBP",
    paidOn: "2026-11-22",
    state: "arrived",
    createdAt,
    removedAt: null,
    ...override,
  };
}
