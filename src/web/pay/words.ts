import { amountDueMinor, type Bill, type BillLine, daysOverdue } from "../../domain/bill.ts";
import { type Day, formatDay } from "../../domain/day.ts";
import { formatExact } from "../../domain/money.ts";
import { amountsOf, vatPercent } from "../../domain/vat.ts";

/** What a client reads of a bill, on its page and on paper. */

export function lineName(line: BillLine): string {
  const name = line.description ?? "Work";
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `£85.00`. */
export function exact(minor: number, { currency }: Bill): string {
  return formatExact(minor, currency);
}

/** `2.5 × £80`; null for one of something. */
export function lineEach(line: BillLine, bill: Bill): string | null {
  return line.quantity === 1 ? null : `${line.quantity} × ${exact(line.unitMinor, bill)}`;
}

/** Whether VAT is charged on it, be it at nothing. */
export function hasVat({ vat }: Bill): boolean {
  return vat !== "none" && vat !== "unsaid";
}

/** The rows under the lines: net, VAT and total where VAT is charged; the total alone where not. */
export function totals(bill: Bill, lines: readonly BillLine[]): readonly (readonly [string, string])[] {
  const money = (minor: number) => exact(minor, bill);
  const { netMinor, vatMinor } = amountsOf(lines, bill);
  const charged = hasVat(bill);
  const vat = charged
    ? ([
        ["Total without VAT", money(netMinor)],
        [`VAT at ${vatPercent(bill.vat)}%`, money(vatMinor)],
      ] as const)
    : [];
  const paid =
    bill.paidMinor === 0 || bill.paidMinor === bill.totalMinor
      ? []
      : ([
          ["Paid so far", money(bill.paidMinor)],
          ["To pay", money(amountDueMinor(bill))],
        ] as const);
  return [...vat, [charged ? "Total with VAT" : "Total", money(bill.totalMinor)], ...paid];
}

/** `due Sun 6 Dec 2026`; `was due Sun 6 Dec 2026`, where that has passed. */
export function dueText(bill: Bill, today: Day): string {
  return `${daysOverdue(bill, today) > 0 ? "was due" : "due"} ${formatDay(bill.dueOn)}`;
}
