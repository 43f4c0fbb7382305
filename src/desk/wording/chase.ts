import { amountDueMinor } from "../../domain/bill.ts";
import type { BillView, Offer, Say } from "../outcome.ts";
import type { ChaseTold } from "../outcome-chase.ts";
import { short } from "./bills.ts";
import { wordAnswer } from "./chase-answers.ts";
import { thumbCard } from "./chase-links.ts";
import { first } from "./chase-scope.ts";
import { say } from "./say.ts";
import { count, money } from "./text.ts";

/** What is said of chasing when the clock brings it. */

export function wordChase(told: ChaseTold): Say {
  switch (told.what) {
    case "reminded":
      return say(
        `${reminded(told)} (${told.tone}).${told.known ? "" : " I could not see whether it arrived, and count it as sent."}`,
      );
    case "thumb":
      return thumbCard(told);
    case "mail-refused":
      return say(mailRefused(told));
    case "in-doubt":
      return say(
        `I have not ${told.step === "bill" ? `sent ${told.bill.client.name}` : `reminded ${told.bill.client.name} about`} ${short(told.bill)}${told.step === "bill" ? " yet" : ""}: ${told.why} I look again every hour until I am sure.`,
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

function mailRefused(told: Extract<ChaseTold, { what: "mail-refused" }>): string {
  const { client, email, subject, why, by } = told;
  const { name } = client;
  if (why === "sender")
    return `${name}'s mail server does not take mail from me, so they have not had "${subject}". The address may well be right: please tell them another way. To have it tried again say: ${name}'s email is ${email}`;
  const lost = `Mail to ${email} does not arrive, so ${name} has not had "${subject}".`;
  if (client.email !== null && client.email !== email)
    return `${lost} What follows goes to ${client.email}, which you have given me since.`;
  const follows =
    by === "whatsapp"
      ? "; reminders go on WhatsApp as before."
      : ": when something falls due I give you the text to send yourself.";
  return `${lost} I send nothing more there${follows} Please check the address and say it again, like: ${name}'s email is name@example.com`;
}

function reminded({ bills, by }: Extract<ChaseTold, { what: "reminded" }>): string {
  const { client } = first(bills);
  const rest = bills
    .map(({ bill }) => `bill ${bill.number}, ${money(amountDueMinor(bill), bill)}`)
    .join("; ");
  return `Reminded ${client.name}${by === "whatsapp" ? " on WhatsApp" : ""} about ${rest}`;
}

function next(bill: BillView, what: "wait" | "call" | "letter" | "write-off", label: string): Offer {
  return { label, action: { act: "what-next", billId: bill.bill.id, next: what } };
}
