import type { ClientAnswer } from "./client-word.ts";
import type { Intent } from "./intent.ts";
import type { XeroTap } from "./mirror.ts";

/** The channels a trader may speak through. */
export type ChannelName = "local" | "telegram" | "whatsapp-cloud" | "whatsapp-web";

/** A chat: `account` is our side of it (a bot, a phone number), `chat` theirs. */
export interface Address {
  readonly channel: ChannelName;
  readonly account: string;
  readonly chat: string;
}

/** A button. A token names a stored choice (at most 32 bytes); a url opens a page. */
export type Choice =
  | { readonly label: string; readonly token: string }
  | { readonly label: string; readonly url: string };

/** What a button does when it is pressed. Rows, so that buttons survive a restart. */
export type ChoiceAction =
  | { readonly act: "undo"; readonly actionId: string }
  | { readonly act: "confirm"; readonly proposalId: string }
  | { readonly act: "decline"; readonly proposalId: string }
  /** The button that names a sensitive act: nothing else carries it out, not even "yes". */
  | { readonly act: "confirm-act"; readonly proposalId: string }
  | { readonly act: "pick-client"; readonly proposalId: string; readonly clientId: string }
  | { readonly act: "add-vat"; readonly billId: string }
  | { readonly act: "unlink-chat" }
  | { readonly act: "confirm-one"; readonly proposalId: string; readonly index: number }
  /** One way of carrying out the order that waits: with these fields in it. */
  | { readonly act: "choose"; readonly proposalId: string; readonly fields: Partial<Intent> }
  | { readonly act: "use-credit"; readonly billId: string }
  /** What a client's message means. */
  | { readonly act: "answer-client"; readonly eventId: string; readonly answer: ClientAnswer }
  | { readonly act: "xero"; readonly tap: XeroTap }
  | ChaseAct;

/** What the buttons under what is told of chasing do. */
export type ChaseAct =
  /** The trader sent it with their own thumb, or lets it be. */
  | { readonly act: "thumbed"; readonly stepIds: readonly string[]; readonly sent: boolean }
  | {
      readonly act: "what-next";
      readonly billId: string;
      readonly next: "wait" | "call" | "letter" | "write-off";
    }
  | { readonly act: "paid-yet"; readonly billId: string; readonly paid: boolean }
  | {
      readonly act: "correct";
      readonly billId: string;
      /** Whom it was sent to, where it is somebody else's now. */
      readonly formerId?: string;
    };
