import type { Address } from "../../src/domain/channel.ts";
import type { Channel, FindResult, OutgoingFile, SendResult } from "../../src/ports.ts";
import { refuse } from "../common/unanswered.ts";
import { sentIdOf, type WebClient } from "./client.ts";
import { readMessage, tagOf } from "./parse.ts";
import { capabilities, render } from "./render.ts";
import type { SessionState } from "./supervisor.ts";
import { TimeUp, within } from "./within.ts";

export interface Pace {
  /** Between two messages to anybody. */
  readonly gapMs: number;
  /** Reading what came, and then some for each letter of the answer. */
  readonly thinkMs: number;
  readonly letterMs: number;
  readonly typingMaxMs: number;
  /** Who would have to wait longer than this is told to come back. */
  readonly queueMaxMs: number;
  readonly callMs: number;
  /** The same for one that carries a file up. */
  readonly fileMs: number;
}

export interface ChannelPorts {
  readonly session: { client(): WebClient | null; state(): SessionState; suspect(): void };
  /** The number that is linked now; null while none is. */
  readonly account: () => string | null;
  /** The id that reaches whoever wrote in this chat; null where nobody did. */
  readonly reach: (to: Address) => Promise<string | null>;
  readonly now: () => Date;
  readonly fraction: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly ownOrigin: string;
  readonly pace: Pace;
}

/** A linked phone as the core sees it. A message is sent once; what became of it is a value, never a throw. */
export function createWebChannel(ports: ChannelPorts): Channel {
  const { session, pace } = ports;
  let freeAtMs = 0;

  /** How long until this message may go: one after the other, like somebody who types. */
  function takeTurn(text: string): { readonly waitMs: number; readonly tooLong: boolean } {
    const nowMs = ports.now().getTime();
    const waitMs = Math.max(0, freeAtMs - nowMs);
    if (waitMs > pace.queueMaxMs) return { waitMs, tooLong: true };
    const typingMs = Math.min(pace.typingMaxMs, pace.thinkMs + text.length * pace.letterMs);
    freeAtMs = nowMs + waitMs + typingMs + pace.gapMs * (0.5 + ports.fraction());
    return { waitMs: waitMs + typingMs, tooLong: false };
  }

  function unlinked(to: Address): SendResult | null {
    const { kind } = session.state();
    if (kind === "pairing" || kind === "stopped") return refuse("account-down", `the phone is ${kind}`);
    if (session.client() === null) return refuse("transient", `the phone is ${kind}`);
    return ports.account() === to.account ? null : refuse("account-down", "another phone is linked");
  }

  /** One message, after the wait of somebody who reads and types. */
  async function sendOne(
    to: Address,
    text: string,
    file: OutgoingFile | null,
    signal: AbortSignal,
  ): Promise<SendResult> {
    if (signal.aborted) return refuse("transient", "stopped before it began");
    const away = unlinked(to);
    if (away !== null) return away;
    const chat = await ports.reach(to).catch(() => undefined);
    if (chat === undefined) return refuse("transient", "who they are could not be read");
    // Never the first word: this is somebody's own phone, and a stranger's complaint blocks it.
    if (chat === null) return refuse("rejected", "they never wrote to us");
    const { waitMs, tooLong } = takeTurn(text);
    if (tooLong) return { ...refuse("rate", "others are being answered"), retryAfterMs: waitMs };
    await type(session.client(), chat, pace.callMs);
    await ports.sleep(waitMs, signal);
    const client = session.client();
    if (signal.aborted || client === null) return refuse("transient", "stopped before it was sent");
    return await deliver(ports, client, { chat, text, file });
  }

  return {
    name: "whatsapp-web",
    capabilities,
    parse: (raw, account) => {
      const seen = readMessage(raw, account, [account]);
      return seen === null || seen.inbound === null ? [] : [seen.inbound];
    },
    send: (to, step, key, signal) => sendOne(to, render(step, key, ports.ownOrigin), null, signal),
    sendFile: (to, file, key, signal) =>
      sendOne(to, render({ text: file.caption, choices: [] }, key, ports.ownOrigin), file, signal),
    edit: async () => refuse("rejected", "this road does not change what was sent"),
    find: async (to, key): Promise<FindResult> => {
      const client = session.client();
      const chat = await ports.reach(to).catch(() => null);
      if (client === null || unlinked(to) !== null) return { kind: "not-yet" };
      if (chat === null) return { kind: "absent" };
      return await findTagged(client, chat, tagOf(key), pace.callMs);
    },
  };
}

interface Message {
  readonly chat: string;
  /** The caption, where there is a file. */
  readonly text: string;
  readonly file: OutgoingFile | null;
}

async function deliver(
  { session, pace }: ChannelPorts,
  client: WebClient,
  { chat, text, file }: Message,
): Promise<SendResult> {
  // It waits for WhatsApp's server: until then the message is only on this machine.
  const options = { waitUntilMsgSent: true, sendSeen: false, linkPreview: false };
  const content = file === null ? text : mediaOf(client, file);
  const more = file === null ? {} : { caption: text, sendMediaAsDocument: !isPicture(file) };
  try {
    const call = client.sendMessage(chat, content, { ...options, ...more });
    const sent = await within(file === null ? pace.callMs : pace.fileMs, "sendMessage", call);
    const remoteId = sentIdOf(sent);
    return remoteId === null ? refuse("gone", "WhatsApp knows no such chat") : { kind: "sent", remoteId };
  } catch (error) {
    return failed(session, error);
  }
}

function failed(session: ChannelPorts["session"], error: unknown): SendResult {
  const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  if (/No LID for user/i.test(message)) return refuse("gone", "WhatsApp knows no such chat");
  // Whatever else it is, the browser may be ill, and the message may have left.
  session.suspect();
  return refuse("ambiguous", error instanceof TimeUp ? error.message : message.slice(0, 120));
}

function mediaOf(client: WebClient, { mime, bytes, name }: OutgoingFile): unknown {
  return client.media(mime, Buffer.from(bytes).toString("base64"), name);
}

/** A picture is shown in the chat; anything else is a document. */
function isPicture({ mime }: OutgoingFile): boolean {
  return /^image\/(?:jpeg|png)$/.test(mime);
}

/** Our latest messages in a chat are looked through for one with this tag. */
async function findTagged(client: WebClient, chat: string, tag: string, callMs: number): Promise<FindResult> {
  try {
    const there = await within(callMs, "getChatById", client.getChatById(chat));
    const messages = await within(
      callMs,
      "fetchMessages",
      there?.fetchMessages({ limit: 30, fromMe: true }) ?? Promise.resolve([]),
    );
    const found = messages.find((it) => String((it as { body?: unknown }).body ?? "").startsWith(tag));
    const remoteId = found === undefined ? null : sentIdOf(found);
    return remoteId === null ? { kind: "absent" } : { kind: "found", remoteId };
  } catch {
    // The browser did not answer: it is asked again later.
    return { kind: "not-yet" };
  }
}

/** Shows that somebody types. Whether that works matters to nobody's books. */
async function type(client: WebClient | null, chat: string, callMs: number): Promise<void> {
  try {
    const there = client === null ? undefined : await within(callMs, "getChatById", client.getChatById(chat));
    if (there !== undefined) await within(callMs, "typing", there.sendStateTyping());
  } catch {
    // The send that follows finds out what is wrong.
    return;
  }
}
