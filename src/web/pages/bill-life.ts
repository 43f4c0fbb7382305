import { unreachable } from "../../assert.ts";
import { problemSentence } from "../../desk/wording/problem-sentence.ts";
import type { Bill } from "../../domain/bill.ts";
import { type Day, dayOf, formatDay } from "../../domain/day.ts";
import type { Hold } from "../../domain/hold.ts";
import type { JournalAction } from "../../domain/journal.ts";
import type { Mirror } from "../../domain/mirror.ts";
import { formatMoney } from "../../domain/money.ts";
import type { PaymentSource, PaymentState } from "../../domain/payment.ts";
import { amountsOf } from "../../domain/vat.ts";
import { findBirth, listActionsOn } from "../../store/actions.ts";
import { listDecisions } from "../../store/decisions.ts";
import { listHoldsAbout } from "../../store/holds.ts";
import { listVersions } from "../../store/messages.ts";
import { listPaymentsOn, type PaymentOn } from "../../store/payments.ts";
import { listSteps } from "../../store/steps.ts";
import type { Tx } from "../../store/store.ts";
import { findMirror } from "../../store/xero-mirrors.ts";
import type { Happening } from "./happening.ts";
import { holdText, stepsLife } from "./step-life.ts";

/** Of a client's latest decisions, those about the bill are told. */
const decisionsMax = 200;

/** A bill's life so far and what lies ahead, in order. */
export async function readLife(tx: Tx, bill: Bill, today: Day): Promise<readonly Happening[]> {
  const actions = await listActionsOn(tx, bill.traderId, bill.id);
  const payments = await listPaymentsOn(tx, bill.traderId, bill.id);
  const steps = await listSteps(tx, bill.traderId, bill.id);
  const decisions = await listDecisions(tx, bill.traderId, bill.clientId, decisionsMax);
  const holds = await listHoldsAbout(tx, bill);
  const mirror = await findMirror(tx, bill.traderId, bill.id);
  return inOrder([
    ...(await said(tx, bill)),
    born(bill),
    ...holds.filter(({ until }) => until === null || until > bill.issuedOn).flatMap((it) => held(it, today)),
    ...mirrored(mirror),
    ...stepsLife(
      steps,
      decisions.filter(({ billId }) => billId === bill.id),
    ),
    ...actions.flatMap((action) => told(action, bill)),
    ...payments.flatMap((on) => paid(on, bill)),
    ...due(bill, today),
  ]);
}

