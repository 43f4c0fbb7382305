import { agedDebt, ages } from "../../domain/aged-debt.ts";
import { amountDueMinor } from "../../domain/bill.ts";
import type { Day } from "../../domain/day.ts";
import { formatMoney } from "../../domain/money.ts";
import { type Attachment, type MonthFigures, monthName } from "../../domain/picture.ts";
import type { Report } from "../../domain/report.ts";
import type { BillView, Say } from "../outcome.ts";
import { say } from "./say.ts";
import { count, lines, listOf } from "./text.ts";

/** What is owed, as a picture: where there are several bills, all in one currency. Null else: the list says it. */
export function owedPicture(bills: readonly BillView[], today: Day): Attachment | null {
  const [first] = bills;
  if (first === undefined || bills.length < 2) return null;
  const { currency } = first.bill;
  if (bills.some(({ bill }) => bill.currency !== currency)) return null;
  const debts = bills.map(({ bill, client }) => {
    return { clientId: client.id, client: client.name, dueOn: bill.dueOn, dueMinor: amountDueMinor(bill) };
  });
  const rows = agedDebt(debts, today);
  const byAge = ages.flatMap((age, index) => {
    const minor = rows.reduce((sum, row) => sum + (row.byAge[index] ?? 0), 0);
    if (minor === 0) return [];
    const when = age === "current" ? "not yet due" : `${age} days overdue`;
    return [`${formatMoney(minor, currency)} ${when}`];
  });
  const alt = `What you are owed, by client: ${listOf(byAge)}.`;
  return { picture: { kind: "aged-debt", on: today, currency, rows }, alt };
}

/** Month by month, from the first with anything in it; null while nothing was billed or paid. */
export function monthsPicture(months: readonly MonthFigures[], currency: string): Attachment | null {
  const first = months.findIndex(({ billedMinor, paidMinor }) => billedMinor > 0 || paidMinor > 0);
  if (first === -1) return null;
  const since = months.slice(first);
  const money = (minor: number) => formatMoney(minor, currency);
  const each = since.map(
    (it) => `${monthName(it.month)} ${money(it.billedMinor)} billed and ${money(it.paidMinor)} paid`,
  );
  const alt = `Billed and paid, month by month: ${each.join("; ")}.`;
  return { picture: { kind: "months", currency, months: since }, alt };
}

/** "how am I doing", in words. */
export function reportText({ currency, months, owedMinor, overdueMinor, daysToPay }: Report): string {
  const money = (minor: number) => formatMoney(minor, currency);
  const rows = months.filter(({ billedMinor, paidMinor }) => billedMinor > 0 || paidMinor > 0);
  if (rows.length === 0 && owedMinor === 0) return "Nothing was billed or paid in the last six months.";
  const current = months.at(-1);
  const late = overdueMinor === owedMinor ? "all" : money(overdueMinor);
  const overdue = overdueMinor > 0 ? `, ${late} of it overdue` : "";
  return lines(
    ...rows.toReversed().map((it) => {
      const sofar = it === current ? " so far" : "";
      return `${monthName(it.month)}${sofar}: ${money(it.billedMinor)} billed, ${money(it.paidMinor)} paid`;
    }),
    `You are owed ${money(owedMinor)}${overdue}.`,
    daysToPay === null ? null : `Clients usually pay ${count(daysToPay, "day")} after you bill them.`,
  );
}

/** A text with its picture, where there is one. */
export function pictured(text: string, attachment: Attachment | null): Say {
  return attachment === null ? say(text) : { ...say(text), attachment };
}
