import { amountDueMinor, type Bill, clientNumber } from "../domain/bill.ts";
import { type Day, daysBetween, formatDay } from "../domain/day.ts";
import { formatMoney } from "../domain/money.ts";
import { senderName } from "../domain/setting.ts";
import { vatPercent } from "../domain/vat.ts";
import type { BillFacts, Letter, LetterFacts, LetterRow } from "./letter.ts";

/** The parts that letters share. */

/** What the law wants on a bill, and what the client looks for. */
export function billRows({ bill, lines }: BillFacts, client: LetterFacts["client"]): readonly LetterRow[] {
  const items = lines.map((line): LetterRow => {
    const each =
      line.quantity === 1 ? "" : ` (${line.quantity} × ${formatMoney(line.unitMinor, bill.currency)})`;
    return {
      label: `${line.description ?? "Work"}${each}`,
      value: formatMoney(line.amountMinor, bill.currency),
    };
  });
  const vat: readonly LetterRow[] =
    bill.vatMinor > 0
      ? [
          {
            label: `${bill.plusVat ? "VAT" : "Including VAT"} at ${vatPercent(bill.vat)}%`,
            value: formatMoney(bill.vatMinor, bill.currency),
          },
        ]
      : [];
  const paid: readonly LetterRow[] =
    bill.paidMinor > 0 ? [{ label: "Paid already", value: formatMoney(bill.paidMinor, bill.currency) }] : [];
  return [
    { label: "Bill", value: clientNumber(bill) },
    { label: "Date", value: formatDay(bill.issuedOn) },
    ...(client.address === null ? [] : [{ label: "For", value: `${client.name}, ${client.address}` }]),
    ...(bill.supplyOn === null ? [] : [{ label: "Work done", value: formatDay(bill.supplyOn) }]),
    ...(bill.reference === null ? [] : [{ label: "Your reference", value: bill.reference }]),
    ...items,
    ...vat,
    ...paid,
    { label: "To pay", value: money(bill), strong: true },
    { label: "Due", value: formatDay(bill.dueOn), strong: true },
  ];
}

export function openRow({ bill }: BillFacts, today: Day): LetterRow {
  const late = daysBetween(bill.dueOn, today);
  const when =
    late > 0 ? `was due ${formatDay(bill.dueOn)}` : late === 0 ? "due today" : `due ${formatDay(bill.dueOn)}`;
  const part = bill.paidMinor > 0 ? ` of ${formatMoney(bill.totalMinor, bill.currency)}` : "";
  return { label: `${clientNumber(bill)}, ${when}`, value: `${money(bill)}${part}` };
}

/** `bill JPM-0014 for £230`, and where part of it came: `the £130 still to come on bill JPM-0014`. */
export function whatOf(bill: Bill): string {
  return bill.paidMinor > 0
    ? `the ${money(bill)} still to come on bill ${clientNumber(bill)}`
    : `bill ${clientNumber(bill)} for ${money(bill)}`;
}

/** What is still to pay. */
export function money(bill: Bill): string {
  return formatMoney(amountDueMinor(bill), bill.currency);
}

export function total(bills: readonly BillFacts[]): string {
  const sums = new Map<string, number>();
  for (const { bill } of bills)
    sums.set(bill.currency, (sums.get(bill.currency) ?? 0) + amountDueMinor(bill));
  return [...sums].map(([currency, minor]) => formatMoney(minor, currency)).join(" and ");
}

/** Where no address of the trader's is known an answer would be read by nobody, and none is asked for. */
export function replyLine({ sender }: LetterFacts, start: string, rest = ""): string {
  const reply = sender.replyEmail === null ? "get in touch with me" : "reply to this email";
  return `${[start, reply, rest].filter((part) => part !== "").join(" ")}.`;
}

export function linksOf({ bills }: LetterFacts): Letter["links"] {
  const several = bills.length > 1;
  return bills.flatMap(({ bill, link }) =>
    link === null || amountDueMinor(bill) === 0
      ? []
      : [{ label: several ? `See and pay ${clientNumber(bill)}` : "See and pay the bill", url: link }],
  );
}

export function paymentLines({ sender, bills }: LetterFacts): readonly string[] {
  const { sortCode, accountNumber } = sender;
  if (sortCode === null || accountNumber === null) return [];
  const code = sortCode.replace(/(\d{2})(?=\d)/g, "$1-");
  return [
    "To pay by bank transfer:",
    `Account name: ${sender.legalName ?? sender.tradingName ?? ""}`,
    `Sort code: ${code}`,
    `Account number: ${accountNumber}`,
    `Reference: ${bills.map(({ bill }) => clientNumber(bill)).join(" ")}`,
  ];
}

export function nameOf({ sender }: Pick<LetterFacts, "sender">): string {
  return senderName(sender) ?? "[your business name]";
}

/** Who the law says must be named on a bill, and in practice that nobody was written to. */
export function footLines(facts: LetterFacts): readonly string[] {
  const { tradingName, legalName, address, vatRegistered, vatNumber } = facts.sender;
  const who =
    legalName !== null && tradingName !== null && legalName !== tradingName
      ? `${legalName}, trading as ${tradingName}`
      : nameOf(facts);
  return [
    [who, address].filter((part) => part !== null).join(", "),
    ...(vatRegistered && vatNumber !== null ? [`VAT number GB ${vatNumber}`] : []),
    ...(facts.practice ? ["This is practice: it went to nobody but the local mailbox."] : []),
  ];
}

export function first(facts: LetterFacts): BillFacts {
  const [bill] = facts.bills;
  if (bill === undefined) throw new Error("Broken assumption: a letter about a bill has one.");
  return bill;
}

export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
