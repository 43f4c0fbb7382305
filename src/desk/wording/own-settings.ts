import type { SettingOutcome } from "../outcome-settings.ts";
import { exportWords } from "./export.ts";
import { wordLeaving } from "./leaving.ts";
import { linkCode } from "./phrases.ts";
import { say, undo, type Words } from "./say.ts";
import {
  bankChoices,
  bankSure,
  settingChanged,
  settingsList,
  settingText,
  settingUnclear,
} from "./settings.ts";
import { lines } from "./text.ts";

/** What is said of the trader's own settings, chats and account. */
const settingFixed: Readonly<Record<"numbers" | "currency", string>> = {
  numbers:
    "I number your bills myself: from 1 upwards without a gap, JPM-0001 and so on for your clients. That cannot be changed, so I have done nothing.",
  currency: "I can only bill in pounds yet, so I have changed nothing.",
};

export const ownWords: Words<SettingOutcome["kind"]> = {
  settings: ({ settings }) => settingsList(settings),
  "setting-changed": ({ setting, was, settings, actionId }) =>
    say(settingChanged(setting, was, settings), undo(actionId)),
  "setting-same": ({ setting, settings }) => `That is how it is already. ${settingText(setting, settings)}.`,
  "setting-unclear": ({ about }) => settingUnclear(about),
  "setting-fixed": ({ about }) => settingFixed[about],
  "bank-sure": (sure) => say(bankSure(sure), ...bankChoices(sure.accountNumber, sure.proposalId)),
  "bank-news": ({ settings, actionId }) =>
    say(
      `Your bank details were changed in another of your chats. ${settingText("bank", settings)}. If that was not you, undo it here.`,
      undo(actionId),
    ),
  "link-code": ({ code, chats }) =>
    say(
      linkCode(code, chats),
      ...(chats > 1 ? [{ label: "Unlink this chat", action: { act: "unlink-chat" } } as const] : []),
    ),
  "pages-link": ({ url }) =>
    say(lines("Here are your bills. The link works once, within 10 minutes:", url), {
      label: "Open my bills",
      url,
    }),
  export: ({ news }) => exportWords(news),
  leaving: ({ leaving }) => wordLeaving(leaving),
};
