import type { AccountingApi } from "xero-node";
import type { OrganisationFacts } from "../../domain/ledger.ts";
import { readDay } from "./from-xero.ts";
import { read } from "./loose.ts";

/** Asks with the turn and the limits of a ledger's other calls. */
export type Ask = <B extends object>(
  run: (api: AccountingApi) => Promise<{ response: { headers?: unknown }; body: B }>,
  list: keyof B & string,
  changes?: boolean,
) => Promise<B>;

/** Reads what an organisation is set to: seven calls, one after the other. */
export async function readFacts(of: string, ask: Ask): Promise<OrganisationFacts> {
  const [organisation] = (await ask((api) => api.getOrganisations(of), "organisations")).organisations ?? [];
  const actions = (await ask((api) => api.getOrganisationActions(of), "actions")).actions ?? [];
  const accounts = (await ask((api) => api.getAccounts(of), "accounts")).accounts ?? [];
  const taxRates = (await ask((api) => api.getTaxRates(of), "taxRates")).taxRates ?? [];
  const currencies = (await ask((api) => api.getCurrencies(of), "currencies")).currencies ?? [];
  const themes = (await ask((api) => api.getBrandingThemes(of), "brandingThemes")).brandingThemes ?? [];
  const reminders =
    (await ask((api) => api.getInvoiceReminders(of), "invoiceReminders")).invoiceReminders ?? [];
  const active = accounts.filter((it) => String(it.status) === "ACTIVE");
  const vatRegistered = organisation?.paysTax === true;
  const locks = [organisation?.periodLockDate, organisation?.endOfYearLockDate].map(readDay);
  const terms = read(organisation?.paymentTerms, "sales");
  const refused = (name: string) => actions.some((it) => it.name === name && String(it.status) !== "ALLOWED");
  return {
    name: organisation?.name ?? "",
    shortCode: organisation?.shortCode ?? "",
    baseCurrency: String(organisation?.baseCurrency ?? "GBP"),
    currencies: currencies.map((it) => String(it.code)),
    plan: String(organisation?._class ?? ""),
    vatRegistered,
    lockedUntil: locks.reduce(
      (latest, day) => (day !== null && (latest === null || day > latest) ? day : latest),
      null,
    ),
    salesTermsDays: String(read(terms, "type")) === "DAYSAFTERBILLDATE" ? Number(read(terms, "day")) : null,
    remindersOn: reminders.some((it) => it.enabled === true),
    mayApprove: !refused("CreateApprovedInvoice"),
    salesAccounts: active
      .filter((it) => String(it._class) === "REVENUE" && !it.systemAccount && it.code !== undefined)
      .map((it) => ({ code: it.code ?? "", name: it.name ?? "", taxType: it.taxType ?? "NONE" })),
    bankAccounts: active
      .filter((it) => String(it.type) === "BANK" || it.enablePaymentsToAccount === true)
      .map((it) => ({ id: it.accountID ?? "", name: it.name ?? "" })),
    taxRates: taxRates
      .filter((it) => String(it.status) === "ACTIVE" && it.canApplyToRevenue === true)
      .map((it) => ({ type: it.taxType ?? "", name: it.name ?? "", percent: it.effectiveRate ?? 0 })),
    themes: themes.map((it) => ({ id: it.brandingThemeID ?? "", name: it.name ?? "" })),
  };
}
