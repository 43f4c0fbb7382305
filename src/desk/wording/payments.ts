import { amountDueMinor, type Bill } from "../../domain/bill.ts";
import { formatDay } from "../../domain/day.ts";
import { formatMoney } from "../../domain/money.ts";
import type { BillView, Offer, Say } from "../outcome.ts";
import type { PaymentOutcome } from "../outcome-money.ts";
import { short } from "./bills.ts";
import { say, undo, type Words } from "./say.ts";
import { count, lines, listOf, money, sentence } from "./text.ts";

/** What is said of payments that the trader tells of. */

export const paymentWords: Words<PaymentOutcome["kind"]> = {
  paid: ({ bill, cancelled, actionId }) => say(paid(bill, cancelled), undo(actionId)),
  "part-paid": ({ bill, paidMinor, actionId }) => say(partPaid(bill, paidMinor), undo(actionId)),
  "nothing-owed": ({ client }) => `${client.name} owes you nothing just now. I have changed nothing.`,
  "paid-several": (outcome) => say(severalPaid(outcome), undo(outcome.actionId)),
  overpaid,
  short: shortOfAll,
  "payment-moved": ({ bill, from, amountMinor, actionId }) =>
    say(
      lines(
        `Moved: the ${money(amountMinor, bill.bill)} is on bill ${bill.bill.number} now.`,
        ...[bill, ...from].map(billNow),
      ),
      undo(actionId),
    ),
  "payment-there": ({ bill }) => `That payment is on ${short(bill)} already. I have changed nothing.`,
  "payment-too-large": ({ bill, amountMinor }) =>
    `That payment is ${money(amountMinor, bill.bill)}, but only ${money(amountDueMinor(bill.bill), bill.bill)} is owed on ${short(bill)}. I have changed nothing.`,
  "no-payment": () => "I know of no such payment. Say what came in, like: Acme paid £230",
  "payment-astray": astray,
  "credit-used": (outcome) => say(creditUsed(outcome), undo(outcome.actionId)),
  "credit-refunded": ({ client, currency, amountMinor, leftMinor, actionId }) => {
    const left = leftMinor === 0 ? "No credit is left." : `${formatMoney(leftMinor, currency)} is left.`;
    return say(
      `Noted: ${client.name} has ${formatMoney(amountMinor, currency)} back. ${left}`,
      undo(actionId),
    );
  },
  "no-credit": ({ client }) => `${client.name} has no credit with you, so I have changed nothing.`,
  "credit-less": ({ client, haveMinor, saidMinor, currency }) =>
    `${client.name} has ${formatMoney(haveMinor, currency)} in credit, less than ${formatMoney(saidMinor, currency)}. I have changed nothing.`,
};

function severalPaid(outcome: Extract<PaymentOutcome, { kind: "paid-several" }>): string {
  const { client, parts, amountMinor, creditMinor, currency, cancelled } = outcome;
  const settled = parts.some(({ bill }) => bill.state === "paid");
  const heading = `${client.name} paid ${formatMoney(amountMinor, currency)}`;
  return lines(
    settled ? `${heading} — ${reminders(cancelled)}` : heading,
    ...parts.map(
      ({ bill, amountMinor: minor }) => `• ${money(minor, bill)} on bill ${bill.number}: ${left(bill)}`,
    ),
    creditMinor === 0 ? null : `• ${formatMoney(creditMinor, currency)} kept as ${client.name}'s credit`,
  );
}

/** How the closing message counts what will not be sent any more. */
export function reminders(cancelled: number): string {
  return cancelled === 0 ? "no reminders left" : `${count(cancelled, "reminder")} cancelled`;
}

function left(bill: Bill): string {
  return bill.state === "paid" ? "paid" : `${money(amountDueMinor(bill), bill)} still to come`;
}

/** `Bill 3: £50 still to come, due Fri 4 Dec 2026`. */
export function billNow({ bill, client }: BillView): string {
  const due = bill.state === "paid" ? "" : `, due ${formatDay(bill.dueOn)}`;
  return `• Bill ${bill.number} (${client.name} ${money(bill.totalMinor, bill)}): ${left(bill)}${due}`;
}

type Asked = Extract<PaymentOutcome, { kind: "overpaid" | "short" }>;

