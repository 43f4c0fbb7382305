import { unreachable } from "../../assert.ts";
import { amountDueMinor } from "../../domain/bill.ts";
import { dayOf, formatDay, timeOf } from "../../domain/day.ts";
import type { Tone } from "../../domain/intent.ts";
import { formatMoney } from "../../domain/money.ts";
import type { BillView, Offer, Say } from "../outcome.ts";
import type { ChaseTold, Explained, PlanEntry, Scope } from "../outcome-chase.ts";
import { short } from "./bills.ts";
import { thumbCard } from "./chase-links.ts";
import { when } from "./sending.ts";
import { kindWords, leftOutWords, movedWords, ruleWords } from "./steps.ts";
import { count, lines, money, sentence } from "./text.ts";

/** What is said of chasing. */

export function wordChase(told: ChaseTold): Say {
  switch (told.what) {
    case "reminded":
      return say(
        `${reminded(told.bills)} (${told.tone}).${told.known ? "" : " I could not see whether it arrived, and count it as sent."}`,
      );
    case "thumb":
      return thumbCard(told);
    case "mail-refused":
      return say(
        `${told.client.name}'s mail server refuses ${told.email}, so "${told.subject}" did not reach them. Please check the address and say it again, like: ${told.client.name}'s email is name@example.com`,
      );
    case "in-doubt":
      return say(
        `I have not reminded ${told.bill.client.name} about ${short(told.bill)}: ${told.why} I look again every hour until I am sure.`,
      );
    case "plan-ended":
      return say(
        `${told.bill.client.name} still owes ${money(amountDueMinor(told.bill.bill), told.bill.bill)} on ${short(told.bill)}, ${count(told.overdue, "day")} overdue, and my reminders are used up. What next? I send nothing more by myself.`,
        next(told.bill, "wait", "Wait a week"),
        next(told.bill, "call", "I'll call them"),
        next(told.bill, "letter", "A letter to post"),
        next(told.bill, "write-off", "Write it off"),
      );
    case "paid-yet":
      return say(
        `${told.bill.client.name} said that ${short(told.bill)} is paid. Has the money come?`,
        { label: "Yes, it has come", action: { act: "paid-yet", billId: told.bill.bill.id, paid: true } },
        { label: "No, chase on", action: { act: "paid-yet", billId: told.bill.bill.id, paid: false } },
      );
    case "opted-out":
      return say(
        `${told.client.name} does not want reminders by email, so I send them no more. New bills still go. What they owe is for you to ask for: "who owes me" shows it.`,
      );
    default:
      return wordAnswer(told);
  }
}

type Answer = Exclude<
  ChaseTold,
  { what: "reminded" | "thumb" | "mail-refused" | "in-doubt" | "plan-ended" | "paid-yet" | "opted-out" }
>;

