import type { Address, Choice } from "./channel.ts";
import type { Day } from "./day.ts";
import type { Attachment } from "./picture.ts";

/**
 * Something the outside must be told: a row written in the same transaction as its cause.
 *
 *   ready ──claim──▶ sending ──▶ done
 *     ▲                │ ├─────▶ unknown ──reconcile──▶ done | ready
 *     └── retry/later ─┘ └─────▶ dead (with a reason)
 *   ready ──────────────────────▶ cancelled
 */
export const effectStates = ["ready", "sending", "unknown", "done", "dead", "cancelled"] as const;
export type EffectState = (typeof effectStates)[number];

export type EffectWork =
  | {
      readonly kind: "send-message";
      readonly conversationId: string;
      readonly to: Address;
      readonly text: string;
      readonly choices: readonly Choice[];
      /** Goes along as a picture, whose caption the text is. */
      readonly attachment?: Attachment;
      /** The bill that it is the card of, where it is of one. */
      readonly cardOf?: string;
    }
  | {
      readonly kind: "edit-message";
      readonly conversationId: string;
      readonly to: Address;
      /** The effect that sent the message which is to change. */
      readonly original: string;
      readonly text: string;
      readonly choices: readonly Choice[];
    }
  /** News for the trader that none of their chats can take. */
  | { readonly kind: "mail-trader"; readonly email: string; readonly subject: string; readonly text: string }
  | { readonly kind: "send-letter"; readonly clientId: string; readonly letter: LetterOrder }
  | CardWork
  | XeroWork;
export type EffectKind = EffectWork["kind"];

/** What Xero must be told, or asked. */
type XeroWork =
  /** A bill is not in Xero as it is here. */
  | { readonly kind: "push-bill"; readonly billId: string }
  /** A payment recorded here is put on the bill's invoice, or taken off it again. */
  | {
      readonly kind: "write-back";
      readonly billId: string;
      readonly paymentId: string;
      readonly undo: boolean;
    }
  /** The client has had the bill from us: its invoice says so too. */
  | { readonly kind: "mark-sent"; readonly billId: string }
  | { readonly kind: "disconnect-xero"; readonly userId: string; readonly connectionId: string }
  /** A card payment was seen that these bills may have been paid by: their invoices are read until one shows it. */
  | { readonly kind: "read-invoices"; readonly billIds: readonly string[]; readonly intentRef: string };

/** What a client is told. */
export type LetterOrder =
  /** Steps of plans: of one client and one day, so that they go as one letter. */
  | { readonly what: "steps"; readonly stepIds: readonly string[] }
  | { readonly what: "statement" }
  /** What they were told of a bill before is not so any more. */
  | {
      readonly what: "correction";
      readonly billId: string;
      readonly wasMinor: number;
      readonly wasDueOn: Day;
    };

/** What is to be done at, or read from, the trader's account for card payments. */
export type CardWork =
  /** A page on which what is due on a bill can be paid; none where the bill needs none any more. */
  | { readonly kind: "make-card-link"; readonly billId: string }
  | { readonly kind: "end-card-link"; readonly accountId: string; readonly linkRef: string }
  /** Something happened there: what it is about is read again. */
  | {
      readonly kind: "read-card-event";
      readonly accountId: string;
      readonly object: "session" | "intent" | "charge" | "dispute";
      readonly objectRef: string;
    }
  /** The trader asks whether money has come: from a client, of an amount, or any. */
  | {
      readonly kind: "look-for-money";
      /** Of the trader's account for cards; null where they have none. */
      readonly accountId: string | null;
      readonly conversationId: string;
      readonly clientId: string | null;
      readonly amountMinor: number | null;
    }
  /** The trader takes no cards any more: nothing of ours is left there. */
  | { readonly kind: "close-card-account"; readonly accountId: string }
  /** Whatever happened there since the last look. */
  | { readonly kind: "catch-up-cards"; readonly accountId: string };

/** What is asked for when an effect is added. */
export interface NewEffect {
  readonly id: string;
  /** Null only for what is said to a stranger. */
  readonly traderId: string | null;
  /** Effects of one lane go one at a time, in the order of their ids. */
  readonly lane: string;
  /** A second effect with the same key is a no-op; null where nobody could ask for the same twice. */
  readonly dedupeKey: string | null;
  readonly work: EffectWork;
  readonly dueAt: Date;
}

/** An effect in a worker's hands. Whatever is written about it is written under this fence. */
export interface ClaimedEffect extends NewEffect {
  readonly attempt: number;
  readonly fence: number;
  /** True when an earlier attempt may have succeeded: find out before trying again. */
  readonly uncertain: boolean;
  readonly createdAt: Date;
  /** The message it follows from, by the id that stands in the log. */
  readonly trace: string | null;
}
