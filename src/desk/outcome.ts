import type { AmountRefusal, Bill } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import type { AnyVerb, Intent } from "../domain/intent.ts";
import type { JournalEntry } from "../domain/journal.ts";
import type { Currency } from "../domain/money.ts";
import type { Attachment } from "../domain/picture.ts";
import type { Report } from "../domain/report.ts";
import type { SettingKind, Settings } from "../domain/setting.ts";
import type { BillView } from "./bill-view.ts";
import type { Leaving } from "./leaving.ts";
import type { CardNews, MoneyAnswer, MoneyNews } from "./money-news.ts";
import type { ChaseTold } from "./outcome-chase.ts";
import type { MoneyOutcome } from "./outcome-money.ts";
import type { PlainAnswer } from "./plain-answer.ts";

/** What came of a message. Actions answer with these; `wording.ts` alone turns them into sentences. */
export type Outcome =
  | {
      readonly kind: "billed";
      readonly bill: BillView;
      readonly sameAs: SameBill | null;
      /** What becomes of it, filled in as the turn ends; absent where there is nothing to say of it. */
      readonly sending?: Sending;
      /** What the client has paid too much before. */
      readonly creditMinor: number;
      readonly actionId: string;
    }
  | { readonly kind: "chase"; readonly told: ChaseTold }
  /** A bill that waited for something goes now. */
  | { readonly kind: "released"; readonly bill: BillView; readonly sending: Going }
  /** With the page its client pays on. */
  | { readonly kind: "shown"; readonly bill: BillView; readonly payUrl: string }
  | { readonly kind: "owed"; readonly bills: readonly BillView[]; readonly client: Client | null }
  | { readonly kind: "paid"; readonly bill: BillView; readonly cancelled: number; readonly actionId: string }
  | {
      readonly kind: "part-paid";
      readonly bill: BillView;
      readonly paidMinor: number;
      readonly actionId: string;
    }
  | MoneyOutcome
  | { readonly kind: "money-answer"; readonly answer: MoneyAnswer }
  /** What came of card payments being switched on or off. */
  | { readonly kind: "cards"; readonly cards: CardNews }
  /** Money that a system found, or took back: a line each. */
  | { readonly kind: "money-news"; readonly news: readonly MoneyNews[] }
  | {
      readonly kind: "which-bill";
      readonly client: Client;
      readonly bills: readonly BillView[];
      readonly proposalId: string;
      /** Whether one payment may be for all of them. */
      readonly together: boolean;
    }
  | { readonly kind: "other-client"; readonly bill: BillView; readonly said: Client }
  | { readonly kind: "edited"; readonly before: BillView; readonly bill: BillView; readonly actionId: string }
  | {
      readonly kind: "not-edited";
      readonly bill: BillView;
      readonly why: "closed" | "less-than-paid" | "only-line" | "same";
    }
  /** An edit named a line that the bill has not, or more than one of that name. */
  | { readonly kind: "no-line"; readonly bill: BillView; readonly said: string }
  /** An edited message that made these bills says nothing we could make of them, or asks for something else. */
  | { readonly kind: "edit-unclear"; readonly bills: readonly BillView[] }
  | { readonly kind: "edit-other"; readonly bills: readonly BillView[] }
  /** An edited message is about bills that were cancelled since. */
  | { readonly kind: "revised-closed"; readonly bills: readonly BillView[] }
  | { readonly kind: "written-off"; readonly bill: BillView; readonly actionId: string }
  | { readonly kind: "cancelled"; readonly bill: BillView; readonly actionId: string }
  | { readonly kind: "not-cancelled"; readonly bill: BillView }
  | { readonly kind: "not-owed"; readonly bill: BillView }
  | { readonly kind: "client-added"; readonly client: Client; readonly actionId: string }
  | { readonly kind: "client-exists"; readonly client: Client }
  | { readonly kind: "undone"; readonly undone: Undone }
  | {
      readonly kind: "not-undone";
      readonly why:
        | "nothing"
        | "already"
        | "paid-since"
        | "client-has-bills"
        | "closed-since"
        | "confirmed-since"
        | "changed-since"
        | "gone-since"
        | "refunded-since";
    }
  | { readonly kind: "no-bill"; readonly number: number | null }
  | { readonly kind: "no-client"; readonly said: string }
  | { readonly kind: "nothing-owed"; readonly client: Client }
  /** Whom it was to be billed to; null where a bill was to be changed. */
  | { readonly kind: "vat-refused"; readonly client: string | null }
  | { readonly kind: "refused-amount"; readonly why: AmountRefusal }
  | { readonly kind: "asked"; readonly text: string }
  | {
      readonly kind: "proposed";
      readonly intents: readonly Intent[];
      readonly currency: Currency;
      readonly unusual: boolean;
      readonly proposalId: string;
    }
  | { readonly kind: "link-code"; readonly code: string; readonly chats: number }
  | { readonly kind: "pages-link"; readonly url: string }
  | ({ readonly kind: "report" } & Report)
  | { readonly kind: "settings"; readonly settings: Settings }
  | {
      readonly kind: "setting-changed";
      readonly setting: SettingKind;
      readonly was: Settings;
      readonly settings: Settings;
      readonly actionId: string;
    }
  | { readonly kind: "setting-same"; readonly setting: SettingKind; readonly settings: Settings }
  | { readonly kind: "setting-unclear"; readonly about: SettingKind }
  | { readonly kind: "bank-sure"; readonly accountNumber: string; readonly proposalId: string }
  | { readonly kind: "bank-news"; readonly settings: Settings; readonly actionId: string }
  | ClientOutcome
  | { readonly kind: "xero"; readonly news: import("./xero-news.ts").XeroNews }
  | { readonly kind: "client-chat"; readonly news: import("./client-chat-news.ts").ClientChatNews }
  /** With the latest thing done that can be taken back, if any. */
  | {
      readonly kind: "feedback-filed";
      readonly latest: { readonly actionId: string; readonly done: JournalEntry["kind"] } | null;
    }
  | { readonly kind: "leaving"; readonly leaving: Leaving }
  /** How the trader stands at the beginning of a week. */
  | {
      readonly kind: "summary";
      readonly owed: readonly BillView[];
      readonly overdue: readonly BillView[];
      /** Due from today to Sunday. */
      readonly dueSoon: readonly BillView[];
      /** What came in last week, by currency. */
      readonly came: readonly (readonly [Currency, number])[];
      /** Whether it comes by itself. */
      readonly unasked: boolean;
    }
  /** `about`: what help was asked with; "" for all there is. */
  | { readonly kind: "help"; readonly about: string }
  | { readonly kind: "declined" }
  | { readonly kind: "stale"; readonly what: "choice" | "yes" | "no" }
  | { readonly kind: "not-yet"; readonly verb: AnyVerb }
  | { readonly kind: "plain"; readonly what: PlainAnswer };

