import { Readable } from "node:stream";
import type SmtpConnection from "nodemailer/lib/smtp-connection";
import { isEmail } from "../domain/email.ts";
import { Fault, type FaultAction } from "../fault.ts";
import { mail as limits } from "../limits.ts";
import type { Mail, Mailer } from "../ports-mail.ts";

export interface SmtpOptions {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly url: string;
  /** The address that mail comes from, and that bounces go to. */
  readonly from: string;
}

/** Mail over SMTP. The only file that touches nodemailer, which is loaded when it is first used. */
export function createSmtpMailer({ url, from }: SmtpOptions): Mailer {
  return {
    domain: from.slice(from.lastIndexOf("@") + 1),
    send: async (mail, signal) => {
      if (!isEmail(mail.to)) throw new Fault("stop", "that is not an email address");
      signal.throwIfAborted();
      const { default: MailComposer } = await import("nodemailer/lib/mail-composer");
      const content = await new MailComposer(message(mail, from)).compile().build();
      // Nobody but this one address, whatever a header may be read as.
      await deliver(url, { from, to: [mail.to] }, content, signal);
    },
  };
}

/** Knocks at a mail server: null where it takes our login, else what it says. Nothing is sent. */
export async function tryLogin(url: string): Promise<string | null> {
  const connection = await connectionTo(url);
  try {
    const failed = new Promise<never>((_, reject) => connection.once("error", reject));
    await Promise.race([failed, hello(connection, url)]);
    connection.quit();
    return null;
  } catch (error) {
    connection.close();
    return faultOf(error, false).message;
  }
}

/** One connection for one mail: a trader has few, and what a connection of its own means is plain when it breaks. */
async function deliver(
  url: string,
  envelope: { from: string; to: string[] },
  content: Buffer,
  signal: AbortSignal,
): Promise<void> {
  const connection = await connectionTo(url);
  // The server takes the content only after it has agreed to everything else: from there on silence may be a yes.
  let given = false;
  const body = Readable.from(
    (function* () {
      given = true;
      yield content;
    })(),
  );
  const failed = new Promise<never>((_, reject) => {
    connection.once("error", reject);
    connection.once("end", () => reject(new Error("the mail server hung up")));
    signal.addEventListener("abort", () => reject(new Error("the mail server was too slow")), { once: true });
  });
  try {
    await Promise.race([
      failed,
      (async () => {
        await hello(connection, url);
        await called((done) => connection.send(envelope, body, done));
      })(),
    ]);
    connection.quit();
  } catch (error) {
    connection.close();
    throw faultOf(error, given);
  }
}

async function connectionTo(url: string): Promise<SmtpConnection> {
  const { default: Connection } = await import("nodemailer/lib/smtp-connection");
  const { parseConnectionUrl } = await import("nodemailer/lib/shared");
  const { auth: _, ...options } = parseConnectionUrl(url);
  return new Connection({
    ...options,
    connectionTimeout: limits.connectTimeoutMs,
    greetingTimeout: limits.connectTimeoutMs,
    socketTimeout: limits.socketTimeoutMs,
  });
}

/** Connects, and says who we are. */
async function hello(connection: SmtpConnection, url: string): Promise<void> {
  const { parseConnectionUrl } = await import("nodemailer/lib/shared");
  const { auth } = parseConnectionUrl(url);
  await called((done) => connection.connect(done));
  if (auth?.user) await called((done) => connection.login(auth, done));
}

/** A callback's error as a rejection. */
function called(run: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => run((error) => (error ? reject(error) : resolve())));
}

function message(mail: Mail, from: string) {
  return {
    from: { name: mail.fromName, address: from },
    to: { name: mail.toName, address: mail.to },
    ...(mail.replyTo === null ? {} : { replyTo: { name: mail.fromName, address: mail.replyTo } }),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    date: mail.at,
    messageId: `<${mail.messageId}>`,
    attachments: (mail.papers ?? []).map(({ name, mime, bytes }) => {
      return { filename: name, contentType: mime, content: Buffer.from(bytes) };
    }),
    ...follows(mail.follows),
    headers: {
      // A message made by a machine: no holiday answers, please.
      "Auto-Submitted": "auto-generated",
      ...(mail.stopUrl === null
        ? {}
        : {
            "List-Unsubscribe": `<${mail.stopUrl}>`,
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
          }),
    },
  };
}

function follows(ids: readonly string[]) {
  const last = ids.at(-1);
  return last === undefined ? {} : { inReplyTo: `<${last}>`, references: ids.map((id) => `<${id}>`) };
}

interface SmtpError {
  readonly message?: string;
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly command?: string;
}

/**
 * What a failed send means. An answer below 500 is "not now", one above is "never"; silence after the content was
 * given away may be a yes whose echo was lost (RFC 5321 section 4.5.3.2.6).
 */
function faultOf(error: unknown, given: boolean): Fault {
  const { code, responseCode, response, command = "", message = "" } = error as SmtpError;
  const text = response ?? message;
  if (code === "EAUTH")
    return new Fault("reconnect", `the mail server refused our login: ${text}`, { cause: error });
  if (responseCode !== undefined && responseCode >= 400) {
    return new Fault(refusal(responseCode, command), text, { cause: error });
  }
  return new Fault(given ? "unknown" : "retry", text, { cause: error });
}

function refusal(responseCode: number, command: string): FaultAction {
  if (responseCode < 500) return "retry";
  // Refused before the client's address was named: it is we who are refused, whoever is written to.
  return /^(?:RCPT TO|DATA)$/.test(command) ? "stop" : "reconnect";
}
