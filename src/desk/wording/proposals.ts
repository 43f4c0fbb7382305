import { unusualTotalMinor } from "../../domain/bill.ts";
import { type Day, formatDay } from "../../domain/day.ts";
import type { AnyVerb, Intent } from "../../domain/intent.ts";
import { type Currency, formatMoney } from "../../domain/money.ts";
import type { Offer, Outcome } from "../outcome.ts";
import { deeds, vatWords } from "./phrases.ts";
import { type Prices, proposedBill, proposedItems } from "./proposed-bill.ts";
import { lines, listOf, payWords, sentence, termsText, words } from "./text.ts";

/** The card of what was understood and waits for a yes. */

export function proposal(
  intents: readonly Intent[],
  { currency, prices, unusual }: Pick<Put, "currency" | "prices" | "unusual">,
): string {
  const [only, ...others] = intents;
  const items = only === undefined || others.length > 0 ? [] : proposedItems(only, only.currency ?? currency);
  const what = intents.map((intent) => proposed(intent, { currency, prices, itemized: items.length > 0 }));
  const size = unusual ? ` That is more than ${formatMoney(unusualTotalMinor, currency)}.` : "";
  if (what.length === 1) return lines(`${what[0]}?${size}`, ...items);
  return lines(...what.map((it, index) => `${index + 1}. ${it}`), `Shall I do all ${what.length}?${size}`);
}

/** Yes and no, and what else it may mean; of several, all, each by its number, or none. */
export function proposalChoices(intents: readonly Intent[], proposalId: string): readonly Offer[] {
  const count = intents.length;
  const confirm = { act: "confirm" as const, proposalId };
  const decline = { act: "decline" as const, proposalId };
  const no = { label: count === 1 ? "No" : "None", action: decline };
  const once = intents[0]?.once;
  if (count === 1 && once !== undefined) {
    const choose: Offer = { label: "Just this once", action: { act: "choose", proposalId, fields: once } };
    return [{ label: "Yes, always", action: confirm }, choose, no];
  }
  if (count === 1) return [{ label: "Yes", action: confirm }, no];
  const each = Array.from({ length: count }, (_, index): Offer => {
    return { label: `Only ${index + 1}`, action: { act: "confirm-one", proposalId, index } };
  });
  return [{ label: "All", action: confirm }, ...each, no];
}

/** What an order says, in the words of a card; null where it was not said. */
interface Said {
  readonly who: string | null;
  readonly bill: string | null;
  readonly amount: string | null;
  readonly intent: Intent;
  readonly currency: Currency;
  readonly prices: Prices;
  /** Whether its lines stand below. */
  readonly itemized: boolean;
}

type Put = Extract<Outcome, { kind: "proposed" }>;

type Card = (said: Said) => string;

const onDay = (day: Day | null | undefined, link = "on") => (day ? `${link} ${formatDay(day)}` : null);
/** "bill 3 of Acme", "Acme's bill", "the bill". */
const theBill = ({ bill, who }: Pick<Said, "bill" | "who">) =>
  bill === null ? (who === null ? "the bill" : `${who}'s bill`) : words(bill, who && `of ${who}`);
const whose = ({ bill, who }: Said, nobody: string) =>
  bill === null && who === null ? nobody : words(who, bill && (who === null ? bill : `about ${bill}`));
/** "everybody but Acme" */
const allBut = ({ except = [] }: Intent) =>
  except.length === 0 ? null : `everybody but ${listOf(except.map(({ match, said }) => match ?? said))}`;
/** What will change, and how where that was said. */
const headed = (what: string, how: string) => (how === "" ? what : `${what}: ${how}`);

