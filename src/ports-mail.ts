/** What is asked of mail. Adapters implement it; `open-letters.ts` joins it. */

/** One mail to one person. Its address is strict, and the only one it goes to. */
export interface Mail {
  /** Without the angle brackets; the same on every try, so that a mail program shows one. */
  readonly messageId: string;
  readonly fromName: string;
  readonly replyTo: string | null;
  readonly to: string;
  readonly toName: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** What goes along with it. */
  readonly papers?: readonly MailPaper[];
  /** Message ids of the mails that this one follows, oldest first. */
  readonly follows: readonly string[];
  /** Where a POST stops reminders (RFC 8058); null in a mail that nobody need stop. */
  readonly stopUrl: string | null;
  readonly at: Date;
}

export interface MailPaper {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

export interface Mailer {
  /** The domain that message ids end in. */
  readonly domain: string;
  /** One attempt. Throws a `Fault`. */
  send(mail: Mail, signal: AbortSignal): Promise<void>;
}

/** A mail that was taken and not delivered after all, as a mail server reports it. Anybody could have written that. */
export interface ReturnedMail {
  /** Of the mail that came back, without the angle brackets. */
  readonly messageId: string;
  readonly failed: readonly FailedRecipient[];
}

/** Somebody whom it could not be delivered to, for good. */
export interface FailedRecipient {
  /** In lower case, as it was asked for and as it ended. */
  readonly addresses: readonly string[];
  /** The status of RFC 3463 and the server's words, in one line. */
  readonly detail: string;
}

/** A place in a mailbox. Where the series is another one, numbers of before mean nothing. */
export interface MailboxPlace {
  readonly series: string;
  readonly lastUid: number;
}

/** Who looks through a mailbox for what came back. */
export interface ReturnsReader {
  /** Where it left off; null where it never was. */
  readonly from: MailboxPlace | null;
  /** Takes one in. Answers whether it was ours: only such are marked as read. */
  take(returned: ReturnedMail): Promise<boolean>;
  /** All up to here has been taken in and marked. */
  keep(place: MailboxPlace): Promise<void>;
}

/** The mailbox that returned mail comes to. */
export interface ReturnsMailbox {
  /** Tells it from others. No secret. */
  readonly name: string;
  /** Looks through what came since. Throws a `Fault`. */
  look(reader: ReturnsReader, now: Date, signal: AbortSignal): Promise<void>;
}