/** By the day, and within one day what is known to the second before what is known to the day. */
export function inOrder(happenings: readonly Happening[]): readonly Happening[] {
  const key = ({ at }: Happening) => (typeof at === "string" ? `${at}~` : `${dayOf(at)} ${at.toISOString()}`);
  return happenings
    .map((happening, index) => ({ happening, index, key: key(happening) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.index - b.index))
    .map(({ happening }) => happening);
}

/** The trader's own words, where they made it in a chat. */
async function said(tx: Tx, bill: Bill): Promise<readonly Happening[]> {
  const cause = await findBirth(tx, bill.traderId, bill.id);
  if (cause === undefined || cause.conversationId === null || cause.messageId === null) return [];
  const words = (await listVersions(tx, cause.conversationId, cause.messageId)).at(-1);
  if (words === undefined || words.sender !== "trader") return [];
  return [{ at: words.at, text: `You said: ${words.text.slice(0, saidMaxChars)}`, look: "done" }];
}
const saidMaxChars = 200;

function born(bill: Bill): Happening {
  const text = bill.origin === "xero" ? "Taken over from Xero" : `Stored as bill ${bill.number}`;
  return { at: bill.createdAt, text, look: "done" };
}

/** Reminders were paused, and went on. */
function held(hold: Hold, today: Day): readonly Happening[] {
  const begin: Happening = { at: hold.createdAt, text: paused(hold), look: "done" };
  if (hold.endedAt !== null) return [begin, { at: hold.endedAt, text: "Reminders go on", look: "done" }];
  if (hold.until === null) return [begin];
  return [begin, { at: hold.until, text: "Reminders go on", look: hold.until > today ? "ahead" : "done" }];
}

function paused(hold: Hold): string {
  const whom = hold.billId !== null ? "" : hold.clientId !== null ? " for this client" : " for everybody";
  const because = hold.kind === "asked" ? "" : `: ${holdText(hold)}`;
  return `Reminders paused${whom}${because}`;
}

/** What became of it in Xero, by Xero's own time. */
function mirrored(mirror: Mirror | undefined): readonly Happening[] {
  if (mirror === undefined) return [];
  const { base, drift, invoiceId, waitingSince, problem, pushed, wanted } = mirror;
  const there: Happening[] =
    base === null || invoiceId === null
      ? []
      : [{ at: base.updatedAt, text: `In Xero as ${base.number}`, look: "done" }];
  const edited: Happening[] =
    drift === null ? [] : [{ at: drift.updatedAt, text: "Edited in Xero", look: "bad" }];
  if (waitingSince === null || pushed === wanted) return [...there, ...edited];
  const text = problem === null ? "Waits to go to Xero" : `Xero did not take it: ${problemSentence(problem)}`;
  return [...there, ...edited, { at: waitingSince, text, look: problem === null ? "ahead" : "bad" }];
}

function told({ entry, at, undoneAt }: JournalAction, bill: Bill): readonly Happening[] {
  const text = deed(entry, bill);
  const taken: Happening[] = undoneAt === null ? [] : [{ at: undoneAt, text: "Undone", look: "done" }];
  return text === null ? taken : [{ at, text, look: "done" }, ...taken];
}

function deed(entry: JournalAction["entry"], bill: Bill): string | null {
  switch (entry.kind) {
    case "edit-bill": {
      const was = amountsOf(entry.was.lines, entry.was).grossMinor;
      return `Changed; it was ${money(was, bill)}, due ${formatDay(entry.was.dueOn)}`;
    }
    case "cancel-bill":
      return "Cancelled";
    case "write-off":
      return "Written off";
    default:
      return null;
  }
}

const sources: Readonly<Record<PaymentSource, string>> = {
  said: "you said so",
  stripe: "by card or bank, through Stripe",
  xero: "found in Xero",
};

function paid({ payment, amountMinor }: PaymentOn, bill: Bill): readonly Happening[] {
  const amount = money(amountMinor, bill);
  const came: Happening = {
    at: payment.paidOn,
    text: `${amount} paid (${sources[payment.source]})`,
    look: "done",
  };
  const later = after(payment.state, amount);
  const at = payment.removedAt ?? payment.createdAt;
  if (payment.state === "processing") return [{ at, text: later ?? "", look: "ahead" }];
  return later === null
    ? [came]
    : [came, { at, text: later, look: payment.state === "failed" ? "bad" : "done" }];
}

function after(state: PaymentState, amount: string): string | null {
  switch (state) {
    case "arrived":
      return null;
    case "processing":
      return `${amount} is on its way`;
    case "failed":
      return `${amount} did not come: the bank refused it`;
    case "undone":
      return `${amount} taken back: you undid it`;
    case "confirmed":
      return `${amount} has come with proof since, and counts once`;
    case "refunded":
      return `${amount} given back`;
    case "disputed":
      return `${amount} disputed with the bank`;
    case "removed":
      return `${amount} struck out in Xero`;
    default:
      return unreachable(state);
  }
}

function due(bill: Bill, today: Day): readonly Happening[] {
  if (bill.state !== "open" && bill.state !== "part-paid") return [];
  return [{ at: bill.dueOn, text: "Due", look: bill.dueOn < today ? "bad" : "ahead" }];
}

function money(minor: number, bill: Bill): string {
  return formatMoney(minor, bill.currency);
}
