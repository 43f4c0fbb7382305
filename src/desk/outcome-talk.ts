import type { Deed } from "../domain/deed.ts";
import type { AnyVerb, Intent } from "../domain/intent.ts";

import type { Currency } from "../domain/money.ts";
import type { Report } from "../domain/report.ts";
import type { BillView } from "./bill-view.ts";
import type { ClientChatNews } from "./client-chat-news.ts";
import type { ChaseTold } from "./outcome-chase.ts";
import type { PlainAnswer } from "./plain-answer.ts";
import type { XeroNews } from "./xero-news.ts";

/** What was asked, answered or told besides: each system's own news, the questions, and how the trader stands. */
export type TalkOutcome =
  | { readonly kind: "chase"; readonly told: ChaseTold }
  | { readonly kind: "asked"; readonly text: string }
  | {
      readonly kind: "proposed";
      readonly intents: readonly Intent[];
      readonly currency: Currency;
      /** What decides the VAT of a bill that says nothing of it. */
      readonly prices: { readonly vatRegistered: boolean; readonly plusVat: boolean };
      readonly unusual: boolean;
      readonly proposalId: string;
    }
  | ({ readonly kind: "report" } & Report)
  | { readonly kind: "xero"; readonly news: XeroNews }
  | { readonly kind: "client-chat"; readonly news: ClientChatNews }
  /** With the latest thing done that can be taken back, if any. */
  | {
      readonly kind: "feedback-filed";
      readonly latest: { readonly actionId: string; readonly done: Deed } | null;
    }
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
