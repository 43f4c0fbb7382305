import { amountDueMinor, type Bill, type BillLine, daysOverdue } from "../../domain/bill.ts";
import { type Day, formatDay } from "../../domain/day.ts";
import { formatMoney } from "../../domain/money.ts";
import { amountsOf, vatPercent } from "../../domain/vat.ts";
import type { Trader } from "../../store/traders.ts";

/** What a client reads of a bill, on its page and on paper. */

/** `Joe's Plumbing`: what the trader goes by, with their own name where that is another. */
export function traderName(trader: Trader): string {
  return trader.tradingName ?? trader.legalName ?? "your supplier";
}

/** Who the client pays: a sole trader's bill shows their own name beside the business name, and an address. */
export function traderLines(trader: Trader): readonly string[] {
  const { tradingName, legalName, address, replyEmail, vatRegistered, vatNumber } = trader;
  const own = tradingName !== null && legalName !== null && legalName !== tradingName ? legalName : null;
  return [
    traderName(trader),
    own,
    ...(address === null ? [] : address.split(/\n|, /)),
    replyEmail,
    vatRegistered && vatNumber !== null ? `VAT number GB ${vatNumber}` : null,
  ].filter((it) => it !== null);
}

export function lineName(line: BillLine): string {
  const name = line.description ?? "Work";
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `£85.00`: in a column of figures the pence stand under each other. */
export function exact(minor: number, { currency }: Bill): string {
  const text = formatMoney(minor, currency);
  return text.includes(".") ? text : `${text}.00`;
}

/** `2.5 × £80`; null for one of something. */
export function lineEach(line: BillLine, bill: Bill): string | null {
  return line.quantity === 1 ? null : `${line.quantity} × ${exact(line.unitMinor, bill)}`;
}

/** The rows under the lines: net, VAT and total where VAT is charged; the total alone where not. */
export function totals(bill: Bill, lines: readonly BillLine[]): readonly (readonly [string, string])[] {
  const money = (minor: number) => exact(minor, bill);
  const { netMinor, vatMinor } = amountsOf(lines, bill);
  const charged = bill.vat !== "none" && bill.vat !== "unsaid";
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
