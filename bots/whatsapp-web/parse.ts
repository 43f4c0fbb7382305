import * as z from "zod";
import type { Inbound } from "../../src/ports.ts";
import { clean, wordJoiner } from "../common/plain-text.ts";

/** What we read of a message of the library's; all else is let go unseen. */
const message = z.object({
  id: z.object({ id: z.string().min(1), _serialized: z.string().min(1), fromMe: z.boolean() }),
  from: z.string(),
  to: z.string(),
  type: z.string(),
  body: z.string().optional().catch(undefined),
  timestamp: z.number().optional().catch(undefined),
  isForwarded: z.boolean().optional().catch(undefined),
  isStatus: z.boolean().optional().catch(undefined),
  _data: z
    .object({
      quotedStanzaID: z.string().optional().catch(undefined),
      latestEditSenderTimestampMs: z.number().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  /** Ours: what the words are now, where they were changed. */
  editedTo: z.string().optional(),
});

/** A message between two people, before anybody has decided that it is ours to read. */
export interface Seen {
  readonly account: string;
  /** The other one's id; our own in the chat with ourselves. */
  readonly peer: string;
  readonly isOwnNote: boolean;
  readonly sentAt: Date | null;
  /** Null where nobody waits for an answer. */
  readonly inbound: Inbound | null;
}

/** Kinds that a person sends, and that are no text. */
const media =
  /^(?:ptt|audio|image|video|ptv|document|sticker|location|live_location|vcard|multi_vcard|poll_creation|event_creation|ciphertext|album)$/;
const oneToOne = /^\d{5,20}@(?:c\.us|lid)$/;

/**
 * Reads one message, of either side. Null for groups, channels, status posts, what the phone's owner writes to
 * others, and what we wrote ourselves. `own` are the ids that the linked phone goes by.
 */
export function readMessage(raw: unknown, account: string, own: readonly string[]): Seen | null {
  const result = message.safeParse(raw);
  if (!result.success) return null;
  const { id, from, to, type, timestamp, isStatus } = result.data;
  if (isStatus === true || !oneToOne.test(from) || !oneToOne.test(to)) return null;
  const isOwnNote = id.fromMe && own.includes(to);
  // What the owner of the phone writes to others is between them.
  if (id.fromMe !== isOwnNote || isOurs(result.data.body ?? "")) return null;
  const peer = isOwnNote ? account : from;
  const sentAt = timestamp === undefined ? null : new Date(timestamp * 1_000);
  const base = {
    eventId: id._serialized,
    address: { channel: "whatsapp-web" as const, account, chat: peer },
  };
  return { account, peer, isOwnNote, sentAt, inbound: readContent(result.data, type, base) };
}

function readContent(
  said: z.infer<typeof message>,
  type: string,
  base: Pick<Inbound, "eventId" | "address">,
): Inbound | null {
  if (type !== "chat") return media.test(type) ? { ...base, kind: "unsupported", nativeType: type } : null;
  const { editedTo, body } = said;
  const text = editedTo ?? body;
  if (text === undefined) return null;
  const replyTo = said._data?.quotedStanzaID;
  return {
    ...base,
    ...(editedTo === undefined
      ? {}
      : {
          eventId: `${base.eventId}:edit:${said._data?.latestEditSenderTimestampMs ?? hash(editedTo)}`,
          edited: true as const,
        }),
    kind: "text",
    text: clean(text),
    messageId: said.id.id,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(said.isForwarded === true ? { forwarded: true as const } : {}),
  };
}

/** Tells one change of a message from the next; the same one told twice is told once. */
function hash(text: string): string {
  let value = 5381;
  for (const letter of text) value = (value * 33 + (letter.codePointAt(0) ?? 0)) % 4_294_967_296;
  return value.toString(36);
}

/*
 * A tag that cannot be seen begins each of our messages. By it we know our own among the notes that the phone's owner
 * writes to themselves, and find out after a crash whether a message had left. It says which effect sent it.
 */
const letters = ["\u2061", "\u2062", "\u2063", "\u2064"];
const tagLetters = 16;

/** The tag of what is sent under a key. */
export function tagOf(key: string): string {
  let bits = 0n;
  for (const letter of key) bits = (bits * 131n + BigInt(letter.codePointAt(0) ?? 0)) % 4_294_967_296n;
  const tag = Array.from({ length: tagLetters }, (_, at) => letters[Number((bits >> BigInt(at * 2)) & 3n)]);
  return wordJoiner + tag.join("");
}

export function isOurs(text: string): boolean {
  return text.startsWith(wordJoiner) && letters.includes(text.charAt(1));
}
