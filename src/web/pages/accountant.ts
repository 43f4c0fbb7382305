import { formatBillNumber } from "../../domain/bill.ts";
import { formatTaxYear, type TaxYear, taxYearOf } from "../../domain/tax-year.ts";
import type { Books } from "../../store/export.ts";

type Cell = string | number | null;
type Row = readonly Cell[];
type Bill = Books["bills"][number];
type Payment = Books["payments"][number];

const headings: Row = ["Tax year", "Kind", "Date", "Bill", "Client", "What for", "Net", "VAT", "Total", "Given back", "Currency", "State", "Method", "Known from", "Reference"]; // biome-ignore format: a heading row

/** The years in which anything was billed or came, the newest first. */
export function taxYearsIn({ bills, payments }: Books): readonly TaxYear[] {
  const days = [...bills.map(({ issuedOn }) => issuedOn), ...payments.map(({ paidOn }) => paidOn)];
  return [...new Set(days.map(taxYearOf))].sort((a, b) => b - a);
}

/**
 * A tax year's bills, each in the year of its date, and the money that came, each in the year in which it came: for
 * accounts by either. A bill that was cancelled keeps its place in the series and comes to nothing; so does money that
 * was taken back. What of a payment belongs to no bill is the client's credit, and a row of its own.
 */
export function accountantsTable(books: Books, year: TaxYear): readonly Row[] {
  const names = new Map(books.clients.map(({ id, name }) => [id, name]));
  const whatFor = ({ lines }: Bill) => lines.map(({ description }) => description ?? "Work").join("; ");
  const billed = books.bills
    .filter(({ issuedOn }) => taxYearOf(issuedOn) === year)
    .map((bill): Row => {
      const counts = bill.state !== "cancelled";
      const [totalMinor, vatMinor] = counts ? [bill.totalMinor, bill.vatMinor] : [0, 0];
      const sums = [pounds(totalMinor - vatMinor), pounds(vatMinor), pounds(totalMinor)];
      const kind = [formatTaxYear(year), "Bill", bill.issuedOn, formatBillNumber(bill.number)];
      const rest = [null, bill.currency, bill.state, null, null, bill.reference];
      return [...kind, names.get(bill.clientId) ?? "", whatFor(bill), ...sums, ...rest];
    });
  const came = books.payments
    .filter(({ paidOn }) => taxYearOf(paidOn) === year)
    .filter(({ state }) => state === "arrived" || state === "refunded")
    .flatMap((payment) => paymentRows(books, payment, names.get(payment.clientId) ?? "", year));
  return [headings, ...billed, ...came];
}

function paymentRows(
  { bills, allocations }: Books,
  payment: Payment,
  client: string,
  year: TaxYear,
): readonly Row[] {
  const row = (bill: Bill | undefined, minor: number, vatMinor: number, givenBackMinor: number): Row => {
    const kind = [formatTaxYear(year), "Payment", payment.paidOn];
    const what = [bill === undefined ? null : formatBillNumber(bill.number), client, bill === undefined ? "Credit" : null];
    const sums = [pounds(minor - vatMinor), pounds(vatMinor), pounds(minor), givenBackMinor === 0 ? null : pounds(givenBackMinor)];
    return [...kind, ...what, ...sums, payment.currency, payment.state, payment.method, payment.source, bill?.reference ?? null];
  }; // biome-ignore format: a row
  // Of a payment that was given back whole nothing counts for a bill any more.
  const counts = payment.state === "arrived";
  const parts = counts ? allocations.filter(({ paymentId }) => paymentId === payment.id) : [];
  const rows = parts.map(({ billId, amountMinor }) => {
    const bill = bills.find(({ id }) => id === billId);
    return row(bill, amountMinor, vatIn(bill, amountMinor), 0);
  });
  const restMinor = payment.amountMinor - parts.reduce((sum, it) => sum + it.amountMinor, 0);
  return restMinor === 0 ? rows : [...rows, row(undefined, restMinor, 0, payment.refundedMinor)];
}

/** The VAT in a part of what a bill comes to. */
function vatIn(bill: Bill | undefined, minor: number): number {
  return bill === undefined ? 0 : Math.round((bill.vatMinor * minor) / bill.totalMinor);
}

/** Amounts as a spreadsheet adds them up: with a point and two places. */
export function pounds(minor: number): string {
  return (minor / 100).toFixed(2);
}
