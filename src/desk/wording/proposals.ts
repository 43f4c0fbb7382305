import { unusualTotalMinor } from "../../domain/bill.ts";
import { formatDay } from "../../domain/day.ts";
import type { Intent } from "../../domain/intent.ts";
import { type Currency, formatMoney } from "../../domain/money.ts";
import type { Offer } from "../outcome.ts";
import { vatWords } from "./phrases.ts";
import { lines, payWords, sentence, words } from "./text.ts";

/** The card of what was understood and waits for a yes. */

export function proposal(intents: readonly Intent[], currency: Currency, unusual: boolean): string {
  const what = intents.map((intent) => proposed(intent, currency));
  const size = unusual ? ` That is more than ${formatMoney(unusualTotalMinor, currency)}.` : "";
  if (what.length === 1) return `${what[0]}?${size}`;
  return lines(...what.map((it, index) => `${index + 1}. ${it}`), `Shall I do all ${what.length}?${size}`);
}

/** Yes and no; of several, all, each by its number, or none. */
export function proposalChoices(count: number, proposalId: string): readonly Offer[] {
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
      return words("Bill", who, amount, vatWords[intent.vat ?? "unsaid"], due);
    case "record-payment":
      return words(
        "Record",
        amount ?? (intent.overMinor === undefined ? "payment in full" : "a payment"),
        who === null ? null : `from ${who}`,
        bill === null ? null : `on ${bill}`,
        intent.overMinor === undefined
          ? null
          : `of ${formatMoney(intent.overMinor, currency)} more than was owed`,
      );
    case "add-client":
      return words("Add the client", who);
    case "cancel-bill":
      return words("Cancel", bill ?? "the bill", who === null ? null : `of ${who}`);
    case "write-off":
      return words("Write off", bill ?? "the bill", who === null ? null : `of ${who}`);
    case "edit-bill":
      return words(
        `Change ${bill ?? (who === null || intent.repoint ? "the bill" : `the bill of ${who}`)}:`,
        ...proposedChanges(intent, currency),
        due,
      );
    default:
      return words(sentence(intent.intent.replaceAll("-", " ")), bill, who, amount, due);
  }
}

/** What an edit would change: `to £250`, `£20 less`, `to be for Harris`. */
function proposedChanges(intent: Intent, currency: Currency): readonly (string | null)[] {
  const money = (minor: number) => formatMoney(Math.abs(minor), intent.currency ?? currency);
  const { amountMinor, changeMinor, description, reference, revision, method, supplyOn } = intent;
  const said = revision?.is.client?.said === revision?.was.client?.said ? null : revision?.is.client;
  const client = (intent.repoint ? intent.client : null) ?? said;
  const totalMinor = revision === undefined ? null : revision.is.totalMinor;
  return [
    client ? `to be for ${client.match ?? client.said}` : null,
    amountMinor == null ? null : `to ${money(amountMinor)}`,
    totalMinor == null ? null : `to ${money(totalMinor)}`,
    changeMinor == null ? null : `${money(changeMinor)} ${changeMinor < 0 ? "less" : "more"}`,
    description ? `to say "${description}"` : null,
    reference ? `reference ${reference}` : null,
    method ? `to be paid ${payWords[method]}` : null,
    supplyOn ? `work done ${formatDay(supplyOn)}` : null,
  ];
}
