import { unreachable } from "../../assert.ts";
import { formatDay } from "../../domain/day.ts";
import type { BillView, Offer, Say } from "../outcome.ts";
import type { ChaseLetter, ChaseTold, NotChased } from "../outcome-chase.ts";
import { short } from "./bills.ts";
import { at, explainedText, planText } from "./chase-plan.ts";
import { first, numbers, resumeWords, scopeWords, several, who } from "./chase-scope.ts";
import { say, undo } from "./say.ts";
import { notAgain, sendingAgain } from "./send-again.ts";
import { noMail, when } from "./sending.ts";
import { count, lines } from "./text.ts";

/** What orders about chasing are answered with. */

/** What pauses chasing, and what lets it go on. */
type Pause = Extract<
  ChaseTold,
  { what: "held" | "resumed" | "not-held" | "promised" | "promise-when" | "says-paid" | "disputed" }
>;

export type Answer = Exclude<
  ChaseTold,
  | Pause
  | { what: "reminded" | "thumb" | "mail-refused" | "in-doubt" | "plan-ended" | "paid-yet" | "opted-out" }
>;

export function wordAnswer(told: Answer | Pause): Say {
  switch (told.what) {
    case "chasing":
      return say(
        lines(...told.letters.map((letter) => chasing(letter, told.now)), ...told.leftOut.map(notChased)),
        undo(told.actionId),
      );
    case "chase-held":
      return say(notChased(told));
    case "not-chased":
      return say(`${notChased(told)} I have sent nothing.`);
    case "plan":
      return say(planText(told));
    case "explained":
      return say(explainedText(told));
    case "statement-going":
      return say(
        told.by === "thumb"
          ? `${noMail(told.client, told.client.name)}: ${when(told.at, told.now)} I will give you the statement to send yourself.`
          : `A statement goes to ${told.client.email} ${when(told.at, told.now)}.`,
        undo(told.actionId),
      );
    case "sending-again":
      return say(sendingAgain(told), undo(told.actionId));
    case "not-again":
      return say(notAgain(told));
    case "thanked":
      return say(
        `${told.bill.client.name} has had a thank-you for it, which I cannot take back. If they still owe you, let them know.`,
      );
    case "correct":
      return say(
        told.wasMinor === 0
          ? `${told.bill.client.name} was told to ignore ${short(told.bill)}. Shall I tell them that it stands?`
          : `${told.bill.client.name} has had ${short({ ...told.bill, bill: { ...told.bill.bill, totalMinor: told.wasMinor, dueOn: told.wasDueOn } })}. Shall I tell them that it is ${told.moved || isClosed(told.bill) ? "no longer so" : "different now"}?`,
        {
          label: "Tell them",
          action: {
            act: "correct",
            billId: told.bill.bill.id,
            ...(told.moved ? { formerId: told.bill.client.id } : {}),
          },
        },
      );
    case "correction-going":
      return say(
        told.by === "thumb"
          ? `${noMail(told.client, told.client.name)}: ${when(told.at, told.now)} I will give you the correction to send yourself.`
          : `A correction goes to ${told.client.email} ${when(told.at, told.now)}.`,
        undo(told.actionId),
      );
    case "thumb-sent":
      return say(
        `Thanks: ${several(told.bills)} noted as sent today.`.replace(/ (?:is|are) noted/, " noted"),
      );
    case "asked-later":
      return say(
        `${told.call ? phoneLine(told.bill) : "All right."} I will ask you again on ${formatDay(told.on)}.`,
      );
    case "letter-text":
      return say(lines("Here is a letter to print, sign and post:", "", told.text));
    default:
      return wordPause(told);
  }
}

function wordPause(told: Pause): Say {
  switch (told.what) {
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
      return told.by === null
        ? say(`Chasing ${scopeWords(told.scope)} was not paused. I have changed nothing.`)
        : say(
            `Chasing ${scopeWords(told.by)} is paused, ${scopeWords(told.scope)} among it. Say "${resumeWords(told.by)}" to go on. I have changed nothing.`,
          );
    case "promised":
      return say(
        lines(
          `Noted: ${who(told.scope)} pays on ${formatDay(told.on)}. I send no reminders until then, and begin again on ${formatDay(told.until)} if the money has not come.`,
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
        `Noted: ${who({ kind: "bill", bill: first(told.bills) })} says ${several(told.bills)} paid. I have not marked it as paid and send no reminders; on ${formatDay(told.askOn)} I will ask you whether the money came.`,
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
        `Noted: ${several(told.bills)} disputed. ${told.bills.length === 1 ? "It still counts" : "They still count"} as owed, and I send nothing about ${told.bills.length === 1 ? "it" : "them"} until you say "${resumeWords({ kind: "bill", bill: first(told.bills) })}". To change it, say what it should be, like: change bill ${first(told.bills).bill.number} to £200`,
        undo(told.actionId),
      );
    default:
      return unreachable(told);
  }
}

function chasing({ bills, by, opened }: ChaseLetter, now: Date): string {
  const { client } = first(bills);
  const hour = when(opened.at, now);
  switch (by) {
    case "mail":
      return `A reminder of ${numbers(bills)} goes to ${client.email} ${hour}.`;
    case "whatsapp":
      return `A reminder of ${numbers(bills)} goes to ${client.name} on WhatsApp ${hour}.`;
    case "thumb":
      return `${noMail(client, client.name)}: a reminder of ${numbers(bills)} is ready for you to send ${hour}.`;
  }
}

function notChased(told: NotChased): string {
  const { bill } = told;
  if (told.what === "chase-held")
    return `Chasing ${scopeWords(told.by)} is paused, so I have not reminded them of ${short(bill)}. Say "${resumeWords(told.by)}" first.`;
  switch (told.why) {
    case "opted-out":
      return `${bill.client.name} does not want reminders by email. Please call them, or write to them yourself.`;
    case "processing":
      return `A payment for ${short(bill)} is on its way.`;
    case "calendar-ends":
      return "I do not know the bank holidays of that year yet, so I cannot say which days are working days.";
    default:
      return unreachable(told.why);
  }
}

function isClosed({ bill }: BillView): boolean {
  return bill.state === "cancelled" || bill.state === "credited";
}

function phoneLine({ client }: BillView): string {
  return client.phone === null
    ? `I have no number for ${client.name}.`
    : `${client.name}'s number is ${client.phone}.`;
}
