/** What somebody may be known by. A number may be hidden, and either may change. */
export interface Ids {
  /** Digits with the country's first, as Meta writes them. */
  readonly phone: string | null;
  /** The id that Meta gives a person towards one business. */
  readonly bsuid: string | null;
}

export interface Person {
  /** The id that reaches them now. */
  readonly reach: string;
  /** When they last wrote, by Meta's clock; null once Meta says that this is too long ago. */
  readonly heardAt: Date | null;
  /** When they were last told that there is news, since they wrote. */
  readonly nudgedAt: Date | null;
}

/** Later ones overrule earlier ones; a step back is old news. */
export const receiptStates = ["sent", "delivered", "read", "failed"] as const;
export type ReceiptState = (typeof receiptStates)[number];

/** What became of a message after Meta took it. */
export interface Receipt {
  readonly account: string;
  readonly remoteId: string;
  /** The effect that sent it, where Meta gave it back. */
  readonly key: string | null;
  readonly state: ReceiptState;
  readonly at: Date;
  readonly failure: {
    readonly code: number;
    readonly why: "window-closed" | "gone" | "rate" | "rejected" | "account-down" | "transient";
  } | null;
  /** What Meta charges it as; null where it says nothing. */
  readonly category: string | null;
  readonly billable: boolean | null;
}

/** What must outlive a message and a process. Kept in the store; every call is one transaction. */
export interface Memory {
  /** Somebody wrote at this instant. Answers the chat that is theirs, whichever of their ids came this time. */
  heard(account: string, ids: Ids, at: Date): Promise<string>;
  /** One of their ids is another one from now on. */
  renamed(account: string, previous: string, current: string): Promise<void>;
  person(account: string, chat: string): Promise<Person | null>;
  nudged(account: string, chat: string, at: Date): Promise<void>;
  /** Meta says that it was too long ago that they wrote. */
  shut(account: string, chat: string): Promise<void>;
  noteReceipt(receipt: Receipt): Promise<void>;
  /** The message that was sent under this key, as far as receipts have told. */
  sentUnder(key: string): Promise<string | null>;
}
