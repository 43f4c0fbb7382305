import { formatSortCode, payReference } from "../../domain/bank.ts";
import { amountDueMinor } from "../../domain/bill.ts";
import { formatDay } from "../../domain/day.ts";
import { traderName } from "../../domain/letterhead.ts";
import { formatMoney } from "../../domain/money.ts";
import {
  bottom,
  column,
  type Doc,
  head,
  ink,
  margin,
  openPaper,
  sums,
  table,
  width,
} from "../../pictures/paper.ts";
import type { BillPage } from "../../store/bill-page.ts";
import { invoiceOn } from "./invoice.ts";
import { qrPath } from "./qr.ts";

/** The bill on paper (A4). */
export async function billPdf(page: BillPage, url: string): Promise<Buffer> {
  const { title, number, from, to, dates, columns, rows, sums: under } = invoiceOn(page);
  const { doc, done } = await openPaper(
    `Invoice ${number} from ${traderName(page.trader)}`,
    page.bill.createdAt,
  );
  head(doc, title, number, from);
  const top = doc.y;
  column(doc, margin, top, "For", to);
  const left = doc.y;
  column(doc, margin + width / 2, top, "Dates", dates);
  doc.y = Math.max(left, doc.y) + 24;
  table(doc, columns, rows);
  doc.moveDown(0.5);
  sums(doc, under);
  doc.moveDown(2);
  howToPay(doc, page, url);
  return await done();
}

function howToPay(doc: Doc, { bill, trader, cardUrl, bank }: BillPage, url: string): void {
  const open = bill.state === "open" || bill.state === "part-paid";
  if (!open) {
    doc
      .font("bold")
      .fontSize(12)
      .fillColor(ink)
      .text(closed[bill.state] ?? "", margin, doc.y);
    return;
  }
  if (doc.y + 130 > bottom) doc.addPage();
  const top = doc.y;
  const transfer =
    bank === null
      ? []
      : [
          `Name ${trader.legalName ?? traderName(trader)}`,
          `Sort code ${formatSortCode(bank.sortCode)}   Account ${bank.accountNumber}`,
          `Reference ${payReference(bill.number)}`,
        ];
  const where = cardUrl === null ? "See it online, or scan:" : "Pay by card online, or scan:";
  const amount = formatMoney(amountDueMinor(bill), bill.currency);
  column(doc, margin, top, `To pay: ${amount}, due ${formatDay(bill.dueOn)}`, [...transfer, "", where, url]);
  const { path, size } = qrPath(url);
  const side = 90;
  doc
    .save()
    .translate(margin + width - side, top)
    .scale(side / size);
  doc.path(path).fill("#000");
  doc.restore();
}

const closed: Readonly<Record<string, string>> = {
  paid: "Paid. Thank you.",
  processing: "Payment on its way.",
  cancelled: "Cancelled: nothing to pay.",
  credited: "Closed: nothing more to pay.",
};
