import { EventEmitter } from "node:events";
import type { WebClient } from "../../../bots/whatsapp-web/client.ts";

/**
 * The members of whatsapp-web.js that we use, played by hand: WhatsApp itself, with its people, and any number of
 * browsers that were linked to one phone. What the library does wrong is done wrong here, too.
 */
export interface PlayedPhone {
  readonly own: string;
  readonly ownLid: string;
  /** The browser that is linked now. */
  current(): PlayedClient;
  make(): WebClient;
  person(number: string): PlayedPerson;
  /** What the phone's owner writes to themselves. */
  noteToSelf(text: string, replyTo?: string): Played;
  notes(): readonly Played[];
  /** The browsers there have been. */
  readonly browsers: PlayedClient[];
  /** How the next browser begins; one that is `nameless` cannot be asked whose phone it is. */
  begins: "linked" | "unlinked" | "silent" | "broken" | "nameless";
}

export interface Played {
  readonly id: { readonly id: string; readonly _serialized: string; readonly fromMe: boolean };
  readonly from: string;
  readonly to: string;
  readonly type: string;
  body: string;
  readonly timestamp: number;
  readonly isForwarded?: boolean;
  readonly file?: PlayedFile;
  _data?: { readonly quotedStanzaID?: string; readonly latestEditSenderTimestampMs?: number };
}

/** As the library has it: its bytes in base64. */
export interface PlayedFile {
  readonly mimetype: string;
  readonly data: string;
  readonly filename: string;
}

export interface PlayedPerson {
  readonly id: string;
  says(text: string, replyTo?: string): Played;
  forwards(text: string): void;
  sends(type: string): void;
  edits(message: Played, text: string): void;
  /** Both sides of their chat with the phone. */
  sees(): readonly Played[];
  hears(): readonly Played[];
}

export interface PlayedClient extends WebClient {
  readonly events: EventEmitter;
  readonly page: EventEmitter;
  readonly browser: EventEmitter;
  alive: boolean;
  /** Calls into the browser never come back. */
  hung: boolean;
  /** The next message leaves, and its call fails. */
  losesAnswer: boolean;
  /** Its process is gone. */
  ended: boolean;
}

export function playPhone(now: () => number, own = "447700900000@c.us"): PlayedPhone {
  const ownLid = "999000111222@lid";
  const chats = new Map<string, Played[]>();
  const lids = new Map<string, string>();
  let made = 0;

  const chatOf = (id: string) => {
    const messages = chats.get(id) ?? [];
    chats.set(id, messages);
    return messages;
  };
  function write(chat: string, fromMe: boolean, body: string, more: Partial<Played> = {}): Played {
    made += 1;
    const id = `3EB0${made.toString(16).toUpperCase().padStart(8, "0")}`;
    const message: Played = {
      id: { id, _serialized: `${fromMe}_${chat}_${id}`, fromMe },
      from: fromMe ? own : chat,
      to: fromMe ? chat : own,
      type: "chat",
      body,
      timestamp: Math.floor(now() / 1_000),
      ...more,
    };
    chatOf(chat).push(message);
    const browser = phone.browsers.at(-1);
    // Nobody who listens later hears of it.
    if (browser?.alive === true) browser.events.emit("message_create", message);
    return message;
  }
  const reply = (replyTo?: string): Partial<Played> =>
    replyTo === undefined ? {} : { _data: { quotedStanzaID: replyTo } };

  const phone: PlayedPhone = {
    own,
    ownLid,
    browsers: [],
    begins: "linked",
    current: () => {
      const browser = phone.browsers.at(-1);
      if (browser === undefined) throw new Error("There is no browser.");
      return browser;
    },
    make: () => {
      const browser = playBrowser(phone, { chatOf, write, lids });
      phone.browsers.push(browser);
      return browser;
    },
    person: (number) => {
      const id = number.includes("@") ? number : `${number}@c.us`;
      return {
        id,
        says: (text, replyTo) => write(id, false, text, reply(replyTo)),
        forwards: (text) => void write(id, false, text, { isForwarded: true }),
        sends: (type) => void write(id, false, "", { type }),
        edits: (message, text) => {
          message.body = text;
          made += 1;
          message._data = { ...message._data, latestEditSenderTimestampMs: made };
          phone.browsers.at(-1)?.events.emit("message_edit", message, text, "");
        },
        sees: () => chatOf(id),
        hears: () => chatOf(id).filter((it) => it.id.fromMe),
      };
    },
    noteToSelf: (text, replyTo) => write(own, true, text, reply(replyTo)),
    notes: () => chatOf(own),
  };
  return phone;
}

