import { withMarker } from "../desk/take-theirs.ts";
import type { Bill, BillLine } from "../domain/bill.ts";
import { type Day, formatDay } from "../domain/day.ts";
import type { Invoice, InvoiceDraft, InvoiceLine, LineAmounts, OrganisationFacts } from "../domain/ledger.ts";
import type { Mirror, XeroSettings } from "../domain/mirror.ts";
import { vatPercent } from "../domain/vat.ts";

export interface ToTranslate {
  readonly bill: Bill;
  readonly lines: readonly BillLine[];
  readonly mirror: Mirror;
  readonly settings: XeroSettings;
  readonly facts: OrganisationFacts;
  readonly contactId: string;
  readonly today: Day;
  /** Our own page of the bill, where Xero may link to it. */
  readonly url: string | null;
  /** The invoice as it is there now; null where it is to be made. */
  readonly current: Invoice | null;
}

/** A bill as an invoice. Xero works out the tax; what it comes to is compared afterwards. */
export function draftOf(it: ToTranslate): InvoiceDraft {
  const { bill, mirror, settings, current } = it;
  const account = mirror.choices.account ?? settings.account;
  const taxType = taxTypeOf(it);
  const approved = settings.pushAs === "approved" && mirror.choices.asDraft !== true;
  return {
    number: mirror.number,
    reference: bill.origin === "xero" ? (bill.reference ?? "") : withMarker(bill.reference, mirror.marker),
    contactId: it.contactId,
    contactName: current?.contactName ?? "",
    issuedOn: mirror.choices.dateToday === true ? it.today : bill.issuedOn,
    dueOn: bill.dueOn,
    amounts: amountsOf(bill),
    lines: it.lines.map((line, at) => lineOf(bill, line, at, { account, taxType, current })),
    currency: bill.currency,
    // What is approved there cannot become a draft again.
    approved: current === null ? approved : current.status !== "draft",
    theme: settings.theme,
    url: it.url,
  };
}

function amountsOf({ vat, plusVat }: Bill): LineAmounts {
  if (vat === "none" || vat === "unsaid") return "no-tax";
  return plusVat ? "without-tax" : "with-tax";
}

/** The words about VAT on a bill, in the organisation's own rates. */
function taxTypeOf({ bill, mirror, settings, facts }: ToTranslate): string {
  if (mirror.choices.taxType !== undefined) return mirror.choices.taxType;
  const percent = bill.vat === "none" || bill.vat === "unsaid" ? null : vatPercent(bill.vat);
  const rate = (type: string) => facts.taxRates.find((it) => it.type === type);
  const usual = rate(settings.taxType);
  if (percent === null) return usual?.percent === 0 && usual.type !== "ZERORATEDOUTPUT" ? usual.type : "NONE";
  if (percent === 0) return rate("ZERORATEDOUTPUT")?.type ?? usual?.type ?? "NONE";
  if (usual?.percent === percent) return usual.type;
  return facts.taxRates.find((it) => it.percent === percent)?.type ?? settings.taxType;
}

interface LineChoices {
  readonly account: string;
  readonly taxType: string;
  readonly current: Invoice | null;
}

/** Xero multiplies in pounds and rounds: a quantity is sent as one where that could come to another penny. */
function lineOf(
  bill: Bill,
  line: BillLine,
  at: number,
  { account, taxType, current }: LineChoices,
): InvoiceLine {
  const before = current?.lines[at];
  const exact = Number.isInteger(line.quantity * line.unitMinor) && decimals(line.quantity) <= 4;
  const what = line.description ?? "Work";
  const supplied = at === 0 && bill.supplyOn !== null ? ` (done ${formatDay(bill.supplyOn)})` : "";
  const counted = exact ? "" : ` (${line.quantity} × ${(line.unitMinor / 100).toFixed(2)})`;
  const description =
    bill.origin === "xero" && line.description !== null ? what : `${what}${counted}${supplied}`;
  return {
    id: before?.id ?? null,
    description,
    quantity: exact ? line.quantity : 1,
    unitMinor: exact ? line.unitMinor : line.amountMinor,
    amountMinor: line.amountMinor,
    // What a person chose in Xero for a line of an imported invoice is kept.
    account: bill.origin === "xero" ? (before?.account ?? account) : account,
    taxType: bill.origin === "xero" ? (before?.taxType ?? taxType) : taxType,
  };
}

function decimals(value: number): number {
  return String(value).split(".")[1]?.length ?? 0;
}
