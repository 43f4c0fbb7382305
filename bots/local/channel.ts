import * as z from "zod";
import type { Channel, Inbound } from "../../src/ports.ts";

/** The account of the local chat: there is only one. */
export const localAccount = "local";

const posted = z.union([
  z.strictObject({ chat: z.string(), event: z.string().min(1), text: z.string() }),
  z.strictObject({ chat: z.string(), event: z.string().min(1), choice: z.string() }),
]);

/**
 * The channel that needs no account. What is sent is seen once the desk has recorded it in the transcript, so a
 * message cannot be lost or doubled on the way: there is no way.
 */
export const localChannel: Channel = {
  name: "local",
  showsTranscript: true,
  capabilities: {
    buttonsMax: 20,
    labelMaxChars: 60,
    textMaxChars: 4096,
    buttonTextMaxChars: 4096,
    edits: true,
    joins: false,
    windowMs: null,
  },
  parse: (raw, account) => {
    const result = posted.safeParse(raw);
    if (!result.success) return [];
    const { chat, event: eventId } = result.data;
    const base = { eventId, address: { channel: "local" as const, account, chat } };
    const inbound: Inbound =
      "text" in result.data
        ? { ...base, kind: "text", text: result.data.text }
        : { ...base, kind: "choice", token: result.data.choice };
    return [inbound];
  },
  send: async (_to, _step, key) => ({ kind: "sent", remoteId: key }),
  sendFile: async (_to, _file, key) => ({ kind: "sent", remoteId: key }),
  edit: async (_to, remoteId) => ({ kind: "sent", remoteId }),
  find: async () => ({ kind: "absent" }),
};