const cards: Partial<Readonly<Record<AnyVerb, Card>>> = {
  "create-bill": ({ who, intent, currency, prices, itemized }) =>
    proposedBill(intent, who, { currency, prices, itemized }),
  "record-payment": ({ who, bill, amount, intent, currency }) =>
    words(
      "Record",
      amount ?? (intent.overMinor === undefined ? "payment in full" : "a payment"),
      intent.method ? payWords[intent.method] : null,
      who && `from ${who}`,
      bill && `on ${bill}`,
      onDay(intent.paidOn),
      intent.overMinor === undefined
        ? null
        : `of ${formatMoney(intent.overMinor, currency)} more than was owed`,
    ),
  "add-client": ({ who }) => words("Add the client", who),
  "edit-client": ({ who, intent }) =>
    intent.termsDays === undefined
      ? headed(`Change what I know of ${who ?? "them"}`, listOf(detailsOf(intent)))
      : givenTerms(who ?? "them", intent.termsDays),
  "cancel-bill": (said) => words("Cancel", theBill(said)),
  "write-off": (said) => words("Write off", said.amount && `${said.amount} of`, theBill(said)),
  "edit-bill": ({ who, bill, intent, currency }) =>
    headed(
      `Change ${theBill({ bill, who: intent.repoint ? null : who })}`,
      words(...proposedChanges(intent, currency), onDay(intent.dueOn, "due")),
    ),
  chase: (said) =>
    words("Remind", allBut(said.intent) ?? whose(said, "them"), onDay(said.intent.on) ?? "now"),
  "hold-chasing": (said) =>
    words("Send no reminders to", whose(said, "anybody"), onDay(said.intent.until, "until")),
  "resume-chasing": (said) => words("Go on reminding", whose(said, "everybody")),
  promise: ({ who, bill, amount, intent }) =>
    words("Note that", who ?? "they", "will pay", amount, bill && `for ${bill}`, onDay(intent.on)),
  dispute: ({ who, bill }) => words("Note that", who ?? "the client", "disputes", bill ?? "their bill"),
  "send-again": (said) => words("Send", theBill(said), "again"),
  statement: ({ who }) => words("Send", who, "a statement"),
  undo: ({ who, bill, intent }) =>
    words(
      "The latest thing I did was",
      intent.undoes === undefined ? "" : deeds[intent.undoes.done],
      bill && `(${words(bill, who && `of ${who}`)})`,
      `${onDay(intent.on) ?? ""}. Shall I undo that`,
    ).replace(" .", "."),
  "take-back-payment": (said) =>
    words("Take back the latest payment", said.who && `from ${said.who}`, said.bill && `on ${said.bill}`),
};

/** "bill 3", "bills 1 and 2" */
function billsOf({ bill, bills }: Intent): string | null {
  if (typeof bill === "number") return `bill ${bill}`;
  if (bills === undefined || typeof bills === "string") return null;
  return `bills ${listOf(bills.map(String))}`;
}

function proposed(intent: Intent, how: Pick<Said, "currency" | "prices" | "itemized">): string {
  const { currency } = how;
  const minor = intent.totalMinor ?? intent.amountMinor ?? null;
  const said: Said = {
    who: intent.client?.match ?? intent.client?.said ?? null,
    bill: billsOf(intent),
    amount: minor === null ? null : formatMoney(minor, intent.currency ?? currency),
    intent,
    ...how,
  };
  const card = cards[intent.intent];
  return (
    card?.(said) ?? words(sentence(intent.intent.replaceAll("-", " ")), said.bill, said.who, said.amount)
  );
}

/** From now on, and not for one bill alone. */
function givenTerms(who: string, termsDays: number | null): string {
  if (termsDays === null) return `Put ${who} back on your usual terms`;
  return termsDays === 0
    ? `Make every new bill of ${who} due the same day`
    : `Give ${who} ${termsText(termsDays)} to pay, on every new bill`;
}

function detailsOf({ email, phone, address, method, tone }: Intent): readonly string[] {
  const details = [email, phone, address, method && `pays ${payWords[method]}`, tone && `${tone} reminders`];
  return details.filter((it): it is string => it != null && it !== "");
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
    vatWords[intent.vat ?? "unsaid"],
    supplyOn ? `work done ${formatDay(supplyOn)}` : null,
  ];
}
