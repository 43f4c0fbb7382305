import type { Difference, XeroConnection } from "../../domain/mirror.ts";
import { formatMoney } from "../../domain/money.ts";
import type { BillView, Offer, Say } from "../outcome.ts";
import type { XeroNews } from "../xero-news.ts";
import { heading, short } from "./bills.ts";
import { problemSentence } from "./problem-sentence.ts";
import { say } from "./say.ts";
import { count, lines, money, sentence } from "./text.ts";
import { failed, failedMany } from "./xero-problems.ts";
import { bills, remindersWarning, settingLines, statusOffers, statusText } from "./xero-status.ts";

/** What the bot says of Xero. */
export function wordXero(news: XeroNews): Say {
  switch (news.what) {
    case "link":
      return say(connectText(news.url, news.connection), { label: "Connect Xero", url: news.url });
    case "confirm":
      return say(confirmText(news.organisation, news.instead), ...yesNo(news.proposalId));
    case "connected":
      return say(connectedText(news), ...(news.resumed ? [] : [{ label: "Set up", url: news.url }]));
    case "ready":
      return say(readyText(news), ...(news.proposalId === null ? [] : yesNo(news.proposalId)));
    case "status":
      return say(statusText(news), ...statusOffers(news));
    case "disconnect-sure":
      return say(
        `Your bills stay here, and the invoices stay in ${news.organisation}, but neither will follow the other any more.`,
        {
          label: `Disconnect ${news.organisation}`,
          action: { act: "confirm-act", proposalId: news.proposalId },
        },
        { label: "No", action: { act: "decline", proposalId: news.proposalId } },
      );
    case "failed":
      return failed(news);
    case "failed-many":
      return failedMany(news.bills, news.problem);
    case "edited-there":
      return say(editedText(news.bill, news.differences), ...editedOffers(news.bill, news.payable));
    case "waiting-long":
      return say(waitingText(news.bills), ...waitingOffers(news.bills.map(({ bill }) => bill.id)));
    default:
      return say(plainNews(news));
  }
}

type PlainNews = Exclude<
  XeroNews,
  {
    what:
      | "link"
      | "confirm"
      | "connected"
      | "ready"
      | "status"
      | "disconnect-sure"
      | "failed"
      | "failed-many"
      | "edited-there"
      | "waiting-long";
  }
>;

function plainNews(news: PlainNews): string {
  switch (news.what) {
    case "off":
      return "Xero is not switched on here, so I keep your bills myself. Whoever runs me can switch it on.";
    case "not-connected":
      return 'Xero is not connected. Say "connect xero" and I will send you a link.';
    case "refused-there":
      return 'You did not allow access in Xero, so nothing is connected. Say "connect xero" to try again.';
    case "disconnected":
      return `Disconnected ${news.organisation}. ${news.linked === 0 ? "No bill was linked to it." : `${bills(news.linked)} no longer ${news.linked === 1 ? "syncs" : "sync"}, and can be connected again at any time.`}`;
    case "lost":
      return `${news.organisation} no longer lets me in: it was disconnected in Xero, or the permission ran out. Your bills are safe here and wait. Say "connect xero" to connect it again.`;
    case "retrying":
      return news.count === 1
        ? "Trying again now."
        : `Putting ${count(news.count, "bill")} into Xero now. That may take a few minutes.`;
    case "nothing-to-retry":
      return "Nothing is waiting for Xero: it has everything it should.";
    case "managed-there":
      return `${sentence(short(news.bill))} was made in Xero, which is connected for reading only, so I have changed nothing. Change it in Xero, or say "xero two-way" first.`;
    case "change-refused":
      return lines(
        `Xero did not take the change: ${problemSentence(news.problem)}.`,
        news.problem.words === "" ? null : `Xero says: “${news.problem.words}”`,
        `It was made in Xero, so it stays as it is there: ${heading(news.bill)}.`,
      );
    case "declined":
      return `All right: ${news.organisation} is not connected, and can no longer be reached from here.`;
    case "reminders-on":
      return remindersWarning(news.organisation, true, news.shortCode) ?? "";
    case "account-gone":
      return accountGone(news);
    case "one-way":
      return `Xero is connected for reading only, so ${short(news.bill)} stays here. Say "xero two-way" to change that.`;
    case "renumbered":
      return `Xero already has another invoice with the number of bill ${news.before}, so it is bill ${news.bill.bill.number} now: ${heading(news.bill)}.`;
    default:
      return billNews(news);
  }
}

type BillNews = Exclude<
  PlainNews,
  {
    what:
      | "off"
      | "not-connected"
      | "refused-there"
      | "disconnected"
      | "lost"
      | "retrying"
      | "nothing-to-retry"
      | "one-way"
      | "managed-there"
      | "change-refused"
      | "declined"
      | "reminders-on"
      | "account-gone"
      | "renumbered";
  }
>;

function billNews(news: BillNews): string {
  switch (news.what) {
    case "kept-mine":
      return `Kept yours: I am putting ${short(news.bill)} back in Xero as it is here.`;
    case "took-theirs":
      return `Taken from Xero: ${heading(news.bill)}.`;
    case "left-out":
      return `All right: ${short(news.bill)} stays out of Xero from now on.`;
    case "voided-there":
      return `${heading(news.bill)} was ${news.deleted ? "deleted" : "voided"} in Xero, so I have cancelled it here.`;
    case "approved-there":
      return `${heading(news.bill)} was approved in Xero.`;
    case "credited-there":
      return news.bill.bill.state === "credited"
        ? `${heading(news.bill)} was credited in Xero. Nothing more is owed on it.`
        : `${money(news.amountMinor, news.bill.bill)} of ${short(news.bill)} was credited in Xero.`;
    case "importing":
      return `Taking ${count(news.total, "open invoice")} over from ${news.organisation}. I will say when it is done.`;
    case "imported":
      return importedText(news);
    case "own-page":
      return `Clients get my own page for ${count(news.count, "bill")} until Xero has ${news.count === 1 ? "it" : "them"}.`;
    case "keeps-waiting":
      return `${bills(news.count)} ${news.count === 1 ? "waits" : "wait"} for Xero. I will not write to the client before.`;
    case "write-back-refused":
      return `I could not put the payment of ${short(news.bill)} into Xero. Xero says: “${news.words}”. It is recorded here.`;
    case "settings":
      return lines("Changed.", ...settingLines(news.connection, news.settings));
    default:
      return `I do not find that ${news.about === "tax" ? "tax rate" : news.about} in Xero. There is: ${news.choices.join(", ")}.`;
  }
}