function captionOf(options: object): string {
  return String((options as { caption?: unknown }).caption ?? "");
}

function kindOf(options: object): string {
  return (options as { sendMediaAsDocument?: unknown }).sendMediaAsDocument === true ? "document" : "image";
}

interface Inside {
  readonly chatOf: (id: string) => Played[];
  readonly write: (chat: string, fromMe: boolean, body: string, more?: Partial<Played>) => Played;
  readonly lids: Map<string, string>;
}

function playBrowser(phone: PlayedPhone, { chatOf, write, lids }: Inside): PlayedClient {
  const events = new EventEmitter();
  const page = new EventEmitter();
  const browser = new EventEmitter();
  /** A page that crashed, and a browser that was killed, never answer. */
  async function answer<T>(give: () => T): Promise<T> {
    if (client.hung) return await new Promise<T>(() => undefined);
    if (!client.alive) throw new Error("Attempted to use detached Frame 'A1'.");
    return give();
  }
  const client: PlayedClient = {
    events,
    page,
    browser,
    alive: true,
    hung: false,
    losesAnswer: false,
    ended: false,
    on: (event, listener) => events.on(event, listener),
    initialize: async () => {
      await Promise.resolve();
      if (phone.begins === "broken") throw new Error("net::ERR_NAME_NOT_RESOLVED");
      if (phone.begins === "unlinked") events.emit("qr", "ref,key,identity,secret,1");
      if (phone.begins === "linked" || phone.begins === "nameless") {
        events.emit("authenticated");
        setImmediate(() => events.emit("ready"));
      }
    },
    destroy: async () => {
      if (client.hung) return await new Promise<void>(() => undefined);
      client.alive = false;
      browser.emit("disconnected");
      return undefined;
    },
    getState: () => answer(() => (phone.begins === "unlinked" ? "UNPAIRED" : "CONNECTED")),
    media: (mimetype, data, filename) => ({ mimetype, data, filename }),
    sendMessage: (chat, content, options) =>
      answer(() => {
        if (chat.startsWith("000")) throw new Error("No LID for user");
        const message =
          typeof content === "string"
            ? write(chat, true, content)
            : write(chat, true, captionOf(options), { type: kindOf(options), file: content as PlayedFile });
        if (client.losesAnswer) {
          client.losesAnswer = false;
          throw new Error("Protocol error (Runtime.callFunctionOn): Target closed");
        }
        return message;
      }),
    getChatById: (chat) =>
      answer(() => ({
        fetchMessages: ({ limit, fromMe }) =>
          answer(() =>
            chatOf(chat)
              .filter((it) => fromMe === undefined || it.id.fromMe === fromMe)
              .slice(-limit),
          ),
        sendStateTyping: () => answer(() => true),
      })),
    getContactLidAndPhone: (ids) =>
      answer(() =>
        ids.map((id) => {
          if (id === phone.own && phone.begins === "nameless") throw new Error("Evaluation failed: r");
          if (id === phone.own) return { lid: phone.ownLid, pn: id };
          const pn = [...lids].find(([, lid]) => lid === id)?.[0];
          return id.endsWith("@lid") ? { lid: id, ...(pn === undefined ? {} : { pn }) } : { pn: id };
        }),
      ),
    requestPairingCode: async () => {
      events.emit("code", "ABCD1234");
      return await Promise.resolve("ABCD1234");
    },
    info: { wid: { _serialized: phone.own } },
    pupPage: {
      on: (event, listener) => page.on(event, listener),
      evaluate: (script) =>
        answer(() => {
          if (script.includes("onAppStateHasSyncedEvent")) events.emit("ready");
          return 1;
        }),
    },
    pupBrowser: {
      on: (event, listener) => browser.on(event, listener),
      process: () => ({
        exitCode: null,
        signalCode: null,
        once: (_event, listener) => {
          // One that hangs has to be killed.
          if (!client.hung) {
            client.ended = true;
            listener();
          }
        },
        kill: () => {
          client.ended = true;
          return true;
        },
      }),
    },
  };
  return client;
}
