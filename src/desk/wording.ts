import { unreachable } from "../assert.ts";
import { amountDueMinor, unusualTotalMinor } from "../domain/bill.ts";
import { type Day, formatDay } from "../domain/day.ts";
import type { Intent, Verb } from "../domain/intent.ts";
import { type Currency, formatMoney } from "../domain/money.ts";
import type { BillView, Offer, Outcome, SameBill, Say, Undone } from "./outcome.ts";
import { card, heading, listed, owedList, short } from "./wording/bills.ts";
import { amountRefusals, notUndone, plain, stale } from "./wording/phrases.ts";
import { count, lines, money, sentence, words } from "./wording/text.ts";

/*
 * Every sentence the bot says. Short, British, kind and exact: what happened first, figures and days in full,
 * and where something was not done, what to say instead.
 */

export function word(outcome: Outcome, today: Day): Say {
  switch (outcome.kind) {
    case "billed":
      return {
        text: lines(`Billed ${heading(outcome.bill)}.`, ...listed(outcome.bill), sameAs(outcome.sameAs)),
        choices: [undo(outcome.actionId)],
        cardOf: outcome.bill.bill,
      };
    case "shown":
      return { text: card(outcome.bill), choices: [], cardOf: outcome.bill.bill };
    case "owed":
      return say(owedList(outcome.bills, today, outcome.client?.name ?? null));
    case "paid":
      return say(paid(outcome.bill, outcome.cancelled), undo(outcome.actionId));
    case "part-paid":
      return say(partPaid(outcome.bill, outcome.paidMinor), undo(outcome.actionId));
    case "edited":
      return {
        text: edited(outcome.before, outcome.bill),
        choices: [undo(outcome.actionId)],
        cardOf: null,
      };
    case "written-off":
      return say(`Written off ${heading(outcome.bill)}. Nothing more is owed on it.`, undo(outcome.actionId));
    case "cancelled":
      return say(`Cancelled ${heading(outcome.bill)}.`, undo(outcome.actionId));
    case "client-added":
      return say(`Added ${outcome.client.name} to your clients.`, undo(outcome.actionId));
    case "undone":
      return say(undone(outcome.undone));
    case "which-bill":
      return whichBill(outcome);
    case "link-code":
      return say(linkCode(outcome.code, outcome.chats), ...(outcome.chats > 1 ? [unlink] : []));
    case "proposed":
      return {
        text: proposal(outcome.intents, outcome.currency, outcome.unusual),
        choices: proposalChoices(outcome.intents.length, outcome.proposalId),
        cardOf: null,
      };
    default:
      return say(refusal(outcome));
  }
}

type Plain = Exclude<
  Outcome,
  {
    kind:
      | "billed"
      | "shown"
      | "owed"
      | "paid"
      | "part-paid"
      | "edited"
      | "written-off"
      | "cancelled"
      | "client-added"
      | "undone"
      | "which-bill"
      | "link-code"
      | "proposed";
  }
>;

function refusal(outcome: Plain): string {
  switch (outcome.kind) {
    case "overpaid":
      return overpaid(outcome.bill, outcome.saidMinor);
    case "not-edited":
      return notEdited(outcome.bill, outcome.why);
    case "not-cancelled":
      return notCancelled(outcome.bill);
    case "not-owed":
      return `Nothing is owed on ${short(outcome.bill)}: it is ${outcome.bill.bill.state}. I have changed nothing.`;
    case "client-exists":
      return `${outcome.client.name} is one of your clients already.`;
    case "not-undone":
      return notUndone[outcome.why];
    case "no-bill":
      return outcome.number === null
        ? "You have no bills yet. Try: bill Acme £230"
        : `There is no bill ${outcome.number}. Say "who owes me" to see the open ones.`;
    case "no-client":
      return `I do not know a client called ${outcome.said}. Bill them first: bill ${outcome.said} £230`;
    case "nothing-owed":
      return `${outcome.client.name} owes you nothing just now. I have changed nothing.`;
    case "refused-amount":
      return amountRefusals[outcome.why];
    case "asked":
      return outcome.text;
    case "declined":
      return "All right, I have not done it.";
    case "stale":
      return stale[outcome.what];
    case "not-yet":
      return notYet(outcome.verb);
    case "plain":
      return plain[outcome.what];
    default:
      return unreachable(outcome);
  }
}

