import { type Api, InputFile } from "grammy";
import type { Address } from "../../src/domain/channel.ts";
import { telegram as limits } from "../../src/limits.ts";
import type { Channel, SendResult, Step } from "../../src/ports.ts";
import { refuse } from "../common/unanswered.ts";
import type { Signal } from "./commands.ts";
import { notSent } from "./failures.ts";
import { parseUpdate } from "./parse.ts";
import type { Pause } from "./pause.ts";
import { capabilities, render } from "./render.ts";

export interface ChannelPorts {
  readonly api: Api;
  readonly pause: Pause;
  /** Our own web address: links to it stay links. */
  readonly ownOrigin: string;
}

/** Telegram as the core sees it. A call is made once; what became of it is a value, never a throw. */
export function createTelegramChannel({ api, pause, ownOrigin }: ChannelPorts): Channel {
  async function attempt(
    to: Address,
    signal: AbortSignal,
    call: (chat: number) => Promise<string>,
  ): Promise<SendResult> {
    const chat = Number(to.chat);
    if (!Number.isSafeInteger(chat)) return refuse("rejected", "not the id of a chat");
    if (signal.aborted) return refuse("transient", "stopped before it began");
    const waitMs = pause.remainingMs();
    if (waitMs > 0) return { ...refuse("rate", "the bot is told to wait"), retryAfterMs: waitMs };
    try {
      return { kind: "sent", remoteId: await call(chat) };
    } catch (error) {
      const result = notSent(error);
      if (result.why === "rate") pause.told(to.chat, result.retryAfterMs ?? 0);
      return result;
    }
  }

  return {
    name: "telegram",
    capabilities,
    parse: parseUpdate,
    send: (to, step, _key, signal) =>
      attempt(to, signal, async (chat) => {
        const { text, other } = payload(step, ownOrigin);
        const sent = await api.sendMessage(chat, text, other, signal as Signal);
        return String(sent.message_id);
      }),
    sendFile: (to, file, _key, signal) =>
      attempt(to, signal, async (chat) => {
        const { text: caption, entities } = render({ text: file.caption, choices: [] }, ownOrigin);
        // grammY writes the name into the form as it is: with a space in it it has to stand in quotes.
        const content = new InputFile(file.bytes, `"${file.name.replaceAll('"', "")}"`);
        const other = { caption, caption_entities: entities };
        const sent = file.mime.startsWith("image/")
          ? await api.sendPhoto(chat, content, other, signal as Signal)
          : await api.sendDocument(chat, content, other, signal as Signal);
        return String(sent.message_id);
      }),
    edit: async (to, remoteId, step, signal) => {
      const messageId = Number(remoteId);
      if (!Number.isSafeInteger(messageId)) return refuse("rejected", "not the id of a message");
      const result = await attempt(to, signal, async (chat) => {
        const { text, other } = payload(step, ownOrigin);
        await api.editMessageText(chat, messageId, text, other, signal as Signal);
        return remoteId;
      });
      return isUnchanged(result) ? { kind: "sent", remoteId } : result;
    },
    busy: async (to) => {
      await attempt(to, AbortSignal.timeout(limits.callTimeoutMs), async (chat) => {
        await api.sendChatAction(chat, "typing");
        return "";
      });
    },
    // Telegram neither takes a key of ours nor shows a bot what it has said.
    find: async () => ({ kind: "cannot-tell" }),
  };
}

function payload(step: Step, ownOrigin: string) {
  const { text, entities, keyboard } = render(step, ownOrigin);
  const other = {
    entities,
    link_preview_options: { is_disabled: true },
    ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
  };
  return { text, other };
}

/** It shows already what it should: an edit before this one arrived, though its answer did not. */
function isUnchanged(result: SendResult): boolean {
  return result.kind === "not-sent" && /message is not modified/i.test(result.detail);
}
