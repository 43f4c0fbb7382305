import { formatSortCode, payReference } from "../../domain/bank.ts";
import { amountDueMinor, formatBillNumber } from "../../domain/bill.ts";
import { formatDay } from "../../domain/day.ts";
import { traderLines, traderName } from "../../domain/letterhead.ts";
import { formatMoney, roundHalfAway } from "../../domain/money.ts";
import { lineVatMinor, vatPercent } from "../../domain/vat.ts";
import {
  bottom,
  column,
  type Doc,
  head,
  ink,
  margin,
  openPaper,
  type PaperColumn,
  sums,
  table,
  width,
} from "../../pictures/paper.ts";
import type { BillPage } from "../../store/bill-page.ts";
import { qrPath } from "./qr.ts";
import { exact, hasVat, lineName, totals } from "./words.ts";

/**
 * The bill on paper (A4), with all that a UK invoice must show: who, to whom, a number, what for and when. Of who
 * charges VAT it is a full VAT invoice (VAT Notice 700, section 16.3): their number, the tax point, and each line without
 * VAT with its rate. Who does not charge it shows neither VAT nor a number.
 */
export async function billPdf(page: BillPage, url: string): Promise<Buffer> {
  const { bill, client, trader } = page;
  const number = formatBillNumber(bill.number);
  const { doc, done } = await openPaper(`Invoice ${number} from ${traderName(trader)}`, bill.createdAt);
  head(doc, hasVat(bill) ? "VAT invoice" : "Invoice", number, traderLines(trader));
  const top = doc.y;
  column(doc, margin, top, "For", [client.name, ...(client.address?.split(/\n|, /) ?? [])]);
  const left = doc.y;
  column(doc, margin + width / 2, top, "Dates", [
    ...dates(page),
    `Due ${formatDay(bill.dueOn)}`,
    ...(bill.reference === null ? [] : [`Your reference ${bill.reference}`]),
  ]);
  doc.y = Math.max(left, doc.y) + 24;
  items(doc, page);
  doc.moveDown(0.5);
  sums(doc, totals(bill, page.lines));
  doc.moveDown(2);
  howToPay(doc, page, url);
  return await done();
}

/** When it was made, and when the work was done: for VAT that is the tax point. */
function dates({ bill }: BillPage): readonly string[] {
  const work = hasVat(bill) ? "Tax point" : "Work done";
  return bill.supplyOn === null
    ? [`Invoice date and ${work.toLowerCase()} ${formatDay(bill.issuedOn)}`]
    : [`Invoice date ${formatDay(bill.issuedOn)}`, `${work} ${formatDay(bill.supplyOn)}`];
}

function items(doc: Doc, { bill, lines }: BillPage): void {
  const money = (minor: number) => exact(minor, bill);
  const figures: readonly PaperColumn[] = [
    { heading: "Quantity", wide: 65, align: "right" },
    { heading: hasVat(bill) ? "Price without VAT" : "Price", wide: 105, align: "right" },
    ...(hasVat(bill) ? [{ heading: "VAT", wide: 50, align: "right" } as const] : []),
    { heading: hasVat(bill) ? "Without VAT" : "Amount", wide: 90, align: "right" },
  ];
  const rest = figures.reduce((sum, { wide }) => sum + wide, 0);
  const columns: readonly PaperColumn[] = [{ heading: "What for", wide: width - rest }, ...figures];
  table(
    doc,
    columns,
    lines.map((line) => {
      // Where VAT is in the figures of the lines it is taken out of each, so that they add up to what is under them.
      const netMinor = bill.plusVat
        ? line.amountMinor
        : line.amountMinor - lineVatMinor(line.amountMinor, bill);
      const eachMinor = bill.plusVat ? line.unitMinor : roundHalfAway(netMinor / line.quantity);
      return hasVat(bill)
        ? [
            lineName(line),
            String(line.quantity),
            money(eachMinor),
            `${vatPercent(bill.vat)}%`,
            money(netMinor),
          ]
        : [lineName(line), String(line.quantity), money(line.unitMinor), money(line.amountMinor)];
    }),
  );
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