function sameAs(same: SameBill | null): string | null {
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

function paid({ bill, client }: BillView, cancelled: number): string {
  const reminders = cancelled === 0 ? "no reminders left" : `${count(cancelled, "reminder")} cancelled`;
  return `${client.name} paid ${money(bill.totalMinor, bill)} — ${reminders}`;
}

function partPaid(view: BillView, paidMinor: number): string {
  const { bill, client } = view;
  return `${client.name} paid ${money(paidMinor, bill)} of ${money(bill.totalMinor, bill)} — ${money(amountDueMinor(bill), bill)} still to come on bill ${bill.number}, due ${formatDay(bill.dueOn)}.`;
}

function overpaid(view: BillView, saidMinor: number): string {
  const { bill, client } = view;
  return `You say ${client.name} paid ${money(saidMinor, bill)}, but only ${money(amountDueMinor(bill), bill)} is owed on bill ${bill.number}, due ${formatDay(bill.dueOn)}. I have recorded nothing. If the bill is settled, say "${client.name} paid".`;
}

/** `Bill 14 changed: £230 → £250. Acme £250 — bill 14, due …`: what is different, then the bill as it is now. */
function edited(before: BillView, now: BillView): string {
  const changes = [
    [before.client.name, now.client.name],
    [money(before.bill.totalMinor, before.bill), money(now.bill.totalMinor, now.bill)],
    [`due ${formatDay(before.bill.dueOn)}`, `due ${formatDay(now.bill.dueOn)}`],
    [before.bill.reference ?? "no reference", now.bill.reference ?? "no reference"],
  ].filter(([was, is]) => was !== is);
  const said = changes.map(([was, is]) => `${was} → ${is}`).join(", ");
  return lines(`Changed${said === "" ? "" : ` ${said}`}.`, `${sentence(heading(now))}.`, ...listed(now));
}

function notEdited(view: BillView, why: Extract<Outcome, { kind: "not-edited" }>["why"]): string {
  const { bill } = view;
  if (why === "same") return `${sentence(short(view))} says that already. I have changed nothing.`;
  if (why === "closed") return `${sentence(short(view))} is ${bill.state}, so I have not changed it.`;
  return `${money(bill.paidMinor, bill)} is paid on ${short(view)} already, so it cannot be less than that. I have changed nothing.`;
}

function notCancelled(view: BillView): string {
  const { bill } = view;
  if (bill.state === "cancelled") return `${sentence(short(view))} is cancelled already.`;
  return `${sentence(short(view))} has money against it, so I have not cancelled it. Undo the payment first.`;
}

function undone(what: Undone): string {
  switch (what.kind) {
    case "bill-cancelled":
      return `Undone: ${short(what.bill)} is cancelled.`;
    case "bill-reopened":
      return `Undone: ${short(what.bill)} is open again.`;
    case "edit-reversed":
      return `Undone: ${short(what.bill)} is as it was before.`;
    case "payment-removed":
      return `Undone: the ${money(what.amountMinor, what.bill.bill)} is off ${short(what.bill)}; ${money(amountDueMinor(what.bill.bill), what.bill.bill)} is owed.`;
    case "client-removed":
      return `Undone: ${what.client.name} is no longer one of your clients.`;
    default:
      return unreachable(what);
  }
}

/** A few bills are buttons; of many the trader says the number, as no channel shows so many buttons well. */
function whichBill({ client, bills, proposalId }: Extract<Outcome, { kind: "which-bill" }>): Say {
  const ask = `${client.name} has ${bills.length} unpaid bills. Which one?`;
  const label = ({ bill }: BillView) => `Bill ${bill.number}: ${money(amountDueMinor(bill), bill)}`;
  if (bills.length > billButtonsMax) {
    return say(lines(ask, ...bills.map((view) => `• ${label(view)}`), "Say its number, like: bill 1"));
  }
  const choices = bills.map((view): Offer => {
    return { label: label(view), action: { act: "pick", proposalId, bill: view.bill.number } };
  });
  return { text: ask, choices, cardOf: null };
}
const billButtonsMax = 8;

function proposal(intents: readonly Intent[], currency: Currency, unusual: boolean): string {
  const what = intents.map((intent) => proposed(intent, currency));
  const size = unusual ? ` That is more than ${formatMoney(unusualTotalMinor, currency)}.` : "";
  if (what.length === 1) return `${what[0]}?${size}`;
  return lines(...what.map((it, index) => `${index + 1}. ${it}`), `Shall I do all ${what.length}?${size}`);
}

/** Yes and no; of several, all, each by its number, or none. */
function proposalChoices(count: number, proposalId: string): readonly Offer[] {
  const confirm = { act: "confirm" as const, proposalId };
  const decline = { act: "decline" as const, proposalId };
  const no = { label: count === 1 ? "No" : "None", action: decline };
  if (count === 1) return [{ label: "Yes", action: confirm }, no];
  const each = Array.from({ length: count }, (_, index): Offer => {
    return { label: `Only ${index + 1}`, action: { act: "confirm-one", proposalId, index } };
  });
  return [{ label: "All", action: confirm }, ...each, no];
}

function proposed(intent: Intent, currency: Currency): string {
  const who = intent.client?.match ?? intent.client?.said ?? null;
  const minor = intent.totalMinor ?? intent.amountMinor ?? null;
  const amount = minor === null ? null : formatMoney(minor, intent.currency ?? currency);
  const bill = typeof intent.bill === "number" ? `bill ${intent.bill}` : null;
  const due = intent.dueOn ? `due ${formatDay(intent.dueOn)}` : null;
  switch (intent.intent) {
    case "create-bill":
      return words("Bill", who, amount, due);
    case "record-payment":
      return words(
        "Record",
        amount ?? "a payment",
        who === null ? null : `from ${who}`,
        bill === null ? null : `on ${bill}`,
      );
    case "add-client":
      return words("Add the client", who);
    default:
      return words(sentence(intent.intent.replaceAll("-", " ")), bill, who, amount, due);
  }
}

function linkCode(code: string, chats: number): string {
  const others = chats > 1 ? `You have ${chats} chats, this one among them.` : null;
  return lines(
    "Send me this code from your other chat within 24 hours, and it will share your books:",
    code,
    "It works once. Whoever sends it can see and change your bills, so keep it to yourself.",
    others,
  );
}

const unlink: Offer = { label: "Unlink this chat", action: { act: "unlink-chat" } };

function notYet(verb: Verb): string {
  return `I understood "${verb.replaceAll("-", " ")}", but I cannot do that yet. I have changed nothing. Say "help" for what I can do.`;
}

function say(text: string, ...choices: readonly Offer[]): Say {
  return { text, choices, cardOf: null };
}

function undo(actionId: string): Offer {
  return { label: "Undo", action: { act: "undo", actionId } };
}
