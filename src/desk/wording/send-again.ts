import type { ChaseTold } from "../outcome-chase.ts";
import { short } from "./bills.ts";
import { askName, going } from "./sending.ts";
import { sentence } from "./text.ts";

/** What is said of a bill that is to go to its client once more. */

type Told<K extends ChaseTold["what"]> = Extract<ChaseTold, { what: K }>;

export function sendingAgain(told: Told<"sending-again">): string {
  const { bill } = told;
  return `Once more: ${going({ ...told, client: bill.client }, short(bill))}.`;
}

export function notAgain(told: Told<"not-again">): string {
  const { bill: view, now } = told;
  const { bill, client } = view;
  const it = short(view);
  const address = `${client.name}'s email is name@example.com`;
  switch (told.why) {
    case "closed":
      return `${sentence(it)} is ${bill.state}, so I have not sent it again.${bill.state === "paid" ? ` "show bill ${bill.number}" has the link to its page.` : ""}`;
    case "processing":
      return `A payment for ${it} is on its way, so I have not sent it again.`;
    case "no-address":
      return `I have no email for ${client.name}, so I cannot send ${it}. Say it like: ${address}`;
    case "today":
      return `I have sent ${it} again today already. If it does not arrive, check the address and say it again, like: ${address}`;
    case "with-you":
      return `The text of ${it} is with you to send yourself: it is further up in this chat.`;
    case "no-name":
      return `${sentence(it)} has not gone yet: I do not know your name. ${askName}`;
    case "under-way":
      return `${sentence(it)} is on its way to ${client.name} just now.`;
    case "goes-first":
      return `${sentence(it)} has not gone yet: ${going({ ...told, client, now }, "it")}.`;
    case "goes-again":
      return `You have had ${it} sent again already: ${going({ ...told, client, now }, "it")}.`;
  }
}
