import { unreachable } from "../../assert.ts";
import { amountDueMinor } from "../../domain/bill.ts";
import { formatDay } from "../../domain/day.ts";
import { formatMoney } from "../../domain/money.ts";
import { vatPercent } from "../../domain/vat.ts";
import type { BillView, Offer, Outcome, Say } from "../outcome.ts";
import type { SameBill } from "../outcome-bills.ts";
import type { ChangeOutcome, Undone } from "../outcome-changes.ts";
import { heading, listed, short } from "./bills.ts";
import { clientRestored } from "./clients.ts";
import { billNow } from "./payments.ts";
import { notUndone } from "./phrases.ts";
import { say, undo, type Words } from "./say.ts";
import { settingText } from "./settings.ts";
import { count, lines, listOf, money, payWords, sentence } from "./text.ts";

/** What became of a bill, and what was undone. */

export const changeWords: Words<ChangeOutcome["kind"]> = {
  edited: ({ before, bill, actionId }) => say(edited(before, bill), undo(actionId)),
  "not-edited": ({ bill, why }) => notEdited(bill, why),
  "no-line": ({ bill, said }) => noLine(bill, said),
  "edit-unclear": ({ bills }) => editUnclear(bills),
  "edit-other": ({ bills }) => editOther(bills),
  "revised-closed": ({ bills }) => revisedClosed(bills),
  "written-off": ({ bill, inXero, actionId }) =>
    say(
      lines(
        `Written off ${heading(bill)}. Nothing more is owed on it.`,
        inXero === null
          ? null
          : `It stays open in Xero: which account a bad debt goes to, and what becomes of its VAT, is for you or your accountant to say. Put a credit note on it there: ${inXero}`,
      ),
      undo(actionId),
    ),
  cancelled: ({ bill, actionId }) => say(`Cancelled ${heading(bill)}.`, undo(actionId)),
  "not-cancelled": ({ bill }) => notCancelled(bill),
  undone: ({ undone: what, actionId }) =>
    say(undone(what), ...(actionId === undefined ? [] : [undo(actionId)])),
  "not-undone": ({ why }) => notUndone[why],
};

export function sameAs(same: SameBill | null): string | null {
  return same === null
    ? null
    : `Same as bill ${same.number}, ${ago(same.agoMs)}. Undo if that was once too often.`;
}