interface AliasChange {
  readonly client: Client;
  readonly alias: string;
  readonly actionId: string;
}

/** What came of a message about a client. */
export type ClientOutcome =
  | {
      readonly kind: "client-shown";
      readonly client: Client;
      readonly aliases: readonly string[];
      readonly creditMinor: number;
      readonly currency: Currency;
      readonly owed: readonly BillView[];
      readonly closed: readonly BillView[];
    }
  | {
      readonly kind: "client-changed";
      readonly before: Client;
      readonly client: Client;
      readonly actionId: string;
    }
  | ({ readonly kind: "alias-added" } & AliasChange)
  | ({ readonly kind: "alias-forgotten" } & AliasChange)
  /** What was to be forgotten is the client's own name. */
  | { readonly kind: "alias-own"; readonly client: Client }
  | { readonly kind: "client-same"; readonly client: Client }
  | { readonly kind: "client-unclear"; readonly client: Client }
  | { readonly kind: "name-taken"; readonly name: string; readonly client: Client }
  | {
      readonly kind: "client-sure";
      readonly client: Client;
      readonly field: "email" | "address";
      readonly value: string;
      readonly proposalId: string;
    }
  | {
      readonly kind: "client-news";
      readonly client: Client;
      readonly field: "email" | "address";
      readonly actionId: string;
    }
  | { readonly kind: "which-client"; readonly clients: readonly Client[]; readonly proposalId: string };

export type { BillView } from "./bill-view.ts";

/** What becomes of a bill's own message to its client. */
export type Sending =
  | Going
  /** Nobody knows where to. */
  | { readonly kind: "no-address"; readonly client: Client }
  /** It waits for the trader's name. */
  | { readonly kind: "nameless" };
export interface Going {
  readonly kind: "goes";
  readonly at: Date;
  readonly now: Date;
  /** An email; null where the trader sends it with their own thumb. */
  readonly to: string | null;
  /** Whether the client would not be told who it is from. */
  readonly nameless: boolean;
}

export interface SameBill {
  readonly number: number;
  readonly agoMs: number;
}

export type Undone =
  | { readonly kind: "hold-undone" }
  | { readonly kind: "letter-stopped" }
  | { readonly kind: "bill-cancelled"; readonly bill: BillView }
  | { readonly kind: "bill-reopened"; readonly bill: BillView }
  | { readonly kind: "edit-reversed"; readonly before: BillView; readonly bill: BillView }
  | { readonly kind: "payment-removed"; readonly bill: BillView; readonly amountMinor: number }
  | {
      readonly kind: "payment-back";
      readonly bills: readonly BillView[];
      readonly amountMinor: number;
      readonly currency: Currency;
    }
  | {
      readonly kind: "payments-removed";
      readonly bills: readonly BillView[];
      readonly amountMinor: number;
      readonly currency: Currency;
    }
  | { readonly kind: "credit-off"; readonly bill: BillView; readonly amountMinor: number }
  | {
      readonly kind: "refund-removed";
      readonly client: Client;
      readonly currency: Currency;
      readonly amountMinor: number;
    }
  | { readonly kind: "client-removed"; readonly client: Client }
  | { readonly kind: "client-restored"; readonly client: Client }
  | { readonly kind: "alias-back"; readonly client: Client; readonly alias: string }
  | { readonly kind: "alias-removed"; readonly client: Client; readonly alias: string }
  | { readonly kind: "setting-restored"; readonly setting: SettingKind; readonly settings: Settings };

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
