import { formatBillNumber } from "../../domain/bill.ts";
import { formatDay } from "../../domain/day.ts";
import { traderLines } from "../../domain/letterhead.ts";
import { roundHalfAway } from "../../domain/money.ts";
import { lineVatMinor, vatPercent } from "../../domain/vat.ts";
import { type PaperColumn, width } from "../../pictures/paper.ts";
import type { BillPage } from "../../store/bill-page.ts";
import { exact, hasVat, lineName, totals } from "./words.ts";

/** What stands on the paper of a bill. */
export interface Invoice {
  readonly title: string;
  readonly number: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly dates: readonly string[];
  readonly columns: readonly PaperColumn[];
  readonly rows: readonly (readonly string[])[];
  readonly sums: readonly (readonly [string, string])[];
}

/**
 * All that a UK invoice must show: who, to whom, a number, what for and when. Of who charges VAT it is a full VAT invoice
 * (VAT Notice 700, section 16.3): their number, the tax point, and each line without VAT with its rate. Who does not
 * charge it shows neither VAT nor a number.
 */
export function invoiceOn({
  bill,
  client,
  trader,
  lines,
}: Omit<BillPage, "paid" | "bank" | "cardUrl">): Invoice {
  return {
    title: hasVat(bill) ? "VAT invoice" : "Invoice",
    number: formatBillNumber(bill.number),
    from: traderLines(trader),
    to: [client.name, ...(client.address?.split(/\n|, /) ?? [])],
    dates: datesOf(bill),
    ...items(bill, lines),
    sums: totals(bill, lines),
  };
}

/** When it was made, and when the work was done: for VAT that is the tax point. */
function datesOf(bill: BillPage["bill"]): readonly string[] {
  const work = hasVat(bill) ? "Tax point" : "Work done";
  const made =
    bill.supplyOn === null
      ? [`Invoice date and ${work.toLowerCase()} ${formatDay(bill.issuedOn)}`]
      : [`Invoice date ${formatDay(bill.issuedOn)}`, `${work} ${formatDay(bill.supplyOn)}`];
  const reference = bill.reference === null ? [] : [`Your reference ${bill.reference}`];
  return [...made, `Due ${formatDay(bill.dueOn)}`, ...reference];
}

function items(bill: BillPage["bill"], lines: BillPage["lines"]): Pick<Invoice, "columns" | "rows"> {
  const money = (minor: number) => exact(minor, bill);
  const figures: readonly PaperColumn[] = [
    { heading: "Quantity", wide: 65, align: "right" },
    { heading: hasVat(bill) ? "Price without VAT" : "Price", wide: 105, align: "right" },
    ...(hasVat(bill) ? [{ heading: "VAT", wide: 50, align: "right" } as const] : []),
    { heading: hasVat(bill) ? "Without VAT" : "Amount", wide: 90, align: "right" },
  ];
  const rest = figures.reduce((sum, { wide }) => sum + wide, 0);
  const rows = lines.map((line) => {
    // Where VAT is in the figures of the lines it is taken out of each, so that they add up to what is under them.
    const vatMinor = bill.plusVat || !hasVat(bill) ? 0 : lineVatMinor(line.amountMinor, bill);
    const netMinor = line.amountMinor - vatMinor;
    const eachMinor = vatMinor === 0 ? line.unitMinor : roundHalfAway(netMinor / line.quantity);
    const rate = hasVat(bill) ? [`${vatPercent(bill.vat)}%`] : [];
    return [lineName(line), String(line.quantity), money(eachMinor), ...rate, money(netMinor)];
  });
  return { columns: [{ heading: "What for", wide: width - rest }, ...figures], rows };
}
