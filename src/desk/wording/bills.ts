import { unreachable } from "../../assert.ts";
import { amountDueMinor, type Bill, type BillLine, daysOverdue, isOwed } from "../../domain/bill.ts";
import { type Day, formatDay } from "../../domain/day.ts";
import type { Hold, HoldKind } from "../../domain/hold.ts";
import type { SyncNote } from "../../domain/mirror.ts";
import { type Currency, formatMoney } from "../../domain/money.ts";
import { vatPercent } from "../../domain/vat.ts";
import type { BillView, Offer, Say } from "../outcome.ts";
import { noteLine, syncOffers } from "./sync-note.ts";
import { count, lines, money, payWords, sentence } from "./text.ts";

/** How a bill, and a list of them, is put into words. */

/** The words of a bill's card, in whatever state it is now. */
export function card(view: BillView): string {
  const { bill } = view;
  return lines(
    `${sentence(heading(view))}.`,
    ...listed(view),
    ...terms(bill),
    state(bill),
    ...pauses(view),
    bill.sync,
  );
}

/** What pauses its reminders: the words of a bill's states, and until when. */
function pauses({ bill, client, pauses: holds = [] }: BillView): readonly string[] {
  if (!isOwed(bill)) return [];
  const lift = ({ billId, clientId }: Hold) =>
    clientId === null ? "everything" : billId === null ? client.name : `bill ${bill.number}`;
  const until = (hold: Hold) =>
    hold.until === null ? `until you say "resume ${lift(hold)}"` : `until ${formatDay(hold.until)}`;
  const said = holds.map((hold) =>
    hold.kind === "says-paid"
      ? `${sentence(pauseWords(hold))}: no reminders until you tell me whether the money came`
      : `${sentence(pauseWords(hold))}: no reminders ${until(hold)}`,
  );
  return [...new Set(said)];
}

function pauseWords({ kind, promisedOn }: Hold): string {
  if (kind === "promise" && promisedOn !== null) return `promised for ${formatDay(promisedOn)}`;
  return pauseKinds[kind];
}
const pauseKinds: Readonly<Record<HoldKind, string>> = {
  asked: "held",
  promise: "promised",
  "says-paid": "said to be paid",
  dispute: "disputed",
};

/** A bill as it is now, with the page that its client pays on. */
export function shown(view: BillView, payUrl: string, note: SyncNote | null): Say {
  const text = lines(card(view), noteLine(view, note), `Pay page: ${payUrl}`);
  return { text, choices: syncOffers(view.bill), cardOf: view.bill };
}

/** What else a bill says, where it says something: its reference, the day of the work, how it is to be paid. */
export function terms(bill: Bill): readonly (string | null)[] {
  return [
    bill.reference === null ? null : `Reference ${bill.reference}`,
    bill.supplyOn === null ? null : `Work done ${formatDay(bill.supplyOn)}`,
    payment(bill),
  ];
}

/** How it is to be paid, where that is not as usual. */
function payment({ payBy, payByUnusual }: Bill): string | null {
  return payByUnusual ? `To be paid ${payWords[payBy]}` : null;
}

function state(bill: Bill): string {
  switch (bill.state) {
    case "open":
      return "Not paid yet";
    case "part-paid":
      return `${money(bill.paidMinor, bill)} paid, ${money(amountDueMinor(bill), bill)} to come`;
    case "processing":
      return "Payment on its way";
    case "paid":
      return "Paid";
    case "credited":
      return "Credited";
    case "cancelled":
      return "Cancelled";
    default:
      return unreachable(bill.state);
  }
}

/** `Acme £230 — bill 14, due Fri 4 Dec 2026`: how each reply about a bill names it. */
export function heading({ bill, client }: BillView): string {
  return `${client.name} ${money(bill.totalMinor, bill)}${inclVat(bill)} — bill ${bill.number}, due ${formatDay(bill.dueOn)}`;
}

/** ` incl. £38.33 VAT`, for a bill that has some. */
function inclVat(bill: Bill): string {
  if (bill.vatMinor > 0) return ` incl. ${money(bill.vatMinor, bill)} VAT`;
  return bill.vat === "zero" ? " at 0% VAT" : "";
}

/** Where a card cannot be changed in place. */
export function changedElsewhere(view: BillView): string {
  return `You changed ${short(view)} in another of your chats. ${state(view.bill)}.`;
}

export function short({ bill, client }: BillView): string {
  return `bill ${bill.number} (${client.name} ${money(bill.totalMinor, bill)}, due ${formatDay(bill.dueOn)})`;
}

/** The lines of a bill, where they say more than its total does. */
export function listed({ bill, lines: items }: BillView): readonly string[] {
  if (items === undefined) return [];
  const telling = items.length > 1 || items.some((line) => line.description !== null || line.quantity !== 1);
  if (!telling) return [];
  const rows = items.map((line) => `• ${itemText(line, bill)}`);
  // Where the lines are without VAT, they add up to the total only together with it.
  return bill.plusVat ? [...rows, `• VAT at ${vatPercent(bill.vat)}%: ${money(bill.vatMinor, bill)}`] : rows;
}

function itemText(line: BillLine, bill: Bill): string {
  const what = line.description ?? "Work";
  const each = line.quantity === 1 ? "" : ` (${line.quantity} × ${money(line.unitMinor, bill)})`;
  return `${what}${each}: ${money(line.amountMinor, bill)}`;
}

export function owedList(bills: readonly BillView[], today: Day, who: string | null): string {
  const first = bills[0];
  if (first === undefined) return "Nobody owes you anything.";
  const rows = bills.map((view) => owedRow(view, today));
  const whose = who === null ? "Total owed" : `${who} owes`;
  return [...rows, `${whose}: ${totalOf(bills)}`].join("\n");
}

export function overdueList(late: readonly BillView[], owed: readonly BillView[], today: Day): string {
  const rest = late.length === owed.length ? "" : ` Owed in all: ${totalOf(owed)}`;
  if (late.length === 0) return `Nothing is overdue.${rest}`;
  const rows = late.map((view) => owedRow(view, today));
  return [...rows, `Overdue: ${totalOf(late)}${rest && `.${rest}`}`].join("\n");
}

function totalOf(bills: readonly BillView[]): string {
  return sumByCurrency(bills)
    .map(([currency, minor]) => formatMoney(minor, currency))
    .join(" and ");
}

export function owedRow(view: BillView, today: Day): string {
  const { bill, client } = view;
  const late = daysOverdue(bill, today);
  const part = bill.paidMinor > 0 ? ` of ${money(bill.totalMinor, bill)}` : "";
  const overdue = late > 0 ? `, ${count(late, "day")} overdue` : "";
  const paused = [...new Set((view.pauses ?? []).map((hold) => `, ${pauseWords(hold)}`))].join("");
  return `${client.name} ${money(amountDueMinor(bill), bill)}${part} — bill ${bill.number}, due ${formatDay(bill.dueOn)}${overdue}${paused}`;
}

export function sumByCurrency(bills: readonly BillView[]): readonly (readonly [Currency, number])[] {
  const sums = new Map<Currency, number>();
  for (const { bill } of bills) {
    sums.set(bill.currency, (sums.get(bill.currency) ?? 0) + amountDueMinor(bill));
  }
  return [...sums];
}

/** For a bill with VAT in its figures: the other reading is one tap away. */
export function plusVatOffer(bill: Bill): readonly Offer[] {
  const can = !bill.plusVat && vatPercent(bill.vat) > 0;
  return can ? [{ label: "+ VAT", action: { act: "add-vat", billId: bill.id } }] : [];
}
