import { amountDueMinor, type Bill, clientNumber } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import { addDays, type Day, daysBetween, formatDay } from "../domain/day.ts";
import { formatMoney } from "../domain/money.ts";
import { type Settings, senderName } from "../domain/setting.ts";

/** What the last letter gives to pay in. */
const lastDays = 14;

/** The text of a letter to print and post once reminders have done nothing. The trader sends it, never the bot. */
export function finalLetter(
  sender: Settings,
  client: Pick<Client, "name" | "address">,
  bill: Bill,
  today: Day,
): string {
  const due = formatMoney(amountDueMinor(bill), bill.currency);
  const late = daysBetween(bill.dueOn, today);
  const lines = [
    [senderName(sender), sender.address].filter((it) => it !== null).join(", "),
    formatDay(today),
    [client.name, client.address].filter((it) => it !== null).join(", "),
    `Dear ${client.name},`,
    `Bill ${clientNumber(bill)} of ${formatDay(bill.issuedOn)}`,
    `I have written to you about this bill. ${due} was due on ${formatDay(bill.dueOn)} and is now ${late} days overdue.`,
    `Please pay it by ${formatDay(addDays(today, lastDays))}. If you do not agree that it is due, or cannot pay it all at once, please write or call me before then, so that we can settle it between us.`,
    "Yours sincerely,",
    sender.legalName ?? senderName(sender) ?? "",
  ];
  return lines.filter((line) => line !== "").join("\n\n");
}
