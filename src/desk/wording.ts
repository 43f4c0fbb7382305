import { unreachable } from "../assert.ts";
import type { Day } from "../domain/day.ts";
import type { Attachment } from "../domain/picture.ts";
import type { ClientOutcome, Offer, Outcome, Say } from "./outcome.ts";
import type { MoneyOutcome } from "./outcome-money.ts";
import { heading, listed, owedList, plusVatOffer, short, shown, terms } from "./wording/bills.ts";
import { wordCards } from "./wording/cards.ts";
import {
  edited,
  editOther,
  editUnclear,
  noLine,
  notCancelled,
  notEdited,
  paid,
  partPaid,
  revisedClosed,
  sameAs,
  undone,
  whichBill,
} from "./wording/changes.ts";
import { wordChase } from "./wording/chase.ts";
import { wordClientChat } from "./wording/client-chat.ts";
import { wordClient } from "./wording/clients.ts";
import { helpAbout } from "./wording/help.ts";
import { wordLeaving } from "./wording/leaving.ts";
import { moneyAnswer, moneyNews } from "./wording/money.ts";
import { notYet } from "./wording/not-yet.ts";
import { creditLine, creditOffer, wordMoney } from "./wording/payments.ts";
import {
  amountRefusals,
  feedbackThanks,
  linkCode,
  notUndone,
  plain,
  stale,
  undoOffer,
  vatRefused,
} from "./wording/phrases.ts";
import { monthsPicture, owedPicture, reportText } from "./wording/pictures.ts";
import { proposal, proposalChoices } from "./wording/proposals.ts";
import { released, sendingLine } from "./wording/sending.ts";
import {
  bankChoices,
  bankSure,
  settingChanged,
  settingsList,
  settingText,
  settingUnclear,
} from "./wording/settings.ts";
import { summaryText } from "./wording/summary.ts";
import { lines, sentence } from "./wording/text.ts";
import { wordXero } from "./wording/xero.ts";

/*
 * Every sentence the bot says. Short, British, kind and exact: what happened first, figures and days in full,
 * and where something was not done, what to say instead.
 */

export function word(outcome: Outcome, today: Day): Say {
  switch (outcome.kind) {
    case "billed":
      return {
        text: lines(
          `Billed ${heading(outcome.bill)}.`,
          ...listed(outcome.bill),
          ...terms(outcome.bill.bill),
          sameAs(outcome.sameAs),
          creditLine(outcome.bill, outcome.creditMinor),
          sendingLine(outcome.sending),
        ),
        choices: [
          undo(outcome.actionId),
          ...plusVatOffer(outcome.bill.bill),
          ...creditOffer(outcome.bill.bill, outcome.creditMinor),
        ],
        cardOf: outcome.bill.bill,
      };
    case "shown":
      return shown(outcome.bill, outcome.payUrl);
    case "owed":
      return pictured(
        owedList(outcome.bills, today, outcome.client?.name ?? null),
        outcome.client === null ? owedPicture(outcome.bills, today) : null,
      );
    case "paid":
      return say(paid(outcome.bill, outcome.cancelled), undo(outcome.actionId));
    case "part-paid":
      return say(partPaid(outcome.bill, outcome.paidMinor), undo(outcome.actionId));
    case "money-news":
      return say(moneyNews(outcome.news));
    case "money-answer":
      return say(moneyAnswer(outcome.answer));
    case "cards":
      return wordCards(outcome.cards);
    case "edited":
      return {
        text: edited(outcome.before, outcome.bill),
        choices: [undo(outcome.actionId)],
        cardOf: null,
      };
    case "written-off":
      return say(`Written off ${heading(outcome.bill)}. Nothing more is owed on it.`, undo(outcome.actionId));
    case "cancelled":
      return say(`Cancelled ${heading(outcome.bill)}.`, undo(outcome.actionId));
    case "client-added":
      return say(`Added ${outcome.client.name} to your clients.`, undo(outcome.actionId));
    case "undone":
      return say(undone(outcome.undone));
    case "which-bill":
      return whichBill(outcome);
    case "link-code":
      return say(linkCode(outcome.code, outcome.chats), ...(outcome.chats > 1 ? [unlink] : []));
    case "proposed":
      return {
        text: proposal(outcome.intents, outcome.currency, outcome.unusual),
        choices: proposalChoices(outcome.intents.length, outcome.proposalId),
        cardOf: null,
      };
    default:
      return wordRecords(outcome, today);
  }
}

