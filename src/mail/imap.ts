import type { ImapFlow, MailboxObject } from "imapflow";
import { Fault } from "../fault.ts";
import { returns as limits, mail } from "../limits.ts";
import { isLoopback } from "../origin.ts";
import type { ReturnsMailbox, ReturnsReader } from "../ports-mail.ts";
import { isReport, readReport } from "./read-report.ts";

/**
 * A mailbox that is read over IMAP: `imaps://user:password@host/INBOX`. The only file that touches imapflow, which is
 * loaded when it is first used.
 */
export function createReturnsMailbox(url: string): ReturnsMailbox {
  const { username, host, pathname } = new URL(url);
  return {
    name: `${username}@${host}${pathname}`,
    look: (reader, now, signal) =>
      inMailbox(url, signal, (line, mailbox) => lookThrough(line, mailbox, reader, now)),
  };
}

/** Knocks at a mailbox: null where it opens, else what the server says. Nothing is changed. */
export async function tryMailbox(url: string): Promise<string | null> {
  try {
    await inMailbox(url, AbortSignal.timeout(limits.lookTimeoutMs), async () => undefined);
    return null;
  } catch (error) {
    if (error instanceof Fault) return error.message;
    throw error;
  }
}

interface Line {
  readonly client: ImapFlow;
  /** Waits for an answer. Throws a `Fault`. */
  readonly ask: <T>(answer: Promise<T>) => Promise<T>;
}

async function inMailbox(
  url: string,
  signal: AbortSignal,
  use: (line: Line, mailbox: MailboxObject) => Promise<void>,
): Promise<void> {
  const client = await clientFor(url);
  const ask: Line["ask"] = (answer) =>
    answer.catch((error: unknown) => {
      throw faultOf(error, signal);
    });
  const close = () => client.close();
  signal.addEventListener("abort", close, { once: true });
  try {
    // What breaks the line is also what the call that waits for it throws.
    client.on("error", () => undefined);
    await ask(client.connect());
    await use({ client, ask }, await ask(client.mailboxOpen(mailboxIn(url))));
    await ask(client.logout());
  } finally {
    signal.removeEventListener("abort", close);
    client.close();
  }
}

async function clientFor(url: string): Promise<ImapFlow> {
  const { ImapFlow: Client } = await import("imapflow");
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === "imaps:";
  const host = hostname.replace(/^\[|\]$/g, "");
  return new Client({
    host,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    // A password never crosses a network in the clear.
    ...(secure || isLoopback(url) ? {} : { doSTARTTLS: true }),
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: mail.connectTimeoutMs,
    greetingTimeout: mail.connectTimeoutMs,
    socketTimeout: mail.socketTimeoutMs,
    maxLineLength: limits.answerMaxBytes,
    maxLiteralSize: limits.answerMaxBytes,
    maxResponseSize: 2 * limits.answerMaxBytes,
  });
}

function mailboxIn(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1)) || "INBOX";
}

/**
 * By number, not by what is unread: somebody may have opened a report before we come. Each slice is taken in, then
 * marked, then left behind, so that whatever is cut short is read again.
 */
async function lookThrough(
  line: Line,
  { uidValidity, uidNext }: MailboxObject,
  reader: ReturnsReader,
  now: Date,
): Promise<void> {
  const series = String(uidValidity);
  const last = reader.from?.series === series ? reader.from.lastUid : null;
  if (last !== null && uidNext - 1 <= last) return;
  const since = new Date(now.getTime() - limits.firstLookMs);
  const { client, ask } = line;
  const wanted = last === null ? { since } : { uid: `${last + 1}:*` };
  const found = await ask(client.search(wanted, { uid: true }));
  if (!found) throw new Fault("retry", "the mailbox could not be searched");
  // `n:*` has the last message even where its number is below n (RFC 3501 section 6.4.8).
  const uids = found.filter((uid) => last === null || uid > last).sort((a, b) => a - b);
  for (let start = 0; start < uids.length; start += limits.batch)
    await readSlice(line, uids.slice(start, start + limits.batch), series, reader);
  // An old server need not say which number is next.
  await reader.keep({ series, lastUid: Math.max((uidNext || 1) - 1, uids.at(-1) ?? last ?? 0) });
}

async function readSlice(
  { client, ask }: Line,
  uids: readonly number[],
  series: string,
  reader: ReturnsReader,
): Promise<void> {
  const query = { uid: true, headers: ["content-type"] };
  const heads = await ask(client.fetchAll(uids.join(","), query, { uid: true }));
  const ours: number[] = [];
  for (const { uid, headers } of heads.sort((a, b) => a.uid - b.uid)) {
    if (!isReport(contentTypeIn(headers))) continue;
    // Its beginning is enough: what came back is its last part, of which the head tells which it was.
    const source = { start: 0, maxLength: limits.reportMaxBytes };
    const message = await ask(client.fetchOne(String(uid), { uid: true, source }, { uid: true }));
    const returned = message === false ? null : await readReport(message.source ?? new Uint8Array());
    if (returned !== null && (await reader.take(returned))) ours.push(uid);
  }
  if (ours.length > 0) await ask(client.messageFlagsAdd(ours.join(","), ["\\Seen"], { uid: true }));
  // Where marks are refused the mailbox does without; where the line broke they are made the next time.
  if (!client.usable) throw new Fault("retry", "the mailbox hung up");
  await reader.keep({ series, lastUid: Math.max(...uids) });
}

function contentTypeIn(head: Uint8Array | undefined): string {
  const text = new TextDecoder("latin1").decode(head).replace(/\r?\n[ \t]+/g, " ");
  return /^content-type:(.*)$/im.exec(text)?.[1] ?? "";
}

interface ImapError {
  readonly message?: string;
  readonly authenticationFailed?: boolean;
  readonly responseStatus?: string;
  readonly responseText?: string;
}

/** What a failed look means: a login or a mailbox that is refused needs the operator, all else is tried again. */
function faultOf(error: unknown, signal: AbortSignal): Fault {
  const { message = "", authenticationFailed, responseStatus, responseText } = error as ImapError;
  if (authenticationFailed === true)
    return new Fault("reconnect", `the mailbox refuses our login: ${responseText ?? message}`, {
      cause: error,
    });
  if (responseStatus === "NO")
    return new Fault("reconnect", `the mailbox refuses us: ${responseText ?? message}`, { cause: error });
  return new Fault("retry", signal.aborted ? "the mailbox was too slow" : message, { cause: error });
}