function accountGone({
  organisation,
  account,
  choices,
}: Extract<XeroNews, { what: "account-gone" }>): string {
  const [first] = choices;
  const there = choices.map(({ code, name }) => `${code} ${name}`).join(", ");
  return lines(
    `${organisation} no longer has the account ${account} that your invoices go to, so Xero will refuse new ones.`,
    first === undefined ? null : `There is: ${there}. Say which, like: xero account ${first.code}`,
  );
}

function connectText(url: string, connection: XeroConnection | null): string {
  const now =
    connection === null || connection.state === "off"
      ? null
      : `${connection.organisationName} is connected now; another one would take its place.`;
  return lines("Open this link to connect Xero. It works once, for 10 minutes:", url, now);
}

function confirmText(organisation: string, instead: string | null): string {
  const place = instead === null ? "" : ` It takes the place of ${instead}, whose bills no longer sync then.`;
  return `Connect ${organisation}?${place}`;
}

function connectedText(news: Extract<XeroNews, { what: "connected" }>): string {
  const chased = remindersWarning(news.organisation, news.facts.remindersOn, news.facts.shortCode);
  if (news.resumed)
    return lines(`${news.organisation} is connected again, with your settings as they were.`, chased);
  return lines(
    `${news.organisation} is connected. Nothing goes to Xero before you have said how:`,
    news.url,
    chased,
  );
}

function readyText(news: Extract<XeroNews, { what: "ready" }>): string {
  const { connection, settings, open } = news;
  const vat = news.vatNow
    ? "Your invoices in Xero carry VAT, so I have you down as VAT registered from now on."
    : null;
  const terms =
    news.termsNow === null
      ? null
      : `Bills are due in ${count(news.termsNow, "day")} from now on, as in Xero.`;
  const before =
    news.proposalId === null
      ? null
      : `You have ${count(open, "open bill")} from before. Shall I put ${open === 1 ? "it" : "them"} into Xero too?`;
  return lines(
    `${connection.organisationName} is set up.`,
    ...settingLines(connection, settings),
    planCap(connection),
    vat,
    terms,
    before,
  );
}

/** What the smallest plans take in a month, over all apps (facts of Xero's plans in the UK). */
const monthlyCaps: Readonly<Record<string, number>> = { SIMPLE: 10, IGNITE: 20 };

function planCap({ facts }: XeroConnection): string | null {
  const cap = monthlyCaps[facts.plan.toUpperCase()];
  return cap === undefined
    ? null
    : `Your Xero plan approves ${cap} invoices a month. When they are used up I ask you what to do.`;
}

function editedText(bill: BillView, differences: readonly Difference[]): string {
  const rows = differences.map(
    ({ field, mine, theirs }) => `• ${fieldNames[field]}: ${mine} here, ${theirs} in Xero`,
  );
  return lines(`${heading(bill)} was edited in Xero:`, ...rows);
}

const fieldNames: Readonly<Record<Difference["field"], string>> = {
  amount: "Amount",
  due: "Due",
  date: "Date",
  reference: "Reference",
  number: "Number",
  contact: "Client",
  lines: "Lines",
  currency: "Currency",
};

function editedOffers({ bill }: BillView, payable: boolean): readonly Offer[] {
  const keep: Offer = {
    label: "Keep mine",
    action: { act: "xero", tap: { tap: "keep-mine", billId: bill.id } },
  };
  const use: Offer = {
    label: "Use Xero's",
    action: { act: "xero", tap: { tap: "use-xeros", billId: bill.id } },
  };
  return payable ? [keep, use] : [use];
}

function importedText(news: Extract<XeroNews, { what: "imported" }>): string {
  if (news.count === 0) return `${news.organisation} has no open invoices that were not made here.`;
  const clients = count(news.clients, "client");
  return `Took ${count(news.count, "open invoice")} over from ${news.organisation}: ${clients}, ${formatMoney(news.owedMinor)} owed. Say "who owes me" to see them.`;
}

function waitingText(bills: readonly BillView[]): string {
  const [only] = bills;
  if (bills.length === 1 && only !== undefined)
    return `Xero has not answered for a day, so ${short(only)} is still waiting, and the client has not been written to. I keep trying. Shall I send my own page meanwhile?`;
  return `Xero has not answered for a day, so ${count(bills.length, "bill")} are still waiting, and the clients have not been written to. I keep trying. Shall I send my own page meanwhile?`;
}

export function waitingOffers(billIds: readonly string[]): readonly Offer[] {
  return [
    { label: "Send my own page", action: { act: "xero", tap: { tap: "own-page", billIds } } },
    { label: "Wait for Xero", action: { act: "xero", tap: { tap: "wait", billIds } } },
  ];
}

function yesNo(proposalId: string): readonly Offer[] {
  return [
    { label: "Yes", action: { act: "confirm", proposalId } },
    { label: "No", action: { act: "decline", proposalId } },
  ];
}
