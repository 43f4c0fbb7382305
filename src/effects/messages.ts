import { assert } from "../assert.ts";
import type { Address } from "../domain/channel.ts";
import type { Attachment } from "../domain/picture.ts";
import { Fault, type FaultAction } from "../fault.ts";
import { windowWaitMs } from "../limits.ts";
import { firstLine, type Log } from "../log.ts";
import type { Channel, OutgoingFile, SendResult } from "../ports.ts";
import { takeMessageNumber } from "../store/conversations.ts";
import { addMessage, findMessageOf, type Message } from "../store/messages.ts";
import type { Store, Tx } from "../store/store.ts";
import type { Delivery, EffectOf, Handler } from "./attempt.ts";

/** The channels that are switched on. */
export type Channels = ReadonlyMap<Address["channel"], Channel>;

/** A file, but for what is said with it. */
export type Rendered = Omit<OutgoingFile, "caption">;

export interface MessagePorts {
  readonly channels: Channels;
  /** A picture as PNG, a paper as PDF. */
  readonly render: (attachment: Attachment) => Promise<Rendered>;
  readonly log: Log;
}

/** Says something in a chat. Telling it twice is untidy, not telling it is worse: in doubt it is said again. */
export function sendMessageHandler({ channels, render, log }: MessagePorts): Handler<"send-message"> {
  async function sendWithFile(
    effect: EffectOf<"send-message">,
    signal: AbortSignal,
  ): Promise<SendResult | null> {
    const { to, text: caption, attachment } = effect.work;
    const channel = channelOf(channels, to);
    if (attachment === undefined || channel.sendFile === undefined) return null;
    const rendered = await render(attachment).catch((error: unknown) => {
      log.error({ effect: effect.id, error: firstLine(error) }, "what goes along could not be drawn");
      return null;
    });
    if (rendered === null) return null;
    const result = await channel.sendFile(to, { ...rendered, caption }, effect.id, signal);
    // Refused, so it was not sent: the words go without it.
    return result.kind === "not-sent" && result.why === "rejected" ? null : result;
  }
  return {
    inDoubt: "repeat",
    deliver: async (effect, signal) => {
      const { to, text, choices } = effect.work;
      const sent = await sendWithFile(effect, signal);
      const channel = channelOf(channels, to);
      const result = sent ?? (await channel.send(to, { text, choices }, effect.id, signal));
      const delivery = said(effect, remoteIdOf(result));
      return channel.showsTranscript ? delivery : { ...delivery, pace: "patient" };
    },
    reconcile: async (effect, signal) => {
      const { to } = effect.work;
      const found = await channelOf(channels, to).find(to, effect.id, signal);
      if (found.kind === "found") return { kind: "done", delivery: said(effect, found.remoteId) };
      if (found.kind === "not-yet") throw new Fault("unknown", "whether it was sent is not known yet");
      return found;
    },
  };
}

/** Changes a message in place. Doing so twice is doing it once. */
export function editMessageHandler(channels: Channels, store: Store): Handler<"edit-message"> {
  return {
    inDoubt: "repeat",
    deliver: async (effect, signal) => {
      const { to, text, choices, original } = effect.work;
      const before = await store.read((tx) => findMessageOf(tx, original));
      const channel = channelOf(channels, to);
      // A message that never arrived, or cannot be changed there, keeps its words; the news has its own message.
      if (before === undefined || before.remoteId === null || !channel.capabilities.edits)
        return { remoteId: null };
      const remoteId = remoteIdOf(await channel.edit(to, before.remoteId, { text, choices }, signal));
      return { remoteId, record: (tx, now) => recordEdit(tx, effect, remoteId, now) };
    },
    reconcile: async () => ({ kind: "absent" }),
  };
}

function said(effect: EffectOf<"send-message">, remoteId: string): Delivery {
  const { conversationId, text, choices, attachment = null, cardOf = null } = effect.work;
  const message = {
    conversationId,
    text,
    choices,
    attachment,
    replaces: null,
    effectId: effect.id,
    remoteId,
    cardOf,
  };
  return { remoteId, record: (tx, at) => record(tx, { ...message, at }) };
}

async function recordEdit(
  tx: Tx,
  effect: EffectOf<"edit-message">,
  remoteId: string,
  at: Date,
): Promise<void> {
  const { conversationId, text, choices, original } = effect.work;
  const before = await findMessageOf(tx, original);
  assert(before !== undefined, "a message that was edited had been sent.");
  const { n: replaces, cardOf } = before;
  const message = { conversationId, text, choices, attachment: null, replaces, cardOf };
  await record(tx, { ...message, effectId: original, remoteId, at });
}

async function record(tx: Tx, message: Omit<Message, "n" | "sender">): Promise<void> {
  const { lastN } = await takeMessageNumber(tx, message.conversationId);
  await addMessage(tx, { ...message, n: lastN, sender: "bot" });
}

function channelOf(channels: Channels, to: Address): Channel {
  const channel = channels.get(to.channel);
  // Switched off since: it may come back, so the message waits.
  if (channel === undefined) throw new Fault("reconnect", `channel ${to.channel} is off`);
  return channel;
}

const faultOf: Readonly<Record<Extract<SendResult, { kind: "not-sent" }>["why"], FaultAction>> = {
  rate: "later",
  transient: "retry",
  ambiguous: "unknown",
  rejected: "stop",
  gone: "stop",
  "account-down": "reconnect",
  // Their next message makes it due at once.
  "window-closed": "later",
};

/** The id of what was sent; else what to do about it, thrown. */
export function remoteIdOf(result: SendResult): string {
  if (result.kind === "sent") return result.remoteId;
  const { why, detail } = result;
  const retryAfterMs = why === "window-closed" ? windowWaitMs : result.retryAfterMs;
  throw new Fault(faultOf[why], detail, retryAfterMs === undefined ? {} : { retryAfterMs });
}