/** What was said of the trader's settings, clients and business. */
function wordRecords(outcome: Records | Plain, today: Day): Say {
  switch (outcome.kind) {
    case "xero":
      return wordXero(outcome.news);
    case "client-chat":
      return wordClientChat(outcome.news);
    case "report":
      return pictured(reportText(outcome), monthsPicture(outcome.months, outcome.currency));
    case "pages-link":
      return {
        text: lines("Here are your bills. The link works once, within 10 minutes:", outcome.url),
        choices: [{ label: "Open my bills", url: outcome.url }],
        cardOf: null,
      };
    case "paid-several":
    case "overpaid":
    case "short":
    case "payment-moved":
    case "payment-there":
    case "payment-too-large":
    case "no-payment":
    case "payment-astray":
    case "credit-used":
    case "credit-refunded":
    case "no-credit":
    case "credit-less":
      return wordMoney(outcome);
    case "leaving":
      return wordLeaving(outcome.leaving);
    case "chase":
      return wordChase(outcome.told);
    case "released":
      return say(released(outcome.bill, outcome.sending));
    case "setting-changed":
      return say(settingChanged(outcome.setting, outcome.was, outcome.settings), undo(outcome.actionId));
    case "summary":
      return say(summaryText(outcome, today));
    case "bank-sure":
      return say(bankSure(outcome.accountNumber), ...bankChoices(outcome.accountNumber, outcome.proposalId));
    case "bank-news":
      return say(
        `Your bank details were changed in another of your chats. ${settingText("bank", outcome.settings)}. If that was not you, undo it here.`,
        undo(outcome.actionId),
      );
    case "client-shown":
    case "client-changed":
    case "alias-added":
    case "alias-forgotten":
    case "alias-own":
    case "client-same":
    case "client-unclear":
    case "name-taken":
    case "client-sure":
    case "client-news":
    case "which-client":
      return wordClient(outcome, today);
    case "feedback-filed":
      return outcome.latest === null
        ? say(feedbackThanks)
        : say(`${feedbackThanks} ${undoOffer(outcome.latest.done)}`, undo(outcome.latest.actionId));
    default:
      return say(refusal(outcome));
  }
}
type Records =
  | ClientOutcome
  | MoneyOutcome
  | Extract<
      Outcome,
      {
        kind:
          | "chase"
          | "released"
          | "xero"
          | "client-chat"
          | "setting-changed"
          | "leaving"
          | "summary"
          | "bank-sure"
          | "bank-news"
          | "feedback-filed"
          | "report"
          | "pages-link";
      }
    >;

type Plain = Exclude<
  Outcome,
  | ClientOutcome
  | MoneyOutcome
  | {
      kind:
        | "billed"
        | "chase"
        | "released"
        | "shown"
        | "owed"
        | "paid"
        | "part-paid"
        | "xero"
        | "client-chat"
        | "summary"
        | "money-news"
        | "cards"
        | "money-answer"
        | "edited"
        | "written-off"
        | "cancelled"
        | "client-added"
        | "undone"
        | "which-bill"
        | "setting-changed"
        | "bank-sure"
        | "bank-news"
        | "leaving"
        | "feedback-filed"
        | "link-code"
        | "pages-link"
        | "report"
        | "proposed";
    }
>;

function refusal(outcome: Plain): string {
  switch (outcome.kind) {
    case "other-client":
      return `${sentence(short(outcome.bill))} is not ${outcome.said.name}'s, so I have changed nothing. Say "show ${outcome.said.name}" to see theirs.`;
    case "not-edited":
      return notEdited(outcome.bill, outcome.why);
    case "no-line":
      return noLine(outcome.bill, outcome.said);
    case "edit-unclear":
      return editUnclear(outcome.bills);
    case "edit-other":
      return editOther(outcome.bills);
    case "revised-closed":
      return revisedClosed(outcome.bills);
    case "not-cancelled":
      return notCancelled(outcome.bill);
    case "not-owed":
      return `Nothing is owed on ${short(outcome.bill)}: it is ${outcome.bill.bill.state}. I have changed nothing.`;
    case "client-exists":
      return `${outcome.client.name} is one of your clients already.`;
    case "not-undone":
      return notUndone[outcome.why];
    case "no-bill":
      return outcome.number === null
        ? "You have no bills yet. Try: bill Acme £230"
        : `There is no bill ${outcome.number}. Say "who owes me" to see the open ones.`;
    case "no-client":
      return `I do not know a client called ${outcome.said}. Bill them first: bill ${outcome.said} £230`;
    case "nothing-owed":
      return `${outcome.client.name} owes you nothing just now. I have changed nothing.`;
    case "vat-refused":
      return vatRefused(outcome.client);
    case "refused-amount":
      return amountRefusals[outcome.why];
    case "asked":
      return outcome.text;
    case "settings":
      return settingsList(outcome.settings);
    case "setting-same":
      return `That is how it is already. ${settingText(outcome.setting, outcome.settings)}.`;
    case "setting-unclear":
      return settingUnclear(outcome.about);
    case "help":
      return helpAbout(outcome.about);
    case "declined":
      return "All right, I have not done it.";
    case "stale":
      return stale[outcome.what];
    case "not-yet":
      return notYet(outcome.verb);
    case "plain":
      return plain[outcome.what];
    default:
      return unreachable(outcome);
  }
}

const unlink: Offer = { label: "Unlink this chat", action: { act: "unlink-chat" } };

function pictured(text: string, attachment: Attachment | null): Say {
  return { text, choices: [], cardOf: null, ...(attachment === null ? {} : { attachment }) };
}

function say(text: string, ...choices: readonly Offer[]): Say {
  return { text, choices, cardOf: null };
}

function undo(actionId: string): Offer {
  return { label: "Undo", action: { act: "undo", actionId } };
}
