import { filterOf } from "./query.ts";
import type { Account, Organisation, State } from "./state.ts";
import { wireOrganisation } from "./wire.ts";

/** What the organisation is set to; null where something else was asked for. */
export function answerSettings(
  {
    state,
    organisation,
    query,
  }: { readonly state: State; readonly organisation: Organisation; readonly query: URLSearchParams },
  resource: string,
  id: string | undefined,
): object | null {
  const fits = filterOf(query.get("where"), state);
  switch (resource) {
    case "Organisation": {
      if (id === undefined) return { Organisations: [wireOrganisation(organisation)] };
      const allowed = organisation.readOnlyRole ? "NOT-ALLOWED" : "ALLOWED";
      const several = organisation.currencies.length > 1 ? "ALLOWED" : "NOT-ALLOWED";
      return {
        Actions: [
          { Name: "CreateApprovedInvoice", Status: allowed },
          { Name: "CreateDraftInvoice", Status: allowed },
          { Name: "CreateInvoicePayment", Status: allowed },
          { Name: "UseMulticurrency", Status: several },
        ],
      };
    }
    case "Accounts":
      return { Accounts: organisation.accounts.map(wireAccount).filter(fits) };
    case "TaxRates":
      return {
        TaxRates: organisation.taxRates
          .map((it) => ({
            Name: it.name,
            TaxType: it.type,
            Status: it.status,
            CanApplyToRevenue: it.forRevenue,
            CanApplyToAssets: true,
            CanApplyToEquity: true,
            CanApplyToExpenses: !it.forRevenue,
            CanApplyToLiabilities: true,
            DisplayTaxRate: it.percent,
            EffectiveRate: it.percent,
            TaxComponents: [{ Name: "VAT", Rate: it.percent, IsCompound: false, IsNonRecoverable: false }],
          }))
          .filter(fits),
      };
    case "Currencies":
      return { Currencies: organisation.currencies.map((code) => ({ Code: code, Description: code })) };
    case "BrandingThemes":
      return {
        BrandingThemes: organisation.themes.map((it, index) => ({
          BrandingThemeID: it.id,
          Name: it.name,
          SortOrder: index,
        })),
      };
    case "InvoiceReminders":
      return { InvoiceReminders: [{ Enabled: organisation.remindersOn }] };
    default:
      return null;
  }
}

function wireAccount(it: Account): object {
  return {
    AccountID: it.id,
    ...(it.code === "" ? {} : { Code: it.code }),
    Name: it.name,
    Status: it.status,
    Type: it.type,
    TaxType: it.taxType,
    Class: it.class,
    ...(it.system === null ? {} : { SystemAccount: it.system }),
    EnablePaymentsToAccount: it.takesPayments,
    ShowInExpenseClaims: false,
    ReportingCode: "",
    HasAttachments: false,
  };
}
