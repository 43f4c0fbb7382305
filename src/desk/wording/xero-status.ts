import { dayOf, formatDay } from "../../domain/day.ts";
import type { XeroConnection, XeroSettings } from "../../domain/mirror.ts";
import type { Offer } from "../outcome.ts";
import type { XeroNews } from "../xero-news.ts";
import { short } from "./bills.ts";
import { problemSentence } from "./problem-sentence.ts";
import { count, lines } from "./text.ts";

/** How it stands with Xero, in words. */
export function statusText(news: Extract<XeroNews, { what: "status" }>): string {
  const { connection, problems, waiting, settingsUrl } = news;
  const { organisationName: organisation, syncedAt } = connection;
  const heard = syncedAt === null ? null : `Last heard from Xero: ${at(syncedAt)}`;
  const wait =
    waiting === 0 ? null : `${bills(waiting)} ${waiting === 1 ? "waits" : "wait"} to be put into Xero`;
  const rows = problems
    .slice(0, 5)
    .map(({ bill, problem }) => `• ${short(bill)}: ${problemSentence(problem)}`);
  const more = problems.length > 5 ? `… and ${problems.length - 5} more` : null;
  return lines(
    stateLine(connection),
    heard,
    wait,
    problems.length === 0 ? "Nothing has failed." : `${bills(problems.length)} could not be put into Xero:`,
    ...rows,
    more,
    ...(connection.settings === null ? [] : ["Settings:", ...settingLines(connection, connection.settings)]),
    remindersWarning(organisation, connection.facts.remindersOn, connection.facts.shortCode),
    settingsUrl === null ? null : `Change them here: ${settingsUrl}`,
  );
}

function stateLine({ state, organisationName, failingSince }: XeroConnection): string {
  if (state === "setup")
    return `${organisationName} is connected, but not set up: nothing goes to Xero before that.`;
  if (state === "reconnect")
    return `${organisationName} no longer lets me in. Say "connect xero" to connect it again; your bills wait here.`;
  if (failingSince !== null)
    return `${organisationName} is connected, but Xero has not answered since ${at(failingSince)}. I keep trying.`;
  return `${organisationName} is connected and working.`;
}

export function statusOffers(news: Extract<XeroNews, { what: "status" }>): readonly Offer[] {
  const billIds = news.problems.map(({ bill }) => bill.bill.id);
  const retry: Offer = { label: "Retry", action: { act: "xero", tap: { tap: "retry", billIds } } };
  return [
    ...(billIds.length === 0 ? [] : [retry]),
    ...(news.settingsUrl === null ? [] : [{ label: "Settings", url: news.settingsUrl }]),
  ];
}

export function settingLines(connection: XeroConnection, settings: XeroSettings): readonly string[] {
  const { facts } = connection;
  const account = facts.salesAccounts.find((it) => it.code === settings.account);
  const rate = facts.taxRates.find((it) => it.type === settings.taxType);
  const theme = facts.themes.find((it) => it.id === settings.theme);
  const bank = facts.bankAccounts.find((it) => it.id === settings.writeBackAccount);
  return [
    settings.direction === "two-way"
      ? `• New bills become ${settings.pushAs === "approved" ? "approved invoices" : "drafts"}`
      : "• Xero is read only: new bills stay here",
    `• Account: ${settings.account} ${account?.name ?? "(not in Xero any more)"}`,
    `• Tax rate: ${rate?.name ?? settings.taxType}`,
    ...(theme === undefined ? [] : [`• Branding theme: ${theme.name}`]),
    `• Invoices made in Xero are ${settings.importOn ? "taken over" : "left there"}`,
    `• Payments recorded here are ${settings.writeBack ? `put on ${bank?.name ?? "an account"} in Xero` : "not put into Xero"}`,
  ];
}

/** The client would be chased twice. */
export function remindersWarning(organisation: string, on: boolean, shortCode: string): string | null {
  if (!on) return null;
  return `Xero's own invoice reminders are on in ${organisation}, so clients would be chased twice. Turn them off in Xero under Business, Invoices, Settings: https://go.xero.com/app/${shortCode}/invoicing/reminders`;
}

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  hour: "2-digit",
  minute: "2-digit",
});

function at(instant: Date): string {
  return `${formatDay(dayOf(instant))}, ${clock.format(instant)}`;
}

export function bills(n: number): string {
  return count(n, "bill");
}