function overpaid({ client, bills, saidMinor, dueMinor, proposalId }: Asked): Say {
  const currency = bills[0]?.bill.currency ?? "GBP";
  const said = formatMoney(saidMinor, currency);
  const over = formatMoney(saidMinor - dueMinor, currency);
  const due = formatMoney(dueMinor, currency);
  const keep: Offer = { label: `Keep ${over} as credit`, action: { act: "confirm", proposalId } };
  const no: Offer = { label: "No", action: { act: "decline", proposalId } };
  if (bills.length === 0) {
    const ask = `You say ${client.name} paid ${said}, but ${client.name} owes you nothing just now. Shall I keep it as ${client.name}'s credit?`;
    return say(ask, keep, no);
  }
  const slip: Offer = {
    label: `It was ${due}`,
    action: { act: "choose", proposalId, fields: { amountMinor: dueMinor } },
  };
  return say(
    `You say ${client.name} paid ${said}, but ${due} is owed on ${named(bills)}: ${over} too much. Shall I keep the ${over} as ${client.name}'s credit, or was that a slip?`,
    keep,
    slip,
    no,
  );
}

function shortOfAll({ client, bills, saidMinor, dueMinor, proposalId }: Asked): Say {
  const currency = bills[0]?.bill.currency ?? "GBP";
  return say(
    `${client.name} owes ${formatMoney(dueMinor, currency)} on ${named(bills)}, and ${formatMoney(saidMinor, currency)} does not cover that. Shall I set it against the oldest first?`,
    { label: "Oldest first", action: { act: "confirm", proposalId } },
    { label: "No", action: { act: "decline", proposalId } },
  );
}

/** `bill 14, due Fri 4 Dec 2026`; `bills 1, 2 and 3`. */
function named(bills: readonly BillView[]): string {
  const [only] = bills;
  if (bills.length === 1 && only !== undefined)
    return `bill ${only.bill.number}, due ${formatDay(only.bill.dueOn)}`;
  return `bills ${listOf(bills.map(({ bill }) => String(bill.number)))}`;
}

function astray({ client, bank }: Extract<PaymentOutcome, { kind: "payment-astray" }>): string {
  const details = bank
    ? "Check the details I have for you by saying: settings"
    : "So that it goes right next time, tell me your details, like: my bank details are 20-00-00 12345678";
  return lines(
    `I have marked nothing as paid: until the money reaches you, ${client.name} still owes it.`,
    `Ask ${client.name} to tell their bank today that it went to the wrong account; only the bank it left can ask for it back. ${details}`,
    `When it has arrived, say: ${client.name} paid`,
  );
}

function creditUsed(outcome: Extract<PaymentOutcome, { kind: "credit-used" }>): string {
  const { bill: view, usedMinor, leftMinor, cancelled } = outcome;
  const { bill, client } = view;
  const used = `${money(usedMinor, bill)} of ${client.name}'s credit is on ${short(view)}`;
  const rest = leftMinor === 0 ? null : `${sentence(money(leftMinor, bill))} of credit is left.`;
  if (bill.state === "paid") return lines(`${used}: paid — ${reminders(cancelled)}`, rest);
  return lines(`${used}: ${left(bill)}.`, rest);
}

export function paid({ bill, client }: BillView, cancelled: number): string {
  return `${client.name} paid ${money(bill.totalMinor, bill)} — ${reminders(cancelled)}`;
}

export function partPaid(view: BillView, paidMinor: number): string {
  const { bill, client } = view;
  return `${client.name} paid ${money(paidMinor, bill)} of ${money(bill.totalMinor, bill)} — ${money(amountDueMinor(bill), bill)} still to come on bill ${bill.number}, due ${formatDay(bill.dueOn)}.`;
}

/** Said of a new bill of a client who has paid too much before. */
export function creditLine({ bill, client }: BillView, creditMinor: number): string | null {
  return creditMinor === 0 ? null : `${client.name} has ${money(creditMinor, bill)} in credit.`;
}

export function creditOffer(bill: Bill, creditMinor: number): readonly Offer[] {
  if (creditMinor === 0) return [];
  const usable = money(Math.min(creditMinor, bill.totalMinor), bill);
  return [{ label: `Use ${usable} credit`, action: { act: "use-credit", billId: bill.id } }];
}
