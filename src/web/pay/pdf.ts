import { formatSortCode, payReference } from "../../domain/bank.ts";
import { amountDueMinor, formatBillNumber } from "../../domain/bill.ts";
import { formatDay } from "../../domain/day.ts";
import { formatMoney } from "../../domain/money.ts";
import type { BillPage } from "../../store/bill-page.ts";
import { qrPath } from "./qr.ts";
import { exact, lineEach, lineName, totals, traderLines, traderName } from "./words.ts";

const margin = 56;
const width = 595.28 - 2 * margin;
const bottom = 841.89 - margin;
const ink = "#18231f";
const muted = "#55625c";
const rule = "#ddd6c8";

/**
 * The bill on paper (A4), with all that a UK invoice must show: who, to whom, a number, what for and when, and the VAT
 * where there is any. The library is loaded when the first one is asked for.
 */
export async function billPdf(page: BillPage, url: string): Promise<Buffer> {
  const { default: PDFDocument } = await import("pdfkit");
  const { bill, client, trader, lines } = page;
  const number = formatBillNumber(bill.number);
  const doc = new PDFDocument({
    size: "A4",
    margin,
    lang: "en-GB",
    displayTitle: true,
    info: { Title: `Invoice ${number} from ${plain(traderName(trader))}`, CreationDate: bill.createdAt },
  });
  const chunks: Buffer[] = [];
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on("end", () => resolve(Buffer.concat(chunks)));
    doc.on("error", reject);
  });

  doc.fillColor(ink).font("Helvetica-Bold").fontSize(24).text("Invoice", margin, margin);
  doc.font("Helvetica").fontSize(11).fillColor(muted).text(number);
  const from = traderLines(trader);
  doc.fillColor(ink).font("Helvetica-Bold").fontSize(11);
  doc.text(plain(from[0] ?? ""), margin + width / 2, margin + 4, { width: width / 2, align: "right" });
  doc.font("Helvetica").fillColor(muted);
  for (const line of from.slice(1)) doc.text(plain(line), { width: width / 2, align: "right" });

  const top = Math.max(doc.y, margin + 70) + 24;
  column(doc, margin, top, "For", [client.name, ...(client.address?.split(/\n|, /) ?? [])]);
  const left = doc.y;
  column(doc, margin + width / 2, top, "Dates", [
    `Invoice date ${formatDay(bill.issuedOn)}`,
    ...(bill.supplyOn === null ? [] : [`Work done ${formatDay(bill.supplyOn)}`]),
    `Due ${formatDay(bill.dueOn)}`,
    ...(bill.reference === null ? [] : [`Your reference ${bill.reference}`]),
  ]);
  doc.y = Math.max(left, doc.y) + 24;

  for (const line of lines) {
    const each = lineEach(line, bill);
    row(doc, each === null ? lineName(line) : `${lineName(line)} (${each})`, exact(line.amountMinor, bill));
  }
  doc.moveDown(0.5);
  for (const [name, value] of totals(bill, lines)) row(doc, name, value, true);
  doc.moveDown(1.5);
  howToPay(doc, page, url);
  doc.end();
  return await done;
}

type Doc = PDFKit.PDFDocument;

function column(doc: Doc, x: number, y: number, heading: string, lines: readonly string[]): void {
  doc.font("Helvetica-Bold").fontSize(9).fillColor(muted).text(heading, x, y);
  doc.font("Helvetica").fontSize(11).fillColor(ink);
  for (const line of lines) doc.text(plain(line), x, doc.y + 2, { width: width / 2 - 12 });
}

function row(doc: Doc, name: string, value: string, strong = false): void {
  doc
    .font(strong ? "Helvetica-Bold" : "Helvetica")
    .fontSize(11)
    .fillColor(ink);
  const height = doc.heightOfString(plain(name), { width: width - 110 });
  if (doc.y + height + 14 > bottom) doc.addPage();
  const { y } = doc;
  doc.text(plain(name), margin, y, { width: width - 110 });
  doc.text(plain(value), margin + width - 100, y, { width: 100, align: "right" });
  const under = y + height + 5;
  doc
    .moveTo(margin, under)
    .lineTo(margin + width, under)
    .lineWidth(0.5)
    .strokeColor(rule)
    .stroke();
  doc.x = margin;
  doc.y = under + 6;
}

function howToPay(doc: Doc, { bill, trader, cardUrl, bank }: BillPage, url: string): void {
  const open = bill.state === "open" || bill.state === "part-paid";
  if (!open) {
    doc
      .font("Helvetica-Bold")
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

/** The letters the built-in fonts have. Others lose their accents or, where that does not help, become a question mark. */
function plain(text: string): string {
  return [...text]
    .map((letter) => (known.test(letter) ? letter : letter.normalize("NFKD").replace(/\p{M}/gu, "")))
    .join("")
    .replace(/[^\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u20ac]/gu, "?");
}
const known = /[\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u20ac]/u;
