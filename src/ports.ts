import type { Address, ChannelName, Choice } from "./domain/channel.ts";

/** What the core asks of the world outside, in the core's own words. Adapters implement these; `main.ts` joins them. */

/** The one clock. Everything that asks for the time asks here. */
export interface Clock {
  now(): Date;
}

/** Randomness, handed in so that a test can repeat a run. */
export interface Random {
  /** A new id: unique, and sorting after every id this process made before. */
  id(): string;
  /** Sorts before every id made at this instant or later. */
  firstIdAt(at: Date): string;
  /** 128 bits as text, for what must not be guessed. */
  token(): string;
  /** In [0, 1). */
  fraction(): number;
}

/** One thing that came in. `eventId` is the channel's own and is the same when it is delivered again. */
export type Inbound = {
  readonly eventId: string;
  readonly address: Address;
} & (
  | {
      readonly kind: "text";
      readonly text: string;
      /** The channel's own id of the message, by which a later edit or reply names it. */
      readonly messageId?: string;
      /** The message it answers. */
      readonly replyTo?: string;
      /** A message that was sent before and says something else now: not an order said again. */
      readonly edited?: true;
      /** Somebody else's words, passed on: content, never an order. */
      readonly forwarded?: true;
    }
  | { readonly kind: "choice"; readonly token: string; readonly messageId?: string }
  /** A person opened the chat, perhaps through a link that carried a code. */
  | { readonly kind: "start"; readonly code: string | null }
  /** The person stopped taking our messages, or takes them again. */
  | { readonly kind: "presence"; readonly reachable: boolean }
  /** Something was said where several people talk. Nobody there is a trader. */
  | { readonly kind: "group" }
  | { readonly kind: "unsupported"; readonly nativeType: string }
);

/** How mail reaches clients. */
export interface Post {
  /** False where there is no way to send it: traders then send what is due with their own thumb. */
  readonly on: boolean;
  /** Nothing leaves this machine. */
  readonly practice: boolean;
  /** A number of the one trader's own, from which clients who agreed are written to; null where there is none. */
  readonly whatsApp: { readonly startUrl: string | null } | null;
  /** How long a message to a client waits, so that it can be taken back. */
  readonly undoMs: number;
}

export interface Capabilities {
  /** Buttons under one message; more become numbered lines. */
  readonly buttonsMax: number;
  readonly labelMaxChars: number;
  readonly textMaxChars: number;
  /** The longest text that can have buttons under it. Under a longer one they are numbered lines. */
  readonly buttonTextMaxChars: number;
  /** Whether a message that was sent can be changed in place. */
  readonly edits: boolean;
  /** Whether what is said at once is one message: where each message is paid for, or too many look like a robot's. */
  readonly joins: boolean;
  /** How long after a person wrote they may be written to freely; null where that has no end. */
  readonly windowMs: number | null;
}

/** What one call to the channel will carry, after degrading to what the channel can show. */
export interface Step {
  readonly text: string;
  readonly choices: readonly Choice[];
}

/** `remoteId` is the channel's id of the message. */
export type SendResult =
  | { readonly kind: "sent"; readonly remoteId: string }
  | {
      readonly kind: "not-sent";
      readonly why:
        | "rate"
        | "transient"
        | "ambiguous"
        | "rejected"
        | "gone"
        | "account-down"
        /** Only once the person writes again; they have been told that there is news, where that is allowed. */
        | "window-closed";
      readonly detail: string;
      readonly retryAfterMs?: number;
    };

export interface Channel {
  readonly name: ChannelName;
  readonly capabilities: Capabilities;
  /** What is sent is seen once it stands in the transcript, and not before. */
  readonly showsTranscript?: true;
  /** Pure and total: whatever the channel's platform sends becomes inbounds; what we cannot use is `unsupported`. */
  parse(raw: unknown, account: string): readonly Inbound[];
  /** Exactly one attempt; never throws, never retries. `key` names the attempt's effect, the same on every retry. */
  send(to: Address, step: Step, key: string, signal: AbortSignal): Promise<SendResult>;
  /** Changes a message in place, as idempotent as `send` is not. Only where `capabilities.edits`. */
  edit(to: Address, remoteId: string, step: Step, signal: AbortSignal): Promise<SendResult>;
  /** Shows that an answer is being worked on. Best effort: never throws, and nothing hangs on it. */
  busy?(to: Address): Promise<void>;
  /** How its line stands, where it knows; `page` is where the operator can do something about it. */
  standing?(): { readonly up: boolean; readonly says: string; readonly page?: string };
  /** After an ambiguous send: was it sent? Channels that cannot look answer `cannot-tell`. */
  find(to: Address, key: string, signal: AbortSignal): Promise<FindResult>;
  /** As `send`, of a document or a picture. Absent where the channel has none. */
  sendFile?(to: Address, file: OutgoingFile, key: string, signal: AbortSignal): Promise<SendResult>;
}

