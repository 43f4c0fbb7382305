import { randomUUID } from "node:crypto";
import type { Account, Organisation, State, TaxRate } from "./state.ts";

/** The person who signs in to the sandbox. */
export const sandboxUserId = "5a4d3b2c-0000-4000-8000-00000000005a";

const taxRates: readonly TaxRate[] = [
  { type: "OUTPUT2", name: "20% (VAT on Income)", percent: 20, status: "ACTIVE", forRevenue: true },
  { type: "RROUTPUT", name: "5% (VAT on Income)", percent: 5, status: "ACTIVE", forRevenue: true },
  { type: "ZERORATEDOUTPUT", name: "Zero Rated Income", percent: 0, status: "ACTIVE", forRevenue: true },
  { type: "EXEMPTOUTPUT", name: "Exempt Income", percent: 0, status: "ACTIVE", forRevenue: true },
  { type: "NONE", name: "No VAT", percent: 0, status: "ACTIVE", forRevenue: true },
  { type: "INPUT2", name: "20% (VAT on Expenses)", percent: 20, status: "ACTIVE", forRevenue: false },
];

function account(code: string, name: string, more: Partial<Account>): Account {
  const sales = { type: "SALES", class: "REVENUE", taxType: "OUTPUT2" } as const;
  const rest = { status: "ACTIVE", takesPayments: false, system: null } as const;
  return { id: randomUUID(), code, name, ...sales, ...rest, ...more };
}

function accounts(vatRegistered: boolean): Account[] {
  const all = [
    account("200", "Sales", {}),
    account("201", "Call-outs", { type: "REVENUE" }),
    account("260", "Other Revenue", { type: "REVENUE" }),
    account("270", "Interest Income", { type: "REVENUE", taxType: "NONE" }),
    account("299", "Old Sales", { status: "ARCHIVED" }),
    account("310", "Cost of Goods Sold", { type: "EXPENSE", class: "EXPENSE", taxType: "INPUT2" }),
    account("610", "Accounts Receivable", {
      type: "CURRENT",
      class: "ASSET",
      taxType: "NONE",
      system: "DEBTORS",
    }),
    account("", "Business Bank Account", { type: "BANK", class: "ASSET", taxType: "NONE" }),
    account("091", "Petty Cash", { type: "CURRENT", class: "ASSET", taxType: "NONE", takesPayments: true }),
  ];
  return vatRegistered ? all : all.map((it) => ({ ...it, taxType: "NONE" }));
}

export function makeOrganisation(name: string, more: Partial<Organisation> = {}): Organisation {
  return {
    id: randomUUID(),
    name,
    shortCode: `!${randomUUID().slice(0, 5)}`,
    baseCurrency: "GBP",
    currencies: ["GBP"],
    plan: "GROW",
    vatRegistered: false,
    periodLockOn: null,
    yearLockOn: null,
    salesTermsDays: null,
    remindersOn: false,
    monthlyCap: null,
    readOnlyRole: false,
    accounts: accounts(more.vatRegistered ?? false),
    taxRates: taxRates.map((rate) => ({ ...rate })),
    themes: [
      { id: randomUUID(), name: "Standard" },
      { id: randomUUID(), name: "Friendly" },
    ],
    nextNumber: 1,
    ...more,
  };
}

/** Two sets of books to choose from, where there are none yet. */
export function seed(state: State): void {
  if (state.all("organisations").length > 0) return;
  state.put("organisations", makeOrganisation("Practice Books"));
  state.put(
    "organisations",
    makeOrganisation("Practice Books (VAT)", {
      vatRegistered: true,
      plan: "COMPREHENSIVE",
      currencies: ["GBP", "EUR"],
    }),
  );
}
