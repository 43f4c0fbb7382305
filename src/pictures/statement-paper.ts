import { ages } from "../domain/aged-debt.ts";
import { formatSortCode } from "../domain/bank.ts";
import { formatBillNumber } from "../domain/bill.ts";
import { type Day, formatDay } from "../domain/day.ts";
import { formatExact } from "../domain/money.ts";
import type { Statement } from "../domain/statement.ts";
import { bottom, column, head, margin, openPaper, type PaperColumn, sums, table, width } from "./paper.ts";

/** A client's statement of account on A4: what was billed and paid, what is owed, for how long, and where to pay it. */
export async function statementPaper(statement: Statement): Promise<Buffer> {
  const { on, from, to, client, entries, byAge, balanceMinor, creditMinor } = statement;
  const money = (minor: number) => formatExact(minor, statement.currency);
  const title = `Statement for ${client} from ${from[0] ?? ""}, ${formatDay(on)}`;
  const { doc, done } = await openPaper(title, new Date(`${on}T12:00:00Z`));
  head(doc, "Statement", formatDay(on), from);
  const top = doc.y;
  column(doc, margin, top, "For", to);
  const left = doc.y;
  const standing = balanceMinor < 0 ? `${money(-balanceMinor)} in your favour` : money(balanceMinor);
  column(doc, margin + width / 2, top, balanceMinor > 0 ? "To pay" : "Balance", [standing]);
  doc.y = Math.max(left, doc.y) + 24;

  const columns: readonly PaperColumn[] = [
    { heading: "Date", wide: 110 },
    { heading: "What", wide: width - 110 - 3 * 90 },
    { heading: "Billed", wide: 90, align: "right" },
    { heading: "Paid", wide: 90, align: "right" },
    { heading: "Balance", wide: 90, align: "right" },
  ];
  table(doc, columns, [
    ...(statement.broughtMinor === 0 ? [] : [brought(statement.since, money(statement.broughtMinor))]),
    ...entries.map(({ on: day, bill, changeMinor, balanceMinor: after }) => [
      formatDay(day),
      bill === null ? "Payment, thank you" : formatBillNumber(bill),
      bill === null ? "" : money(changeMinor),
      bill === null ? money(-changeMinor) : "",
      money(after),
    ]),
  ]);
  doc.moveDown(0.5);
  sums(doc, [
    ...ages.flatMap((age, at) => {
      const minor = byAge[at] ?? 0;
      const name = age === "current" ? "Not yet due" : `${age} days overdue`;
      return minor === 0 ? [] : [[name, money(minor)] as const];
    }),
    ...(creditMinor === 0 ? [] : [["Your credit", `-${money(creditMinor)}`] as const]),
    [balanceMinor < 0 ? "In your favour" : "To pay", money(Math.abs(balanceMinor))] as const,
  ]);
  howToPay(doc, statement);
  return await done();
}

function brought(since: Day, amount: string): readonly string[] {
  return [formatDay(since), "Brought forward", "", "", amount];
}

function howToPay(doc: PDFKit.PDFDocument, { bank, balanceMinor }: Statement): void {
  if (bank === null || balanceMinor <= 0) return;
  if (doc.y + 110 > bottom) doc.addPage();
  column(doc, margin, doc.y + 24, "Pay by bank transfer", [
    `Name ${bank.name}`,
    `Sort code ${formatSortCode(bank.sortCode)}`,
    `Account ${bank.accountNumber}`,
    "Reference: the numbers of the invoices you pay",
  ]);
}
