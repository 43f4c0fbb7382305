import { type SettingKind, type Settings, settingFields } from "../../domain/setting.ts";
import type { Offer, Outcome } from "../outcome.ts";
import { planWords } from "./plan.ts";
import { lines, payWords, termsText } from "./text.ts";

/** How settings are put into words. */

export interface SettingWords {
  readonly label: string;
  /** What it is set to; null where it is not. */
  readonly value: (settings: Settings) => string | null;
  /** What to say to change it. */
  readonly example: string;
  /** What a change means, where that is not plain. */
  readonly means?: (settings: Settings) => string | null;
}

export const settingWords: { readonly [K in SettingKind]: SettingWords } = {
  "trading-name": {
    label: "Business name",
    value: (it) => it.tradingName,
    example: "my business is Joe's Plumbing",
  },
  "legal-name": {
    label: "Your own name",
    value: (it) => it.legalName,
    example: "my name is Joe Smith",
  },
  address: {
    label: "Address",
    value: (it) => it.address,
    example: "my address is 1 High Street, Leeds LS1 4AP",
  },
  "reply-email": {
    label: "Email for replies",
    value: (it) => it.replyEmail,
    example: "my email is joe@example.com",
  },
  terms: {
    label: "Terms",
    value: (it) => termsText(it.termsDays),
    example: "my terms are 30 days",
    means: () => "That is for new bills; those you have made stay as they are.",
  },
  "vat-number": {
    label: "VAT",
    value: (it) => {
      if (!it.vatRegistered) return "not registered";
      return it.vatNumber === null ? "registered, number not known" : `registered, GB ${it.vatNumber}`;
    },
    example: "my VAT number is GB 123 4567 82",
    means: (it) =>
      it.vatRegistered && it.vatNumber === null
        ? "A VAT bill must show your number. Say it like: my VAT number is GB 123 4567 82"
        : null,
  },
  "plus-vat": {
    label: "Prices",
    value: (it) => (it.plusVat ? "plus VAT" : "as the client pays them"),
    example: "my prices are plus VAT",
    means: (it) => {
      if (!it.plusVat) return "A figure you type is what the client pays, any VAT in it.";
      return it.vatRegistered
        ? "On new bills I add 20% VAT to the figure you type, unless you say otherwise."
        : "You are not VAT registered, so I add none until you tell me your VAT number.";
    },
  },
  bank: {
    label: "Bank",
    value: (it) => (it.accountNumber === null ? null : `account ${masked(it.accountNumber)}`),
    example: "my bank details are 20-00-00 12345678",
  },
  "pay-by": {
    label: "Clients pay",
    value: (it) => payWords[it.payBy],
    example: "I take cash",
  },
  "sign-off": {
    label: "Messages signed",
    value: (it) => it.signOff,
    example: "sign off as Joe",
  },
  "monday-summary": {
    label: "Monday summary",
    value: (it) => (it.mondaySummary ? "on" : "off"),
    example: "no summary on mondays",
    means: (it) =>
      it.mondaySummary ? "On Mondays at 08:00 I tell you how you stand, if there is something to say." : null,
  },
  "quiet-hours": {
    label: "Quiet hours",
    value: (it) => `${it.quietFrom} to ${it.quietTo}`,
    example: "quiet hours 9pm to 7am",
  },
  "chase-plan": {
    label: "Reminders",
    value: (it) => planWords(it.chasePlan),
    example: "chase on the day, 5 and 10 days after",
    means: () => "That is for every unpaid bill, from its next reminder on.",
  },
  "chase-tone": {
    label: "Tone",
    value: (it) => (it.chaseTone === null ? "friendly at first, firmer later" : `always ${it.chaseTone}`),
    example: "be gentle with everyone",
  },
  "chase-time": {
    label: "Reminders go at",
    value: (it) => it.chaseAt,
    example: "chase at 11am",
  },
};

const kinds = Object.keys(settingFields) as readonly SettingKind[];

export function settingsList(settings: Settings): string {
  return lines(
    "Your settings, and how to change each:",
    ...kinds.map((kind) => `• ${settingText(kind, settings)}. Say "${settingWords[kind].example}"`),
  );
}

/** `Terms: 30 days`. */
export function settingText(kind: SettingKind, settings: Settings): string {
  return `${settingWords[kind].label}: ${settingWords[kind].value(settings) ?? "not set"}`;
}

export function settingChanged(kind: SettingKind, was: Settings, settings: Settings): string {
  const before = settingWords[kind].value(was);
  const said = settingText(kind, settings);
  return lines(
    before === null ? `Done. ${said}.` : `Done. ${said} (was ${before}).`,
    settingWords[kind].means?.(settings) ?? null,
    kind === "bank" && before !== null
      ? "In case this was not you, clients are shown the old account for another 24 hours."
      : null,
  );
}

export function settingUnclear(kind: SettingKind): string {
  return `${unclear[kind]} I have changed nothing. Say it like: ${settingWords[kind].example}`;
}

const unclear: { readonly [K in SettingKind]: string } = {
  "trading-name": "I could not read that name.",
  "legal-name": "I could not read that name.",
  address: "I could not read an address in that.",
  "reply-email": "That does not look like an email address.",
  terms: "Terms are a number of days, from 0 to 365.",
  "vat-number": "That is not a UK VAT number: its check digits do not fit. Please look at it again.",
  "plus-vat": "I could not tell whether your prices are plus VAT or include it.",
  bank: "I need a sort code of six digits and an account number of eight, and no bank has one of all noughts.",
  "pay-by": "I know cash, bank transfer, card and cheque.",
  "sign-off": "I could not read that name.",
  "monday-summary": "I could not tell whether you want the Monday summary.",
  "quiet-hours": "I could not tell when quiet hours begin and end.",
  "chase-plan": "I could not read the days of that plan: up to 8, from 14 before to 90 after the due day.",
  "chase-tone": "I know friendly, formal and firm.",
  "chase-time": "Reminders go between 9am and 5pm on working days, so I need an hour in that.",
};

/** The last four digits of an account number: enough to know it by, too little to use. */
export function masked(accountNumber: string): string {
  return `••••${accountNumber.slice(-4)}`;
}

/** Without a number: they are taken out. Banks compare the name with the account's, and warn who pays where it differs. */
export function bankSure({
  accountNumber,
  name,
}: Pick<Extract<Outcome, { kind: "bank-sure" }>, "accountNumber" | "name">): string {
  if (accountNumber === "")
    return "Clients will no longer be told which account to pay into. Only the button removes your bank details.";
  const whose = name === null ? "" : ` in the name of ${name}`;
  const ask =
    name === null
      ? "In which name is the account? Banks compare it, so please say it as your bank has it, like: my name is Joe Bloggs."
      : "Banks compare the name: if the account is in another, say it as your bank has it, like: my name is Joe Bloggs.";
  return `Clients will be told to pay into account ${masked(accountNumber)}${whose}. ${ask} Only the button changes your bank details.`;
}

export function bankChoices(accountNumber: string, proposalId: string): readonly Offer[] {
  return [
    {
      label: accountNumber === "" ? "Remove bank details" : `Change bank details to ${masked(accountNumber)}`,
      action: { act: "confirm-act", proposalId },
    },
    { label: "No", action: { act: "decline", proposalId } },
  ];
}