function ago(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${count(minutes, "minute")} ago`;
  return `${count(Math.round(minutes / 60), "hour")} ago`;
}

/** `Bill 14 changed: £230 → £250. Acme £250 — bill 14, due …`: what is different, then the bill as it is now. */
function edited(before: BillView, now: BillView): string {
  return changed("Changed", before, now);
}

function changed(how: "Changed" | "Undone", before: BillView, now: BillView): string {
  const changes = [
    [before.client.name, now.client.name],
    [vatTerms(before), vatTerms(now)],
    [money(before.bill.totalMinor, before.bill), money(now.bill.totalMinor, now.bill)],
    [`due ${formatDay(before.bill.dueOn)}`, `due ${formatDay(now.bill.dueOn)}`],
    [workDone(before), workDone(now)],
    [payWords[before.bill.payBy], payWords[now.bill.payBy]],
    [before.bill.reference ?? "no reference", now.bill.reference ?? "no reference"],
  ].filter(([was, is]) => was !== is);
  const said = changes.map(([was, is]) => `${was} → ${is}`).join(", ");
  const colon = how === "Undone" ? ":" : "";
  return lines(
    `${how}${said === "" ? "" : `${colon} ${said}`}.`,
    `${sentence(heading(now))}.`,
    ...listed(now),
  );
}

function workDone({ bill }: BillView): string {
  return bill.supplyOn === null ? "no day of work" : `work done ${formatDay(bill.supplyOn)}`;
}

function vatTerms({ bill }: BillView): string {
  if (bill.vat === "none" || bill.vat === "unsaid") return "no VAT";
  const percent = vatPercent(bill.vat);
  return bill.plusVat ? `plus ${percent}% VAT` : `${percent}% VAT in it`;
}

function notEdited(view: BillView, why: Extract<Outcome, { kind: "not-edited" }>["why"]): string {
  const { bill } = view;
  if (why === "same") return `${sentence(short(view))} says that already. I have changed nothing.`;
  if (why === "only-line")
    return `That is all there is on ${short(view)}, so I have left it. To take the bill back, say: cancel bill ${bill.number}`;
  if (why === "closed") return `${sentence(short(view))} is ${bill.state}, so I have not changed it.`;
  return `${money(bill.paidMinor, bill)} is paid on ${short(view)} already, so it cannot be less than that. I have changed nothing.`;
}

/** `Bill 3 (…) has no line called "parts". It has: labour £200, Work £30.` */
function noLine({ bill, client, lines: items = [] }: BillView, said: string): string {
  const has = listOf(items.map((line) => `${line.description ?? "Work"} ${money(line.amountMinor, bill)}`));
  return `${sentence(short({ bill, client }))} has no one line called "${said}", so I have changed nothing. It has ${has}.`;
}

/** An edited message that cannot be made anything of. */
function editUnclear(bills: readonly BillView[]): string {
  const [only] = bills;
  if (bills.length === 1 && only !== undefined)
    return `I could not tell what your edit means, so ${short(only)} stays as it is. Say it like: change bill ${only.bill.number} to £250`;
  return "I could not tell what your edit means, so I have changed nothing. Say it as a new message, like: make that £250";
}

/** An edited message that asks for something else now; the card with that follows. */
function editOther(bills: readonly BillView[]): string {
  if (bills.length === 0) return "What that message did before your edit stays done.";
  const made = listOf(bills.map(short));
  return `Your edit makes that message something else. What it made stays: ${made}.`;
}

function revisedClosed(bills: readonly BillView[]): string {
  const are = bills.length === 1 ? "is" : "are";
  return `${sentence(listOf(bills.map(short)))} ${are} cancelled, so your edit has not changed that. Shall I make a new one?`;
}

function notCancelled(view: BillView): string {
  const { bill } = view;
  if (bill.state === "cancelled") return `${sentence(short(view))} is cancelled already.`;
  return `${sentence(short(view))} has money against it, so I have not cancelled it. Undo the payment first.`;
}

function undone(what: Undone): string {
  switch (what.kind) {
    case "hold-undone":
      return "Undone: I chase as I did before.";
    case "letter-stopped":
      return letterStopped(what.clients.map(({ name }) => name));
    case "bill-cancelled":
      return `Undone: ${short(what.bill)} is cancelled.`;
    case "bill-reopened":
      return `Undone: ${short(what.bill)} is open again.`;
    case "edit-reversed":
      return changed("Undone", what.before, what.bill);
    case "payment-removed":
      return `Undone: the ${money(what.amountMinor, what.bill.bill)} is off ${short(what.bill)}; ${money(amountDueMinor(what.bill.bill), what.bill.bill)} is owed.`;
    case "payments-removed":
      return lines(
        `Undone: the ${formatMoney(what.amountMinor, what.currency)} is no longer recorded.`,
        ...what.bills.map(billNow),
      );
    case "payment-back":
      return lines(
        `Undone: the ${formatMoney(what.amountMinor, what.currency)} is back where it was.`,
        ...what.bills.map(billNow),
      );
    case "payment-again":
      return lines(
        `Undone: the ${formatMoney(what.amountMinor, what.currency)} counts again.`,
        ...what.bills.map(billNow),
      );
    case "credit-off":
      return `Undone: the ${money(what.amountMinor, what.bill.bill)} is credit again; ${money(amountDueMinor(what.bill.bill), what.bill.bill)} is owed on ${short(what.bill)}.`;
    case "refund-removed":
      return `Undone: the ${formatMoney(what.amountMinor, what.currency)} is ${what.client.name}'s credit again.`;
    case "client-removed":
      return `Undone: ${what.client.name} is no longer one of your clients.`;
    case "client-restored":
      return clientRestored(what.client);
    case "alias-back":
      return `Undone: ${what.alias} means ${what.client.name} again.`;
    case "alias-removed":
      return `Undone: ${what.alias} no longer means ${what.client.name}.`;
    case "setting-restored":
      return `Undone. ${settingText(what.setting, what.settings)}.`;
    default:
      return unreachable(what);
  }
}

function letterStopped(names: readonly string[]): string {
  return names.length === 1
    ? `Undone: the message to ${names.join("")} does not go.`
    : `Undone: the messages to ${listOf(names)} do not go.`;
}

/** A few bills are buttons; of many the trader says the number, as no channel shows so many buttons well. */
export function whichBill({
  client,
  bills,
  proposalId,
  together,
}: Extract<Outcome, { kind: "which-bill" }>): Say {
  const ask = `${client.name} has ${bills.length} unpaid bills. Which one?`;
  const label = ({ bill }: BillView) => `Bill ${bill.number}: ${money(amountDueMinor(bill), bill)}`;
  if (bills.length > billButtonsMax) {
    const text = lines(ask, ...bills.map((view) => `• ${label(view)}`), "Say its number, like: bill 1");
    return { text, choices: [], cardOf: null };
  }
  const choices = bills.map((view): Offer => {
    return { label: label(view), action: { act: "choose", proposalId, fields: { bill: view.bill.number } } };
  });
  const numbers = bills.map(({ bill }) => bill.number);
  const all: Offer = {
    label: numbers.length === 2 ? "Both" : `All ${numbers.length}`,
    action: { act: "choose", proposalId, fields: { bills: numbers } },
  };
  return { text: ask, choices: together ? [...choices, all] : choices, cardOf: null };
}
const billButtonsMax = 8;
