import type { Offer, Say } from "../outcome.ts";
import type { ChaseTold } from "../outcome-chase.ts";
import { lines, listOf } from "./text.ts";

type Thumb = Extract<ChaseTold, { what: "thumb" }>;

/** A message for the trader to send with their own thumb: its text, and links that open it on their phone. */
export function thumbCard(told: Thumb): Say {
  const { client, message, stepIds, bills } = told;
  const numbers = bills.map(({ bill }) => bill.number);
  const list = numbers.length === 1 ? `bill ${numbers[0]}` : `bills ${listOf(numbers.map(String))}`;
  const are = told.about === "bill" && numbers.length > 1 ? "are" : "is";
  const what: Readonly<Record<Thumb["about"], string>> = {
    bill: `${list} for ${client.name}`,
    reminder: `a reminder for ${client.name} about ${list}`,
    statement: `a statement for ${client.name}`,
    correction: `a correction for ${client.name}`,
  };
  const links = linksFor(told);
  const text = lines(
    `Here ${are} ${what[told.about]}, for you to send:`,
    "",
    message,
    "",
    ...links.map(({ label, url }) => `${label}: ${url}`),
  );
  const done: readonly Offer[] =
    stepIds.length === 0
      ? []
      : [
          { label: "Sent", action: { act: "thumbed", stepIds, sent: true } },
          { label: "Leave it", action: { act: "thumbed", stepIds, sent: false } },
        ];
  return { text, choices: [...links.filter(({ url }) => url.startsWith("https:")), ...done], cardOf: null };
}

function linksFor({ client: { phone, email }, message }: Thumb): readonly { label: string; url: string }[] {
  const text = encodeURIComponent(message);
  const number = phone?.replace(/^\+/, "") ?? "";
  // Without a number the program asks whom it is for.
  const links = [
    { label: "WhatsApp", url: `https://wa.me/${number}?text=${text}` },
    { label: "Text message", url: `sms:${phone ?? ""}?&body=${text}` },
  ];
  return email === null ? links : [...links, { label: "Email", url: `mailto:${email}?body=${text}` }];
}
