import type { Bill } from "../domain/bill.ts";
import type { Attachment } from "../domain/picture.ts";
import type { BillOutcome } from "./outcome-bills.ts";
import type { ChangeOutcome } from "./outcome-changes.ts";
import type { ClientOutcome } from "./outcome-clients.ts";
import type { MoneyOutcome } from "./outcome-money.ts";
import type { SettingOutcome } from "./outcome-settings.ts";
import type { TalkOutcome } from "./outcome-talk.ts";

/**
 * What came of a message. Actions answer with these; `wording.ts` alone turns them into sentences. Each family has a
 * file here and a table of its words in `wording/`.
 */
export type Outcome =
  | BillOutcome
  | ChangeOutcome
  | MoneyOutcome
  | ClientOutcome
  | SettingOutcome
  | TalkOutcome;

export type { BillView } from "./bill-view.ts";

/** What is said: a text, its buttons (what each does comes with it), and the bill it stands for, if any. */
export interface Say {
  readonly text: string;
  readonly choices: readonly Offer[];
  readonly cardOf: Bill | null;
  /** A picture that goes along, where the chat can show one. The text says it all without it. */
  readonly attachment?: Attachment;
}

/** A button: what it does when it is pressed, or the page it opens, whose address stands in the text too. */
export type Offer =
  | { readonly label: string; readonly action: import("../domain/channel.ts").ChoiceAction }
  | { readonly label: string; readonly url: string };

/** The one bill that an answer is about, which "that" then means; null where there is none or several. */
export function billTalkedOf(outcome: Outcome): Bill | null {
  if (outcome.kind === "chase") return "bill" in outcome.told ? outcome.told.bill.bill : null;
  if ("bill" in outcome) return outcome.bill.bill;
  return outcome.kind === "undone" && "bill" in outcome.undone ? outcome.undone.bill.bill : null;
}
