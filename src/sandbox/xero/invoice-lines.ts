import { randomUUID } from "node:crypto";
import { Invalid } from "./rules.ts";
import type { Invoice, Line, Organisation, State } from "./state.ts";
import { pence } from "./wire.ts";

export interface LineBody {
  readonly LineItemID?: string;
  readonly Description?: string;
  readonly Quantity?: number;
  readonly UnitAmount?: number;
  readonly LineAmount?: number;
  readonly AccountCode?: string;
  readonly TaxType?: string;
}

/** A line as it is kept: what is left out is as before, or as its account has it. */
export function lineOf(state: State, organisation: Organisation, invoice: Invoice, body: LineBody): Line {
  const before = invoice.lines.find((line) => line.id === body.LineItemID);
  if (invoice.lines.length > 0 && before === undefined) state.fired.add("lines-replaced");
  const quantity = body.Quantity ?? before?.quantity ?? 1;
  const unitAmount = round(body.UnitAmount ?? before?.unitAmount ?? 0, 2);
  const amountMinor = pence(quantity * unitAmount);
  if (body.LineAmount !== undefined && pence(body.LineAmount) !== amountMinor) {
    const [said, expected] = [body.LineAmount.toFixed(2), (amountMinor / 100).toFixed(2)];
    throw new Invalid(
      "line-total",
      `The line total ${said} does not match the expected line total ${expected}`,
    );
  }
  const accountCode = body.AccountCode ?? before?.accountCode ?? null;
  const account = accountCode === null ? undefined : accountFor(organisation, accountCode);
  if (body.TaxType === undefined && before === undefined && account !== undefined)
    state.fired.add("tax-of-account");
  const taxType = body.TaxType ?? before?.taxType ?? account?.taxType ?? null;
  const description = body.Description ?? before?.description ?? null;
  const line = {
    id: before?.id ?? randomUUID(),
    description,
    quantity,
    unitAmount,
    accountCode,
    taxType,
    amountMinor,
  };
  return { ...line, taxMinor: taxOf(organisation, invoice.amounts, line) };
}

function accountFor(organisation: Organisation, code: string) {
  const account = organisation.accounts.find((it) => it.code === code && code !== "");
  if (account === undefined || account.class === "ASSET") {
    throw new Invalid("account-unknown", `Account code '${code}' is not a valid code for this document.`);
  }
  if (account.status === "ARCHIVED") {
    throw new Invalid("account-archived", `Account code '${code}' has been archived, or deleted.`);
  }
  return account;
}

/** The tax of one line, rounded to the penny by itself. */
function taxOf(
  organisation: Organisation,
  amounts: Invoice["amounts"],
  line: Omit<Line, "taxMinor">,
): number {
  if (line.taxType === null) return 0;
  const rate = organisation.taxRates.find((it) => it.type === line.taxType && it.status === "ACTIVE");
  if (rate === undefined) {
    throw new Invalid(
      "tax-unknown",
      `The TaxType code '${line.taxType}' does not exist or cannot be used with this type of transaction.`,
    );
  }
  const account = organisation.accounts.find((it) => it.code === line.accountCode);
  const charges = rate.percent > 0;
  if (!rate.forRevenue || (charges && (!organisation.vatRegistered || account?.taxType === "NONE"))) {
    throw new Invalid(
      "tax-not-for-account",
      `The TaxType code '${line.taxType}' cannot be used with account code '${line.accountCode}'.`,
    );
  }
  if (amounts === "NoTax") return 0;
  if (amounts === "Exclusive") return pence((line.amountMinor / 100) * (rate.percent / 100));
  return line.amountMinor - pence(line.amountMinor / 100 / (1 + rate.percent / 100));
}

function round(value: number, places: number): number {
  const factor = 10 ** places;
  return (Math.sign(value) * Math.round(Math.abs(value) * factor + 1e-7)) / factor;
}
