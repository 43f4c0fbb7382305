import * as z from "zod";
import type { Inbound } from "../../src/ports.ts";
import { clean } from "../common/plain-text.ts";
import { readCommand } from "./commands.ts";

/*
 * What we read of an update. A field that is not as expected counts as absent, so that a change at Telegram's
 * side costs us that field and never the whole message.
 */
const id = z.int();
const chat = z.object({ id, type: z.string() });
const user = z.object({ id, is_bot: z.boolean().optional().catch(undefined) });
const message = z.looseObject({
  message_id: id,
  chat,
  from: user.optional().catch(undefined),
  text: z.string().optional().catch(undefined),
  media_group_id: z.string().optional().catch(undefined),
  reply_to_message: z.object({ message_id: id }).optional().catch(undefined),
});
const press = z.object({
  id: z.string(),
  from: user,
  message: z.object({ chat, message_id: id }).optional().catch(undefined),
  data: z.string().optional().catch(undefined),
});
const membership = z.object({ chat, from: user, new_chat_member: z.object({ status: z.string() }) });
const update = z.object({
  update_id: id,
  message: message.optional().catch(undefined),
  edited_message: message.optional().catch(undefined),
  callback_query: press.optional().catch(undefined),
  my_chat_member: membership.optional().catch(undefined),
});
type Message = z.infer<typeof message>;
type Base = Pick<Inbound, "eventId" | "address">;

/** The kinds of update we ask for; Telegram keeps the others to itself. */
export const updateKinds = ["message", "edited_message", "callback_query", "my_chat_member"] as const;

/**
 * What an update says to us. Pure and total. Who speaks is told by numeric ids alone: in a private chat the
 * chat's id is the person's, and a message from anybody else there is not taken.
 */
export function parseUpdate(raw: unknown, account: string): readonly Inbound[] {
  const result = update.safeParse(raw);
  if (!result.success) return [];
  const { update_id, message, edited_message, callback_query, my_chat_member } = result.data;
  const at = (chatId: number): Base => ({
    eventId: String(update_id),
    address: { channel: "telegram", account, chat: String(chatId) },
  });
  if (message !== undefined) return readMessage(message, at);
  if (edited_message !== undefined) return readEdit(edited_message, at);
  if (callback_query !== undefined) return readPress(callback_query, at);
  if (my_chat_member !== undefined) return readMembership(my_chat_member, at);
  return [];
}

/** The id of a button press, which the client shows as busy until it is answered. */
export function pressIdOf(raw: unknown): string | null {
  const result = z.object({ callback_query: z.object({ id: z.string() }) }).safeParse(raw);
  return result.success ? result.data.callback_query.id : null;
}

/** The number of an update, which the next poll confirms. */
export function updateIdOf(raw: unknown): number | null {
  const result = z.object({ update_id: id }).safeParse(raw);
  return result.success ? result.data.update_id : null;
}

type At = (chatId: number) => Base;

function readMessage(message: Message, at: At): readonly Inbound[] {
  const base = at(message.chat.id);
  if (isGroup(message.chat)) return message.text === undefined ? [] : [{ ...base, kind: "group" }];
  if (!isFromItsChat(message)) return [];
  if (message.text === undefined) return readOther(message, base);
  return [readText(message, message.text, base)];
}

function readText(message: Message, raw: string, base: Base): Inbound {
  const text = clean(raw);
  const details = {
    messageId: String(message.message_id),
    ...(message.reply_to_message === undefined
      ? {}
      : { replyTo: String(message.reply_to_message.message_id) }),
  };
  // Somebody else's words: never a command of the person who passed them on.
  if (message["forward_origin"] !== undefined)
    return { ...base, ...details, kind: "text", text, forwarded: true };
  const command = readCommand(text);
  if (command?.name === "start") return { ...base, kind: "start", code: command.rest || null };
  return { ...base, ...details, kind: "text", text: command === null ? text : command.says };
}

/** Only changed text is news: a shared position, say, is edited every few seconds. */
function readEdit(message: Message, at: At): readonly Inbound[] {
  if (message.text === undefined || isGroup(message.chat) || !isFromItsChat(message)) return [];
  const read = readText(message, message.text, at(message.chat.id));
  return read.kind === "text" ? [{ ...read, edited: true }] : [];
}

/** What a private chat holds besides what its person sends. Nobody waits for an answer to these. */
const notices = [
  "pinned_message",
  "message_auto_delete_timer_changed",
  "chat_background_set",
  "write_access_allowed",
  "connected_website",
  "passport_data",
  "proximity_alert_triggered",
  "boost_added",
];
const media = [
  "voice",
  "photo",
  "video",
  "audio",
  "video_note",
  "animation",
  "document",
  "sticker",
  "contact",
  "venue",
  "location",
  "poll",
  "dice",
  "story",
  "checklist",
];

function readOther(message: Message, base: Base): readonly Inbound[] {
  if (notices.some((name) => message[name] !== undefined)) return [];
  // An animation comes with a `document` and a venue with a `location`; the list has the telling names first.
  const nativeType = media.find((name) => message[name] !== undefined) ?? "other";
  // The pictures of an album are an update each: under one event id they are answered once.
  const eventId = message.media_group_id === undefined ? base.eventId : `album:${message.media_group_id}`;
  return [{ ...base, eventId, kind: "unsupported", nativeType }];
}

function readPress({ from, message, data }: z.infer<typeof press>, at: At): readonly Inbound[] {
  if (message === undefined || data === undefined || data === "") return [];
  if (message.chat.type !== "private" || message.chat.id !== from.id) return [];
  return [{ ...at(message.chat.id), kind: "choice", token: data, messageId: String(message.message_id) }];
}

function readMembership({ chat, from, new_chat_member }: z.infer<typeof membership>, at: At) {
  const { status } = new_chat_member;
  const here = status === "member" || status === "administrator";
  const base = at(chat.id);
  if (isGroup(chat)) return here ? [{ ...base, kind: "group" } as const] : [];
  if (chat.type !== "private" || chat.id !== from.id) return [];
  return [{ ...base, kind: "presence", reachable: here } as const];
}

function isGroup({ type }: { readonly type: string }): boolean {
  return type === "group" || type === "supergroup";
}

function isFromItsChat({ chat, from }: Message): boolean {
  return chat.type === "private" && from !== undefined && from.id === chat.id && from.is_bot !== true;
}