export interface OutgoingFile {
  readonly name: string;
  /** Its media type: pictures are shown, anything else is a document. */
  readonly mime: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly caption: string;
}

export type FindResult =
  | { readonly kind: "found"; readonly remoteId: string }
  | { readonly kind: "absent" }
  /** It may still turn up: look again. */
  | { readonly kind: "not-yet" }
  | { readonly kind: "cannot-tell" };

/** What became of a delivery: stored, with its number in its chat. After a press, `left`: the message's buttons that still work. */
export type Receipt = Readonly<{ n: number; repeated: boolean; left?: readonly Choice[] }>;

/** The door to the desk that every channel is given. Resolves once committed; rejects when nothing was stored. */
export type Receive = (inbound: Inbound) => Promise<Receipt>;

/** What card payments need of an account at Stripe, in our own words. A failure of the outside is a thrown `Fault`. */
export interface CardPayments {
  /** Whose account the key opens, and which of the rights that are needed it lacks, in Stripe's names. */
  check(signal: AbortSignal): Promise<CardAccount>;
  /** Has the account's events pushed to a URL. The secret is told only now. */
  makeEndpoint(url: string, key: string, signal: AbortSignal): Promise<CardEndpoint>;
  endEndpoint(endpointId: string, signal: AbortSignal): Promise<void>;
  /** A page at Stripe on which one payment can be made. `key`: the same on every try. */
  makeLink(link: NewCardLink, key: string, signal: AbortSignal): Promise<CardLink>;
  /** From now on nobody pays by it. One that is off, or gone, stays so. */
  endLink(linkId: string, signal: AbortSignal): Promise<void>;
  readSession(sessionId: string, signal: AbortSignal): Promise<CardSession>;
  /** Everything clients did by a link. */
  listSessions(linkId: string, signal: AbortSignal): Promise<readonly CardSession[]>;
  readIntent(intentId: string, signal: AbortSignal): Promise<CardIntent>;
  readCharge(chargeId: string, signal: AbortSignal): Promise<CardCharge>;
  readDispute(disputeId: string, signal: AbortSignal): Promise<CardDispute>;
  /** What happened since an instant, the oldest first. Stripe keeps it for 30 days. */
  listEvents(since: Date, signal: AbortSignal): Promise<readonly CardEvent[]>;
}

export interface CardAccount {
  readonly accountId: string;
  readonly name: string | null;
  readonly missing: readonly string[];
}

export interface CardEndpoint {
  readonly endpointId: string;
  readonly secret: string;
}

export interface NewCardLink {
  readonly billId: string;
  /** What the client reads there. */
  readonly name: string;
  readonly description: string;
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
  /** Where the client is sent afterwards. */
  readonly returnUrl: string;
}

export interface CardLink {
  readonly linkId: string;
  readonly url: string;
}

/** One client at the page of a link. */
export interface CardSession {
  readonly sessionId: string;
  readonly linkId: string | null;
  /** Null until something was tried. */
  readonly intentId: string | null;
  /** `awaited`: a bank has been asked and has not answered yet. */
  readonly state: "open" | "paid" | "awaited" | "failed" | "expired";
  readonly amountMinor: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
  /** When the client paid by card; null where a bank sends it in its own time. */
  readonly paidAt: Date | null;
  /** What of it was given back since. */
  readonly refundedMinor: number;
}

/** A payment on the account that was not by a link of ours, on Xero's own page perhaps. */
export interface CardIntent {
  readonly intentId: string;
  readonly state: "paid" | "open";
  readonly amountMinor: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
  /** Whatever was written on it: a number of a bill may be among that. */
  readonly words: readonly string[];
}

export interface CardCharge {
  readonly chargeId: string;
  readonly intentId: string | null;
  readonly refundedMinor: number;
}

export interface CardDispute {
  readonly disputeId: string;
  readonly intentId: string | null;
  /** `asked`: a question of the bank's, before it takes any money. */
  readonly state: "asked" | "open" | "won" | "lost";
}

/** Something happened: which object, to be read again, as what the event says may be old. */
export interface CardEvent {
  readonly eventId: string;
  /** Whose it is, where it is not the account's own that we were pushed by. */
  readonly accountId: string | null;
  readonly about: CardEventAbout;
}
export type CardEventAbout =
  | { readonly object: "session" | "intent" | "charge" | "dispute"; readonly id: string }
  | { readonly object: "other" };
