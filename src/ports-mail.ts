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