function wordAnswer(told: Answer): Say {
  switch (told.what) {
    case "chasing":
      return say(`${chasing(told.bills)} ${when(told.at, told.now)}.`, undo(told.actionId));
    case "not-chased":
      return say(`${notChased(told)} I have sent nothing.`);
    case "held":
      return say(
        told.until === null
          ? `I leave ${scopeWords(told.scope)} alone until you tell me to go on. Say "${resumeWords(told.scope)}" when you want it.`
          : `I leave ${scopeWords(told.scope)} alone until ${formatDay(told.until)}, and go on then.`,
        undo(told.actionId),
      );
    case "resumed":
      return say(
        `I chase ${scopeWords(told.scope)} again. ${told.next === null ? "Nothing is left to send." : `The next reminder goes on ${at(told.next)}.`}`,
        undo(told.actionId),
      );
    case "not-held":
      return say(`Chasing ${scopeWords(told.scope)} was not paused. I have changed nothing.`);
    case "promised":
      return say(
        lines(
          `Noted: ${who(told.scope)} pays on ${formatDay(told.on)}. I leave ${scopeWords(told.scope)} alone until then, and go on on ${formatDay(told.until)} if the money has not come.`,
          told.broken === 0
            ? null
            : `${who(told.scope)} has let ${count(told.broken, "promise")} go by before.`,
        ),
        undo(told.actionId),
      );
    case "promise-when":
      return say("When do they pay? Say it like: Dave says Friday. I have changed nothing.");
    case "says-paid":
      return say(
        `Noted: ${who({ kind: "bill", bill: first(told.bills) })} says ${several(told.bills)} paid. I have not marked it as paid and send no reminders; on ${formatDay(told.askOn)} I ask you whether the money came.`,
        undo(told.actionId),
        ...told.bills.slice(0, 1).map((bill): Offer => {
          return {
            label: "The money is here",
            action: { act: "paid-yet", billId: bill.bill.id, paid: true },
          };
        }),
      );
    case "disputed":
      return say(
        `Noted: ${several(told.bills)} disputed. It still counts as owed, and I send nothing about it until you say "${resumeWords({ kind: "bill", bill: first(told.bills) })}". To change it, say what it should be, like: change bill ${first(told.bills).bill.number} to £200`,
        undo(told.actionId),
      );
    case "plan":
      return say(planText(told));
    case "explained":
      return say(explainedText(told));
    case "statement-going":
      return say(
        told.client.email === null
          ? `I have no email for ${told.client.name}: ${when(told.at, told.now)} I give you the statement to send yourself.`
          : `A statement goes to ${told.client.email} ${when(told.at, told.now)}.`,
        undo(told.actionId),
      );
    case "correct":
      return say(
        `${told.bill.client.name} has had ${short({ ...told.bill, bill: { ...told.bill.bill, totalMinor: told.wasMinor, dueOn: told.wasDueOn } })}. Shall I tell them that it is ${isClosed(told.bill) ? "no longer so" : "different now"}?`,
        {
          label: "Tell them",
          action: {
            act: "correct",
            billId: told.bill.bill.id,
            wasMinor: told.wasMinor,
            wasDueOn: told.wasDueOn,
          },
        },
      );
    case "correction-going":
      return say(
        `A correction goes to ${told.bill.client.email ?? told.bill.client.name} ${when(told.at, told.now)}.`,
        undo(told.actionId),
      );
    case "thumb-sent":
      return say(
        `Thanks: ${several(told.bills)} noted as sent today.`.replace(/ (?:is|are) noted/, " noted"),
      );
    case "asked-later":
      return say(
        `${told.call ? phoneLine(told.bill) : "All right."} I ask you again on ${formatDay(told.on)}.`,
      );
    case "letter-text":
      return say(lines("Here is a letter to print, sign and post:", "", told.text));
    default:
      return unreachable(told);
  }
}

function reminded(bills: readonly BillView[]): string {
  const { client } = first(bills);
  const rest = bills
    .map(({ bill }) => `bill ${bill.number}, ${money(amountDueMinor(bill), bill)}`)
    .join("; ");
  return `Reminded ${client.name} about ${rest}`;
}

function chasing(bills: readonly BillView[]): string {
  const { client } = first(bills);
  return client.email === null
    ? `I have no email for ${client.name}: a reminder of ${numbers(bills)} is ready for you to send`
    : `A reminder of ${numbers(bills)} goes to ${client.email}`;
}

function numbers(bills: readonly BillView[]): string {
  const list = bills.map(({ bill }) => String(bill.number));
  return bills.length === 1
    ? short(first(bills))
    : `bills ${list.slice(0, -1).join(", ")} and ${list.at(-1)}`;
}

function notChased({ bill, why }: Extract<Answer, { what: "not-chased" }>): string {
  switch (why) {
    case "held":
      return `Chasing ${bill.client.name} about ${short(bill)} is paused. Say "${resumeWords({ kind: "bill", bill })}" first.`;
    case "opted-out":
      return `${bill.client.name} does not want reminders by email. Please call them, or write to them yourself.`;
    case "processing":
      return `A payment for ${short(bill)} is on its way.`;
    case "calendar-ends":
      return "I do not know the bank holidays of that year yet, so I cannot say which days are working days.";
    default:
      return unreachable(why);
  }
}

function planText({ scope, entries, paused }: Extract<Answer, { what: "plan" }>): string {
  const what = scope.kind === "everything" ? "in the next 7 days" : `about ${scopeWords(scope)}`;
  const pausedLine =
    paused === null
      ? null
      : `Everything is paused ${paused === "told" ? "until you say otherwise" : `until ${formatDay(paused)}`}.`;
  if (entries.length === 0) return lines(pausedLine, `Nothing is due to go out ${what}.`);
  return lines(
    pausedLine,
    scope.kind === "everything"
      ? "This goes out in the next 7 days:"
      : `This is the plan for ${scopeWords(scope)}:`,
    ...entries.map((entry) => `• ${entryText(entry, scope)}`),
  );
}

function entryText({ step, bill, by }: PlanEntry, scope: Scope): string {
  const whose =
    scope.kind === "bill"
      ? ""
      : `, ${scope.kind === "everything" ? `${bill.client.name}, ` : ""}bill ${bill.bill.number}`;
  if (step.state === "skipped") {
    return `${formatDay(step.nominalOn)}: ${kindWords(step)} left out${whose}. ${leftOutWords(step.why)}`;
  }
  const time = step.at === null ? "Waiting" : at(step.at);
  const channel = step.kind === "ask" ? "" : by === "mail" ? " by email" : " for you to send";
  const why = movedWords(step);
  return `${time}: ${kindWords(step)}${channel}${whose}${why === null ? "" : ` (${why})`}`;
}

function explainedText({ scope, entries, next: coming }: Extract<Answer, { what: "explained" }>): string {
  const who_ = scope.kind === "bill" ? scope.bill.client.name : scopeWords(scope);
  const then =
    coming === null ? null : `Next: ${entryText(coming, { kind: "client", client: coming.bill.client })}.`;
  if (entries.length === 0) return lines(`I have sent ${who_} nothing yet.`, then);
  return lines(...entries.map((entry) => `• ${decisionText(entry)}`), then);
}

function decisionText({ decision, bill }: Explained): string {
  const on = at(decision.at);
  const what = `${kindWords(decision)}, bill ${bill.bill.number}`;
  switch (decision.what) {
    case "sent":
      return `${on}: ${what}${decision.detail === null ? ", which you sent" : ` sent to ${decision.detail}`}. ${ruleWords(decision, bill.bill)}`;
    case "sent-unknown":
      return `${on}: ${what} sent; I could not see whether it arrived, so I have not sent it again. ${ruleWords(decision, bill.bill)}`;
    case "offered":
      return `${on}: ${what} given to you to send. ${ruleWords(decision, bill.bill)}`;
    case "moved":
      return `${on}: ${what} not sent then. ${decision.detail ?? leftOutWords(decision.why)}`;
    case "skipped":
    case "cancelled":
      return `${on}: ${what} left out. ${leftOutWords(decision.why)}`;
    case "asked":
      return `${on}: I asked you what next about bill ${bill.bill.number}.`;
    default:
      return unreachable(decision.what);
  }
}

/** `Mon 7 Dec 2026 at 10:00`. */
function at(instant: Date): string {
  return `${formatDay(dayOf(instant))} at ${timeOf(instant)}`;
}

export function scopeWords(scope: Scope): string {
  if (scope.kind === "everything") return "everybody";
  return scope.kind === "client"
    ? scope.client.name
    : `${scope.bill.client.name} about bill ${scope.bill.bill.number}`;
}

function resumeWords(scope: Scope): string {
  if (scope.kind === "everything") return "resume everything";
  return scope.kind === "client" ? `resume ${scope.client.name}` : `resume bill ${scope.bill.bill.number}`;
}

function who(scope: Scope): string {
  if (scope.kind === "everything") return "they";
  return scope.kind === "client" ? scope.client.name : scope.bill.client.name;
}

/** `bill 3 (…) is`, `bills 3 and 4 are`. */
function several(bills: readonly BillView[]): string {
  return bills.length === 1 ? `${short(first(bills))} is` : `${numbers(bills)} are`;
}

function isClosed({ bill }: BillView): boolean {
  return bill.state === "cancelled" || bill.state === "credited";
}

function phoneLine({ client }: BillView): string {
  return client.phone === null
    ? `I have no number for ${client.name}.`
    : `${client.name}'s number is ${client.phone}.`;
}

function first(bills: readonly BillView[]): BillView {
  const [bill] = bills;
  if (bill === undefined)
    throw new Error("Broken assumption: what is told of bills is told of at least one.");
  return bill;
}

function next(bill: BillView, what: "wait" | "call" | "letter" | "write-off", label: string): Offer {
  return { label, action: { act: "what-next", billId: bill.bill.id, next: what } };
}

function say(text: string, ...choices: readonly Offer[]): Say {
  return { text, choices, cardOf: null };
}

function undo(actionId: string): Offer {
  return { label: "Undo", action: { act: "undo", actionId } };
}
